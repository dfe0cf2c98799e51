import { expect, test } from 'vitest';
import { upgradeCourse } from './upgrade-course.ts';

const raw = (format: unknown) => ({
  course: { format, title: 'A' },
  lessons: { 'lessons/a.yaml': { id: 'a' } },
});

test('a course of the current format stays as it is', () => {
  const course = raw(1);
  expect(upgradeCourse(course)).toEqual({ raw: course, problem: undefined });
});

test('an older course goes through every version in turn', () => {
  const steps = {
    1: (old: ReturnType<typeof raw>) => ({
      ...old,
      course: { ...old.course, format: 2, title: `${old.course.title}B` },
    }),
    2: (old: ReturnType<typeof raw>) => ({
      ...old,
      course: { ...old.course, format: 3, title: `${old.course.title}C` },
    }),
  };
  const { raw: upgraded } = upgradeCourse(raw(1), steps as never, 3);
  expect(upgraded).toMatchObject({
    course: { format: 3, title: 'ABC' },
    lessons: { 'lessons/a.yaml': { id: 'a' } },
  });
});

test.each([
  [2, 'this version of Askwell reads up to 1'],
  [0, '"format" is 0; expected 1.'],
  [1.5, '"format" is 1.5; expected 1.'],
  ['1', '"format" is "1"; expected 1 (a number, without quotes).'],
  [null, '"format" is empty; expected 1.'],
])('the format %j is refused', (format, message) => {
  expect(upgradeCourse(raw(format)).problem).toContain(message);
});

test('a version without a way up is refused', () => {
  expect(upgradeCourse(raw(1), {}, 2).problem).toContain('cannot be upgraded');
});

test.each([undefined, null, 'text', [], {}])(
  '%j is left to the schema, which says better what is wrong',
  (course) => {
    expect(upgradeCourse({ course, lessons: {} }).problem).toBeUndefined();
  },
);
