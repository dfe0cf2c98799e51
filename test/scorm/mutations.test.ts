import { describe, expect, it } from 'vitest';
import { EXPORT_EDITIONS, ExportOptions, LAYOUTS, ORDERS } from '#courses/scorm/export-options.ts';
import { buildPackage } from '#server/packages/build-package.ts';
import { PACKAGE_RULES } from '#server/packages/inspect-package.ts';
import { OWN_RULES } from '#server/packages/rules/own-rules.ts';
import { courseFixture } from '#test/support/course-fixture.ts';
import { brokenRules } from './broken-rules.ts';
import { MANIFEST_MUTATIONS } from './manifest-mutations.ts';
import { PACKAGE_MUTATIONS } from './package-mutations.ts';

const MUTATIONS = [...MANIFEST_MUTATIONS, ...PACKAGE_MUTATIONS];

const CHOICES = EXPORT_EDITIONS.flatMap((edition) =>
  LAYOUTS.flatMap((layout) => ORDERS.map((order) => ExportOptions.parse({ edition, layout, order }))),
);

describe.each(CHOICES)('a package of ours, $edition, $layout, $order', (options) => {
  const good = buildPackage({ course: courseFixture, media: new Map(), options });

  it('breaks no rule as it is built', async () => {
    expect(brokenRules((await good).files)).toEqual([]);
  });

  it.each(MUTATIONS.filter(({ only = () => true }) => only(options)))(
    'with $what breaks "$rule"',
    async ({ rule, spoil }) => {
      const files = new Map((await good).files);
      spoil(files);
      const broken = brokenRules(files);
      expect(broken.map((one) => one.rule)).toContain(rule);
      for (const { message } of broken) expect(message).toMatch(/^\w[^\n]{15,}\.$/);
    },
  );
});

/** Notes for other people's packages: in ours "own-addresses" and "own-status" are named, and ours are small. */
const NOT_BROKEN_HERE = ['start-parameters', 'size', 'pass-mark'];

it('every rule is broken by some mutation', () => {
  const broken = new Set(MUTATIONS.map(({ rule }) => rule));
  const rules = [...PACKAGE_RULES, ...OWN_RULES].map(({ name }) => name);
  expect(rules.filter((name) => !broken.has(name)).sort()).toEqual([...NOT_BROKEN_HERE].sort());
  expect(new Set(rules).size).toBe(rules.length);
});
