import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Course } from '#courses/format/course.ts';
import { parseCourse } from '#courses/format/parse-course.ts';
import { describeStudy } from '#courses/simulate/describe-study.ts';
import type { PolicyName } from '#courses/simulate/policies.ts';
import { type Row, study } from '#courses/simulate/study.ts';

const PLAYS = 1000;
const SEED = 1;

const library = import.meta.dirname;
const courses = readdirSync(library)
  .sort()
  .filter((name) => existsSync(join(library, name, 'course.yaml')))
  .flatMap((name): Course[] => {
    const yaml = readdirSync(join(library, name), { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.yaml'),
    );
    const files = yaml.map((file) => [file, readFileSync(join(library, name, file), 'utf8')] as const);
    const { course } = parseCourse(Object.fromEntries(files));
    return course && course.translationOf === undefined ? [course] : [];
  });
const studies = study(courses, PLAYS, SEED);

test('there are at least fourteen conversations', () => {
  expect(studies.length).toBeGreaterThanOrEqual(14);
});

describe.each(studies)('simulated learners with $customer', ({ reachable, policies }) => {
  const of = (name: PolicyName): Row => {
    const row = policies.find(({ policy }) => policy === name);
    if (!row) throw new Error(`no ${name}`);
    return row;
  };

  test('the one who knows everything always comes to the best ending', () => {
    expect(reachable).toBe(1);
    expect(of('optimal')).toMatchObject({ passed: 1, meanResult: 1, outcomes: { resolved: 1 } });
  });

  test('the one who rushes is the fastest, and the customer calls again', () => {
    const rushes = of('rushes');
    expect(rushes.meanSeconds).toBe(Math.min(...policies.map(({ meanSeconds }) => meanSeconds)));
    expect(rushes.passed).toBe(0);
    expect(rushes.outcomes.resolved).toBeUndefined();
    expect(rushes.meanRepeatCalls).toBeGreaterThan(of('optimal').meanRepeatCalls + 3);
  });

  test('the one who asks only about the thing never hears what it did', () => {
    expect(of('thing-only')).toMatchObject({ impactFound: 0, passed: 0 });
  });

  test('chance does not pass, and asking what it did beats it', () => {
    const random = of('random');
    expect(random.passed).toBeLessThan(0.2);
    expect(random.meanResult).toBeLessThan(0.5);
    expect(of('asks-impact').meanResult).toBeGreaterThan(random.meanResult);
  });
});

test('the table in docs is what the command prints', () => {
  const doc = readFileSync(join(library, '../../docs/simulated-learners.md'), 'utf8');
  expect(doc).toContain(describeStudy(studies, { plays: PLAYS, seed: SEED }));
});
