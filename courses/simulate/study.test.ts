import { expect, test } from 'vitest';
import { courseFixture } from '#test/support/course-fixture.ts';
import { describeStudy } from './describe-study.ts';
import { better } from './look-ahead.ts';
import { POLICY_NAMES } from './policies.ts';
import { type Row, study } from './study.ts';

const [found] = study([courseFixture], 300, 7);
const row = (policy: Row['policy']): Row => {
  const wanted = found?.policies.find((one) => one.policy === policy);
  if (!wanted) throw new Error(`no ${policy}`);
  return wanted;
};

test('every policy plays every dialogue to its end', () => {
  expect(found?.policies.map(({ policy }) => policy)).toEqual(POLICY_NAMES);
  for (const { outcomes } of found?.policies ?? []) {
    const shares = Object.values(outcomes).reduce((sum, share) => sum + share, 0);
    expect(shares).toBeCloseTo(1, 2);
  }
});

test('the policies do what they are named for', () => {
  expect(row('optimal')).toMatchObject({ passed: 1, bestResult: 1 });
  expect(row('thing-only').impactFound).toBe(0);
  expect(row('asks-impact').impactFound).toBeGreaterThan(row('random').impactFound);
  const seconds = POLICY_NAMES.map((name) => row(name).meanSeconds);
  expect(row('rushes').meanSeconds).toBe(Math.min(...seconds));
  expect(row('rushes').meanRepeatCalls).toBeGreaterThan(row('optimal').meanRepeatCalls);
});

test('the same seed gives the same numbers, another one others', () => {
  expect(study([courseFixture], 300, 7)).toEqual([found]);
  expect(study([courseFixture], 300, 8)).not.toEqual([found]);
});

test('what is better: worth first, then a resolved call, trust, repeat calls, and time last', () => {
  const one = { worth: 0.5, resolved: false, trust: 5, repeatCalls: 5, seconds: 100 };
  expect(better({ ...one, worth: 0.6, seconds: 900 }, one)).toBe(true);
  expect(better({ ...one, resolved: true, trust: 0 }, one)).toBe(true);
  expect(better({ ...one, repeatCalls: 4, seconds: 900 }, one)).toBe(true);
  expect(better({ ...one, seconds: 99 }, one)).toBe(true);
  expect(better(one, one)).toBe(false);
});

test('is told as a table per dialogue', () => {
  const text = describeStudy(found ? [found] : [], { plays: 300, seed: 7 });
  expect(text).toContain('| optimal | 100 % | 100 % |');
  expect(text.split('\n').filter((line) => line.startsWith('| '))).toHaveLength(2 + POLICY_NAMES.length);
});
