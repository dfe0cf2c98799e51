import { and, asc, count, eq, max, min, sql } from 'drizzle-orm';
import type { Store } from '#server/db/store.ts';

/** The course and its title; undefined when there is none. */
export async function findCourse({ db, t }: Store, id: string) {
  const [row] = await db
    .select({ id: t.courses.id, title: t.courses.title })
    .from(t.courses)
    .where(eq(t.courses.id, id));
  return row;
}

/** Active agents by name. The try-out agent is for looking around, not for reports. */
export async function findAgents({ db, t }: Store) {
  const u = t.user;
  return db
    .select({ id: u.id, name: u.name, username: u.username })
    .from(u)
    .where(and(eq(u.role, 'agent'), eq(u.active, true), eq(u.tryout, false)))
    .orderBy(asc(sql`lower(${u.name})`), asc(u.id));
}

/** Levels per tip of everybody who began the course. */
export async function findTipLevels({ db, t }: Store, courseId: string) {
  const { tipProgress: p, registrations: r } = t;
  return db
    .select({ learnerId: r.learnerId, tip: p.tip, level: p.level })
    .from(p)
    .innerJoin(r, eq(r.id, p.registrationId))
    .where(eq(r.courseId, courseId));
}

/** One learner's first tries in a course, oldest first; trials are left out. */
export async function findFirstTries({ db, t }: Store, learnerId: string, courseId: string) {
  const { interactions: i, attempts: a, registrations: r, scos } = t;
  return db
    .select({
      id: i.id,
      interactionId: i.interactionId,
      lessonTitle: scos.title,
      description: i.description,
      type: i.type,
      response: i.response,
      result: i.result,
      latency: i.latency,
      correct: i.correct,
      time: i.time,
      attempt: a.number,
      versionId: a.versionId,
      atMs: i.atMs,
    })
    .from(i)
    .innerJoin(a, and(eq(a.id, i.attemptId), eq(a.trial, false)))
    .innerJoin(r, eq(r.id, a.registrationId))
    .innerJoin(scos, and(eq(scos.versionId, a.versionId), eq(scos.scoId, i.scoId)))
    .where(and(eq(r.learnerId, learnerId), eq(r.courseId, courseId), eq(i.firstTry, true)))
    .orderBy(asc(i.atMs), asc(i.position))
    .limit(5000);
}

/** How often each answer was given in a course, first tries and retries apart, without the try-out agent and without trials. */
export async function countAnswers({ db, t }: Store, courseId: string) {
  const { interactions: i, attempts: a, registrations: r, user: u, scos } = t;
  return db
    .select({
      scoId: i.scoId,
      interactionId: i.interactionId,
      type: i.type,
      response: i.response,
      result: i.result,
      firstTry: i.firstTry,
      times: count(),
      // versions may differ in wording; any of them tells what it is about
      lessonTitle: max(scos.title),
      description: max(i.description),
      scoPosition: min(scos.position),
      position: min(i.position),
    })
    .from(i)
    .innerJoin(a, and(eq(a.id, i.attemptId), eq(a.trial, false)))
    .innerJoin(r, eq(r.id, a.registrationId))
    .innerJoin(u, eq(u.id, r.learnerId))
    .innerJoin(scos, and(eq(scos.versionId, a.versionId), eq(scos.scoId, i.scoId)))
    .where(and(eq(r.courseId, courseId), eq(u.tryout, false)))
    .groupBy(i.scoId, i.interactionId, i.type, i.response, i.result, i.firstTry)
    .limit(20_000);
}
export type CountRow = Awaited<ReturnType<typeof countAnswers>>[number];
