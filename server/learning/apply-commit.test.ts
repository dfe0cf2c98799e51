import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyCommit,
  type Before,
  type IncomingCommit,
  NONE_SEEN,
  type TrackedState,
  withAnswers,
} from './apply-commit.ts';
import type { ReadInteraction, Reading } from './cmi.ts';

const STATE: TrackedState = {
  revision: 3,
  epoch: 2,
  lastNumber: 4,
  lastHash: 'h4',
  ended: false,
  completionStatus: 'incomplete',
  successStatus: 'unknown',
  reported: 'in-progress',
  scaledScore: null,
  totalSeconds: 60,
  firstMs: 1000,
  lastMs: 2000,
  completedMs: null,
};
const stateOf = (state: Partial<TrackedState> = {}): Before => ({
  attemptId: 'a',
  scoId: 's',
  state: { ...STATE, ...state },
  session: { startedMs: 10_000, lastMs: 10_000, baseSeconds: 60, seconds: 0, ended: false },
  seen: NONE_SEEN,
});
const reading = (more: Partial<Reading> = {}): Reading => ({
  completionStatus: 'incomplete',
  successStatus: 'unknown',
  scaledScore: null,
  progress: null,
  sessionSeconds: null,
  interactions: [],
  ...more,
});
const commit = (more: Partial<IncomingCommit> = {}): IncomingCommit => ({
  epoch: 2,
  number: 5,
  final: false,
  hash: 'h5',
  reading: reading(),
  ...more,
});
const answer = (more: Partial<ReadInteraction> = {}): ReadInteraction => ({
  position: 0,
  interactionId: 'q',
  type: 'fill-in',
  time: '10:00:00',
  response: 'words',
  result: 'correct',
  latency: '',
  objectives: [],
  description: '',
  correct: [],
  ...more,
});

describe('applyCommit', () => {
  it.each([
    ['stored', {}],
    ['again', { number: 4, hash: 'h4' }],
    ['contradiction', { number: 4, hash: 'other' }],
    ['late', { number: 3 }],
    ['superseded', { epoch: 1, number: 9 }],
    ['unknown-epoch', { epoch: 3 }],
  ] as const)('says %s', (outcome, more) => {
    expect(applyCommit(stateOf(), commit(more), 20_000).outcome).toBe(outcome);
  });

  it('keeps an answer once, and knows the first with its id', () => {
    const known = answer();
    const seen = withAnswers(NONE_SEEN, {
      interactions: [{ ...known, key: 'k', firstTry: true, atMs: 1 }],
      completed: [],
    });
    const interactions = [
      known,
      answer({ position: 1 }),
      answer({ position: 2, interactionId: 'other' }),
      answer({ position: 3, interactionId: 'other' }),
    ];
    const applied = applyCommit(
      { ...stateOf(), seen },
      commit({ reading: reading({ interactions }) }),
      20_000,
    );
    expect(
      'interactions' in applied && applied.interactions.map(({ position, firstTry }) => [position, firstTry]),
    ).toEqual([
      [1, false],
      [2, true],
      [3, false],
    ]);
  });

  it('waits for an answer that is still being written', () => {
    const interactions = [answer({ interactionId: '' }), answer({ position: 1, response: '', result: '' })];
    expect(applyCommit(stateOf(), commit({ reading: reading({ interactions }) }), 20_000)).toMatchObject({
      interactions: [],
    });
  });

  it('counts a session as long as it says, but not longer than it was', () => {
    const told = (sessionSeconds: number, nowMs: number) =>
      applyCommit(stateOf(), commit({ reading: reading({ sessionSeconds }) }), nowMs);
    expect(told(5, 20_000)).toMatchObject({ state: { totalSeconds: 65 }, session: { seconds: 5 } });
    expect(told(500, 20_000)).toMatchObject({ state: { totalSeconds: 70 }, session: { seconds: 10 } });
    expect(told(5, 0)).toMatchObject({ state: { totalSeconds: 60 }, session: { seconds: 0 } });
  });

  it('never lowers what is reported, whatever comes in whatever order', () => {
    const RANK = ['not-started', 'in-progress', 'completed', 'passed'];
    const incoming = fc.record({
      epoch: fc.integer({ min: 1, max: 3 }),
      number: fc.integer({ min: 1, max: 12 }),
      final: fc.boolean(),
      hash: fc.constantFrom('a', 'b'),
      reading: fc.record({
        completionStatus: fc.constantFrom('not attempted', 'incomplete', 'completed', 'unknown'),
        successStatus: fc.constantFrom('passed', 'failed', 'unknown'),
        scaledScore: fc.option(fc.double({ min: -1, max: 1, noNaN: true })),
        progress: fc.constant(null),
        sessionSeconds: fc.option(fc.integer({ min: 0, max: 99_999 })),
        interactions: fc.constant([]),
      }),
    });
    fc.assert(
      fc.property(fc.array(incoming), (commits) => {
        let now: Before = stateOf();
        let nowMs = 20_000;
        for (const one of commits) {
          nowMs += 1000;
          const applied = applyCommit(now, one as unknown as IncomingCommit, nowMs);
          if (applied.outcome !== 'stored') continue;
          const { state, session } = applied;
          expect(RANK.indexOf(state.reported)).toBeGreaterThanOrEqual(RANK.indexOf(now.state.reported));
          expect(state.scaledScore ?? -2).toBeGreaterThanOrEqual(now.state.scaledScore ?? -2);
          expect(state.totalSeconds).toBeGreaterThanOrEqual(now.state.totalSeconds);
          expect(state.totalSeconds).toBeLessThanOrEqual(60 + (nowMs - 10_000) / 1000);
          expect(state.ended).toBe(now.session.ended || one.final);
          if (now.state.completedMs !== null) expect(state.completedMs).toBe(now.state.completedMs);
          now = { ...now, state, session };
        }
      }),
    );
  });
});

describe('an answer in pieces', () => {
  const take = (before: Before, number: number, interactions: ReadInteraction[], nowMs = 20_000): Before => {
    const applied = applyCommit(
      before,
      commit({ number, hash: `h${number}`, reading: reading({ interactions }) }),
      nowMs,
    );
    if (!('interactions' in applied)) return before;
    const stored = applied.outcome === 'stored' ? { state: applied.state, session: applied.session } : {};
    return { ...before, ...stored, seen: withAnswers(before.seen, applied) };
  };
  const rows = ({ seen }: Before) => [...seen.answers.values()];

  it.each([
    ['its result', { result: '' }, { result: 'incorrect' }],
    ['its latency', { latency: '' }, { latency: 'PT5S' }],
    ['what was asked', { description: '' }, { description: 'Why?' }],
    ['its objectives', { objectives: [] }, { objectives: ['o'] }],
    ['its time', { time: '' }, { time: '10:00:00' }],
    ['its time and result', { time: '', result: '' }, { time: '10:00:00', result: 'correct' }],
  ])('gets %s later, and stays one answer and a first try', (_, part, whole) => {
    const half = take(stateOf(), 5, [answer(part)]);
    const done = take(half, 6, [answer(whole)]);
    expect(rows(done)).toEqual([{ ...rows(half)[0], ...whole }]);
    expect(rows(take(done, 7, [answer(part)]))).toEqual(rows(done));
    expect(rows(take(done, 3, [answer(part)]))).toEqual(rows(done));
  });

  it('gets its correct responses later', () => {
    const half = take(stateOf(), 5, [answer()]);
    expect(rows(half)).toMatchObject([{ hasCorrect: false }]);
    expect(rows(take(half, 6, [answer({ correct: ['a'] })]))).toMatchObject([{ hasCorrect: true }]);
  });

  it('keeps what it said first', () => {
    const first = take(stateOf(), 5, [answer({ result: 'incorrect', latency: 'PT1S', description: 'Why?' })]);
    const second = take(first, 6, [answer({ result: 'correct', latency: 'PT9S', description: 'What?' })]);
    expect(rows(second)).toEqual(rows(first));
  });

  it('is another one with another response, or another result at a time of its own', () => {
    const first = take(stateOf(), 5, [answer({ time: '', result: 'incorrect' })]);
    const others = [answer({ response: 'other' }), answer({ position: 1 })];
    expect(rows(take(first, 6, others))).toHaveLength(3);
    const retry = take(first, 6, [answer({ time: '10:00:00', result: 'correct' })]);
    expect(rows(retry).map(({ result, firstTry }) => [result, firstTry])).toEqual([
      ['incorrect', true],
      ['correct', false],
    ]);
  });

  it('is never lost or changed, and a history sent again adds nothing', () => {
    const piece = fc.record({
      position: fc.nat(2),
      interactionId: fc.constantFrom('', 'a', 'b'),
      type: fc.constant('choice'),
      time: fc.constantFrom('', '1', '2'),
      response: fc.constantFrom('', 'x', 'y'),
      result: fc.constantFrom('', 'correct', 'incorrect'),
      latency: fc.constantFrom('', 'l'),
      objectives: fc.subarray(['o']),
      description: fc.constantFrom('', 'd'),
      correct: fc.subarray(['x']),
    });
    const pieces = fc.uniqueArray(piece, { maxLength: 3, selector: ({ position }) => position });
    const history = fc.uniqueArray(fc.record({ number: fc.integer({ min: 5, max: 9 }), said: pieces }), {
      selector: ({ number }) => number,
    });
    fc.assert(
      fc.property(history, (commits) => {
        const play = (from: Before) =>
          commits.reduce((before, { number, said }) => {
            const after = take(before, number, said);
            for (const row of rows(before)) {
              const same = rows(after).find(({ key }) => key === row.key);
              expect(same).toBeDefined();
              for (const [name, value] of Object.entries(row)) {
                const isOpen =
                  value === '' || value === false || (Array.isArray(value) && value.length === 0);
                if (!isOpen) expect(Reflect.get(same ?? {}, name)).toEqual(value);
              }
            }
            return after;
          }, from);
        const once = play(stateOf());
        // Under the numbers of the same page, and once more as a page that has been superseded.
        expect(new Set(rows(play(once)))).toEqual(new Set(rows(once)));
        const newer = { ...once, state: { ...once.state, epoch: 3 } };
        expect(new Set(rows(play(newer)))).toEqual(new Set(rows(once)));
      }),
    );
  });
});

describe('a package', () => {
  const stream = { epoch: 2, lastNumber: 9, lastHash: 'h9' };
  it.each([
    ['stored', { number: 10 }],
    ['stored, as nothing newer of this SCO has come', { number: 7 }],
    ['again, as the newest of all', { number: 9, hash: 'h9' }],
    ['contradiction, as the newest of all was another', { number: 9, hash: 'x' }],
    ['again, as the newest of this SCO', { number: 4, hash: 'h4' }],
    ['late', { number: 3 }],
    ['superseded', { epoch: 1 }],
    ['unknown-epoch', { epoch: 3 }],
  ] as const)('says %s', (outcome, more) => {
    const applied = applyCommit({ ...stateOf({ epoch: 1 }), stream }, commit(more), 20_000);
    expect(applied.outcome).toBe(outcome.split(',')[0]);
  });
});
