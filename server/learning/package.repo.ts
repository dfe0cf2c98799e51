import { and, asc, eq, isNotNull, or, sql } from 'drizzle-orm';
import { NO_SCO_DATA } from '#courses/scorm/activity-tree.ts';
import { excluded } from '#server/db/kit.ts';
import { WHOLE } from '#server/db/schema/catalogue.ts';
import { must } from '#server/db/statement.ts';
import type { Store } from '#server/db/store.ts';
import type { PlaySession, TrackedState } from './apply-commit.ts';
import type { WholeState } from './apply-to-package.ts';

const value = (name: string) => sql.placeholder(name);

/** What opening a SCO writes. */
export type EnterWrite = {
  attemptId: string;
  scoId: string;
  /** The revision of the whole that was read; the write fails with `Conflict` when it is another one now. */
  revision: number;
  /** The SCO as it stands from now on. */
  state: TrackedState;
  /** Sequencing begins a new attempt on the SCO: its data model is forgotten. */
  fresh: boolean;
  /** Changed by an item that is done by opening it. */
  whole: WholeState | undefined;
  nowMs: number;
};

/** Packages that are played as a whole: the states of the whole and of its SCOs, which share the revision of the whole. */
export function packageRepo(store: Store) {
  const { db, t } = store;
  const s = t.trackedStates;
  const states = statesQuery(store);
  const sessions = sessionsQuery(store);
  const sequenced = sequencedQuery(store);

  return {
    /** Whether the launch is still good, and how the whole and its SCOs stand, all of one moment. */
    async findStates(tokenHash: string) {
      const rows = await states({ tokenHash });
      const whole = rows.find(({ scoId }) => scoId === WHOLE);
      const scos = rows.filter((row) => row !== whole);
      return {
        launch: rows[0]?.launch,
        whole: whole && ({ ...whole.state, progress: whole.progress } satisfies WholeState),
        scos: new Map(scos.map(({ scoId, state }): [string, TrackedState] => [scoId, state])),
      };
    },

    /** The sessions of the whole and of the SCO in one epoch. */
    async findSessions(attemptId: string, scoId: string, epoch: number) {
      const rows = await sessions({ attemptId, scoId, epoch });
      const byId = new Map<string, PlaySession>(rows.map(({ scoId: id, ...session }) => [id, session]));
      return { whole: byId.get(WHOLE), sco: byId.get(scoId) };
    },

    /** What was open last and the sequencing engine's state. */
    async findPackageState(attemptId: string) {
      const [row] = await db
        .select({ current: t.packageStates.currentSco, sequencing: t.packageStates.sequencing })
        .from(t.packageStates)
        .where(eq(t.packageStates.attemptId, attemptId));
      return row ?? { current: null, sequencing: null };
    },

    /** Whether a sequencing engine keeps a state of this attempt. */
    async isSequenced(attemptId: string): Promise<boolean> {
      const [row] = await sequenced({ attemptId });
      return row !== undefined;
    },

    /** A SCO's data model as last set; null when there is none. */
    async findCmi(attemptId: string, scoId: string) {
      const [row] = await db
        .select({ cmi: s.cmi })
        .from(s)
        .where(and(eq(s.attemptId, attemptId), eq(s.scoId, scoId)));
      return row?.cmi ?? null;
    },

    findContents: (versionId: string) => findContents(store, versionId),
    enter: (write: EnterWrite) => enter(store, write),
  };
}
export type PackageRepo = ReturnType<typeof packageRepo>;

/** The organization of a version, and what its manifest starts each SCO with. */
async function findContents({ db, t }: Store, versionId: string) {
  const [[version], scos] = await Promise.all([
    db
      .select({ contents: t.courseVersions.contents })
      .from(t.courseVersions)
      .where(eq(t.courseVersions.id, versionId)),
    db
      .select({ scoId: t.scos.scoId, data: t.scos.data })
      .from(t.scos)
      .where(eq(t.scos.versionId, versionId))
      .orderBy(asc(t.scos.position)),
  ]);
  const dataOf = new Map(scos.map(({ scoId, data }) => [scoId, data ?? NO_SCO_DATA]));
  return { contents: version?.contents ?? null, dataOf };
}

/** Opens a SCO; rejects with `Conflict` when anything of the package has changed since it was read. */
async function enter(store: Store, write: EnterWrite): Promise<void> {
  const { attemptId, scoId, revision, state, fresh, whole, nowMs } = write;
  const { trackedStates: s, playSessions: p, packageStates } = store.t;
  await store.batch((on) => [
    must(
      on
        .update(s)
        .set({ ...whole, revision: sql`${s.revision} + 1` })
        .where(and(eq(s.attemptId, attemptId), eq(s.scoId, WHOLE), eq(s.revision, revision)))
        .returning({ revision: s.revision }),
    ),
    on
      .insert(s)
      .values({ attemptId, scoId, ...state })
      .onConflictDoUpdate({
        target: [s.attemptId, s.scoId],
        set: { ...state, ...(fresh ? { cmi: null, progress: null } : {}) },
      }),
    on
      .insert(p)
      .values({
        attemptId,
        scoId,
        epoch: state.epoch,
        startedMs: nowMs,
        lastMs: nowMs,
        baseSeconds: state.totalSeconds,
      })
      .onConflictDoUpdate({
        target: [p.attemptId, p.scoId, p.epoch],
        set: {
          startedMs: nowMs,
          lastMs: nowMs,
          baseSeconds: state.totalSeconds,
          seconds: 0,
          ended: false,
        },
      }),
    on
      .insert(packageStates)
      .values({ attemptId, currentSco: scoId })
      .onConflictDoUpdate({
        target: packageStates.attemptId,
        set: { currentSco: excluded(packageStates.currentSco) },
      }),
  ]);
}

function statesQuery(store: Store) {
  const { t } = store;
  const s = t.trackedStates;
  return store.prepareRead('package.states', (on) =>
    on
      .select({
        launch: { expiresMs: t.launches.expiresMs, active: t.user.active },
        scoId: s.scoId,
        state: stateFields(t),
        // a SCO's stands behind its data model, through which SQLite would read
        progress: sql<number | null>`case when ${s.scoId} = '' then ${s.progress} end`,
      })
      .from(t.launches)
      .innerJoin(t.user, eq(t.user.id, t.launches.learnerId))
      .innerJoin(s, eq(s.attemptId, t.launches.attemptId))
      .where(eq(t.launches.tokenHash, value('tokenHash'))),
  );
}

function sessionsQuery(store: Store) {
  const { t } = store;
  const p = t.playSessions;
  return store.prepareRead('package.sessions', (on) =>
    on
      .select({
        scoId: p.scoId,
        startedMs: p.startedMs,
        lastMs: p.lastMs,
        baseSeconds: p.baseSeconds,
        seconds: p.seconds,
        ended: p.ended,
      })
      .from(p)
      .where(
        and(
          eq(p.attemptId, value('attemptId')),
          or(eq(p.scoId, WHOLE), eq(p.scoId, value('scoId'))),
          eq(p.epoch, value('epoch')),
        ),
      ),
  );
}

function sequencedQuery(store: Store) {
  const { t } = store;
  return store.prepareRead('package.sequenced', (on) =>
    on
      .select({ attemptId: t.packageStates.attemptId })
      .from(t.packageStates)
      .where(and(eq(t.packageStates.attemptId, value('attemptId')), isNotNull(t.packageStates.sequencing))),
  );
}

/** Without the data model: SQLite would read through it. */
const stateFields = ({ trackedStates: s }: Store['t']) => ({
  revision: s.revision,
  epoch: s.epoch,
  lastNumber: s.lastNumber,
  lastHash: s.lastHash,
  ended: s.ended,
  completionStatus: s.completionStatus,
  successStatus: s.successStatus,
  reported: s.reported,
  scaledScore: s.scaledScore,
  totalSeconds: s.totalSeconds,
  firstMs: s.firstMs,
  lastMs: s.lastMs,
  completedMs: s.completedMs,
});
