import { expect, test } from 'vitest';
import { CourseSettings } from '#server/contract/imports.ts';
import { buildToday } from './build-today.ts';
import type { CurrentLesson, LessonState } from './lesson-states.repo.ts';

const HOUR = 3_600_000;
const settings = CourseSettings.parse({});
const lesson = (courseId: string, lessonId: string, more: Partial<CurrentLesson> = {}): CurrentLesson => ({
  courseId,
  courseTitle: courseId,
  language: 'en',
  kind: 'course',
  translationOf: null,
  lessonId,
  title: lessonId,
  description: '',
  minutes: 1,
  imported: false,
  givesEvidence: true,
  settings,
  ...more,
});
const drills = ['a', 'b', 'c'].map((id) => lesson('pool', id, { kind: 'drills' }));
const finished = (courseId: string, lessonId: string, lastMs: number): LessonState => ({
  learnerId: 'me',
  courseId,
  lessonId,
  attempt: 1,
  reported: 'passed',
  successStatus: 'passed',
  scaledScore: 1,
  totalSeconds: 60,
  lastMs,
  completedMs: lastMs,
});
const begun = (courseId: string, lessonId: string, lastMs: number): LessonState => ({
  ...finished(courseId, lessonId, lastMs),
  reported: 'in-progress',
  successStatus: 'unknown',
  completedMs: null,
});
const today = (
  lessons: CurrentLesson[],
  states: LessonState[] = [],
  { language = 'en', nowMs = 100 * HOUR } = {},
) => buildToday({ lessons, states, plans: [], language }, nowMs);

test('drills are no lessons of the list: one is offered, those never tried first', () => {
  const { drill, lessons, next } = today([...drills, lesson('course', 'x')], [finished('pool', 'a', 0)]);
  expect(lessons.map(({ lessonId }) => lessonId)).toEqual(['x']);
  expect(next?.lessonId).toBe('x');
  expect(drill).toMatchObject({ lesson: { lessonId: 'b' }, doneToday: false, done: 1, total: 3 });
});

test('a begun drill comes before a new one, and one of long ago when all are done', () => {
  expect(today(drills, [begun('pool', 'c', 0)]).drill?.lesson.lessonId).toBe('c');
  const all = [finished('pool', 'a', 9), finished('pool', 'b', 5), finished('pool', 'c', 7)];
  expect(today(drills, all).drill?.lesson.lessonId).toBe('b');
});

test('what was finished less than 12 hours ago is done for today', () => {
  const at = (hours: number) =>
    today(drills, [finished('pool', 'a', 88 * HOUR)], { nowMs: hours * HOUR }).drill?.doneToday;
  expect([at(99.9), at(100)]).toEqual([true, false]);
});

test('there may be no pool', () => {
  expect(today([lesson('course', 'x')]).drill).toBeNull();
});

const two = [
  lesson('ask', 'one'),
  lesson('ask-fr', 'one', { language: 'fr-CA', translationOf: 'ask' }),
  lesson('other', 'two'),
  lesson('zip', 'three', { language: 'und', imported: true }),
];
const offered = (language: string, states: LessonState[] = []) =>
  today(two, states, { language }).lessons.map(({ courseId }) => courseId);

test('of a course in two languages the wanted one is offered, else the original', () => {
  expect(offered('fr')).toEqual(['ask-fr', 'other', 'zip']);
  expect(offered('fr-BE')).toEqual(['ask-fr', 'other', 'zip']);
  expect(offered('en-GB')).toEqual(['ask', 'other', 'zip']);
  expect(offered('de')).toEqual(['ask', 'other', 'zip']);
  expect(today(two, [], { language: 'de' })).toMatchObject({ languages: ['en', 'fr'], language: 'en' });
  expect(today([lesson('other', 'two')])).toMatchObject({ languages: [] });
});

test('what was begun in another language stays', () => {
  expect(offered('fr', [begun('ask', 'one', 1)])).toEqual(['ask', 'ask-fr', 'other', 'zip']);
});

test('a translation of a course that is not there is a course like any other', () => {
  expect(today([lesson('ask-fr', 'one', { language: 'fr', translationOf: 'gone' })]).lessons).toHaveLength(1);
});
