import { MANIFEST } from '#server/packages/find-root.ts';
import { DESCRIPTION } from '#server/packages/read-package.ts';
import { childrenOf } from '#server/packages/xml-path.ts';
import { quoted, type Rule, unless } from './rule.ts';
import { CP_SCHEMA_2004, fileOf, type Subject } from './subject.ts';

const SEQUENCING_PARTS = [
  'auxresource',
  'control',
  'delivery',
  'limit',
  'objective',
  'random',
  'rollup',
  'seqrule',
  'util',
];
const CONTROL_DOCUMENTS = {
  '1.2': ['imscp_rootv1p1p2.xsd', 'adlcp_rootv1p2.xsd', 'ims_xml.xsd'],
  '2004': [
    ...['imscp_v1p1', 'adlcp_v1p3', 'adlseq_v1p3', 'adlnav_v1p3', 'imsss_v1p0', 'xml'].map(
      (name) => `${name}.xsd`,
    ),
    ...SEQUENCING_PARTS.map((part) => `imsss_v1p0${part}.xsd`),
    'XMLSchema.dtd',
    'datatypes.dtd',
  ],
};
/** Files that need not be listed: what describes the package, and what it is checked with. */
const isUnlisted = (path: string): boolean =>
  path === MANIFEST || /\.(xsd|dtd)$/i.test(path) || /(^|\/)(\.DS_Store|Thumbs\.db)$|^__MACOSX\//.test(path);
const REFUSED = /\.(php|aspx?|jsp|cgi|sh|py|rb|pl|htaccess|shtml)$/i;
/** What SCORM Cloud takes from a free account, in bytes; Cornerstone's Course Publisher takes 250 MB. */
const MOST_BYTES = 100_000_000;

/** What lies in the zip. */
export const FILE_RULES: readonly Rule[] = [
  {
    name: 'manifest-first',
    level: 'note',
    expected: 'The manifest is the first file of the zip',
    broken: ({ sizes }) => unless([...sizes.keys()][0] === MANIFEST, quoted([...sizes.keys()][0])),
  },
  {
    name: 'files-listed',
    level: 'warning',
    expected: 'Every content file is listed in the manifest; some LMSs drop the others',
    broken: (subject) => {
      const listed = listedIn(subject);
      return [...subject.sizes.keys()].filter((path) => !isUnlisted(path) && !listed.has(path)).map(quoted);
    },
  },
  {
    name: 'control-documents',
    level: 'warning',
    expected: "The edition's schemas, and for SCORM 2004 two DTDs, lie at the root of the zip",
    broken: ({ edition, sizes }) =>
      CONTROL_DOCUMENTS[edition].filter((name) => !sizes.has(name)).map((name) => `no ${name}`),
  },
  {
    name: 'local-schemas',
    level: 'warning',
    expected: 'The schemas import each other from the package, not from the internet',
    broken: ({ contents }) => {
      const schema = new TextDecoder().decode(contents.get(CP_SCHEMA_2004) ?? new Uint8Array());
      return [...schema.matchAll(/schemaLocation\s*=\s*"(https?:[^"]*)"/g)].map(([, address]) =>
        quoted(address),
      );
    },
  },
  {
    name: 'root-pages',
    level: 'warning',
    expected: 'No other page lies beside the one to launch; simple LMSs open the first page at the root',
    broken: ({ sizes, resources }) => {
      const launch = new Set(resources.map(({ node, base }) => fileOf(base, node.attributes['href'] ?? '')));
      const pages = [...sizes.keys()].filter((path) => /^[^/]+\.html?$/i.test(path));
      return pages.some((page) => launch.has(page))
        ? pages.filter((page) => !launch.has(page)).map(quoted)
        : [];
    },
  },
  {
    name: 'file-names',
    level: 'warning',
    expected: 'File names are ASCII without spaces',
    broken: ({ sizes }) => [...sizes.keys()].filter((path) => !/^[!-~]+$/.test(path)).map(quoted),
  },
  {
    name: 'refused-extensions',
    level: 'warning',
    expected: 'No file has an extension that LMSs refuse, such as .php or .sh',
    broken: ({ sizes }) => [...sizes.keys()].filter((path) => REFUSED.test(path)).map(quoted),
  },
  {
    name: 'size',
    level: 'note',
    expected: `The content is at most ${MOST_BYTES / 1e6} MB, which every LMS we know takes`,
    broken: ({ sizes }) => {
      const bytes = [...sizes.values()].reduce((sum, size) => sum + size, 0);
      return unless(bytes <= MOST_BYTES, `${Math.round(bytes / 1e6)} MB`);
    },
  },
];

/** Files that any `file` element names, and what `adlcp:location` does. */
function listedIn({ resources, nodes }: Subject): Set<string> {
  const files = resources.flatMap(({ node, base }) =>
    childrenOf(node, 'file').map(({ attributes }) => fileOf(base, attributes['href'] ?? '')),
  );
  const metadata = nodes.filter(({ name }) => name === 'location').map(({ text }) => fileOf('', text));
  return new Set([...files, ...metadata]);
}

/** Our own description of the package, which only our packages hold. */
export const isOurs = ({ sizes }: Pick<Subject, 'sizes'>): boolean => sizes.has(DESCRIPTION);
