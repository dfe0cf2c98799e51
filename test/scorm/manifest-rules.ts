import { parseXml, type XmlNode } from '#server/packages/parse-xml.ts';

/** Files of a package by path. */
export type PackageFiles = ReadonlyMap<string, Uint8Array>;
type Subject = { files: PackageFiles; text: string; root: XmlNode; edition: '1.2' | '2004' };
type Rule = (subject: Subject) => string | undefined;

const childrenOf = (node: XmlNode, name: string): XmlNode[] =>
  node.children.filter((child) => child.name === name);
const below = (node: XmlNode): XmlNode[] => node.children.flatMap((child) => [child, ...below(child)]);
const named = (root: XmlNode, name: string): XmlNode[] => below(root).filter((node) => node.name === name);
const fileOf = (href: string): string => decodeURIComponent(href.replace(/[?#].*$/, ''));
const scoType = (node: XmlNode): string | undefined =>
  node.attributes['scormtype'] ?? node.attributes['scormType'];
const isControlDocument = (path: string): boolean => /^[^/]+\.(xsd|dtd)$/.test(path);

const NCNAME = /^[A-Za-z_][\w.-]*$/;
const CONTROL_DOCUMENTS = {
  '1.2': ['imscp_rootv1p1p2.xsd', 'adlcp_rootv1p2.xsd', 'ims_xml.xsd'],
  '2004': [
    ...['imscp_v1p1', 'adlcp_v1p3', 'adlseq_v1p3', 'adlnav_v1p3', 'imsss_v1p0', 'xml'].map(
      (name) => `${name}.xsd`,
    ),
    ...[
      'auxresource',
      'control',
      'delivery',
      'limit',
      'objective',
      'random',
      'rollup',
      'seqrule',
      'util',
    ].map((part) => `imsss_v1p0${part}.xsd`),
    'XMLSchema.dtd',
    'datatypes.dtd',
  ],
};

/** What the schemas cannot say about a package, one rule each: why it is broken, or undefined. */
export const MANIFEST_RULES: Record<string, Rule> = {
  'is UTF-8 with an XML declaration, no byte order mark and no DOCTYPE': ({ files, text }) => {
    const bytes = files.get('imsmanifest.xml');
    if (bytes?.[0] === 0xef) return 'byte order mark';
    if (!text.startsWith('<?xml version="1.0" encoding="UTF-8"?>')) return `begins with ${text.slice(0, 60)}`;
    return text.includes('<!DOCTYPE') ? 'DOCTYPE' : undefined;
  },
  'uses the content packaging namespace unprefixed, and the usual prefixes literally': ({
    text,
    edition,
  }) => {
    const cp =
      edition === '1.2'
        ? 'http://www.imsproject.org/xsd/imscp_rootv1p1p2'
        : 'http://www.imsglobal.org/xsd/imscp_v1p1';
    if (!text.includes(`xmlns="${cp}"`)) return `no xmlns="${cp}"`;
    const prefixes = [...text.matchAll(/\sxmlns:([\w-]+)=/g)].map(([, prefix]) => prefix ?? '');
    return prefixes.find((prefix) => !['adlcp', 'imsss', 'adlseq', 'adlnav', 'xsi'].includes(prefix));
  },
  'has schema and schemaversion as the first two children of metadata': ({ root, edition }) => {
    const [schema, version] = childrenOf(root, 'metadata')[0]?.children ?? [];
    if (schema?.name !== 'schema' || schema.text !== 'ADL SCORM') return `schema is "${schema?.text}"`;
    const expected = edition === '1.2' ? ['1.2'] : ['2004 3rd Edition', '2004 4th Edition'];
    return version?.name === 'schemaversion' && expected.includes(version.text)
      ? undefined
      : `"${version?.text}"`;
  },
  'has identifiers that are NCNames and unique': ({ root }) => {
    const all = [root, ...below(root)].flatMap(({ attributes }) => attributes['identifier'] ?? []);
    return all.find((id) => !NCNAME.test(id)) ?? all.find((id, index) => all.indexOf(id) !== index);
  },
  'has a manifest identifier whose first 15 characters are distinctive': ({ root }) => {
    const id = root.attributes['identifier'] ?? '';
    return /[0-9a-f]{8}/.test(id.slice(0, 15)) ? undefined : `"${id}"`;
  },
  'names an existing organization as the default': ({ root }) => {
    const organizations = childrenOf(root, 'organizations')[0];
    const wanted = organizations?.attributes['default'];
    const ids = childrenOf(organizations ?? root, 'organization').map(
      ({ attributes }) => attributes['identifier'],
    );
    return ids.includes(wanted) ? undefined : `default is "${wanted}"`;
  },
  'has exactly one title of 1 to 200 characters per organization and item': ({ root }) =>
    [...named(root, 'organization'), ...named(root, 'item')]
      .map((node) => {
        const titles = childrenOf(node, 'title');
        const length = titles[0]?.text.length ?? 0;
        return titles.length === 1 && length > 0 && length <= 200
          ? undefined
          : `${titles.length} titles, ${length} long`;
      })
      .find(Boolean),
  'refers to a resource from every leaf item and from no other': ({ root }) => {
    const resources = named(root, 'resource').map(({ attributes }) => attributes['identifier']);
    return named(root, 'item').find((item) => {
      const reference = item.attributes['identifierref'];
      const isLeaf = childrenOf(item, 'item').length === 0;
      return isLeaf ? !resources.includes(reference) : reference !== undefined;
    })?.attributes['identifier'];
  },
  'launches a webcontent SCO whose file element has the identical href': ({ root }) =>
    named(root, 'resource')
      .filter((resource) => scoType(resource) !== undefined)
      .map(({ attributes, children, ...node }) => {
        const href = attributes['href'];
        const same = children.some((file) => file.name === 'file' && file.attributes['href'] === href);
        const type = scoType({ attributes, children, ...node });
        return attributes['type'] === 'webcontent' && type === 'sco' && href && same ? undefined : `${href}`;
      })
      .find(Boolean),
  'spells scormtype as the edition does': ({ text, edition }) =>
    text.includes(edition === '1.2' ? 'adlcp:scormtype="sco"' : 'adlcp:scormType="sco"')
      ? undefined
      : 'it does not',
  'puts a SCO first among the resources': ({ root }) => {
    const first = named(root, 'resource')[0];
    return first && scoType(first) === 'sco' ? undefined : 'the first is none';
  },
  'says isvisible="true" on every item': ({ root }) =>
    named(root, 'item').find(({ attributes }) => attributes['isvisible'] !== 'true')?.attributes[
      'identifier'
    ],
  'lists every content file': ({ files, root }) => {
    const listed = new Set(named(root, 'file').map(({ attributes }) => fileOf(attributes['href'] ?? '')));
    return [...files.keys()].find(
      (path) => path !== 'imsmanifest.xml' && !isControlDocument(path) && !listed.has(path),
    );
  },
  'lists only files that are there, in their exact letter case': ({ files, root }) =>
    [...named(root, 'file'), ...named(root, 'resource')]
      .map(({ attributes }) => attributes['href'] ?? '')
      .find((href) => href !== '' && !files.has(fileOf(href))),
  'has relative, percent-encoded hrefs with an extension, at most 2000 long': ({ root }) =>
    [...named(root, 'file'), ...named(root, 'resource')]
      .map(({ attributes }) => attributes['href'] ?? '')
      .find(
        (href) => !/^[\w.~%!$'()*+,;=@-]+(\/[\w.~%!$'()*+,;=@-]+)*\.\w+$/.test(href) || href.length > 2000,
      ),
  'has no sub-manifest, no xml:base, no parameters': ({ root, text }) =>
    [/<manifest\b[\s\S]*<manifest\b/, /\sxml:base=/, /\sparameters=/].find((pattern) => pattern.test(text))
      ?.source ?? named(root, 'manifest')[0]?.name,
  'maps every namespace to a file at the root, with plain spaces between': ({ files, text }) => {
    const location = /xsi:schemaLocation="([^"]*)"/.exec(text)?.[1] ?? '';
    if (/[^\S ]|&#|\s\s/.test(location)) return 'something else than single spaces';
    const words = location.split(' ');
    const mapped = new Map(
      words.flatMap((word, index) => (index % 2 === 0 ? [[word, words[index + 1]] as const] : [])),
    );
    const used = [...text.matchAll(/\sxmlns(?::[\w-]+)?="([^"]+)"/g)].map(([, namespace]) => namespace ?? '');
    return used
      .filter((namespace) => !namespace.endsWith('XMLSchema-instance'))
      .find((namespace) => !files.has(mapped.get(namespace) ?? ''));
  },
  'carries the control documents of its edition at the root': ({ files, edition }) =>
    CONTROL_DOCUMENTS[edition].find((name) => !files.has(name)),
  'has no page at the root but the one to launch': ({ files, root }) => {
    const launched = named(root, 'resource').map(({ attributes }) => attributes['href']);
    return [...files.keys()].find((path) => /^[^/]+\.html?$/i.test(path) && !launched.includes(path));
  },
  'has ASCII names and nothing that servers refuse': ({ files }) =>
    [...files.keys()].find(
      (path) => !/^[!-~]+$/.test(path) || /\.(php|aspx?|jsp|cgi|sh|py|rb|pl|htaccess|shtml)$/i.test(path),
    ),
  'never maps objectives between lessons, which Moodle 4.5 fails to import': ({ text }) =>
    text.includes('mapInfo') ? 'mapInfo' : undefined,
  'lets the SCO report completion and success itself (2004)': ({ root, edition }) => {
    if (edition === '1.2') return undefined;
    const items = named(root, 'item').filter((item) => childrenOf(item, 'item').length === 0);
    return items.find((item) => {
      const controls = named(item, 'deliveryControls')[0]?.attributes ?? {};
      return controls['completionSetByContent'] !== 'true' || controls['objectiveSetByContent'] !== 'true';
    })?.attributes['identifier'];
  },
  'allows choice and flow (2004)': ({ root, edition }) => {
    if (edition === '1.2') return undefined;
    const organization = named(root, 'organization')[0];
    const sequencing = organization && childrenOf(organization, 'sequencing')[0];
    const mode = sequencing && childrenOf(sequencing, 'controlMode')[0]?.attributes;
    return mode?.['choice'] === 'true' && mode['flow'] === 'true' ? undefined : 'it does not';
  },
};

/** What we add to the standard for our own packages: the LMS never decides in the lesson's place. */
export const OUR_RULES: Record<string, Rule> = {
  'sets no pass mark in the manifest': ({ text }) =>
    ['masteryscore', 'satisfiedByMeasure', 'minNormalizedMeasure', 'completionThreshold'].find((word) =>
      text.includes(word),
    ),
  'carries askwell.json with a lesson for every item': ({ files, root }) => {
    const bytes = files.get('askwell.json');
    if (bytes === undefined) return 'there is none';
    const { lessons } = JSON.parse(new TextDecoder().decode(bytes)) as { lessons: { sco: string }[] };
    const items = named(root, 'item').map(({ attributes }) => attributes['identifier']);
    return JSON.stringify(lessons.map(({ sco }) => sco)) === JSON.stringify(items)
      ? undefined
      : items.join(' ');
  },
};

/** The package as the rules see it. */
export function subjectOf(files: PackageFiles): Subject {
  const bytes = files.get('imsmanifest.xml') ?? new Uint8Array();
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const root = parseXml(bytes, 'imsmanifest.xml');
  return { files, text, root, edition: text.includes('imscp_rootv1p1p2') ? '1.2' : '2004' };
}

/** Every broken rule of a package with what breaks it; none for a good one. */
export function brokenRules(files: PackageFiles, rules: Record<string, Rule> = MANIFEST_RULES): string[] {
  if (!files.has('imsmanifest.xml')) return ['lies at the root as imsmanifest.xml'];
  const subject = subjectOf(files);
  return Object.entries(rules).flatMap(([name, rule]) => {
    const broken = rule(subject);
    return broken === undefined ? [] : [`${name}: ${broken}`];
  });
}
