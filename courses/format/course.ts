import { z } from 'zod';
import { Id, Line, Text } from './id.ts';
import { Lesson } from './lesson.ts';

/** The newest format version this code writes; older documents are upgraded when read. */
export const FORMAT = 1;

/** The real need a course answers (tip 1): asked before anything is written. */
export const Need = z.strictObject({
  /** Which number should move. */
  measure: Line,
  /** Which observable behaviour moves it. */
  behaviour: Line,
  /** Why the behaviour does not happen today. */
  cause: Text,
  /** What training alone will not solve, and who owns it. */
  notTraining: Text,
});

/** `course.yaml`: everything but the lessons, which it names in order. */
export const CourseFile = z.strictObject({
  format: z.literal(FORMAT),
  id: Id,
  title: Line,
  /** BCP 47 tag of the learner's texts. */
  language: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a language tag such as en or fr-CA'),
  description: Text,
  /** `drills`: a pool of 90-second lessons, of which a learner is offered one a day. */
  kind: z.enum(['course', 'drills']).optional(),
  /** The course that this one says in another language. */
  translationOf: Id.optional(),
  need: Need,
  /** The few core behaviours, at most five. */
  behaviours: z.array(Line).min(1).max(5),
  /** Whether what a learner types leaves the device. `private` reports only its reading (focus). */
  ownWords: z.enum(['private', 'shared']).default('private'),
  /** Lesson ids in order; each is the file `lessons/<id>.yaml`. */
  lessons: z.array(Id).min(1).max(60),
});
export type CourseFile = z.infer<typeof CourseFile>;

/** A whole course: the course file with its lessons in place. */
export const Course = CourseFile.extend({ lessons: z.array(Lesson).min(1).max(60) });
export type Course = z.infer<typeof Course>;
