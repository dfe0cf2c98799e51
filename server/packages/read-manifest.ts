import { refused } from './package-problem.ts';
import type { XmlNode } from './parse-xml.ts';
import { resolveHref } from './resolve-href.ts';
import { clip } from './safe-path.ts';

/** Which run-time a package needs. Every 2004 edition is played by the one of the 4th. */
type RunTime = '1.2' | '2004-4';

type Sco = {
  /** The manifest item's identifier. */
  scoId: string;
  title: string;
  /** Launch address relative to the package's root, percent-encoded, with the item's parameters. */
  href: string;
  /** The launch file as it lies in the package. */
  file: string;
  /** 0-based, in the order of the manifest. */
  position: number;
};
export type Manifest = {
  identifier: string;
  edition: RunTime;
  schemaVersion: string;
  title: string;
  scos: Sco[];
};

const MAX_SCOS = 2000;
const MAX_DEPTH = 50;

/** What a manifest offers to play: the launchable items of its default organization. */
export function readManifest(root: XmlNode, files: ReadonlySet<string>): Manifest {
  if (root.name !== 'manifest') {
    throw refused(
      'bad-manifest',
      `The root of imsmanifest.xml is <${clip(root.name)}>; expected <manifest>.`,
    );
  }
  const schemaVersion = textAt(root, 'metadata', 'schemaversion');
  const organization = defaultOrganization(root);
  const resources = resourcesOf(root);
  const items = leaves(organization, 0);
  const scos = items.map((item, position) => scoOf(item, position, resources, files));
  if (scos.length === 0) {
    throw refused(
      'nothing-to-play',
      'The manifest holds no item with a resource; expected at least one lesson.',
    );
  }
  if (scos.length > MAX_SCOS) {
    throw refused('too-large', `The manifest holds ${scos.length} items; expected at most ${MAX_SCOS}.`);
  }
  refuseSameIds(scos);
  return {
    identifier: root.attributes['identifier'] ?? '',
    edition: runTimeOf(schemaVersion),
    schemaVersion,
    title: textAt(organization, 'title') || 'Untitled',
    scos,
  };
}

function runTimeOf(schemaVersion: string): RunTime {
  if (/2004|^CAM/i.test(schemaVersion)) return '2004-4';
  if (schemaVersion === '' || schemaVersion === '1.2') return '1.2'; // tools that leave it out write 1.2
  throw refused(
    'bad-manifest',
    `The manifest's schemaversion is "${clip(schemaVersion)}"; expected 1.2 or an edition of 2004.`,
  );
}

function defaultOrganization(root: XmlNode): XmlNode {
  const organizations = child(root, 'organizations');
  const all = organizations === undefined ? [] : childrenOf(organizations, 'organization');
  const wanted = organizations?.attributes['default'];
  const found = all.find(({ attributes }) => attributes['identifier'] === wanted) ?? all[0];
  if (found === undefined) {
    throw refused(
      'nothing-to-play',
      'The manifest holds no organization; expected one with at least one item.',
    );
  }
  return found;
}

type Resource = { node: XmlNode; base: string };

function resourcesOf(root: XmlNode): Map<string, Resource> {
  const parent = child(root, 'resources');
  const base = `${root.attributes['base'] ?? ''}${parent?.attributes['base'] ?? ''}`;
  const all = parent === undefined ? [] : childrenOf(parent, 'resource');
  return new Map(
    all.map((node) => [
      node.attributes['identifier'] ?? '',
      { node, base: `${base}${node.attributes['base'] ?? ''}` },
    ]),
  );
}

/** Items with a resource, depth first. A parent with a resource of its own counts too: some tools write that in 1.2. */
function leaves(node: XmlNode, depth: number): XmlNode[] {
  if (depth > MAX_DEPTH)
    throw refused('bad-manifest', `The manifest nests items more than ${MAX_DEPTH} deep.`);
  return childrenOf(node, 'item').flatMap((item) => [
    ...(item.attributes['identifierref'] ? [item] : []),
    ...leaves(item, depth + 1),
  ]);
}

function scoOf(
  item: XmlNode,
  position: number,
  resources: Map<string, Resource>,
  files: ReadonlySet<string>,
): Sco {
  const scoId = item.attributes['identifier'] ?? '';
  const reference = item.attributes['identifierref'] ?? '';
  const resource = resources.get(reference);
  const title = textAt(item, 'title') || scoId;
  if (scoId === '' || scoId.length > 255) {
    throw refused(
      'bad-manifest',
      `Item ${position + 1} ("${clip(title)}") has no usable identifier; expected 1 to 255 characters.`,
    );
  }
  const address = resource?.node.attributes['href'];
  if (resource === undefined || !address) {
    throw refused(
      'bad-manifest',
      `Item "${clip(scoId)}" refers to "${clip(reference)}"; expected a resource with an href.`,
    );
  }
  const { file, href } = resolveHref(`${resource.base}${address}`, item.attributes['parameters'] ?? '');
  if (!files.has(file)) {
    throw refused(
      'missing-file',
      `Item "${clip(scoId)}" starts with "${clip(file)}", which is not in the zip.`,
    );
  }
  return { scoId, title, href, file, position };
}

function refuseSameIds(scos: Sco[]): void {
  const seen = new Set<string>();
  for (const { scoId } of scos) {
    if (seen.has(scoId))
      throw refused('bad-manifest', `Two items have the identifier "${clip(scoId)}"; expected each once.`);
    seen.add(scoId);
  }
}

const childrenOf = (node: XmlNode, name: string): XmlNode[] =>
  node.children.filter((inner) => inner.name === name);
const child = (node: XmlNode, name: string): XmlNode | undefined =>
  node.children.find((inner) => inner.name === name);

/** Text of the first element at the path below `node`; '' when there is none. */
function textAt(node: XmlNode, ...names: string[]): string {
  let at: XmlNode | undefined = node;
  for (const name of names) at = at === undefined ? undefined : child(at, name);
  return at?.text.replace(/\s+/g, ' ') ?? '';
}
