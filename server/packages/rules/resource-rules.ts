import { childrenOf } from '#server/packages/xml-path.ts';
import { quoted, type Rule, unless } from './rule.ts';
import { fileOf, launched, nameOf, type Subject, scoTypeOf } from './subject.ts';

const MAX_HREF = 2000;
const PART = String.raw`[\w.~%!$&'()*+,;=@-]+`;
const GOOD_HREF = new RegExp(String.raw`^${PART}(/${PART})*\.\w+$`);
const ELSEWHERE = /^\s*([a-z][a-z0-9+.-]*:|\/\/)/i;

/** Resources and the addresses in them. */
export const RESOURCE_RULES: readonly Rule[] = [
  {
    name: 'launch-resource',
    level: 'error',
    expected: 'What an item launches is a resource with type="webcontent" and an href',
    broken: (subject) =>
      launched(subject)
        .filter(({ node }) => node.attributes['type'] !== 'webcontent' || !node.attributes['href'])
        .map(({ node }) => `${quoted(nameOf(node))} with type ${quoted(node.attributes['type'])}`),
  },
  {
    name: 'scorm-type',
    level: 'error',
    expected: 'Resources say adlcp:scormtype (SCORM 1.2) or adlcp:scormType (2004), "sco" or "asset"',
    broken: ({ resources, edition }) => {
      const spelling = edition === '1.2' ? 'scormtype' : 'scormType';
      return resources
        .filter(({ node }) => !/^(sco|asset)$/.test(node.attributes[spelling] ?? ''))
        .map(({ node }) => quoted(nameOf(node)));
    },
  },
  {
    name: 'launches-a-sco',
    level: 'warning',
    expected: 'At least one item launches a SCO; an asset reports nothing to an LMS',
    broken: (subject) =>
      unless(
        launched(subject).some(({ node }) => scoTypeOf(node) === 'sco'),
        'none',
      ),
  },
  {
    name: 'sco-first',
    level: 'warning',
    expected: 'The first resource is a SCO, because Open edX launches the first one with an address',
    broken: ({ resources: [first] }) =>
      unless(first !== undefined && scoTypeOf(first.node) === 'sco', quoted(first && nameOf(first.node))),
  },
  {
    name: 'launch-file-listed',
    level: 'error',
    expected: 'A resource that is launched lists a file with the identical href (but for a query)',
    broken: (subject) =>
      launched(subject)
        .filter(({ node }) => node.attributes['href'])
        .filter(({ node }) => {
          const listed = childrenOf(node, 'file').map(({ attributes }) => attributes['href']);
          return !listed.includes(withoutQuery(node.attributes['href'] ?? ''));
        })
        .map(({ node }) => quoted(node.attributes['href'])),
  },
  {
    name: 'launch-file-exists',
    level: 'error',
    expected: 'What is launched is in the zip under exactly that name',
    broken: (subject) =>
      launched(subject).flatMap(({ node, base }) => {
        const href = node.attributes['href'];
        return href === undefined || ELSEWHERE.test(href) ? [] : missing(subject, fileOf(base, href));
      }),
  },
  {
    name: 'listed-files-exist',
    level: 'warning',
    expected: 'Every file that the manifest lists is in the zip under exactly that name',
    broken: (subject) =>
      hrefs(subject, 'file').flatMap(({ href, base }) => missing(subject, fileOf(base, href))),
  },
  {
    name: 'external-address',
    level: 'error',
    expected: 'Everything that is launched or listed lies in the package',
    broken: (subject) =>
      hrefs(subject)
        .filter(({ href }) => ELSEWHERE.test(href))
        .map(({ href }) => quoted(href)),
  },
  {
    name: 'address-form',
    level: 'warning',
    expected: `Addresses are relative, percent-encoded, with "/" between names, have an extension and at most ${MAX_HREF} characters`,
    broken: (subject) =>
      hrefs(subject)
        .filter(({ href }) => !ELSEWHERE.test(href))
        .filter(({ href }) => href.length > MAX_HREF || !GOOD_HREF.test(withoutQuery(href)))
        .map(({ href }) => quoted(href)),
  },
  {
    name: 'xml-base',
    level: 'warning',
    expected: 'xml:base ends with "/" and stays in the package',
    broken: ({ nodes }) =>
      nodes
        .map(({ attributes }) => attributes['base'])
        .filter(
          (base) =>
            base !== undefined && (!base.endsWith('/') || ELSEWHERE.test(base) || base.startsWith('/')),
        )
        .map(quoted),
  },
];

const withoutQuery = (href: string): string => href.replace(/[?#].*$/s, '');

/** The addresses of files, and of resources too unless only files are wanted; each once. */
function hrefs({ resources }: Subject, only?: 'file'): { href: string; base: string }[] {
  const all = resources.flatMap(({ node, base }) =>
    [...(only === undefined ? [node] : []), ...childrenOf(node, 'file')].flatMap(({ attributes }) =>
      attributes['href'] === undefined ? [] : [{ href: attributes['href'], base }],
    ),
  );
  return [...new Map(all.map((one) => [`${one.base} ${one.href}`, one])).values()];
}

/** The file's name when it is not there, and the name it has in another letter case. */
function missing({ sizes }: Subject, file: string): string[] {
  if (sizes.has(file)) return [];
  const other = [...sizes.keys()].find((path) => path.toLowerCase() === file.toLowerCase());
  return [other === undefined ? quoted(file) : `${quoted(file)} (the zip holds ${quoted(other)})`];
}
