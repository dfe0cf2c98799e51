import { describe, expect, it } from 'vitest';
import type { PackageState } from '#client/shell/protocol.ts';
import type { Activity } from '#courses/scorm/activity-tree.ts';
import { route12 } from './route-1.2.ts';

const item = (id: string, change: Partial<Activity> = {}): Activity => ({
  id,
  title: `Title of ${id}`,
  isVisible: true,
  kind: 'sco',
  href: `${id}.html`,
  prerequisites: '',
  children: [],
  ...change,
});
const folder = (id: string, children: Activity[], change: Partial<Activity> = {}): Activity =>
  item(id, { kind: 'folder', href: '', children, ...change });

const COURSE = folder('org', [
  folder('start', [item('greet'), item('ask', { prerequisites: 'greet' })]),
  folder('end', [item('close'), item('leaflet', { kind: 'asset' })], { prerequisites: 'start' }),
]);
const standing = (completionStatus: string, successStatus = 'unknown') => ({
  completionStatus,
  successStatus,
});

const open = (contents = COURSE, state: Partial<PackageState> = {}) =>
  route12(contents, { current: null, sequencing: null, scos: {}, ...state }, () => {
    throw new Error('not needed here');
  });
const goal = (step: ReturnType<ReturnType<typeof open>['begin']>) =>
  'item' in step ? `${step.kind} ${step.item.id}` : step.kind;
const status = (lesson_status: string) => ({ core: { lesson_status } });

describe('the way through a SCORM 1.2 package', () => {
  it('lists folders and items in their order, with how they stand and what locks them', () => {
    const route = open(COURSE, { scos: { greet: standing('incomplete') } });
    expect(
      route.lines().map(({ id, depth, standing, lock }) => [id, depth, standing, lock?.finishFirst]),
    ).toEqual([
      ['start', 0, 'begun', undefined],
      ['greet', 1, 'begun', undefined],
      ['ask', 1, 'new', ['Title of greet']],
      ['end', 0, 'new', undefined],
      ['close', 1, 'new', ['Title of start']],
      ['leaflet', 1, 'new', ['Title of start']],
    ]);
  });

  it('begins where it was left, else at the first part not done, else at the first', () => {
    const done = { greet: standing('completed'), ask: standing('completed', 'passed') };
    expect(goal(open().begin())).toBe('open greet');
    expect(goal(open(COURSE, { scos: done }).begin())).toBe('open close');
    expect(goal(open(COURSE, { scos: done, current: 'ask' }).begin())).toBe('open ask');
    const all = { ...done, close: standing('completed'), leaflet: standing('completed') };
    expect(goal(open(COURSE, { scos: all }).begin())).toBe('open greet');
    expect(goal(open(COURSE, { current: 'gone' }).begin())).toBe('open greet');
  });

  it('goes back and forth in document order, and explains at the door of what is locked', () => {
    const route = open();
    route.begin();
    expect(route.ways()).toEqual({ next: 'open', previous: 'closed' });
    expect(route.move({ kind: 'next' })).toMatchObject({ kind: 'locked', finishFirst: ['Title of greet'] });
    expect(goal(route.move({ kind: 'next' }))).toBe('locked close');
    expect(goal(route.move({ kind: 'previous' }))).toBe('locked ask');
    expect(goal(route.move({ kind: 'previous' }))).toBe('open greet');
  });

  it('opens what was locked once content has said that it is done, also while its page goes away', () => {
    const route = open();
    route.begin();
    route.heard('greet', status('completed'));
    expect(goal(route.move({ kind: 'next' }))).toBe('open ask');
    route.heard('ask', status('failed'));
    expect(route.lines().find(({ id }) => id === 'start')?.standing).toBe('failed');
    expect(goal(route.move({ kind: 'next' }))).toBe('locked close');
    route.heard('ask', status('passed'));
    expect(goal(route.move({ kind: 'choose', id: 'close' }))).toBe('open close');
  });

  it('counts a page that never talks to us as done once it was opened', () => {
    const route = open(folder('org', [item('page', { kind: 'asset' }), item('away', { kind: 'elsewhere' })]));
    route.begin();
    expect(route.lines().map(({ standing }) => standing)).toEqual(['done', 'new']);
    route.move({ kind: 'next' });
    expect(route.lines().map(({ standing }) => standing)).toEqual(['done', 'done']);
    expect(route.ways().next).toBe('closed');
  });

  it('does not list what is not to be seen, and still leads through it', () => {
    const route = open(folder('org', [item('a'), item('b', { isVisible: false }), item('c')]));
    route.begin();
    expect(route.lines().map(({ id }) => id)).toEqual(['a', 'c']);
    expect(goal(route.move({ kind: 'next' }))).toBe('open b');
  });

  it('goes nowhere that the package does not have', () => {
    expect(open().move({ kind: 'choose', id: '__proto__' })).toEqual({ kind: 'choose', denied: true });
    expect(open(folder('org', [])).begin()).toEqual({ kind: 'choose', denied: false });
    expect(goal(open(folder('org', [item('a', { prerequisites: '~a & a' })])).begin())).toBe('locked a');
  });

  it('gives a parent with content of its own a line and a place in the order', () => {
    const route = open(folder('org', [item('parent', { children: [item('child')] })]));
    expect(goal(route.begin())).toBe('open parent');
    route.heard('parent', status('completed'));
    expect(route.lines().map(({ id, depth, standing }) => [id, depth, standing])).toEqual([
      ['parent', 0, 'begun'],
      ['child', 1, 'new'],
    ]);
    expect(goal(route.move({ kind: 'next' }))).toBe('open child');
  });
});
