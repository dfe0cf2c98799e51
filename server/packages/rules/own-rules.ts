import { AskwellJson } from '#courses/scorm/askwell-json.ts';
import { DESCRIPTION } from '#server/packages/read-package.ts';
import { childrenOf } from '#server/packages/xml-path.ts';
import { controlMode, passMarks } from './edition-rules.ts';
import { quoted, type Rule, unless } from './rule.ts';
import { named, type Subject } from './subject.ts';

const EDITIONS: Record<AskwellJson['edition'], string> = {
  '1.2': '1.2',
  '2004-3': '2004 3rd Edition',
  '2004-4': '2004 4th Edition',
};

/** What we promise of our own packages beyond the standard. */
export const OWN_RULES: readonly Rule[] = [
  {
    name: 'own-description',
    level: 'error',
    expected: `${DESCRIPTION} describes the items of the manifest, in its edition`,
    broken: (subject) => {
      const described = descriptionOf(subject);
      if (described === undefined) return ['a description that cannot be read'];
      const items = subject.items.map(({ attributes }) => attributes['identifier']).join(' ');
      const lessons = described.lessons.map(({ sco }) => sco).join(' ');
      return [
        ...unless(items === lessons, `${quoted(lessons)} for items ${quoted(items)}`),
        ...unless(EDITIONS[described.edition] === subject.schemaVersion, `edition ${described.edition}`),
      ];
    },
  },
  {
    name: 'own-identifier',
    level: 'error',
    expected:
      "The first 15 characters of the manifest's identifier tell the course, because SuccessFactors uses no more",
    broken: ({ root: { attributes } }) =>
      unless(/^AW-[0-9a-f]{12}$/.test(attributes['identifier'] ?? ''), quoted(attributes['identifier'])),
  },
  {
    name: 'own-visibility',
    level: 'error',
    expected: 'Every lesson is visible',
    broken: ({ items }) =>
      items
        .filter(({ attributes }) => attributes['isvisible'] !== 'true')
        .map(({ attributes }) => quoted(attributes['identifier'])),
  },
  {
    name: 'own-status',
    level: 'error',
    expected: 'The lesson alone decides about completion and success: no pass mark in the manifest',
    broken: (subject) => passMarks(subject).map(({ name }) => name),
  },
  {
    name: 'own-addresses',
    level: 'error',
    expected: 'Lessons start without parameters, queries and xml:base',
    broken: ({ nodes }) =>
      nodes
        .filter(
          ({ attributes }) =>
            'base' in attributes || 'parameters' in attributes || /[?#]/.test(attributes['href'] ?? ''),
        )
        .map(({ name }) => `<${name}>`),
  },
  {
    name: 'own-root-page',
    level: 'error',
    expected:
      'A package with one SCO starts with index.html at the root, and no other package has a page there',
    broken: ({ sizes, items }) => {
      const pages = [...sizes.keys()].filter((path) => /^[^/]+\.html?$/i.test(path)).join(' ');
      return unless(pages === (items.length === 1 ? 'index.html' : ''), quoted(pages));
    },
  },
  {
    name: 'own-order',
    level: 'error',
    expected: 'The manifest asks for the order of lessons that the description tells',
    broken: (subject) => {
      const asked = isInOrder(subject);
      const told = descriptionOf(subject)?.order ?? 'free';
      // One lesson has no lesson before it, so SCORM 1.2 has nothing to say.
      if (subject.edition === '1.2' && subject.items.length === 1) return unless(!asked, 'a prerequisite');
      return unless(asked === (told === 'in-order'), `${quoted(told)} in the description`);
    },
  },
];

function isInOrder(subject: Subject): boolean {
  if (subject.edition === '2004') {
    return named(subject, 'organization').every(
      (organization) => controlMode(organization)?.attributes['choice'] === 'false',
    );
  }
  const before = subject.items.map((item) => childrenOf(item, 'prerequisites')[0]?.text);
  const expected = [
    undefined,
    ...subject.items.slice(0, -1).map(({ attributes }) => attributes['identifier']),
  ];
  return before.length > 1 && before.every((text, at) => text === expected[at]);
}

function descriptionOf({ contents }: Subject): AskwellJson | undefined {
  try {
    const text = new TextDecoder().decode(contents.get(DESCRIPTION));
    return AskwellJson.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
