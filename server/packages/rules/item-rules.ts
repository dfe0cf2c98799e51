import { childrenOf } from '#server/packages/xml-path.ts';
import { quoted, type Rule, unless } from './rule.ts';
import { isLeaf, named, nameOf } from './subject.ts';

const MAX_TITLE = 200;

/** Organizations and items. */
export const ITEM_RULES: readonly Rule[] = [
  {
    name: 'default-organization',
    level: 'error',
    expected: 'The default of organizations names one of them',
    broken: ({ root }) => {
      const all = childrenOf(root, 'organizations')[0];
      const wanted = all?.attributes['default'];
      const ids = all
        ? childrenOf(all, 'organization').map(({ attributes }) => attributes['identifier'])
        : [];
      return unless(wanted !== undefined && ids.includes(wanted), quoted(wanted));
    },
  },
  {
    name: 'something-to-play',
    level: 'error',
    expected: 'At least one item refers to a resource',
    broken: ({ items }) =>
      unless(
        items.some(({ attributes }) => attributes['identifierref']),
        'none',
      ),
  },
  {
    name: 'one-title',
    level: 'error',
    expected: `Each organization and item has exactly one title of 1 to ${MAX_TITLE} characters`,
    broken: (subject) =>
      [...named(subject, 'organization'), ...subject.items].flatMap((node) => {
        const titles = childrenOf(node, 'title');
        const length = titles[0]?.text.length ?? 0;
        if (titles.length !== 1) return [`${titles.length} titles in ${quoted(nameOf(node))}`];
        return unless(length > 0 && length <= MAX_TITLE, `${length} characters in ${quoted(nameOf(node))}`);
      }),
  },
  {
    name: 'leaf-has-resource',
    level: 'error',
    expected: 'Each item without items of its own refers to a resource that is there',
    broken: ({ items, resources }) => {
      const known = new Set(resources.map(({ node }) => node.attributes['identifier']));
      return items
        .filter((item) => isLeaf(item) && !known.has(item.attributes['identifierref']))
        .map((item) => `${quoted(nameOf(item))} refers to ${quoted(item.attributes['identifierref'])}`);
    },
  },
  {
    name: 'parent-without-resource',
    level: 'error',
    expected: 'In SCORM 2004 an item with items of its own refers to no resource',
    broken: ({ items, edition }) =>
      edition === '1.2'
        ? []
        : items
            .filter((item) => !isLeaf(item) && item.attributes['identifierref'])
            .map((item) => quoted(nameOf(item))),
  },
  {
    name: 'explicit-visibility',
    level: 'warning',
    expected: 'Each item says isvisible="true" or "false", because Open edX lists only items that say "true"',
    broken: ({ items }) =>
      items
        .filter(({ attributes }) => !/^(true|false)$/.test(attributes['isvisible'] ?? ''))
        .map((item) => quoted(nameOf(item))),
  },
  {
    name: 'start-parameters',
    level: 'note',
    expected: 'Items start without parameters, because some LMSs lose them',
    broken: ({ items }) =>
      items
        .filter(({ attributes }) => attributes['parameters'] !== undefined)
        .map((item) => `${quoted(nameOf(item))} with ${quoted(item.attributes['parameters'])}`),
  },
  {
    name: 'prerequisites',
    level: 'error',
    expected: 'Prerequisites have the type aicc_script and name items that are there',
    broken: (subject) => {
      const known = new Set(subject.items.map(({ attributes }) => attributes['identifier'] ?? ''));
      return named(subject, 'prerequisites').flatMap(({ attributes, text }) => [
        ...unless(attributes['type'] === 'aicc_script', `type ${quoted(attributes['type'])}`),
        ...text
          .split(/[&|~(){}<>=,*"\s]+/)
          .filter(
            (word) =>
              word !== '' &&
              !/^\d+$|^(passed|completed|browsed|failed|not|attempted|incomplete|[pcbfni])$/i.test(word),
          )
          .filter((word) => !known.has(word))
          .map(quoted),
      ]);
    },
  },
];
