import { z } from 'zod';
import { LessonStatus } from './learning.ts';

// What packages reported, as they reported it, so that a trainer can see whose fault a problem is. All for trainers and
// administrators. A SCO is named in the query, `?sco=ID`, because ids hold any characters and a package as a whole is ''.

/** How one SCO (or a package as a whole, with the id '') stands in one attempt. */
export const ScoStanding = z.object({
  scoId: z.string(),
  title: z.string(),
  /** What people see; it never gets worse. */
  reported: LessonStatus,
  /** As last set. */
  completionStatus: z.string(),
  successStatus: z.string(),
  scaledScore: z.number().nullable(),
  progress: z.number().nullable(),
  totalSeconds: z.number(),
  firstMs: z.number().nullable(),
  lastMs: z.number().nullable(),
  completedMs: z.number().nullable(),
  /** Its last session ended with LMSFinish or Terminate. */
  ended: z.boolean(),
  /** A data model is stored. */
  hasData: z.boolean(),
});
export type ScoStanding = z.infer<typeof ScoStanding>;

const Attempt = z.object({
  id: z.string(),
  number: z.int(),
  /** A trainer's own look at a version; no report counts it. */
  trial: z.boolean(),
  version: z.int(),
  edition: z.enum(['1.2', '2004-4']),
  /** The authoring tool, where the package gave it away. */
  tool: z.string().nullable(),
  /** Played as a whole, with its own table of contents. */
  whole: z.boolean(),
  startedMs: z.number(),
});

/** GET /api/learners/:id/attempts?course=ID, the newest first. */
export const LearnerAttempts = z.object({
  learner: z.object({ id: z.string(), name: z.string() }),
  course: z.object({ id: z.string(), title: z.string() }),
  attempts: z.array(Attempt.extend({ scos: z.array(ScoStanding) })),
});
export type LearnerAttempts = z.infer<typeof LearnerAttempts>;

/** Whose attempt it is and what of. */
export const AttemptHead = Attempt.extend({
  learner: z.object({ id: z.string(), name: z.string() }),
  course: z.object({ id: z.string(), title: z.string() }),
});
export type AttemptHead = z.infer<typeof AttemptHead>;

/** GET /api/attempts/:id/sessions: each load of the page that plays it, the newest first. */
export const AttemptSessions = z.object({
  attempt: AttemptHead,
  sessions: z.array(
    z.object({
      /** A load of the page, of a lesson's SCO or of a package as a whole (''); or, in a package, what it opened. */
      sco: z.string(),
      title: z.string(),
      epoch: z.int(),
      startedMs: z.number(),
      lastMs: z.number(),
      /** As the content told, at most what the clock on the wall says. */
      seconds: z.number(),
      ended: z.boolean(),
      /** What is kept of the calls in that page load; null for nothing. */
      log: z.object({ parts: z.int(), leftOut: z.int() }).nullable(),
    }),
  ),
});
export type AttemptSessions = z.infer<typeof AttemptSessions>;

/** What can be said about a SCO's last session in one sentence each; the words are the client's. */
export const FINDINGS = [
  'never-opened',
  'asset',
  'no-log',
  'nothing-called',
  'not-initialized',
  'not-finished',
  'still-open',
  'no-status',
  'refused',
  'out-of-turn',
  'save-failed',
  'set-after-save',
  'not-as-set',
  'status-decided',
  'log-incomplete',
  'all-stored',
] as const;
export const Finding = z.object({
  kind: z.enum(FINDINGS),
  tone: z.enum(['bad', 'warn', 'info', 'good']),
  /** The function or element it is about, the value, and the error the run-time answered with; '' where there is none. */
  what: z.string(),
  value: z.string(),
  error: z.string(),
  /** How often. */
  times: z.int(),
});
export type Finding = z.infer<typeof Finding>;

/**
 * GET /api/attempts/:id/cmi?sco=ID: the stored data model as a list of elements, and what its last session shows.
 * GET /api/attempts/:id/cmi.json?sco=ID: the same data model as a file.
 * In a package of ours answers and suspended data are hidden from all but their learner: second tries are private.
 */
export const RawCmi = z.object({
  attempt: AttemptHead,
  sco: ScoStanding,
  findings: z.array(Finding),
  /** In the order of the data model; `value` is null where it is hidden. */
  elements: z.array(z.object({ name: z.string(), value: z.string().nullable(), length: z.int() })),
  /** Elements beyond the most that are listed; the file has them all. */
  leftOut: z.int(),
  /** Some values are hidden. */
  hidden: z.boolean(),
});
export type RawCmi = z.infer<typeof RawCmi>;

/** GET /api/attempts/:id/log: the calls of one session, in their order, some parts at a time. */
export const LogQuery = z.object({
  /** What was opened in that session: the lesson's SCO, or '' for a package as a whole. */
  launched: z.string().max(255),
  epoch: z.coerce.number().int().min(1),
  /** Only the calls of this SCO of a package. */
  sco: z.string().max(255).optional(),
  /** Only calls that were answered with an error. */
  errors: z.stringbool().default(false),
  /** Parts that were read before: `next` of the answer before this one. */
  after: z.coerce.number().int().min(0).default(0),
});
export const CallLogView = z.object({
  calls: z.array(
    z.object({
      /** `<part>.<place in the part>` */
      id: z.string(),
      /** Milliseconds since the page was loaded. */
      atMs: z.int(),
      sco: z.string(),
      name: z.string(),
      /** The element, or '' where the function has none. */
      element: z.string(),
      /** What was set; null where it is hidden, '' where nothing is. */
      value: z.string().nullable(),
      result: z.string().nullable(),
      error: z.string(),
    }),
  ),
  /** Calls that the page left out of these parts because there were too many. */
  leftOut: z.int(),
  /** Ask again with `after` for the rest; null at the end. */
  next: z.int().nullable(),
  hidden: z.boolean(),
});
export type CallLogView = z.infer<typeof CallLogView>;
