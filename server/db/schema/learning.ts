import type { Kit } from '#server/db/kit.ts';
import type { accountTables } from './accounts.ts';
import type { catalogueTables } from './catalogue.ts';

/** Registration -> attempt -> tracked state (per SCO) -> sessions and interactions; launches; evidence and its roll-up. */
export const learningTables = (
  k: Kit,
  { user }: Pick<ReturnType<typeof accountTables>, 'user'>,
  { courses, courseVersions }: Pick<ReturnType<typeof catalogueTables>, 'courses' | 'courseVersions'>,
) => {
  const registrations = k.table(
    'registrations',
    {
      id: k.text().primaryKey(),
      learnerId: k
        .text()
        .notNull()
        .references(() => user.id, { onDelete: 'cascade' }),
      courseId: k
        .text()
        .notNull()
        .references(() => courses.id, { onDelete: 'cascade' }),
      /** Guards the roll-up: bumped by every commit that brings evidence. */
      revision: k.int().notNull().default(0),
      createdMs: k.ms().notNull(),
    },
    (t) => [k.uniqueIndex('registrations_learner_course').on(t.learnerId, t.courseId)],
  );
  const attempts = k.table(
    'attempts',
    {
      id: k.text().primaryKey(),
      registrationId: k
        .text()
        .notNull()
        .references(() => registrations.id, { onDelete: 'cascade' }),
      versionId: k
        .text()
        .notNull()
        .references(() => courseVersions.id),
      number: k.int().notNull(),
      /** First label of the content host: one per package and learner, the same for every attempt of the two. */
      label: k.text().notNull(),
      createdMs: k.ms().notNull(),
      /** A trainer's own look at a version: no report, no progress and no number of attempts counts it. */
      trial: k.bool().notNull().default(false),
    },
    (t) => [
      k.uniqueIndex('attempts_number').on(t.registrationId, t.number),
      k.index('attempts_label').on(t.label),
    ],
  );
  const trackedStates = k.table(
    'tracked_states',
    {
      attemptId: k
        .text()
        .notNull()
        .references(() => attempts.id, { onDelete: 'cascade' }),
      scoId: k.text().notNull(),
      revision: k.int().notNull().default(0),
      /** Given to a page at shell load; commits of an older epoch change no state. */
      epoch: k.int().notNull().default(0),
      lastNumber: k.int().notNull().default(0),
      lastHash: k.text(),
      /** The commit that the state came from was final: the SCO said Terminate. */
      ended: k.bool().notNull().default(false),
      /** Raw statuses as set, and the reported one, which never gets worse. */
      completionStatus: k.text().notNull().default('not attempted'),
      successStatus: k.text().notNull().default('unknown'),
      reported: k.oneOf('not-started', 'in-progress', 'completed', 'passed').notNull().default('not-started'),
      scaledScore: k.real(),
      totalSeconds: k.real().notNull().default(0),
      firstMs: k.ms(),
      lastMs: k.ms(),
      completedMs: k.ms(),
      /**
       * The CMI exactly as last set, as JSON text: a jsonb column would refuse NUL and lone surrogates, and nothing
       * queries it. It comes last because SQLite reads through a long value to reach the columns behind it.
       */
      cmi: k.text(),
      /** 0..1 where the content or sequencing tells; shown, and part of no hot path. */
      progress: k.real(),
    },
    (t) => [k.primaryKey({ columns: [t.attemptId, t.scoId] })],
  );
  /** What belongs to an attempt of a package that is played as a whole, beside the tracked state of the whole. */
  const packageStates = k.table('package_states', {
    attemptId: k
      .text()
      .primaryKey()
      .references(() => attempts.id, { onDelete: 'cascade' }),
    /** The SCO that was open last. */
    currentSco: k.text(),
    /** The sequencing engine's state as it wrote it; null in 1.2. */
    sequencing: k.text(),
  });
  const playSessions = k.table(
    'play_sessions',
    {
      attemptId: k.text().notNull(),
      scoId: k.text().notNull(),
      epoch: k.int().notNull(),
      startedMs: k.ms().notNull(),
      lastMs: k.ms().notNull(),
      /** Total before this session; total after = base + seconds. */
      baseSeconds: k.real().notNull(),
      seconds: k.real().notNull().default(0),
      ended: k.bool().notNull().default(false),
    },
    (t) => [k.primaryKey({ columns: [t.attemptId, t.scoId, t.epoch] })],
  );
  const launches = k.table(
    'launches',
    {
      id: k.text().primaryKey(),
      tokenHash: k.text().notNull().unique(),
      attemptId: k
        .text()
        .notNull()
        .references(() => attempts.id, { onDelete: 'cascade' }),
      scoId: k.text().notNull(),
      learnerId: k.text().notNull(),
      createdMs: k.ms().notNull(),
      expiresMs: k.ms().notNull(),
      /** `review`: nothing that happens is stored. */
      mode: k.oneOf('normal', 'review').notNull().default('normal'),
    },
    (t) => [k.index('launches_expires').on(t.expiresMs)],
  );
  const interactions = k.table(
    'interactions',
    {
      /** SHA-256 (hex) of attempt, SCO, index, id, time and response: what makes an interaction the same one. */
      id: k.text().primaryKey(),
      attemptId: k
        .text()
        .notNull()
        .references(() => attempts.id, { onDelete: 'cascade' }),
      scoId: k.text().notNull(),
      position: k.int().notNull(),
      interactionId: k.text().notNull(),
      type: k.text().notNull(),
      /** As the content wrote it. */
      time: k.text().notNull(),
      response: k.text().notNull(),
      result: k.text().notNull(),
      latency: k.text().notNull(),
      objectives: k.json<string[]>().notNull(),
      /** The first with its id in this attempt. */
      firstTry: k.bool().notNull(),
      /** Server time. */
      atMs: k.ms().notNull(),
      /** SCORM 2004: what was asked, in the content's words; '' where it says nothing. */
      description: k.text().notNull().default(''),
      /** Correct response patterns as the content wrote them; null for none. */
      correct: k.json<string[]>(),
    },
    (t) => [k.index('interactions_attempt').on(t.attemptId, t.scoId, t.atMs)],
  );
  /** What content said to its run-time, in parts as they came. Best effort, and forgotten after some time. */
  const callLogs = k.table(
    'call_logs',
    {
      attemptId: k
        .text()
        .notNull()
        .references(() => attempts.id, { onDelete: 'cascade' }),
      /** The lesson, or `WHOLE`. */
      scoId: k.text().notNull(),
      epoch: k.int().notNull(),
      part: k.int().notNull(),
      skipped: k.int().notNull(),
      /** `LoggedCall[]` as JSON text. */
      calls: k.text().notNull(),
      atMs: k.ms().notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.attemptId, t.scoId, t.epoch, t.part] }),
      k.index('call_logs_at').on(t.atMs),
    ],
  );
  const evidence = k.table(
    'evidence',
    {
      /** `<interaction id>:<objective id>` */
      id: k.text().primaryKey(),
      interactionKey: k
        .text()
        .notNull()
        .references(() => interactions.id, { onDelete: 'cascade' }),
      registrationId: k
        .text()
        .notNull()
        .references(() => registrations.id, { onDelete: 'cascade' }),
      attemptId: k.text().notNull(),
      objectiveId: k.text().notNull(),
      tip: k.oneOf('needs', 'practice', 'support', 'transfer').notNull(),
      /** The dialogue or question it came from (`lesson_step`). */
      source: k.text().notNull(),
      kind: k.oneOf('success', 'practising').notNull(),
      because: k.oneOf('retry', 'labelled', 'told', 'not-yet'),
      atMs: k.ms().notNull(),
    },
    (t) => [k.index('evidence_registration').on(t.registrationId, t.objectiveId)],
  );
  const objectiveProgress = k.table(
    'objective_progress',
    {
      registrationId: k
        .text()
        .notNull()
        .references(() => registrations.id, { onDelete: 'cascade' }),
      objectiveId: k.text().notNull(),
      tip: k.oneOf('needs', 'practice', 'support', 'transfer').notNull(),
      level: k.oneOf('not-started', 'practising', 'can-now', 'can-later').notNull(),
      sinceMs: k.ms().notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.registrationId, t.objectiveId] })],
  );
  const tipProgress = k.table(
    'tip_progress',
    {
      registrationId: k
        .text()
        .notNull()
        .references(() => registrations.id, { onDelete: 'cascade' }),
      tip: k.oneOf('needs', 'practice', 'support', 'transfer').notNull(),
      level: k.oneOf('not-started', 'practising', 'can-now', 'can-later').notNull(),
      sinceMs: k.ms().notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.registrationId, t.tip] })],
  );
  return {
    registrations,
    attempts,
    trackedStates,
    packageStates,
    playSessions,
    launches,
    interactions,
    callLogs,
    evidence,
    objectiveProgress,
    tipProgress,
  };
};
