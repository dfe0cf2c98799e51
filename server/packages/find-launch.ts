import { type FileIndex, startPageNear } from './file-index.ts';
import { type Findings, note } from './notices.ts';
import type { XmlNode } from './parse-xml.ts';
import type { Resource } from './read-resources.ts';
import { type Address, hrefOf, resolveHref } from './resolve-href.ts';
import { clip, foldPath } from './safe-path.ts';

/** What an item opens. */
export type Launch = {
  kind: 'sco' | 'asset' | 'elsewhere';
  /** Ready for an address bar: relative to the package's root, or a whole address when it is elsewhere. */
  href: string;
  /** As it lies in the package; '' elsewhere. */
  file: string;
};
/** Why an item opens nothing, as the end of a sentence. */
export type NoLaunch = { missing: string };

export type LaunchSources = {
  resources: ReadonlyMap<string, Resource>;
  files: FileIndex;
  findings: Findings;
  /** One resource alone is launched, so that a page near it can only stand for it. */
  isSingle: boolean;
};

/** What an item opens; undefined when it does not want to open anything. Throws a PackageProblem for dangerous addresses. */
export function findLaunch(item: XmlNode, sources: LaunchSources): Launch | NoLaunch | undefined {
  const reference = item.attributes['identifierref']?.trim();
  if (!reference) return undefined;
  const resource = sources.resources.get(reference);
  if (resource?.href === undefined)
    return { missing: `refers to "${clip(reference)}"; expected a resource with an href` };
  const address = resolveHref(resource.bases, resource.href, item.attributes['parameters'] ?? '');
  if (address.kind === 'elsewhere') {
    note(sources.findings, 'elsewhere', address.href);
    return { kind: 'elsewhere', href: address.href, file: '' };
  }
  const file = fileAmong(address.paths, sources);
  if (file === undefined)
    return { missing: `starts with "${clip(address.paths[0] ?? '')}", which is not in the zip` };
  noteForm(resource.href, file, address, sources.findings);
  return { kind: kindOf(resource, file, sources.findings), file, href: `${hrefOf(file)}${address.rest}` };
}

function fileAmong(
  paths: readonly string[],
  { files, findings, isSingle }: LaunchSources,
): string | undefined {
  for (const path of paths) {
    const file = files.find(path);
    if (file !== undefined) return file;
  }
  const instead = isSingle ? startPageNear(paths[0] ?? '', files) : undefined;
  if (instead !== undefined) note(findings, 'launch-file-replaced', `"${clip(instead)}"`);
  return instead;
}

function noteForm(
  written: string,
  file: string,
  { paths, rest }: Extract<Address, { kind: 'inside' }>,
  findings: Findings,
): void {
  const odd = (form: string): void => note(findings, 'unusual-form', form);
  const isSame = paths.some((path) => foldPath(path) === foldPath(file));
  if (isSame && !paths.includes(file)) odd('addresses in other letter case than the files');
  if (/%[0-9a-f]{2}/i.test(written)) odd('addresses with % codes');
  if (rest !== '') odd('addresses with parameters');
  if (written.includes('\\')) odd('addresses with "\\"');
  if (written.startsWith('/')) odd('addresses that begin with "/"');
}

/**
 * As the resource says. One that says nothing is a SCO when a browser opens it as a page: playing a silent page costs a
 * status, while playing a talking one as an asset would lose answers.
 */
function kindOf(resource: Resource, file: string, findings: Findings): 'sco' | 'asset' {
  if (resource.scormType !== undefined) return resource.scormType;
  note(findings, 'no-scorm-type', file);
  return /\.(x?html?|php|aspx?|jsp)$|(^|\/)[^./]+$/i.test(file) ? 'sco' : 'asset';
}
