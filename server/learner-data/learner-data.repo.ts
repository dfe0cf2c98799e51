import { and, asc, eq } from 'drizzle-orm';
import type { Store } from '#server/db/store.ts';

/** Rows that are held in memory at once. */
const PAGE = 500;

/** The account without what opens it; undefined when there is no such person. */
export async function findAccount({ db, t }: Store, id: string) {
  const u = t.user;
  const [row] = await db
    .select({
      id: u.id,
      name: u.name,
      username: u.username,
      role: u.role,
      tryout: u.tryout,
      active: u.active,
      createdAt: u.createdAt,
      lastSeenMs: u.lastSeenMs,
    })
    .from(u)
    .where(eq(u.id, id));
  if (!row) return undefined;
  const [passwords, signIns, links] = await Promise.all([
    db.select({ id: t.account.id }).from(t.account).where(eq(t.account.userId, id)),
    db
      .select({
        createdAt: t.session.createdAt,
        expiresAt: t.session.expiresAt,
        ipAddress: t.session.ipAddress,
        userAgent: t.session.userAgent,
      })
      .from(t.session)
      .where(eq(t.session.userId, id))
      .orderBy(asc(t.session.createdAt)),
    db
      .select({ createdMs: t.links.createdMs, expiresMs: t.links.expiresMs, usedMs: t.links.usedMs })
      .from(t.links)
      .where(eq(t.links.userId, id))
      .orderBy(asc(t.links.createdMs)),
  ]);
  const { createdAt, ...account } = row;
  return {
    account: { ...account, createdMs: createdAt.getTime(), hasPassword: passwords.length > 0 },
    signIns: signIns.map(({ createdAt, expiresAt, ...signIn }) => ({
      createdMs: createdAt.getTime(),
      expiresMs: expiresAt.getTime(),
      ...signIn,
    })),
    links,
  };
}

export async function findRegistrations({ db, t }: Store, learnerId: string) {
  const { registrations: r, courses: c } = t;
  return db
    .select({ id: r.id, courseId: c.id, title: c.title, registeredMs: r.createdMs })
    .from(r)
    .innerJoin(c, eq(c.id, r.courseId))
    .where(eq(r.learnerId, learnerId))
    .orderBy(asc(r.createdMs), asc(r.id));
}

export async function findLevels({ db, t }: Store, registrationId: string) {
  const { tipProgress: p, objectiveProgress: o } = t;
  const [tips, objectives] = await Promise.all([
    db
      .select({ tip: p.tip, level: p.level, sinceMs: p.sinceMs })
      .from(p)
      .where(eq(p.registrationId, registrationId))
      .orderBy(asc(p.tip)),
    db
      .select({ objectiveId: o.objectiveId, tip: o.tip, level: o.level, sinceMs: o.sinceMs })
      .from(o)
      .where(eq(o.registrationId, registrationId))
      .orderBy(asc(o.objectiveId)),
  ]);
  return { tips, objectives };
}

export async function* eachEvidence({ db, t }: Store, registrationId: string) {
  const e = t.evidence;
  const { objectiveId, tip, source, kind, because, atMs } = e;
  yield* paged((offset) =>
    db
      .select({ objectiveId, tip, source, kind, because, atMs })
      .from(e)
      .where(eq(e.registrationId, registrationId))
      .orderBy(asc(e.atMs), asc(e.id))
      .limit(PAGE)
      .offset(offset),
  );
}

export async function findAttemptsIn({ db, t }: Store, registrationId: string) {
  const { attempts: a, courseVersions: v, packageStates: p } = t;
  return db
    .select({
      id: a.id,
      number: a.number,
      version: v.number,
      trial: a.trial,
      startedMs: a.createdMs,
      stateOf: p.attemptId,
      currentSco: p.currentSco,
      sequencing: p.sequencing,
    })
    .from(a)
    .innerJoin(v, eq(v.id, a.versionId))
    .leftJoin(p, eq(p.attemptId, a.id))
    .where(eq(a.registrationId, registrationId))
    .orderBy(asc(a.number));
}

/** How each SCO of an attempt stands, without its data model: one of those at a time is enough to hold. */
export async function findStates({ db, t }: Store, attemptId: string) {
  const { trackedStates: s, attempts: a, scos } = t;
  return db
    .select({
      sco: s.scoId,
      title: scos.title,
      reported: s.reported,
      completionStatus: s.completionStatus,
      successStatus: s.successStatus,
      scaledScore: s.scaledScore,
      progress: s.progress,
      totalSeconds: s.totalSeconds,
      firstMs: s.firstMs,
      lastMs: s.lastMs,
      completedMs: s.completedMs,
    })
    .from(s)
    .innerJoin(a, eq(a.id, s.attemptId))
    .leftJoin(scos, and(eq(scos.versionId, a.versionId), eq(scos.scoId, s.scoId)))
    .where(eq(s.attemptId, attemptId))
    .orderBy(asc(s.scoId));
}

/** A data model as JSON text; null when nothing was stored. */
export async function findCmiText(
  { db, t }: Store,
  attemptId: string,
  scoId: string,
): Promise<string | null> {
  const s = t.trackedStates;
  const [row] = await db
    .select({ cmi: s.cmi })
    .from(s)
    .where(and(eq(s.attemptId, attemptId), eq(s.scoId, scoId)));
  return row?.cmi ?? null;
}

export async function* eachAnswer({ db, t }: Store, attemptId: string, scoId: string) {
  const i = t.interactions;
  yield* paged((offset) =>
    db
      .select({
        position: i.position,
        interactionId: i.interactionId,
        type: i.type,
        description: i.description,
        response: i.response,
        result: i.result,
        correct: i.correct,
        latency: i.latency,
        objectives: i.objectives,
        firstTry: i.firstTry,
        time: i.time,
        atMs: i.atMs,
      })
      .from(i)
      .where(and(eq(i.attemptId, attemptId), eq(i.scoId, scoId)))
      .orderBy(asc(i.atMs), asc(i.position), asc(i.id))
      .limit(PAGE)
      .offset(offset),
  );
}

export async function* eachSession({ db, t }: Store, attemptId: string) {
  const p = t.playSessions;
  yield* paged((offset) =>
    db
      .select({
        sco: p.scoId,
        epoch: p.epoch,
        startedMs: p.startedMs,
        lastMs: p.lastMs,
        seconds: p.seconds,
        ended: p.ended,
      })
      .from(p)
      .where(eq(p.attemptId, attemptId))
      .orderBy(asc(p.scoId), asc(p.epoch))
      .limit(PAGE)
      .offset(offset),
  );
}

export async function* eachLaunch({ db, t }: Store, attemptId: string) {
  const l = t.launches;
  yield* paged((offset) =>
    db
      .select({ sco: l.scoId, mode: l.mode, createdMs: l.createdMs, expiresMs: l.expiresMs })
      .from(l)
      .where(eq(l.attemptId, attemptId))
      .orderBy(asc(l.createdMs), asc(l.id))
      .limit(PAGE)
      .offset(offset),
  );
}

/** Parts of the call log one by one: a part can be large. `calls` is JSON text. */
export async function* eachLogPart({ db, t }: Store, attemptId: string) {
  const l = t.callLogs;
  yield* paged(
    (offset) =>
      db
        .select({
          sco: l.scoId,
          epoch: l.epoch,
          part: l.part,
          leftOut: l.skipped,
          atMs: l.atMs,
          calls: l.calls,
        })
        .from(l)
        .where(eq(l.attemptId, attemptId))
        .orderBy(asc(l.scoId), asc(l.epoch), asc(l.part))
        .limit(1)
        .offset(offset),
    1,
  );
}

async function* paged<R>(find: (offset: number) => PromiseLike<R[]>, size = PAGE): AsyncGenerator<R> {
  for (let offset = 0; ; offset += size) {
    const rows = await find(offset);
    yield* rows;
    if (rows.length < size) return;
  }
}
