import { z } from 'zod';
import { TIPS } from '#courses/format/words.ts';
import { LessonStatus, Level } from './learning.ts';

/** GET /api/reports/learners?course=ID (trainer, admin); the same rows as CSV at /api/reports/learners.csv?course=ID. */
export const LearnersReport = z.object({
  course: z.object({ id: z.string(), title: z.string() }),
  lessons: z.array(z.object({ id: z.string(), title: z.string() })),
  learners: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      username: z.string(),
      lastSeenMs: z.number().nullable(),
      tips: z.record(z.enum(TIPS), Level),
      /** One per lesson, in the order of `lessons`. */
      cells: z.array(
        z.object({
          status: LessonStatus,
          scaledScore: z.number().nullable(),
          totalSeconds: z.number(),
          lastSeenMs: z.number().nullable(),
        }),
      ),
    }),
  ),
});
export type LearnersReport = z.infer<typeof LearnersReport>;

/** GET /api/learners/:id/answers?course=ID: first tries by name, in words, oldest first. */
export const LearnerAnswers = z.object({
  learner: z.object({ id: z.string(), name: z.string() }),
  answers: z.array(
    z.object({
      id: z.string(),
      lessonTitle: z.string(),
      step: z.string(),
      prompt: z.string(),
      /** In words; `written` is what the package wrote, '' where that is the same. */
      response: z.string(),
      written: z.string(),
      /** `correct`, `incorrect`, `unanticipated`, `neutral`, a decimal number, or ''. */
      result: z.string(),
      /** What would have been right, where the package says so. */
      correct: z.array(z.string()),
      /** How long it took, where the package says so. */
      seconds: z.number().nullable(),
      attempt: z.int(),
      /** When the server had it, and the time of the package's own clock, as it wrote it. */
      atMs: z.number(),
      writtenTime: z.string(),
    }),
  ),
});
export type LearnerAnswers = z.infer<typeof LearnerAnswers>;

/** GET /api/reports/answers?course=ID: what people chose, first tries and retries counted apart, nobody named. */
export const AnswersReport = z.object({
  course: z.object({ id: z.string(), title: z.string() }),
  prompts: z.array(
    z.object({
      id: z.string(),
      /** Packages may use an id in more than one of their SCOs. */
      scoId: z.string(),
      /** The lesson's title; in a package with several SCOs, that of the SCO. */
      lessonTitle: z.string(),
      step: z.string(),
      prompt: z.string(),
      responses: z.array(
        z.object({ response: z.string(), result: z.string(), firstTries: z.int(), retries: z.int() }),
      ),
    }),
  ),
});
export type AnswersReport = z.infer<typeof AnswersReport>;
