import type { FileIndex } from './file-index.ts';
import { type Findings, note } from './notices.ts';
import { PackageProblem } from './package-problem.ts';
import type { Resource } from './read-resources.ts';
import { resolveHref } from './resolve-href.ts';

/** Files that need not be listed: the manifest, what it is checked with, and its metadata. */
export const isControlFile = (path: string): boolean =>
  /(^imsmanifest\.xml|\.(xsd|dtd)|(^|\/)(metadata[^/]*|imslrm)\.xml)$/i.test(path);

/** Notes the files that the manifest lists without need or leaves out; neither keeps a package from being played. */
export function compareFiles(
  resources: ReadonlyMap<string, Resource>,
  files: FileIndex,
  findings: Findings,
): void {
  const listed = new Set<string>();
  const absent = new Set<string>();
  for (const paths of addressesOf(resources)) {
    const file = paths.map(files.find).find((found) => found !== undefined);
    if (file !== undefined) listed.add(file);
    else if (paths[0]) absent.add(paths[0]);
  }
  for (const path of absent) note(findings, 'absent-files', path);
  const unlisted = files.paths.filter((path) => !listed.has(path) && !isControlFile(path));
  for (const path of unlisted) note(findings, 'unlisted-files', path);
}

/** For each address in the resources the paths that it can mean. */
const addressesOf = (resources: ReadonlyMap<string, Resource>): string[][] =>
  [...resources.values()].flatMap(({ bases, href, files }) =>
    [...files, ...(href === undefined ? [] : [href])].map((address) => pathsOf(bases, address)),
  );

/** Addresses that are not of the package are no files of it. */
function pathsOf(bases: readonly string[], address: string): string[] {
  try {
    const found = resolveHref(bases, address, '');
    return found.kind === 'inside' ? found.paths : [];
  } catch (error) {
    if (error instanceof PackageProblem) return [];
    throw error;
  }
}
