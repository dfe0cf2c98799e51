import { AskwellJson } from '#courses/scorm/askwell-json.ts';
import { MANIFEST } from './find-root.ts';
import { type OtherStandard, otherStandard, toolOf } from './known-tools.ts';
import { type Findings, noticesOf } from './notices.ts';
import { PackageProblem } from './package-problem.ts';
import { readManifest } from './read-manifest.ts';
import { DESCRIPTION } from './read-package.ts';
import { EDITION_RULES } from './rules/edition-rules.ts';
import { FILE_RULES, isOurs } from './rules/file-rules.ts';
import { ITEM_RULES } from './rules/item-rules.ts';
import { MANIFEST_RULES } from './rules/manifest-rules.ts';
import { OWN_RULES } from './rules/own-rules.ts';
import { RESOURCE_RULES } from './rules/resource-rules.ts';
import { type BrokenRule, judge, type Rule } from './rules/rule.ts';
import { fileOf, type Parts, READ_FILES, type Subject, scoTypeOf, subjectOf } from './rules/subject.ts';
import { childrenOf } from './xml-path.ts';
import { type OpenZip, openZip, type ZipSource } from './zip.ts';

/** What anybody's SCORM package is held against. */
export const PACKAGE_RULES: readonly Rule[] = [
  ...MANIFEST_RULES,
  ...ITEM_RULES,
  ...RESOURCE_RULES,
  ...FILE_RULES,
  ...EDITION_RULES,
];

export type InspectedSco = { id: string; title: string; type: 'sco' | 'asset'; href: string };
/** What a zip contains and every rule that it breaks. */
export type Inspection = {
  standard: 'SCORM 1.2' | 'SCORM 2004' | OtherStandard | 'unknown';
  /** As the manifest writes it, e.g. `2004 3rd Edition`. */
  schemaVersion: string | undefined;
  tool: string | undefined;
  title: string | undefined;
  identifier: string | undefined;
  /** What our own description says; undefined in a package that is not ours. */
  askwell: Pick<AskwellJson, 'version' | 'edition' | 'profile' | 'layout' | 'order'> | undefined;
  scos: InspectedSco[];
  files: { path: string; bytes: number }[];
  /** Unpacked. */
  totalBytes: number;
  problems: BrokenRule[];
};

const MOST_READ_BYTES = 10_000_000;

/**
 * Looks at any zip without unpacking it. Whatever is wrong with it is an answer, not an error: a dangerous zip gives its
 * one reason and nothing else of it is read. Only the file system's own errors are thrown (no such file, no permission).
 */
export async function inspectPackage(source: ZipSource): Promise<Inspection> {
  const opened = await openZip(source).catch(asBroken);
  if ('rule' in opened) return { ...NOTHING, problems: [opened] };
  try {
    const contents = await readContents(opened);
    const sizes = new Map(opened.entries.map(({ path, bytes }) => [path, bytes]));
    const found = inspectParts({ sizes, contents });
    return { ...found, problems: [...oddNames(opened.findings), ...found.problems] };
  } catch (error) {
    return { ...NOTHING, problems: [asBroken(error)] };
  } finally {
    opened.close();
  }
}

/** Looks at a package by its parts: the sizes of all files, and the content of those in `READ_FILES`. */
export function inspectParts(parts: Parts): Inspection {
  const paths = [...parts.sizes.keys()];
  const files = [...parts.sizes].map(([path, bytes]) => ({ path, bytes }));
  const found: Inspection = {
    ...NOTHING,
    tool: isOurs(parts) ? 'Askwell' : toolOf(paths),
    files,
    totalBytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
  };
  if (!parts.sizes.has(MANIFEST)) return withoutManifest(found, paths);
  try {
    return { ...found, ...ofManifest(subjectOf(parts)) };
  } catch (error) {
    return { ...found, problems: [asBroken(error)] };
  }
}

const NOTHING: Inspection = {
  standard: 'unknown',
  schemaVersion: undefined,
  tool: undefined,
  title: undefined,
  identifier: undefined,
  askwell: undefined,
  scos: [],
  files: [],
  totalBytes: 0,
  problems: [],
};

function ofManifest(subject: Subject): Partial<Inspection> {
  const { root, edition, schemaVersion, items, resources, nodes } = subject;
  const byId = new Map(resources.map((resource) => [resource.node.attributes['identifier'], resource]));
  const scos = items.flatMap((item): InspectedSco[] => {
    const resource = byId.get(item.attributes['identifierref']);
    if (resource === undefined) return [];
    const { node, base } = resource;
    const type = scoTypeOf(node) === 'sco' ? 'sco' : 'asset';
    const href = fileOf(base, node.attributes['href'] ?? '');
    return [{ id: item.attributes['identifier'] ?? '', title: titleOf(item), type, href }];
  });
  const organization = nodes.find(({ name }) => name === 'organization');
  return {
    standard: edition === '1.2' ? 'SCORM 1.2' : 'SCORM 2004',
    schemaVersion,
    title: organization && titleOf(organization),
    identifier: root.attributes['identifier'],
    askwell: describedIn(subject),
    scos,
    problems: problemsOf(subject),
  };
}

/** The broken rules; when none is an error, also what our own server would refuse the package for. */
function problemsOf(subject: Subject): BrokenRule[] {
  const rules = isOurs(subject) ? [...PACKAGE_RULES, ...OWN_RULES] : PACKAGE_RULES;
  const broken = judge(subject, rules);
  if (broken.some(({ level }) => level === 'error')) return broken;
  try {
    readManifest(subject.root, subject.namespaces, [...subject.sizes.keys()], new Map());
    return broken;
  } catch (error) {
    return [...broken, asBroken(error)];
  }
}

function describedIn({ contents }: Subject): Inspection['askwell'] {
  const bytes = contents.get(DESCRIPTION);
  if (bytes === undefined) return undefined;
  try {
    return AskwellJson.pick({
      version: true,
      edition: true,
      profile: true,
      layout: true,
      order: true,
    }).safeParse(JSON.parse(new TextDecoder().decode(bytes))).data;
  } catch {
    return undefined;
  }
}

function withoutManifest(found: Inspection, paths: readonly string[]): Inspection {
  const standard = otherStandard(paths);
  if (standard !== undefined) {
    const message = `This is a ${standard} package, not SCORM: it has no ${MANIFEST}.`;
    return { ...found, standard, problems: [{ rule: 'not-scorm', level: 'error', message }] };
  }
  const elsewhere = paths.find((path) => path.toLowerCase().split('/').at(-1) === MANIFEST);
  const hint =
    elsewhere === undefined ? '' : ` It holds "${elsewhere}": zip the folder's content, not the folder.`;
  const message = `The zip has no ${MANIFEST} at its root, in lower case, so it is not a SCORM package.${hint}`;
  return { ...found, problems: [{ rule: 'manifest-at-root', level: 'error', message }] };
}

/** What importing tolerates about the zip itself is wrong in an export. */
const oddNames = (findings: Findings): BrokenRule[] =>
  noticesOf(findings).map(({ rule, message }) => ({ rule, level: 'error', message }));

/** What the reader refuses, as a broken rule; anything else is a fault of ours, or the file system's, and is thrown on. */
function asBroken(error: unknown): BrokenRule {
  if (!(error instanceof PackageProblem)) throw error;
  return { rule: error.reason, level: 'error', message: error.message };
}

async function readContents(zip: OpenZip): Promise<Map<string, Uint8Array>> {
  const contents = new Map<string, Uint8Array>();
  for (const { path, bytes } of zip.entries) {
    if (READ_FILES.includes(path) && bytes <= MOST_READ_BYTES) contents.set(path, await readWhole(zip, path));
  }
  return contents;
}

async function readWhole(zip: OpenZip, path: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of zip.open(path)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const titleOf = (node: Parameters<typeof childrenOf>[0]): string => childrenOf(node, 'title')[0]?.text ?? '';
