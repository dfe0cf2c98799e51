import { describe, expect, it } from 'vitest';
import { decodeRun, encodeRun } from '#courses/engine/codec.ts';
import { planWords } from '#courses/engine/own-words.ts';
import { askLabelled } from '#courses/engine/play-events.ts';
import type { Event } from '#courses/engine/types.ts';
import { lessonFixture } from '#test/support/player-lesson.ts';
import { openSession } from './session.ts';
import type { Progress, Saved, Started, Tracker } from './tracker.ts';

const FRESH: Started = {
  entry: 'ab-initio',
  learnerName: 'Okoye, Ada',
  mode: 'normal',
  suspendData: '',
  completionStatus: 'not attempted',
  successStatus: 'unknown',
};

/** A tracker that notes what it is given and answers what it is told to. */
function noteTracker(name: Tracker['name'] = 'scorm-1.2') {
  const commits: Progress[] = [];
  const finishes: (Progress | undefined)[] = [];
  const answer: { with: Saved } = { with: { saved: true, atMs: 1000 } };
  const tracker: Tracker = {
    name,
    start: async () => FRESH,
    commit: (progress) => {
      commits.push(progress);
      return answer.with;
    },
    finish: (progress) => {
      finishes.push(progress);
      return answer.with;
    },
  };
  return { tracker, commits, finishes, answer };
}

/** A clock that stands still until it is moved, and fires what is due. */
function testClock() {
  let nowMs = 50_000;
  let seed = 7;
  const due: { atMs: number; act: () => void }[] = [];
  return {
    now: () => nowMs,
    seed: () => (seed += 1),
    later: (ms: number, act: () => void) => {
      const entry = { atMs: nowMs + ms, act };
      due.push(entry);
      return () => {
        due.splice(due.indexOf(entry), 1);
      };
    },
    pass: (ms: number) => {
      nowMs += ms;
      for (const entry of due.filter(({ atMs }) => atMs <= nowMs)) {
        due.splice(due.indexOf(entry), 1);
        entry.act();
      }
    },
    waiting: () => due.length,
  };
}

const open = (
  started: Started = FRESH,
  ownWords: 'private' | 'shared' = 'private',
  name?: Tracker['name'],
) => {
  const notes = noteTracker(name);
  const clock = testClock();
  return {
    ...notes,
    clock,
    session: openSession(lessonFixture({ ownWords }), notes.tracker, started, clock),
  };
};

describe('a session', () => {
  it('commits after every decision, with what was asked, what was answered and how long it took', () => {
    const { session, commits, clock } = open();
    session.send({ type: 'next' });
    clock.pass(4500);
    session.send({ type: 'pick', options: ['effect'], confidence: 'sure' });
    expect(commits).toHaveLength(2);
    expect(commits[1]?.answers).toMatchObject([
      {
        id: 'ask-impact_pick',
        prompt: 'The parcel is late. What do you ask first?',
        result: 'correct',
        objectives: ['ask-impact_impact'],
        latencySeconds: 4.5,
        atMs: 54_500,
      },
    ]);
    expect(commits[1]).toMatchObject({
      location: 'pick',
      completionStatus: 'incomplete',
      sessionSeconds: 4.5,
    });
  });

  it('does nothing for an event that is not possible now', () => {
    const { session, commits } = open();
    session.send({ type: 'say', choice: 'effect' });
    session.send({ type: 'go', step: 'call' });
    expect(commits).toEqual([]);
  });

  it('comes back to the same turn of a conversation with all that was said', () => {
    const { session, commits } = open();
    const events: Event[] = [
      { type: 'next' },
      { type: 'pick', options: ['effect'] },
      { type: 'next' },
      { type: 'begin' },
      { type: 'say', choice: 'hold-up' },
    ];
    for (const event of events) session.send(event);
    const left = session.snapshot().view.state;
    const suspendData = commits.at(-1)?.suspendData ?? '';
    const again = open({ ...FRESH, entry: 'resume', suspendData, completionStatus: 'incomplete' });
    const back = again.session.snapshot().view.state;
    expect(back).toEqual(left);
    expect(back).toMatchObject({ kind: 'dialogue', phase: 'talking' });
    expect(again.commits).toEqual([]);
  });

  it('reports only the reading of typed words in a private course, and keeps the words out of the suspended data', () => {
    const typed = 'zebra';
    const { session, commits } = open();
    const ask = askLabelled(`What about the ${typed}?`, 'impact');
    session.send({ type: 'next' });
    session.send({ type: 'pick', options: ['effect'] });
    session.send({ type: 'next' });
    session.send({ type: 'begin' });
    session.send({ type: 'say', choice: 'hold-up' });
    session.send({ type: 'say', choice: 'friday' });
    session.send({ type: 'next' });
    session.send(ask);
    session.send({ type: 'next' });
    session.send({ type: 'plan', ...planWords(`a ${typed} calls`, 'I will ask what it did to them') });
    expect(session.snapshot().view.step.kind).toBe('plan');
    expect(JSON.stringify(commits)).toContain('impact');
    expect(JSON.stringify(commits)).not.toContain(typed);
    const kept = commits.map(({ suspendData }) => decodeRun(lessonFixture().lesson, suspendData, 1));
    expect(JSON.stringify(kept)).not.toContain(typed);
    expect(JSON.stringify(session.snapshot().run)).toContain(typed);
  });

  it('reports the words themselves where the course shares them', () => {
    const { session, commits } = open(FRESH, 'shared');
    const events: Event[] = [
      { type: 'next' },
      { type: 'pick', options: ['effect'] },
      { type: 'next' },
      { type: 'begin' },
      { type: 'say', choice: 'hold-up' },
      { type: 'say', choice: 'friday' },
      { type: 'next' },
      askLabelled('What about the zebra?', 'impact'),
    ];
    for (const event of events) session.send(event);
    expect(commits.at(-1)?.answers).toMatchObject([{ response: 'What about the zebra?', kind: 'labelled' }]);
  });

  it('tries again with growing patience when a commit fails, and says so until it worked', () => {
    const { session, commits, answer, clock } = open();
    answer.with = { saved: false, reason: 'offline', detail: '' };
    session.send({ type: 'next' });
    expect(session.snapshot().save).toEqual({ kind: 'failed', reason: 'offline' });
    const after: number[] = [];
    for (let second = 1; second <= 60; second += 1) {
      const before = commits.length;
      clock.pass(1000);
      if (commits.length > before) after.push(second);
    }
    expect(after).toEqual([2, 7, 17, 37]);
    answer.with = { saved: true, atMs: 9 };
    session.save();
    expect(session.snapshot().save).toEqual({ kind: 'saved', atMs: 9 });
    expect(clock.waiting()).toBe(0);
  });

  it('hands every answer over once, also when its commit failed', () => {
    const { session, commits, answer, clock } = open();
    session.send({ type: 'next' });
    answer.with = { saved: false, reason: 'offline', detail: '' };
    session.send({ type: 'pick', options: ['effect'] });
    clock.pass(60_000);
    expect(commits.length).toBeGreaterThan(2);
    expect(commits.flatMap(({ answers }) => answers)).toHaveLength(1);
  });

  it('stays when the learner wants to leave with unsaved answers, unless they insist', () => {
    const { session, finishes, answer } = open();
    session.send({ type: 'next' });
    answer.with = { saved: false, reason: 'refused', detail: '' };
    session.leave();
    expect(session.snapshot()).toMatchObject({ left: false, save: { kind: 'failed' } });
    session.leave(true);
    expect(session.snapshot().left).toBe(true);
    expect(finishes).toHaveLength(1);
  });

  it('ends once and takes no more events', () => {
    const { session, commits, finishes } = open();
    session.end();
    session.end();
    session.leave();
    session.save();
    session.send({ type: 'next' });
    expect([finishes.length, commits.length]).toEqual([1, 0]);
  });

  it.each<[Tracker['name'], Started['mode'], string]>([
    ['memory', 'normal', 'preview'],
    ['scorm-2004', 'review', 'review'],
    ['scorm-1.2', 'normal', 'idle'],
  ])('on %s in %s mode begins as %s', (name, mode, kind) => {
    const { session, answer } = open({ ...FRESH, mode }, 'private', name);
    expect(session.snapshot().save).toEqual({ kind });
    answer.with = { saved: false, reason: 'none', detail: '' };
    session.send({ type: 'next' });
    expect(session.snapshot().save).toEqual({ kind });
  });

  it.each(['nonsense', '1', 'x'.repeat(5000), '{"a":1}', '\u0000'])(
    'opens at a playable step with suspended data %j',
    (suspendData) => {
      const { session } = open({ ...FRESH, suspendData });
      expect(session.snapshot().view.step).toBeDefined();
    },
  );

  it('reports a lesson as passed only when it is', () => {
    const { session, commits } = open();
    const { lesson } = lessonFixture();
    session.send({ type: 'next' });
    session.send({ type: 'pick', options: ['effect'] });
    expect(commits.at(-1)).toMatchObject({ completionStatus: 'incomplete', successStatus: 'unknown' });
    session.send({ type: 'next' });
    session.send({ type: 'begin' });
    session.send({ type: 'say', choice: 'hold-up' });
    session.send({ type: 'say', choice: 'friday' });
    session.send({ type: 'next' });
    session.send(askLabelled('And?', 'impact'));
    session.send({ type: 'next' });
    session.send({ type: 'plan', ...planWords('they say late', 'I will ask what it holds up') });
    session.send({ type: 'next' });
    expect(commits.at(-1)).toMatchObject({
      completionStatus: 'completed',
      successStatus: 'passed',
      scaledScore: 1,
    });
    expect(commits.at(-1)?.suspendData.length).toBeLessThan(4096);
    expect(encodeRun(lesson, session.snapshot().run)).toMatch(/^[\x20-\x7e]*$/);
  });

  it('tells a refusal for good from a passing one, and tries on', () => {
    const { session, answer, clock } = open();
    answer.with = { saved: false, reason: 'refused', call: 'commit', detail: '' };
    session.send({ type: 'next' });
    expect(session.snapshot().save).toEqual({ kind: 'failed', reason: 'refused' });
    clock.pass(2000);
    expect(session.snapshot().save).toEqual({ kind: 'failed', reason: 'refused' });
    clock.pass(5000);
    expect(session.snapshot().save).toEqual({ kind: 'refused' });
    expect(clock.waiting()).toBe(1);
    answer.with = { saved: false, reason: 'offline', detail: '' };
    clock.pass(10_000);
    expect(session.snapshot().save).toEqual({ kind: 'failed', reason: 'offline' });
    answer.with = { saved: false, reason: 'refused', call: 'set', detail: '' };
    session.save();
    expect(session.snapshot().save).toEqual({ kind: 'refused' });
    session.leave();
    expect(session.snapshot().left).toBe(false);
    answer.with = { saved: true, atMs: 3 };
    clock.pass(60_000);
    expect(session.snapshot().save).toEqual({ kind: 'saved', atMs: 3 });
  });

  it('records nothing of a finished lesson without its state until the learner acts', () => {
    const wiped: Started = { ...FRESH, completionStatus: 'completed', successStatus: 'passed' };
    const looked = open(wiped);
    expect(looked.session.snapshot().finishedBefore).toBe(true);
    looked.session.save();
    looked.session.leave();
    expect([looked.commits, looked.finishes]).toEqual([[], [undefined]]);
    const acted = open(wiped);
    acted.session.send({ type: 'next' });
    acted.session.end();
    expect(acted.session.snapshot().finishedBefore).toBe(false);
    expect(acted.commits).toHaveLength(1);
    expect(acted.finishes).toMatchObject([{ completionStatus: 'incomplete' }]);
  });
});
