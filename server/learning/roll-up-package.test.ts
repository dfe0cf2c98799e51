import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Activity } from '#courses/scorm/activity-tree.ts';
import { itemsOf, type PackageItem } from './package-items.ts';
import { type ItemState, rollUpPackage, standingOf } from './roll-up-package.ts';

const item = (id: string, more: Partial<PackageItem> = {}): PackageItem => ({
  id,
  isVisible: true,
  tells: true,
  locks: [],
  within: [],
  ...more,
});
const PASSED: ItemState = {
  completionStatus: 'completed',
  successStatus: 'passed',
  reported: 'passed',
  scaledScore: null,
};
const DONE: ItemState = { ...PASSED, successStatus: 'unknown', reported: 'completed' };
const FAILED: ItemState = {
  completionStatus: 'incomplete',
  successStatus: 'failed',
  reported: 'in-progress',
  scaledScore: 0.2,
};
const BEGUN: ItemState = { ...FAILED, successStatus: 'unknown', scaledScore: null };
const roll = (states: Record<string, ItemState>, items = [item('a'), item('b')]) =>
  rollUpPackage(items, new Map(Object.entries(states)));

describe('a package of two SCOs', () => {
  it.each([
    ['untouched', {}, 'not attempted', 'unknown', 0],
    ['begun', { a: BEGUN }, 'incomplete', 'unknown', 0],
    ['half done', { a: DONE, b: BEGUN }, 'incomplete', 'unknown', 0.5],
    ['half passed', { a: PASSED }, 'incomplete', 'unknown', 0.5],
    ['done', { a: DONE, b: DONE }, 'completed', 'unknown', 1],
    ['passed where it asks', { a: PASSED, b: DONE }, 'completed', 'passed', 1],
    ['failed', { a: PASSED, b: FAILED }, 'incomplete', 'failed', 0.5],
    ['failed before the rest', { a: FAILED }, 'incomplete', 'failed', 0],
  ] as const)('that is %s', (_, states, completionStatus, successStatus, progress) => {
    expect(roll(states)).toMatchObject({ completionStatus, successStatus, progress });
  });

  it('keeps what was reached when it is opened again and says less', () => {
    const again: ItemState = { ...BEGUN, reported: 'passed' };
    expect(roll({ a: again, b: { ...FAILED, reported: 'completed' } })).toMatchObject({
      completionStatus: 'completed',
      successStatus: 'failed',
    });
    expect(standingOf({ ...FAILED, reported: 'passed' })).toEqual({
      completionStatus: 'completed',
      successStatus: 'passed',
    });
  });

  it('has the mean of the scores that there are', () => {
    expect(roll({ a: DONE, b: DONE }).scaledScore).toBeNull();
    expect(roll({ a: { ...DONE, scaledScore: 0.5 }, b: DONE }).scaledScore).toBe(0.5);
    expect(roll({ a: { ...DONE, scaledScore: 0.5 }, b: { ...DONE, scaledScore: -1 } }).scaledScore).toBe(
      -0.25,
    );
  });
});

it('a package with one SCO is simply that SCO', () => {
  const only = [item('a')];
  expect(roll({ a: { ...PASSED, scaledScore: 0.8 } }, only)).toEqual({
    completionStatus: 'completed',
    successStatus: 'passed',
    scaledScore: 0.8,
    progress: 1,
  });
  expect(roll({ a: FAILED }, only)).toEqual({
    completionStatus: 'incomplete',
    successStatus: 'failed',
    scaledScore: 0.2,
    progress: 0,
  });
});

it('hidden items are not asked for, unless there are no others', () => {
  const items = [item('a'), item('b', { isVisible: false })];
  expect(roll({ a: DONE }, items)).toMatchObject({ completionStatus: 'completed', progress: 1 });
  expect(roll({ b: FAILED }, items)).toMatchObject({
    completionStatus: 'incomplete',
    successStatus: 'unknown',
  });
  expect(roll({ b: DONE }, [item('b', { isVisible: false })])).toMatchObject({
    completionStatus: 'completed',
  });
});

describe('prerequisites', () => {
  const activity = (id: string, prerequisites = '', children: Activity[] = []): Activity => ({
    id,
    title: id,
    isVisible: true,
    kind: children.length > 0 ? 'folder' : 'sco',
    href: '',
    prerequisites,
    children,
  });
  const rollOf = (children: Activity[], states: Record<string, ItemState>) =>
    roll(states, itemsOf(activity('org', '', children)));

  it('that are still to be met take nothing away', () => {
    const chain = [activity('a'), activity('b', 'a'), activity('c', 'b="passed"')];
    expect(rollOf(chain, { a: DONE })).toMatchObject({ completionStatus: 'incomplete', progress: 1 / 3 });
    expect(rollOf(chain, { a: DONE, b: DONE })).toMatchObject({ completionStatus: 'incomplete' });
  });

  it('that are shut for good ask nobody for what lies behind them', () => {
    const extra = [activity('a'), activity('help', '', [activity('more', 'a="failed"')])];
    expect(rollOf(extra, { a: PASSED })).toMatchObject({ completionStatus: 'completed', progress: 1 });
    expect(rollOf(extra, { a: FAILED })).toMatchObject({ completionStatus: 'incomplete', progress: 0 });
    expect(rollOf(extra, { a: FAILED, more: DONE })).toMatchObject({ progress: 0.5 });
  });

  it('of a folder, and on a folder, hold for all that lies in it', () => {
    const folders = [
      activity('one', '', [activity('a'), activity('b')]),
      activity('two', '~one', [activity('c')]),
    ];
    expect(rollOf(folders, { a: DONE })).toMatchObject({ completionStatus: 'incomplete', progress: 1 / 3 });
    expect(rollOf(folders, { a: DONE, b: PASSED })).toMatchObject({ completionStatus: 'completed' });
  });
});

it('nothing that opens is never done', () => {
  expect(roll({}, [])).toEqual({
    completionStatus: 'not attempted',
    successStatus: 'unknown',
    scaledScore: null,
    progress: null,
  });
});

it('whatever the items say, the roll-up agrees with itself', () => {
  const state = fc.record({
    completionStatus: fc.constantFrom('not attempted', 'incomplete', 'completed', 'unknown'),
    successStatus: fc.constantFrom('passed', 'failed', 'unknown'),
    reported: fc.constantFrom('not-started', 'in-progress', 'completed', 'passed'),
    scaledScore: fc.option(fc.double({ min: -1, max: 1, noNaN: true })),
  }) as fc.Arbitrary<ItemState>;
  const one = fc.record({ isVisible: fc.boolean(), state: fc.option(state) });
  fc.assert(
    fc.property(fc.array(one, { maxLength: 8 }), (all) => {
      const items = all.map(({ isVisible }, at) => item(`i${at}`, { isVisible }));
      const states = new Map<string, ItemState>(
        all.flatMap((each, at) => (each.state ? [[`i${at}`, each.state] as const] : [])),
      );
      const { completionStatus, successStatus, scaledScore, progress } = rollUpPackage(items, states);
      expect(completionStatus === 'completed').toBe(progress === 1);
      if (successStatus === 'passed') expect(completionStatus).toBe('completed');
      if (scaledScore !== null) expect(Math.abs(scaledScore)).toBeLessThanOrEqual(1);
      // Finishing one more item never takes anything away.
      const [first] = items;
      if (!first) return;
      const better = rollUpPackage(items, new Map(states).set(first.id, PASSED));
      expect(better.progress ?? 0).toBeGreaterThanOrEqual(progress ?? 0);
      if (completionStatus === 'completed') expect(better.completionStatus).toBe('completed');
    }),
  );
});

it('items are what opens, in the order of the contents, hidden with their folder', () => {
  const activity = (id: string, more: Partial<Activity> = {}): Activity => ({
    id,
    title: id,
    isVisible: true,
    kind: 'sco',
    href: '',
    prerequisites: '',
    children: [],
    ...more,
  });
  const contents = activity('org', {
    kind: 'folder',
    isVisible: false,
    children: [
      activity('folder', { kind: 'folder', isVisible: false, children: [activity('a'), activity('b')] }),
      activity('parent', { children: [activity('c', { kind: 'asset' })] }),
      activity('d', { kind: 'elsewhere', isVisible: false }),
    ],
  });
  expect(itemsOf(contents).map(({ id, isVisible, tells }) => [id, isVisible, tells])).toEqual([
    ['a', false, true],
    ['b', false, true],
    ['parent', true, true],
    ['c', true, false],
    ['d', false, false],
  ]);
});
