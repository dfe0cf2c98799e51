import { describe, expect, it } from 'vitest';
import type { Progress } from '#client/player/tracker.ts';
import type { Quirks } from '#test/support/strict-run-time.ts';
import { strictRunTime } from '#test/support/strict-run-time.ts';
import { scorm12Tracker } from './scorm-1.2.ts';
import { scorm2004Tracker } from './scorm-2004.ts';

const TRACKERS = { '1.2': scorm12Tracker, '2004': scorm2004Tracker } as const;
const EDITIONS = ['1.2', '2004'] as const;

const progress = (change: Partial<Progress> = {}): Progress => ({
  suspendData: '1ABC',
  location: 'pick',
  completionStatus: 'completed',
  successStatus: 'passed',
  scaledScore: 0.9,
  progressMeasure: 1,
  objectives: [{ id: 'lesson_impact', best: 1, met: true }],
  answers: [],
  sessionSeconds: 3,
  ...change,
});

const answer: Progress['answers'][number] = {
  id: 'lesson_pick',
  kind: 'judged',
  response: 'What does it hold up?',
  ownWords: false,
  reading: '',
  result: 'correct',
  objectives: ['lesson_impact'],
  first: true,
  atMs: 0,
  latencySeconds: 1,
};

describe.each(EDITIONS)('SCORM %s', (edition) => {
  const open = (kept: Map<string, string>, quirks: Quirks = {}) => {
    const runTime = strictRunTime(edition, kept, quirks);
    return { ...runTime, tracker: TRACKERS[edition](runTime.api, () => 1) };
  };
  const status = edition === '1.2' ? 'cmi.core.lesson_status' : 'cmi.success_status';

  it.each<[string, Quirks]>([
    ['booleans', { yes: true, no: false }],
    ['numbers', { yes: 1, no: 0 }],
    ['nothing at all', { yes: undefined, no: undefined }],
    ['empty text', { yes: '', no: '' }],
    ['false although it worked (error 0)', { yes: 'false' }],
    ['String objects', { yes: new String('true') }],
  ])('plays on a run-time that answers %s', async (_name, quirks) => {
    const kept = new Map<string, string>();
    const { tracker } = open(kept, quirks);
    await tracker.start();
    expect(tracker.commit(progress({ answers: [answer] }))).toEqual({ saved: true, atMs: 1 });
    expect(kept.get(status)).toBe('passed');
    expect(kept.get('cmi.interactions.0.id')).toBe('lesson_pick');
  });

  it.each<[string, RegExp]>([
    ['interactions', /interactions/],
    ['objectives', /cmi\.objectives/],
    ['a _count', /_count/],
    ['session time and location', /session_time|location/],
    ['anything optional', /interactions|objectives|score\.(min|max)|session_time|location|progress|exit/],
  ])('plays on a run-time without %s, and asks only once for what is not there', async (_name, without) => {
    const kept = new Map<string, string>();
    const { tracker, calls, refused } = open(kept, { without });
    await tracker.start();
    for (const second of [1, 2, 3]) {
      const saved = tracker.commit(
        progress({ suspendData: `1${second}`, sessionSeconds: second, answers: [answer] }),
      );
      expect(saved.saved).toBe(true);
    }
    expect(kept.get(status)).toBe('passed');
    expect(kept.get('cmi.suspend_data')).toBe('13');
    expect(new Set(refused).size, refused.join('\n')).toBe(refused.length);
    expect(calls.filter((call) => call.includes('SetValue cmi.suspend_data'))).toHaveLength(3);
  });

  it('records each answer at its own place although the run-time cannot count', async () => {
    const kept = new Map<string, string>();
    const { tracker } = open(kept, { without: /_count/ });
    await tracker.start();
    tracker.commit(progress({ answers: [answer, { ...answer, id: 'lesson_second' }] }));
    tracker.commit(progress({ answers: [{ ...answer, id: 'lesson_third' }] }));
    expect([0, 1, 2].map((at) => kept.get(`cmi.interactions.${at}.id`))).toEqual([
      'lesson_pick',
      'lesson_second',
      'lesson_third',
    ]);
  });

  it('does not call a state saved that the run-time refused', async () => {
    const { tracker } = open(new Map());
    await tracker.start();
    const saved = tracker.commit(progress({ suspendData: 'x'.repeat(70_000) }));
    expect(saved).toMatchObject({ saved: false, reason: 'refused' });
    expect(saved).toHaveProperty('detail', expect.stringContaining('cmi.suspend_data'));
  });

  it('sets the status and commits before anything else can go wrong', async () => {
    const { tracker, calls } = open(new Map());
    await tracker.start();
    const sets = calls.filter((call) => /SetValue|Commit/.test(call));
    expect(sets[0]).toMatch(/exit suspend$/);
    expect(sets[1]).toMatch(/(lesson|completion)_status incomplete$/);
    expect(sets[2]).toMatch(/Commit/);
  });

  it('sets a score before the status that it belongs to', async () => {
    const { tracker, calls } = open(new Map());
    await tracker.start();
    tracker.commit(progress());
    const place = (part: RegExp): number => calls.findLastIndex((call) => part.test(call));
    expect(place(/score\.raw 90/)).toBeGreaterThan(0);
    expect(place(/score\.raw 90/)).toBeLessThan(place(/(lesson|success)_status passed/));
  });

  it('initialises and ends once', async () => {
    const { tracker, calls } = open(new Map());
    await tracker.start();
    tracker.finish(progress());
    tracker.finish(progress());
    tracker.commit(progress());
    expect(calls.filter((call) => /Initialize/.test(call))).toHaveLength(1);
    expect(calls.filter((call) => /Finish|Terminate/.test(call))).toHaveLength(1);
    expect(calls.at(-1)).toMatch(/Finish|Terminate/);
  });

  it('goes on with an API object that outlived a reload of the page', async () => {
    const kept = new Map([
      [edition === '1.2' ? 'cmi.core.lesson_status' : 'cmi.completion_status', 'incomplete'],
    ]);
    const runTime = strictRunTime(edition, kept);
    await TRACKERS[edition](runTime.api).start();
    const after = TRACKERS[edition](runTime.api);
    await after.start();
    expect(after.commit(progress()).saved).toBe(true);
  });

  it('refuses to begin where the run-time refuses', async () => {
    const closed = { ...strictRunTime(edition, new Map()).api };
    for (const name of ['LMSInitialize', 'Initialize']) closed[name] = () => 'false';
    for (const name of ['LMSGetLastError', 'GetLastError']) closed[name] = () => '101';
    await expect(TRACKERS[edition](closed).start()).rejects.toThrow('error 101');
  });

  it('survives a run-time whose window is gone, and keeps the answers for when it is back', async () => {
    const kept = new Map<string, string>();
    const { api } = strictRunTime(edition, kept);
    let gone = false;
    const shaky = new Proxy(api, {
      get: (target, name: string) => {
        if (gone) throw new DOMException('The object is in another window.', 'SecurityError');
        return target[name];
      },
    });
    const tracker = TRACKERS[edition](shaky, () => 1);
    await tracker.start();
    gone = true;
    expect(tracker.commit(progress({ answers: [answer] }))).toMatchObject({
      saved: false,
      reason: 'offline',
    });
    gone = false;
    expect(tracker.commit(progress())).toMatchObject({ saved: true });
    expect(kept.get('cmi.interactions.0.id')).toBe('lesson_pick');
    expect(kept.has('cmi.interactions.1.id')).toBe(false);
  });
});
