import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TIPS } from '#courses/format/words.ts';
import {
  evidenceOfMapped,
  type JudgedAnswer,
  type Mapping,
  mappedId,
  mappedObjectives,
} from './mapped-evidence.ts';
import { recount } from './recount.ts';
import { rollUp, type Standing } from './roll-up.ts';

const id = fc.constantFrom('', 'a', 'b', 'c:d', '__proto__');
const target = fc.record({ objectiveId: id, tip: fc.constantFrom(...TIPS) });
const mapping: fc.Arbitrary<Mapping> = fc.record({
  courseId: fc.constantFrom('x', 'x:a'),
  targets: fc.uniqueArray(target, { selector: ({ objectiveId }) => objectiveId }),
});
const answers: fc.Arbitrary<JudgedAnswer[]> = fc
  .array(
    fc.record({
      attemptId: fc.constantFrom('a1', 'a2'),
      scoId: fc.constantFrom('s1', 's2'),
      interactionId: fc.constantFrom('q1', 'q2', 'q3'),
      result: fc.constantFrom('correct', 'incorrect', 'neutral', 'unanticipated', '', '1', '0.5'),
      objectives: fc.array(fc.constantFrom('a', 'b', 'c:d', 'z'), { maxLength: 3 }),
      firstTry: fc.boolean(),
      atMs: fc.integer({ min: 0, max: 30 }).map((day) => day * 86_400_000),
    }),
    { maxLength: 12 },
  )
  .map((all) => all.map((answer, at) => ({ ...answer, key: `k${at}` })));

describe('evidenceOfMapped', () => {
  it('is one piece for each mapped objective that a judged answer names, and none for any other', () => {
    fc.assert(
      fc.property(answers, mapping, (all, rules) => {
        const found = evidenceOfMapped(all, rules);
        const expected = all.flatMap((answer) =>
          ['correct', 'incorrect'].includes(answer.result)
            ? rules.targets
                .filter((one) => one.objectiveId === '' || answer.objectives.includes(one.objectiveId))
                .map((one) => `${answer.key}:${mappedId(rules.courseId, one.objectiveId)}`)
            : [],
        );
        expect(found.map((one) => one.id)).toEqual(expected);
        expect(new Set(expected).size).toBe(expected.length);
        for (const one of found) {
          const answer = all.find(({ key }) => key === one.interactionKey);
          expect(one.kind === 'success').toBe(answer?.firstTry === true && answer.result === 'correct');
          expect(one.because === null).toBe(one.kind === 'success');
        }
      }),
    );
  });

  it('tells questions of two parts of a package apart that have the same id', () => {
    const answer = {
      attemptId: 'a1',
      interactionId: 'q1',
      result: 'correct',
      objectives: [],
      firstTry: true,
    };
    const both = [
      { ...answer, key: 'k1', scoId: 's1', atMs: 1 },
      { ...answer, key: 'k2', scoId: 's2', atMs: 2 },
    ];
    const rules: Mapping = { courseId: 'x', targets: [{ objectiveId: '', tip: 'needs' }] };
    const { standing } = recount({ ...NOTHING, mapping: rules, answers: both });
    expect(standing.objectives).toEqual([{ objectiveId: 'x:', tip: 'needs', level: 'can-now', sinceMs: 2 }]);
    expect(standing.tips).toEqual([{ tip: 'needs', level: 'can-now', sinceMs: 99 }]);
  });
});

const NOTHING = {
  own: null,
  objectives: new Map<string, Standing>(),
  tips: new Map<string, Standing>(),
  nowMs: 99,
};
const levelsOf = (rows: readonly { level: string; tip: string; objectiveId?: string }[]) =>
  rows
    .map(({ tip, level, objectiveId = '' }) => `${tip} ${objectiveId} ${level}`)
    .sort((a, b) => a.localeCompare(b));

describe('recount', () => {
  it('comes to the same levels as answers that were rolled up one by one', () => {
    fc.assert(
      fc.property(answers, mapping, (all, rules) => {
        const objectives = new Map<string, Standing>();
        const tips = new Map<string, Standing>();
        const inOrder = all.toSorted((a, b) => a.atMs - b.atMs);
        for (const [at] of inOrder.entries()) {
          const evidence = evidenceOfMapped(inOrder.slice(0, at + 1), rules);
          const changed = rollUp({
            objectives: mappedObjectives(rules),
            objectivesBefore: objectives,
            tipsBefore: tips,
            evidence,
            nowMs: 1,
          });
          for (const { objectiveId, ...standing } of changed.objectives)
            objectives.set(objectiveId, standing);
          for (const { tip, ...standing } of changed.tips) tips.set(tip, standing);
        }
        const { standing } = recount({ ...NOTHING, mapping: rules, answers: all });
        const live = [...objectives].map(([objectiveId, one]) => ({ ...one, tip: '', objectiveId }));
        expect(levelsOf(standing.objectives.map((one) => ({ ...one, tip: '' })))).toEqual(levelsOf(live));
        expect(levelsOf(standing.tips)).toEqual(levelsOf([...tips].map(([tip, one]) => ({ ...one, tip }))));
      }),
    );
  });

  it('leaves what a package of ours brought, and takes away what is no longer mapped', () => {
    const held: Standing = { level: 'can-now', sinceMs: 5 };
    const before = {
      mapping: { courseId: 'x', targets: [] },
      answers: [],
      objectives: new Map([
        ['one_ask', held],
        ['x:a', held],
      ]),
      tips: new Map([['needs', held]]),
      nowMs: 99,
    };
    const own = [{ id: 'one_ask', tip: 'needs' as const }];
    expect(recount({ ...before, own }).standing).toEqual({
      objectives: [],
      tips: [{ tip: 'needs', ...held }],
    });
    expect(recount({ ...before, own: null }).standing).toEqual({ objectives: [], tips: [] });
  });
});
