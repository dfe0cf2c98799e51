import { z } from 'zod';
import { Role } from './accounts.ts';
import { LoggedCall } from './commit.ts';
import { LessonStatus, Level } from './learning.ts';

const Tip = z.string();
const Ms = z.number();

const Answer = z.object({
  position: z.int(),
  interactionId: z.string(),
  type: z.string(),
  description: z.string(),
  response: z.string(),
  result: z.string(),
  correct: z.array(z.string()).nullable(),
  latency: z.string(),
  objectives: z.array(z.string()),
  firstTry: z.boolean(),
  /** As the content wrote it, and when the server had it. */
  time: z.string(),
  atMs: Ms,
});

const Attempt = z.object({
  number: z.int(),
  version: z.int(),
  trial: z.boolean(),
  startedMs: Ms,
  /** Of a package that is played as a whole: where it was, and the state of its sequencing. */
  package: z.object({ currentSco: z.string().nullable(), sequencing: z.string().nullable() }).nullable(),
  scos: z.array(
    z.object({
      sco: z.string(),
      title: z.string(),
      reported: LessonStatus,
      completionStatus: z.string(),
      successStatus: z.string(),
      scaledScore: z.number().nullable(),
      progress: z.number().nullable(),
      totalSeconds: z.number(),
      firstMs: Ms.nullable(),
      lastMs: Ms.nullable(),
      completedMs: Ms.nullable(),
      /** The data model as it was last set: whatever the package kept, suspended data too. */
      cmi: z.unknown(),
      answers: z.array(Answer),
    }),
  ),
  sessions: z.array(
    z.object({
      sco: z.string(),
      epoch: z.int(),
      startedMs: Ms,
      lastMs: Ms,
      seconds: z.number(),
      ended: z.boolean(),
    }),
  ),
  launches: z.array(z.object({ sco: z.string(), mode: z.string(), createdMs: Ms, expiresMs: Ms })),
  callLog: z.array(
    z.object({
      sco: z.string(),
      epoch: z.int(),
      part: z.int(),
      leftOut: z.int(),
      atMs: Ms,
      calls: z.array(LoggedCall),
    }),
  ),
});

/**
 * GET /api/learners/:id/data (the learner themself, or an administrator): everything that is held about somebody, as one
 * JSON file. Times are milliseconds since 1970. A new member may appear; a changed meaning gets a new `version`.
 */
export const LearnerData = z.object({
  format: z.literal('askwell-learner-data'),
  version: z.literal(1),
  madeMs: Ms,
  account: z.object({
    id: z.string(),
    name: z.string(),
    username: z.string(),
    role: Role,
    tryout: z.boolean(),
    active: z.boolean(),
    createdMs: Ms,
    lastSeenMs: Ms.nullable(),
    hasPassword: z.boolean(),
  }),
  /** Open sign-ins and one-time links, without what opens them. */
  signIns: z.array(
    z.object({
      createdMs: Ms,
      expiresMs: Ms,
      ipAddress: z.string().nullable(),
      userAgent: z.string().nullable(),
    }),
  ),
  links: z.array(z.object({ createdMs: Ms, expiresMs: Ms, usedMs: Ms.nullable() })),
  courses: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      registeredMs: Ms,
      tips: z.array(z.object({ tip: Tip, level: Level, sinceMs: Ms })),
      objectives: z.array(z.object({ objectiveId: z.string(), tip: Tip, level: Level, sinceMs: Ms })),
      evidence: z.array(
        z.object({
          objectiveId: z.string(),
          tip: Tip,
          source: z.string(),
          kind: z.string(),
          because: z.string().nullable(),
          atMs: Ms,
        }),
      ),
      attempts: z.array(Attempt),
    }),
  ),
});
export type LearnerData = z.infer<typeof LearnerData>;

/** DELETE /api/learners/:id/data (administrators): everything somebody did, and with `account` who they are. */
export const EraseLearner = z.object({
  /** Has to be their username, so that nobody is erased by a slip. */
  username: z.string().max(80),
  account: z.boolean().default(false),
});
export type EraseLearner = z.input<typeof EraseLearner>;
export const Erased = z.object({ courses: z.int(), attempts: z.int(), account: z.boolean() });
export type Erased = z.infer<typeof Erased>;
