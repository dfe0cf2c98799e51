import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gradeAttempts } from './grade-attempts.ts';
import { type AttemptOfLesson, attemptsLeft, chooseAttempt, isFinished, standingOf } from './pick-attempt.ts';

const status = fc.constantFrom('not-started', 'in-progress', 'completed', 'passed');
const score = fc.option(fc.double({ min: -1, max: 1, noNaN: true }).map((value) => value + 0));
const graded = fc.array(fc.record({ reported: status, scaledScore: score }), { maxLength: 8 });
const grading = fc.constantFrom('best', 'last', 'average');

describe('gradeAttempts', () => {
  const attempts = [
    { reported: 'passed', scaledScore: 0.5 },
    { reported: 'completed', scaledScore: 0.9 },
    { reported: 'in-progress', scaledScore: null },
  ] as const;

  it.each([
    ['best', 'passed', 0.9],
    ['last', 'in-progress', null],
    ['average', 'passed', 0.7],
  ] as const)('by %s', (by, reported, scaledScore) => {
    expect(gradeAttempts(by, attempts)).toEqual({ status: reported, scaledScore });
    expect(gradeAttempts(by, [])).toEqual({ status: 'not-started', scaledScore: null });
  });

  it('of one attempt is that attempt, by any setting', () => {
    fc.assert(
      fc.property(grading, status, score, (by, reported, scaledScore) => {
        expect(gradeAttempts(by, [{ reported, scaledScore }])).toEqual({ status: reported, scaledScore });
      }),
    );
  });

  it('never gets worse by another attempt where the best counts, and stays within what was scored', () => {
    fc.assert(
      fc.property(grading, graded, (by, all) => {
        const scores = all.flatMap(({ scaledScore }) => scaledScore ?? []);
        const { scaledScore } = gradeAttempts(by, all);
        if (scaledScore !== null) {
          expect(scaledScore).toBeGreaterThanOrEqual(Math.min(...scores) - 1e-9);
          expect(scaledScore).toBeLessThanOrEqual(Math.max(...scores) + 1e-9);
        }
        const fewer = gradeAttempts('best', all.slice(0, -1)).scaledScore ?? -1;
        expect(gradeAttempts('best', all).scaledScore ?? -1).toBeGreaterThanOrEqual(fewer);
      }),
    );
  });
});

const attemptsOf = (all: Omit<AttemptOfLesson, 'attemptId' | 'number'>[]): AttemptOfLesson[] =>
  all.map((one, at) => ({ ...one, attemptId: `a${all.length - at}`, number: all.length - at }));
const attempts = fc
  .array(
    fc.record({
      reported: status,
      successStatus: fc.constantFrom('unknown', 'passed', 'failed'),
      scaledScore: score,
      touched: fc.boolean(),
    }),
    { maxLength: 6 },
  )
  // What nobody touched has not been reported on.
  .map((all) => all.map((one) => (one.touched ? one : { ...one, reported: 'not-started' as const })))
  .map(attemptsOf);
const settings = fc.record({
  reopen: fc.constantFrom('resume', 'review'),
  maxAttempts: fc.option(fc.integer({ min: 1, max: 4 })),
});
const wish = fc.record({ fresh: fc.boolean(), review: fc.boolean() });

describe('chooseAttempt', () => {
  it('never begins more attempts than the course allows, and never loses one under way', () => {
    fc.assert(
      fc.property(attempts, wish, settings, (all, wanted, rules) => {
        const chosen = chooseAttempt(all, wanted, rules);
        const begun = all.filter(({ touched }) => touched);
        if ('refused' in chosen) {
          const isOut = attemptsLeft(rules.maxAttempts, begun.length) === 0;
          if (chosen.refused === 'no-attempts-left') expect(isOut).toBe(true);
          else expect(all.some(({ reported }) => isFinished(reported))).toBe(false);
          return;
        }
        if (chosen.mode === 'review') {
          expect(isFinished(chosen.attempt.reported)).toBe(true);
          return;
        }
        const isNew = chosen.attempt === undefined || !chosen.attempt.touched;
        if (isNew) expect(attemptsLeft(rules.maxAttempts, begun.length)).not.toBe(0);
        if (standingOf(begun[0]) === 'under-way') expect(chosen.attempt).toBe(begun[0]);
      }),
    );
  });

  it('looks back on the best: passed, then the higher score, then the newer', () => {
    const finished = (reported: 'completed' | 'passed', scaledScore: number | null) => ({
      reported,
      successStatus: 'unknown',
      scaledScore,
      touched: true,
    });
    const all = attemptsOf([
      finished('completed', 1),
      finished('passed', 0.8),
      finished('passed', 0.8),
      finished('passed', null),
    ]);
    const rules = { reopen: 'resume', maxAttempts: null } as const;
    expect(chooseAttempt(all, { fresh: false, review: true }, rules)).toMatchObject({
      mode: 'review',
      attempt: { number: 3 },
    });
  });
});
