import { z } from 'zod';
import { TIPS } from '#courses/format/words.ts';

export const LessonStatus = z.enum(['not-started', 'in-progress', 'completed', 'passed']);
export type LessonStatus = z.infer<typeof LessonStatus>;

export const LessonCard = z.object({
  courseId: z.string(),
  courseTitle: z.string(),
  /** BCP 47 tag; `und` where a package did not say. */
  language: z.string(),
  lessonId: z.string(),
  title: z.string(),
  description: z.string(),
  minutes: z.number(),
  status: LessonStatus,
  /** 0..1, or null when there is none yet. */
  scaledScore: z.number().nullable(),
  lastSeenMs: z.number().nullable(),
  /** The lesson was finished at least 7 days ago and a fresh attempt would show what has stayed. */
  dueAgain: z.boolean(),
  /** How the newest attempt stands, whatever `status` says of all of them; `failed`: it ended without passing. */
  lastAttempt: z.enum(['none', 'under-way', 'failed', 'finished']),
  /** A package that somebody handed in: it has no length that we know of. */
  imported: z.boolean(),
  /** Null: as many as they like. */
  attemptsLeft: z.int().nullable(),
  /** What opening it does once it is finished. */
  reopen: z.enum(['resume', 'review']),
});
export type LessonCard = z.infer<typeof LessonCard>;

/** GET /api/today?language=fr: the language in which to offer courses that there are several of. */
export const TodayQuery = z.object({
  language: z
    .string()
    .max(35)
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$/i, 'a language tag such as fr or fr-CA')
    .optional(),
});

/** The 90 seconds of today, out of a pool of short drills. */
const Drill = z.object({
  /** The one to do now: begun, never done, or done longest ago. */
  lesson: LessonCard,
  /** One was finished within the last 12 hours. */
  doneToday: z.boolean(),
  /** How many of the pool were finished at least once. */
  done: z.int(),
  total: z.int(),
});
export type Drill = z.infer<typeof Drill>;

/** The answer: `next` is the one to open with one tap (null: all done for now). */
export const Today = z.object({
  next: LessonCard.nullable(),
  reason: z.enum(['resume', 'due-again', 'next', 'nothing']),
  /** Everything but the drills. */
  lessons: z.array(LessonCard),
  drill: Drill.nullable(),
  /** Languages that some course is offered in, for the learner to choose from; empty when there is nothing to choose. */
  languages: z.array(z.string()),
  /** Of these the one that was offered. */
  language: z.string(),
  /** The learner's latest if-then plans, newest first (halves in own words stay on the device unless the course shares them). */
  plans: z.array(z.object({ text: z.string(), lessonTitle: z.string(), atMs: z.number() })),
});
export type Today = z.infer<typeof Today>;

/**
 * POST /api/launches. `fresh` starts a new attempt of a lesson that was finished or failed, and is refused as 409
 * `no-attempts-left` when the course allows no more; `review` opens the best finished attempt without storing anything,
 * and is refused as 409 `nothing-to-review` when there is none.
 */
export const NewLaunch = z.object({
  courseId: z.string().max(80),
  lessonId: z.string().max(255),
  fresh: z.boolean().default(false),
  review: z.boolean().default(false),
});
export type NewLaunch = z.input<typeof NewLaunch>;
export const Launch = z.object({
  id: z.string(),
  /** Address of the shell on the content origin; it carries the launch token. */
  url: z.string(),
  contentOrigin: z.string(),
  title: z.string(),
  expiresMs: z.number(),
  mode: z.enum(['normal', 'review']),
  /** `popup`: the package wants a window of its own. */
  window: z.enum(['frame', 'popup']),
});
export type Launch = z.infer<typeof Launch>;
/** POST /api/launches/:id/renew keeps the token alive while the page is open. */
export const Renewed = z.object({ expiresMs: z.number() });

export const Level = z.enum(['not-started', 'practising', 'can-now', 'can-later']);
export type Level = z.infer<typeof Level>;

export const Evidence = z.object({
  id: z.string(),
  /** Success shows the behaviour; practising does not count against anybody. */
  kind: z.enum(['success', 'practising']),
  /** Why it is not a success: a retry, labelled by the learner, a plan, not there yet. Null for a success. */
  because: z.enum(['retry', 'labelled', 'told', 'not-yet']).nullable(),
  courseTitle: z.string(),
  lessonTitle: z.string(),
  prompt: z.string(),
  response: z.string(),
  attempt: z.int(),
  atMs: z.number(),
});
export type Evidence = z.infer<typeof Evidence>;

/** GET /api/progress (own) and GET /api/learners/:id/progress (trainer, admin). */
export const TipProgress = z.object({
  id: z.enum(TIPS),
  number: z.int(),
  title: z.string(),
  explain: z.string(),
  /** Tips 3 and 4 rest on the learner's own word. */
  told: z.boolean(),
  level: Level,
  objectives: z.array(
    z.object({
      id: z.string(),
      behaviour: z.string(),
      lessonTitle: z.string(),
      level: Level,
      evidence: z.array(Evidence),
    }),
  ),
});
export type TipProgress = z.infer<typeof TipProgress>;
export const Progress = z.object({
  learner: z.object({ id: z.string(), name: z.string() }),
  source: z.string(),
  tips: z.array(TipProgress),
});
export type Progress = z.infer<typeof Progress>;
