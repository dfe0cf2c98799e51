import { and, eq, sql } from 'drizzle-orm';
import type { Store } from '#server/db/store.ts';
import { type Seen, seenOf } from './apply-commit.ts';
import type { CommitWrite } from './commit-write.ts';
import { mappingReader } from './mapping.repo.ts';
import type { EvidenceForLevel, Standing } from './roll-up.ts';
import { commitWriter } from './write-commit.repo.ts';

const value = (name: string) => sql.placeholder(name);

/** Reads and writes of the hottest path: every statement is built once. */
export function commitRepo(store: Store) {
  const launchByToken = launchQuery(store);
  const stateOf = stateQuery(store);
  const seenIn = seenQuery(store);
  const standing = standingQueries(store);
  const write = commitWriter(store);

  return {
    /** A launch and what it belongs to; only its expiry and its learner's name and activity ever change. */
    findLaunch: async (tokenHash: string) => (await launchByToken({ tokenHash }))[0],

    /** What changes: whether the launch is still good, its lesson's state, and the session of `epoch` (null when that was never given out). */
    findState: async (tokenHash: string, epoch: number) => (await stateOf({ tokenHash, epoch }))[0],

    async findSeen(attemptId: string, scoId: string): Promise<Seen> {
      const rows = await seenIn({ attemptId, scoId });
      return seenOf(rows.map((row) => ({ ...row, hasCorrect: Boolean(row.hasCorrect) })));
    },

    /** Where the registration stands, with all evidence of the named objectives. */
    async findStanding(id: string, objectiveIds: readonly string[]) {
      const [[registration], objectives, tips, ...evidence] = await Promise.all([
        standing.revision({ id }),
        standing.objectives({ id }),
        standing.tips({ id }),
        ...objectiveIds.map((objectiveId) => standing.evidence({ id, objectiveId })),
      ]);
      return {
        revision: registration?.revision ?? 0,
        objectives: new Map<string, Standing>(objectives.map((row) => [row.id, row])),
        tips: new Map<string, Standing>(tips.map((row) => [row.id, row])),
        evidence: evidence.flat() satisfies EvidenceForLevel[],
      };
    },

    /** What of the registration's course counts, with the revision at which it does. */
    findMapping: mappingReader(store),

    /** All or nothing; rejects with `Conflict` when state or registration changed since they were read. */
    write: (change: CommitWrite) => write(change),
  };
}
export type CommitRepo = ReturnType<typeof commitRepo>;
export type LaunchRow = NonNullable<Awaited<ReturnType<CommitRepo['findLaunch']>>>;

const launchQuery = (store: Store) => {
  const { t } = store;
  return store.prepareRead('commit.launch', (db) =>
    db
      .select({
        id: t.launches.id,
        attemptId: t.launches.attemptId,
        scoId: t.launches.scoId,
        mode: t.launches.mode,
        trial: t.attempts.trial,
        expiresMs: t.launches.expiresMs,
        label: t.attempts.label,
        versionId: t.attempts.versionId,
        registrationId: t.attempts.registrationId,
        edition: t.courseVersions.edition,
        packageKey: t.courseVersions.packageKey,
        learnerId: t.user.id,
        learnerName: t.user.name,
        active: t.user.active,
      })
      .from(t.launches)
      .innerJoin(t.attempts, eq(t.attempts.id, t.launches.attemptId))
      .innerJoin(t.courseVersions, eq(t.courseVersions.id, t.attempts.versionId))
      .innerJoin(t.user, eq(t.user.id, t.launches.learnerId))
      .where(eq(t.launches.tokenHash, value('tokenHash'))),
  );
};

const stateQuery = (store: Store) => {
  const { t } = store;
  return store.prepareRead('commit.state', (db) =>
    db
      .select({
        launch: { expiresMs: t.launches.expiresMs, active: t.user.active },
        state: {
          revision: t.trackedStates.revision,
          epoch: t.trackedStates.epoch,
          lastNumber: t.trackedStates.lastNumber,
          lastHash: t.trackedStates.lastHash,
          ended: t.trackedStates.ended,
          completionStatus: t.trackedStates.completionStatus,
          successStatus: t.trackedStates.successStatus,
          reported: t.trackedStates.reported,
          scaledScore: t.trackedStates.scaledScore,
          totalSeconds: t.trackedStates.totalSeconds,
          firstMs: t.trackedStates.firstMs,
          lastMs: t.trackedStates.lastMs,
          completedMs: t.trackedStates.completedMs,
        },
        session: {
          startedMs: t.playSessions.startedMs,
          lastMs: t.playSessions.lastMs,
          baseSeconds: t.playSessions.baseSeconds,
          seconds: t.playSessions.seconds,
          ended: t.playSessions.ended,
        },
      })
      .from(t.launches)
      .innerJoin(t.user, eq(t.user.id, t.launches.learnerId))
      .innerJoin(
        t.trackedStates,
        and(eq(t.trackedStates.attemptId, t.launches.attemptId), eq(t.trackedStates.scoId, t.launches.scoId)),
      )
      .leftJoin(
        t.playSessions,
        and(
          eq(t.playSessions.attemptId, t.launches.attemptId),
          eq(t.playSessions.scoId, t.launches.scoId),
          eq(t.playSessions.epoch, value('epoch')),
        ),
      )
      .where(eq(t.launches.tokenHash, value('tokenHash'))),
  );
};

const seenQuery = (store: Store) => {
  const { t } = store;
  return store.prepareRead('commit.seen', (db) =>
    db
      .select({
        key: t.interactions.id,
        firstTry: t.interactions.firstTry,
        position: t.interactions.position,
        interactionId: t.interactions.interactionId,
        time: t.interactions.time,
        response: t.interactions.response,
        result: t.interactions.result,
        latency: t.interactions.latency,
        description: t.interactions.description,
        objectives: t.interactions.objectives,
        // 0 or 1 in one engine, false or true in the other
        hasCorrect: sql<unknown>`${t.interactions.correct} is not null`,
      })
      .from(t.interactions)
      .where(and(eq(t.interactions.attemptId, value('attemptId')), eq(t.interactions.scoId, value('scoId')))),
  );
};

const standingQueries = (store: Store) => {
  const { t } = store;
  const revision = store.prepareRead('commit.registration', (db) =>
    db
      .select({ revision: t.registrations.revision })
      .from(t.registrations)
      .where(eq(t.registrations.id, value('id'))),
  );
  const evidence = store.prepareRead('commit.evidence', (db) =>
    db
      .select({
        objectiveId: t.evidence.objectiveId,
        kind: t.evidence.kind,
        source: t.evidence.source,
        attemptId: t.evidence.attemptId,
        atMs: t.evidence.atMs,
      })
      .from(t.evidence)
      .where(
        and(eq(t.evidence.registrationId, value('id')), eq(t.evidence.objectiveId, value('objectiveId'))),
      ),
  );
  const objectives = store.prepareRead('commit.objectives', (db) =>
    db
      .select({
        id: t.objectiveProgress.objectiveId,
        level: t.objectiveProgress.level,
        sinceMs: t.objectiveProgress.sinceMs,
      })
      .from(t.objectiveProgress)
      .where(eq(t.objectiveProgress.registrationId, value('id'))),
  );
  const tips = store.prepareRead('commit.tips', (db) =>
    db
      .select({ id: t.tipProgress.tip, level: t.tipProgress.level, sinceMs: t.tipProgress.sinceMs })
      .from(t.tipProgress)
      .where(eq(t.tipProgress.registrationId, value('id'))),
  );
  return { revision, evidence, objectives, tips };
};
