import { childrenOf } from '#server/packages/xml-path.ts';
import { quoted, type Rule, unless } from './rule.ts';
import type { Subject } from './subject.ts';

const NAMESPACE = {
  '1.2': 'http://www.imsproject.org/xsd/imscp_rootv1p1p2',
  '2004': 'http://www.imsglobal.org/xsd/imscp_v1p1',
};
/** Namespace -> the prefix by which LMSs look for it. */
const PREFIXES: Record<string, string> = {
  'http://www.adlnet.org/xsd/adlcp_rootv1p2': 'adlcp',
  'http://www.adlnet.org/xsd/adlcp_v1p3': 'adlcp',
  'http://www.adlnet.org/xsd/adlseq_v1p3': 'adlseq',
  'http://www.adlnet.org/xsd/adlnav_v1p3': 'adlnav',
  'http://www.imsglobal.org/xsd/imsss': 'imsss',
};
const VERSIONS = { '1.2': ['1.2'], '2004': ['2004 3rd Edition', '2004 4th Edition', 'CAM 1.3'] };
const NCNAME = /^[\p{L}_][\p{L}\p{N}\p{M}_.·-]*$/u;

/** The manifest as a file, and its head. */
export const MANIFEST_RULES: readonly Rule[] = [
  {
    name: 'byte-order-mark',
    level: 'warning',
    expected: 'The manifest begins without a byte order mark, which some validators refuse',
    broken: ({ bytes }) => unless(bytes[0] !== 0xef && bytes[0] !== 0xff && bytes[0] !== 0xfe, 'one'),
  },
  {
    name: 'utf-8',
    level: 'warning',
    expected: 'The manifest begins with an XML declaration and is UTF-8, as it says there',
    broken: ({ bytes, text }) => [
      ...unless(/^<\?xml\s+version\s*=\s*["']1\.0/.test(text), 'no XML declaration'),
      ...unless(/^<\?xml(?![^>]*encoding)|encoding=["']utf-8["']/i.test(head(text)), head(text)),
      ...unless(isUtf8(bytes), 'bytes that are not UTF-8'),
    ],
  },
  {
    name: 'default-namespace',
    level: 'error',
    expected: "The manifest's default namespace is the content packaging namespace of its edition",
    broken: ({ text, edition }) => {
      const root = /<([\w.-]+:)?manifest\b[^>]*>/.exec(text);
      const [namespace] = defaults(root?.[0] ?? '');
      return unless(root?.[1] === undefined && namespace === NAMESPACE[edition], quoted(namespace));
    },
  },
  {
    name: 'usual-prefixes',
    level: 'error',
    expected: 'The prefixes are literally adlcp, adlseq, adlnav and imsss, because Moodle reads them so',
    broken: ({ text }) =>
      declared(text)
        .filter(({ prefix, namespace }) => (PREFIXES[namespace] ?? prefix) !== prefix)
        .map(({ prefix, namespace }) => `${quoted(prefix)} for ${namespace}`),
  },
  {
    name: 'bound-prefixes',
    level: 'error',
    expected: 'Every prefix is declared with its namespace',
    broken: ({ text }) => {
      const known = new Set(['xml', 'xmlns', ...declared(text).map(({ prefix }) => prefix)]);
      return [...usedPrefixes(text)].filter((prefix) => !known.has(prefix)).map(quoted);
    },
  },
  {
    name: 'schema-version',
    level: 'error',
    expected:
      'The metadata begins with schema "ADL SCORM" and then schemaversion "1.2", "2004 3rd Edition" or "2004 4th Edition", to the letter',
    broken: ({ root, edition }) => {
      const [schema, version] = childrenOf(root, 'metadata')[0]?.children ?? [];
      return [
        ...unless(schema?.name === 'schema' && schema.text === 'ADL SCORM', `schema ${quoted(schema?.text)}`),
        ...unless(
          version?.name === 'schemaversion' && VERSIONS[edition].includes(version.text),
          `schemaversion ${quoted(version?.text)}`,
        ),
      ];
    },
  },
  {
    name: 'identifiers',
    level: 'error',
    expected: 'Identifiers begin with a letter and hold letters, digits, "-", "_" and "." only (xs:ID)',
    broken: (subject) =>
      identifiers(subject)
        .filter((id) => !NCNAME.test(id))
        .map(quoted),
  },
  {
    name: 'unique-identifiers',
    level: 'error',
    expected: 'Each identifier is used once in the manifest',
    broken: (subject) => {
      const seen = new Set<string>();
      return identifiers(subject)
        .filter((id) => seen.has(id) || !seen.add(id))
        .map(quoted);
    },
  },
  {
    name: 'sub-manifest',
    level: 'warning',
    expected: 'There is one manifest and none inside it',
    broken: ({ nodes, root }) =>
      nodes
        .filter((node) => node.name === 'manifest' && node !== root)
        .map(() => 'a manifest in the manifest'),
  },
  {
    name: 'schema-location',
    level: 'warning',
    expected: 'xsi:schemaLocation maps every namespace to a file at the root of the zip',
    broken: ({ text, sizes }) => {
      const words = (locations(text)[0] ?? '').trim().split(/\s+/);
      const mapped = new Map(words.flatMap((word, at) => (at % 2 === 0 ? [[word, words[at + 1]]] : [])));
      const own = declared(text).map(({ namespace }) => namespace);
      return [...own, ...defaults(text)]
        .filter((namespace) => !namespace.endsWith('XMLSchema-instance'))
        .filter((namespace) => !sizes.has(mapped.get(namespace) ?? ''))
        .map((namespace) => `${namespace} mapped to ${quoted(mapped.get(namespace))}`);
    },
  },
  {
    name: 'schema-location-spaces',
    level: 'warning',
    expected: 'The values in xsi:schemaLocation are separated by white space, not by character references',
    broken: ({ text }) =>
      locations(text)
        .filter((value) => value.includes('&#'))
        .map((value) => quoted(value.slice(value.indexOf('&#')).slice(0, 10))),
  },
];

const head = (text: string): string => text.slice(0, 80).split('\n')[0] ?? '';
const identifiers = ({ root, items, resources, nodes }: Subject): string[] =>
  [
    root,
    ...nodes.filter(({ name }) => name === 'organization'),
    ...items,
    ...resources.map(({ node }) => node),
  ].flatMap(({ attributes }) => attributes['identifier'] ?? []);
const declared = (text: string): { prefix: string; namespace: string }[] =>
  [...text.matchAll(/\sxmlns:([\w.-]+)\s*=\s*["']([^"']*)["']/g)].map(([, prefix = '', namespace = '']) => ({
    prefix,
    namespace,
  }));
const defaults = (text: string): string[] =>
  [...text.matchAll(/\sxmlns\s*=\s*["']([^"']+)["']/g)].map(([, namespace = '']) => namespace);
const locations = (text: string): string[] =>
  [...text.matchAll(/:schemaLocation\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(
    ([, double, single]) => double ?? single ?? '',
  );

/** Prefixes of element and attribute names. */
function usedPrefixes(text: string): Set<string> {
  const prefixes = new Set<string>();
  const outside = text.replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, '');
  for (const [tag] of outside.matchAll(/<[A-Za-z_][^<>]*>/g)) {
    const names = tag.replace(/=\s*("[^"]*"|'[^']*')/g, ' ').matchAll(/(?<=[<\s])([\w.-]+):[\w.-]+/g);
    for (const [, prefix = ''] of names) prefixes.add(prefix);
  }
  return prefixes;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
