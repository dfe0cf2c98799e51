import { and, asc, count, desc, eq, gt, inArray, isNotNull, type SQL, sql, sum } from 'drizzle-orm';
import { WHOLE } from '#server/db/schema/catalogue.ts';
import type { Store } from '#server/db/store.ts';

/** The newest attempts that are shown; nobody looks further back by hand. */
const MOST_ATTEMPTS = 100;

const isSet = (condition: SQL): SQL<boolean> =>
  sql<boolean>`case when ${condition} then 1 else 0 end`.mapWith(Boolean);

const headQuery = ({ db, t }: Store) => {
  const { attempts: a, registrations: r, courseVersions: v, courses: c, user: u } = t;
  return db
    .select({
      id: a.id,
      number: a.number,
      trial: a.trial,
      startedMs: a.createdMs,
      versionId: v.id,
      version: v.number,
      edition: v.edition,
      imported: v.imported,
      whole: isSet(isNotNull(v.contents)),
      ours: isSet(isNotNull(v.askwell)),
      learnerId: u.id,
      learnerName: u.name,
      courseId: c.id,
      courseTitle: c.title,
    })
    .from(a)
    .innerJoin(r, eq(r.id, a.registrationId))
    .innerJoin(v, eq(v.id, a.versionId))
    .innerJoin(c, eq(c.id, r.courseId))
    .innerJoin(u, eq(u.id, r.learnerId));
};
export type HeadRow = Awaited<ReturnType<typeof headQuery>>[number];

/** A learner's attempts at a course, newest first, trials too. */
export const findAttemptsOf = async (store: Store, learnerId: string, courseId: string): Promise<HeadRow[]> =>
  headQuery(store)
    .where(and(eq(store.t.registrations.learnerId, learnerId), eq(store.t.registrations.courseId, courseId)))
    .orderBy(desc(store.t.attempts.number))
    .limit(MOST_ATTEMPTS);

export const findAttempt = async (store: Store, attemptId: string): Promise<HeadRow | undefined> =>
  (await headQuery(store).where(eq(store.t.attempts.id, attemptId)))[0];

/** How the SCOs of some attempts stand, in the package's order; those nobody opened have no row. */
export async function findStandings({ db, t }: Store, attemptIds: readonly string[]) {
  const { trackedStates: s, attempts: a, scos } = t;
  if (attemptIds.length === 0) return [];
  return db
    .select({
      attemptId: s.attemptId,
      scoId: s.scoId,
      title: sql<string>`coalesce(${scos.title}, '')`,
      reported: s.reported,
      completionStatus: s.completionStatus,
      successStatus: s.successStatus,
      scaledScore: s.scaledScore,
      progress: s.progress,
      totalSeconds: s.totalSeconds,
      firstMs: s.firstMs,
      lastMs: s.lastMs,
      completedMs: s.completedMs,
      ended: s.ended,
      hasData: isSet(isNotNull(s.cmi)),
    })
    .from(s)
    .innerJoin(a, eq(a.id, s.attemptId))
    .leftJoin(scos, and(eq(scos.versionId, a.versionId), eq(scos.scoId, s.scoId)))
    .where(inArray(s.attemptId, [...attemptIds]))
    .orderBy(desc(scos.listed), asc(scos.position), asc(s.scoId));
}

/** The stored data model as JSON text; null before the first commit, undefined when the attempt has no such SCO. */
export async function findCmi({ db, t }: Store, attemptId: string, scoId: string) {
  const s = t.trackedStates;
  const [row] = await db
    .select({ cmi: s.cmi })
    .from(s)
    .where(and(eq(s.attemptId, attemptId), eq(s.scoId, scoId)));
  return row?.cmi;
}

/** What a version's manifest lists; null for a lesson of ours. */
export async function findContents({ db, t }: Store, versionId: string) {
  const v = t.courseVersions;
  const [row] = await db.select({ contents: v.contents }).from(v).where(eq(v.id, versionId));
  return row?.contents ?? null;
}

/**
 * The loads of an attempt's page, newest first, with what is kept of their calls; those of a package with the loads of its
 * SCOs, whose calls are kept together.
 */
export async function findSessions({ db, t }: Store, attemptId: string) {
  const { playSessions: p, callLogs: l, attempts: a, scos } = t;
  const [sessions, logs] = await Promise.all([
    db
      .select({
        sco: p.scoId,
        title: sql<string>`coalesce(${scos.title}, '')`,
        epoch: p.epoch,
        startedMs: p.startedMs,
        lastMs: p.lastMs,
        seconds: p.seconds,
        ended: p.ended,
      })
      .from(p)
      .innerJoin(a, eq(a.id, p.attemptId))
      .leftJoin(scos, and(eq(scos.versionId, a.versionId), eq(scos.scoId, p.scoId)))
      .where(eq(p.attemptId, attemptId))
      .orderBy(desc(p.startedMs), desc(p.epoch))
      .limit(500),
    db
      .select({ launched: l.scoId, epoch: l.epoch, parts: count(), leftOut: sum(l.skipped).mapWith(Number) })
      .from(l)
      .where(eq(l.attemptId, attemptId))
      .groupBy(l.scoId, l.epoch),
  ]);
  return sessions.map((session) => {
    const log = logs.find(
      ({ launched, epoch }) => epoch === session.epoch && (launched === WHOLE || launched === session.sco),
    );
    return { ...session, log: log ? { parts: log.parts, leftOut: log.leftOut ?? 0 } : null };
  });
}

export type SessionKey = { attemptId: string; launched: string; epoch: number };

/** The next parts of a session's log. */
export async function findLogParts(
  { db, t }: Store,
  { attemptId, launched, epoch }: SessionKey,
  after: number,
) {
  const l = t.callLogs;
  return db
    .select({ part: l.part, skipped: l.skipped, calls: l.calls })
    .from(l)
    .where(and(eq(l.attemptId, attemptId), eq(l.scoId, launched), eq(l.epoch, epoch), gt(l.part, after)))
    .orderBy(asc(l.part))
    .limit(PARTS_AT_ONCE);
}
export const PARTS_AT_ONCE = 10;
