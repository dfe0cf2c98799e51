import { decodeXml } from '#server/packages/decode-xml.ts';
import { MANIFEST } from '#server/packages/find-root.ts';
import { parseXml, type XmlNode } from '#server/packages/parse-xml.ts';
import { DESCRIPTION } from '#server/packages/read-package.ts';
import { repairXml } from '#server/packages/repair-xml.ts';
import { childrenOf } from '#server/packages/xml-path.ts';

/** What the rules look at: the size of every file in the order of the zip, and the content of the few that are read. */
export type Parts = { sizes: ReadonlyMap<string, number>; contents: ReadonlyMap<string, Uint8Array> };

/** The content package schema of SCORM 2004; it is read because one spelling of it needs the internet. */
export const CP_SCHEMA_2004 = 'imscp_v1p1.xsd';

/** Files whose content a rule reads. */
export const READ_FILES: readonly string[] = [MANIFEST, DESCRIPTION, CP_SCHEMA_2004];

/** A package as the rules see it. */
export type Subject = Parts & {
  bytes: Uint8Array;
  /** The manifest's text without comments and byte order mark. */
  text: string;
  root: XmlNode;
  /** Every element of the manifest, in its order. */
  nodes: XmlNode[];
  /** That the manifest names anywhere. */
  namespaces: ReadonlySet<string>;
  edition: '1.2' | '2004';
  schemaVersion: string;
  items: XmlNode[];
  resources: Resource[];
};
/** `base` is what `xml:base` puts before its addresses. */
export type Resource = { node: XmlNode; base: string };

/** Throws a PackageProblem when the manifest cannot be read at all. */
export function subjectOf(parts: Parts): Subject {
  const bytes = parts.contents.get(MANIFEST) ?? new Uint8Array();
  const whole = decodeXml(bytes, MANIFEST);
  const root = parseXml(whole, MANIFEST);
  const text = whole.replace(/<!--[\s\S]*?-->/g, '');
  const nodes = withDescendants(root);
  const metadata = childrenOf(root, 'metadata')[0];
  const schemaVersion = (metadata && childrenOf(metadata, 'schemaversion')[0]?.text) ?? '';
  return {
    ...parts,
    bytes,
    text,
    root,
    nodes,
    namespaces: repairXml(whole, MANIFEST, new Map()).namespaces,
    edition: editionOf(schemaVersion, text),
    schemaVersion,
    items: nodes.filter(({ name }) => name === 'item'),
    resources: resourcesIn(root),
  };
}

function editionOf(schemaVersion: string, text: string): '1.2' | '2004' {
  if (schemaVersion === '1.2') return '1.2';
  return /2004|^CAM/.test(schemaVersion) || /imscp_v1p1|adlcp_v1p3/.test(text) ? '2004' : '1.2';
}

function resourcesIn(root: XmlNode): Resource[] {
  return childrenOf(root, 'resources').flatMap((all) => {
    const base = `${root.attributes['base'] ?? ''}${all.attributes['base'] ?? ''}`;
    return childrenOf(all, 'resource').map((node) => ({
      node,
      base: `${base}${node.attributes['base'] ?? ''}`,
    }));
  });
}

function withDescendants(root: XmlNode): XmlNode[] {
  const found: XmlNode[] = [];
  const waiting = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    found.push(node);
    for (const child of node.children.toReversed()) waiting.push(child);
  }
  return found;
}

export const named = ({ nodes }: Subject, name: string): XmlNode[] =>
  nodes.filter((node) => node.name === name);
export const isLeaf = (item: XmlNode): boolean => childrenOf(item, 'item').length === 0;
export const scoTypeOf = ({ attributes }: XmlNode): string | undefined =>
  attributes['scormtype'] ?? attributes['scormType'];

/** The resources that items launch. */
export function launched({ items, resources }: Subject): Resource[] {
  const wanted = new Set(items.map(({ attributes }) => attributes['identifierref']));
  return resources.filter(({ node }) => wanted.has(node.attributes['identifier']));
}

/** The file in the package that an address of a resource means; the address itself when it is broken. */
export function fileOf(base: string, href: string): string {
  const path = `${base}${href}`.replace(/[?#].*$/s, '').replace(/^\.\//, '');
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** How an item, organization or resource is called in a sentence. */
export const nameOf = ({ attributes, name }: XmlNode): string => attributes['identifier'] ?? `<${name}>`;
