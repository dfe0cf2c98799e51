import { inManifest, is2004, type Mutation, rename, replace } from './mutation-kit.ts';

/** Ways to break the manifest as a file, its head, its organization and its identifiers. */
export const MANIFEST_MUTATIONS: readonly Mutation[] = [
  { what: 'no manifest', rule: 'manifest-at-root', spoil: (files) => files.delete('imsmanifest.xml') },
  {
    what: 'everything in a folder',
    rule: 'manifest-at-root',
    spoil: (files) => {
      const all = [...files];
      files.clear();
      for (const [path, bytes] of all) files.set(`course/${path}`, bytes);
    },
  },
  {
    what: 'a manifest in capitals',
    rule: 'manifest-at-root',
    spoil: (files) => rename(files, 'imsmanifest.xml', 'IMSMANIFEST.XML'),
  },
  { what: 'a byte order mark', rule: 'byte-order-mark', spoil: inManifest((text) => `\ufeff${text}`) },
  { what: 'a DOCTYPE', rule: 'unsafe-xml', spoil: replace('?>\n', '?>\n<!DOCTYPE manifest>\n') },
  { what: 'a raw ampersand', rule: 'bad-manifest', spoil: replace('<title>', '<title>Fish & chips') },
  {
    what: 'no XML declaration',
    rule: 'utf-8',
    spoil: inManifest((text) => text.slice(text.indexOf('\n') + 1)),
  },
  {
    what: 'another encoding than it says',
    rule: 'utf-8',
    spoil: replace('encoding="UTF-8"', 'encoding="ISO-8859-1"'),
  },
  { what: 'no default namespace', rule: 'default-namespace', spoil: replace(/ xmlns="[^"]*"/, '') },
  {
    what: 'another prefix for adlcp',
    rule: 'usual-prefixes',
    spoil: inManifest((text) => text.replaceAll('adlcp:', 'scorm:').replace('xmlns:adlcp', 'xmlns:scorm')),
  },
  {
    what: 'a prefix that is not declared',
    rule: 'bound-prefixes',
    spoil: replace(/ xmlns:adlcp="[^"]*"/, ''),
  },
  {
    what: 'a schemaversion nobody knows',
    rule: 'schema-version',
    spoil: replace(/<schemaversion>[^<]*/, '<schemaversion>2004 5th Edition'),
  },
  {
    what: 'schemaversion before schema',
    rule: 'schema-version',
    spoil: replace(/(<schema>.*<\/schema>)\s*(<schemaversion>.*<\/schemaversion>)/, '$2$1'),
  },
  {
    what: 'an identifier that begins with a digit',
    rule: 'identifiers',
    spoil: inManifest((text) => text.replaceAll('"ORG-', '"1-ORG-')),
  },
  {
    what: 'an identifier with a space',
    rule: 'identifiers',
    spoil: inManifest((text) => text.replaceAll('"RES-', '"RES ')),
  },
  {
    what: 'an identifier twice',
    rule: 'unique-identifiers',
    spoil: inManifest((text) => text.replaceAll('"RES-', '"SCO-')),
  },
  {
    what: 'a manifest in the manifest',
    rule: 'sub-manifest',
    spoil: replace('</manifest>', '<manifest identifier="M2"/></manifest>'),
  },
  {
    what: 'a namespace that schemaLocation leaves out',
    rule: 'schema-location',
    spoil: replace(/ (imscp_\w+\.xsd)/, ' gone_$1'),
  },
  {
    what: 'a line end as a character reference in schemaLocation',
    rule: 'schema-location-spaces',
    spoil: replace('.xsd http', '.xsd&#xA;http'),
  },
  {
    what: 'a default organization that is not there',
    rule: 'default-organization',
    spoil: replace('default="ORG-', 'default="XRG-'),
  },
  {
    what: 'an item without a title',
    rule: 'one-title',
    spoil: replace(/(<item [^>]*>\s*)<title>[^<]*<\/title>/, '$1'),
  },
  { what: 'two titles', rule: 'one-title', spoil: replace('<title>', '<title>One more</title><title>') },
  {
    what: 'a title of 201 characters',
    rule: 'one-title',
    spoil: replace(/<title>[^<]*/, `<title>${'x'.repeat(201)}`),
  },
  {
    what: 'an item that refers to nothing',
    rule: 'leaf-has-resource',
    spoil: replace('identifierref="RES-', 'identifierref="GONE-'),
  },
  {
    what: 'items that refer to nothing at all',
    rule: 'something-to-play',
    spoil: inManifest((text) => text.replace(/ identifierref="[^"]*"/g, '')),
  },
  {
    what: 'a parent with a resource',
    rule: 'parent-without-resource',
    only: is2004,
    spoil: inManifest((text) =>
      text
        .replace('</title>\n      <item', '</title>\n      <item')
        .replace(/<\/item>/, '<item identifier="INNER" isvisible="true"><title>t</title></item></item>'),
    ),
  },
];
