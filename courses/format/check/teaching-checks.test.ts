import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compilePack } from '#courses/coach/compile-pack.ts';
import { parsePack } from '#courses/coach/parse-pack.ts';
import { checkCourse } from '#courses/format/check-course.ts';
import type { Course } from '#courses/format/course.ts';
import { courseFixture } from '#test/support/course-fixture.ts';
import { badCourse, teachingCases } from '#test/support/teaching-cases.ts';
import { lix } from './readability.ts';

const english = join(import.meta.dirname, '../../coach/packs/en.yaml');
const pack = compilePack(parsePack(readFileSync(english, 'utf8'), english));

describe('each teaching check', () => {
  test.each(teachingCases)('%s (%s at %s): %s', (rule, level, path, says, change) => {
    const found = (course: Course) =>
      checkCourse(course, { files: ['media/desk.png'], pack }).filter(
        (problem) => problem.rule === rule && problem.path.endsWith(path) && problem.message.includes(says),
      );
    expect(found(badCourse(change)).map((problem) => problem.level)).toContain(level);
    const already = rule === 'ask-without-lines' || rule === 'fact-without-words';
    if (!already) expect(found(courseFixture)).toEqual([]);
  });
});

test('a skill that several lessons practise may have one try in each', () => {
  const course = badCourse(({ second }) => {
    for (const objective of second.objectives) {
      objective.skill = 'one-skill';
      objective.tip = 'practice';
    }
  });
  const tries = (one: Course) => checkCourse(one).filter(({ rule }) => rule === 'objective-one-try').length;
  expect(tries(course)).toBeLessThan(tries(courseFixture));
});

test('LIX is words per sentence and the share of long words', () => {
  expect(lix('')).toBe(0);
  expect(lix('I am here. You are there.')).toBe(3);
  expect(lix('Understanding everything takes patience.')).toBe(4 + 75);
});
