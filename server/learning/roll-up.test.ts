import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyCommit, type Before, type IncomingCommit, NONE_SEEN, withAnswers } from './apply-commit.ts';
import type { ReadInteraction } from './cmi.ts';
import { type AskwellLesson, evidenceOf, type NewEvidence, sourceOf } from './evidence.ts';
import {
  type EvidenceForLevel,
  LATER_MS,
  objectiveStanding,
  type RollUpInput,
  rankOf,
  rollUp,
  type Standing,
  tipLevel,
} from './roll-up.ts';

const success = (source: string, atMs: number, attemptId = 'a1'): EvidenceForLevel => ({
  kind: 'success',
  source,
  attemptId,
  atMs,
});

describe('objectiveStanding', () => {
  it('goes from practising over can-now to can-later', () => {
    expect(objectiveStanding([])).toBeUndefined();
    expect(objectiveStanding([success('l_a', 5)])).toEqual({ level: 'practising', sinceMs: 5 });
    expect(objectiveStanding([success('l_a', 5), success('l_a', 6)])).toEqual({
      level: 'practising',
      sinceMs: 5,
    });
    const now = [success('l_a', 5), success('l_b', 7)];
    expect(objectiveStanding(now)).toEqual({ level: 'can-now', sinceMs: 7 });
    expect(objectiveStanding([...now, success('l_a', 7 + LATER_MS - 1, 'a2')])).toMatchObject({
      level: 'can-now',
    });
    expect(objectiveStanding([...now, success('l_a', 7 + LATER_MS)])).toMatchObject({ level: 'can-now' });
    const later = success('l_a', 7 + LATER_MS, 'a2');
    expect(objectiveStanding([later, ...now])).toEqual({ level: 'can-later', sinceMs: 7 + LATER_MS });
  });
});

describe('tipLevel', () => {
  it.each([
    [[], 'not-started'],
    [['can-now'], 'can-now'],
    [['can-now', 'not-started'], 'can-now'],
    [['can-now', 'not-started', 'not-started'], 'not-started'],
    [['can-later', 'practising', 'practising'], 'practising'],
    [['can-later', 'can-now', 'practising', 'not-started'], 'can-now'],
  ] as const)('%j stands at %s', (levels, level) => {
    expect(tipLevel(levels)).toBe(level);
  });
});

it('sourceOf is the dialogue or question, whatever turn the answer came from', () => {
  expect(sourceOf('lesson_step')).toBe('lesson_step');
  expect(sourceOf('lesson_step_turn')).toBe('lesson_step');
});

it('rollUp keeps what was reached when the evidence at hand shows less', () => {
  const reached: Standing = { level: 'can-later', sinceMs: 5 };
  const input: RollUpInput = {
    objectives: [{ id: 'x', tip: 'needs' }],
    objectivesBefore: new Map([['x', reached]]),
    tipsBefore: new Map([['needs', reached]]),
    evidence: [{ ...success('l_a', 9), objectiveId: 'x' }],
    nowMs: 9,
  };
  expect(rollUp(input)).toEqual({ objectives: [], tips: [] });
});

it('rollUp counts the same skill in different lessons as one behaviour', () => {
  const objectives = ['a_x', 'b_x', 'c_x'].map((id) => ({ id, tip: 'needs' as const, skill: 'ask' }));
  const input: RollUpInput = {
    objectives: [...objectives, { id: 'c_y', tip: 'needs' }],
    objectivesBefore: new Map([['ask', { level: 'practising', sinceMs: 3 }]]),
    tipsBefore: new Map(),
    evidence: [
      { ...success('a_q', 3), objectiveId: 'a_x' },
      { ...success('b_q', 8), objectiveId: 'b_x' },
    ],
    nowMs: 9,
  };
  const tip = { tip: 'needs', level: 'can-now' };
  expect(rollUp(input)).toEqual({
    objectives: [{ ...tip, objectiveId: 'ask', sinceMs: 8 }],
    // one of two: the skill and the objective that has none
    tips: [{ ...tip, sinceMs: 9 }],
  });
});

const lesson: AskwellLesson = {
  id: 'l',
  sco: 's',
  title: 'L',
  minutes: 4,
  objectives: [
    { id: 'l_x', tip: 'needs', behaviour: 'Do x' },
    { id: 'l_y', tip: 'needs', behaviour: 'Do y' },
  ],
  interactions: ['l_a', 'l_b', 'l_c'].map((id) => ({
    id,
    kind: 'judged',
    prompt: '?',
    step: 'S',
    objectives: ['l_x', 'l_y'],
  })),
};

/** What the database would hold, kept in memory with the same pure functions. */
type World = {
  before: Before;
  evidence: NewEvidence[];
  objectives: Map<string, Standing>;
  tips: Map<string, Standing>;
};

const start = (attemptId = 'a1'): World => ({
  before: {
    attemptId,
    scoId: 's',
    state: {
      revision: 0,
      epoch: 1,
      lastNumber: 0,
      lastHash: null,
      ended: false,
      completionStatus: 'not attempted',
      successStatus: 'unknown',
      reported: 'not-started',
      scaledScore: null,
      totalSeconds: 0,
      firstMs: null,
      lastMs: null,
      completedMs: null,
    },
    session: { startedMs: 0, lastMs: 0, baseSeconds: 0, seconds: 0, ended: false },
    seen: NONE_SEEN,
  },
  evidence: [],
  objectives: new Map(),
  tips: new Map(),
});

function take(world: World, commit: IncomingCommit, nowMs: number): World {
  const applied = applyCommit(world.before, commit, nowMs);
  if (!('interactions' in applied)) return world;
  const { interactions, completed } = applied;
  const fresh = evidenceOf([...interactions, ...completed], lesson, world.before.attemptId);
  // as the database does: one row for each id, the first that came
  const evidence = [...new Map([...fresh, ...world.evidence].map((one) => [one.id, one])).values()];
  const input: RollUpInput = {
    objectives: lesson.objectives,
    objectivesBefore: world.objectives,
    tipsBefore: world.tips,
    evidence,
    nowMs,
  };
  const changed = rollUp(input);
  return {
    before: {
      ...world.before,
      ...(applied.outcome === 'stored' && { state: applied.state, session: applied.session }),
      seen: withAnswers(world.before.seen, applied),
    },
    evidence,
    objectives: new Map([...world.objectives, ...changed.objectives.map((o) => [o.objectiveId, o] as const)]),
    tips: new Map([...world.tips, ...changed.tips.map((t) => [t.tip, t] as const)]),
  };
}

const answers = fc.uniqueArray(
  fc.record({
    position: fc.nat(6),
    interactionId: fc.constantFrom('l_a', 'l_b', 'l_c', 'unknown'),
    type: fc.constant('fill-in'),
    time: fc.constantFrom('10:00:00', '10:00:01'),
    response: fc.constantFrom('x', 'y'),
    result: fc.constantFrom('correct', 'incorrect', 'neutral', ''),
    latency: fc.constant(''),
    objectives: fc.subarray(['l_x', 'l_y', 'elsewhere']),
    description: fc.constantFrom('', 'Why?'),
    correct: fc.subarray(['x']),
  }),
  { maxLength: 6, selector: ({ position }) => position },
);
type Said = Pick<IncomingCommit, 'epoch' | 'number' | 'final'> & { interactions: ReadInteraction[] };

/** Commits in any order, some of them more than once; a number of an epoch always has the same content. */
const commits = fc
  .uniqueArray(
    fc.record({
      epoch: fc.integer({ min: 0, max: 1 }),
      number: fc.integer({ min: 1, max: 8 }),
      final: fc.boolean(),
      interactions: answers,
    }),
    { selector: ({ epoch, number }) => `${epoch}.${number}`, maxLength: 8 },
  )
  .chain(
    (contents): fc.Arbitrary<Said[]> =>
      contents.length === 0
        ? fc.constant([])
        : fc.array(fc.constantFrom<Said[]>(...contents), { maxLength: 14 }),
  );
const asCommit = ({ interactions, ...rest }: Said): IncomingCommit => ({
  ...rest,
  hash: JSON.stringify(interactions),
  reading: {
    completionStatus: 'incomplete',
    successStatus: 'unknown',
    scaledScore: null,
    progress: null,
    sessionSeconds: 1,
    interactions,
  },
});

describe('a history of commits', () => {
  it('never lowers a level, in whatever order and however often they come', () => {
    fc.assert(
      fc.property(commits, fc.array(fc.integer({ min: -1000, max: LATER_MS })), (history, steps) => {
        let world = start();
        let nowMs = 1_000_000;
        for (const [at, one] of history.entries()) {
          nowMs += steps[at] ?? 1000;
          const next = take(world, asCommit(one), nowMs);
          for (const [id, { level }] of world.objectives) {
            expect(rankOf(next.objectives.get(id)?.level ?? 'not-started')).toBeGreaterThanOrEqual(
              rankOf(level),
            );
          }
          for (const [id, { level }] of world.tips) {
            expect(rankOf(next.tips.get(id)?.level ?? 'not-started')).toBeGreaterThanOrEqual(rankOf(level));
          }
          world = next;
        }
      }),
    );
  });

  it('changes nothing when all of it is sent once more', () => {
    fc.assert(
      fc.property(commits, (history) => {
        const play = (from: World) =>
          history.reduce((world, one, at) => take(world, asCommit(one), 1000 * at), from);
        const once = play(start());
        const twice = play(once);
        expect(twice.evidence).toEqual(once.evidence);
        expect(twice.objectives).toEqual(once.objectives);
        expect(twice.tips).toEqual(once.tips);
      }),
    );
  });

  it('proves nothing new by opening the same attempt again', () => {
    fc.assert(
      fc.property(answers, (interactions) => {
        const said = { epoch: 1, number: 1, final: true, interactions };
        const world = take(start(), asCommit(said), 1000);
        const reopened: World = {
          ...world,
          before: {
            ...world.before,
            state: { ...world.before.state, epoch: 2, lastNumber: 0, lastHash: null },
          },
        };
        const after = take(reopened, asCommit({ ...said, epoch: 2 }), 1000 + 2 * LATER_MS);
        expect(after.evidence).toEqual(world.evidence);
        expect(after.objectives).toEqual(world.objectives);
      }),
    );
  });
});
