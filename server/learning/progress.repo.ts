import { and, asc, desc, eq } from 'drizzle-orm';
import type { Store } from '#server/db/store.ts';

/** The learner's registrations with the version of their newest attempt; trials are none. */
export async function findPlayedVersions({ db, t }: Store, learnerId: string) {
  const { registrations: r, attempts: a } = t;
  const rows = await db
    .select({ registrationId: r.id, courseId: r.courseId, versionId: a.versionId })
    .from(r)
    .innerJoin(a, and(eq(a.registrationId, r.id), eq(a.trial, false)))
    .where(eq(r.learnerId, learnerId))
    .orderBy(asc(a.number));
  return [...new Map(rows.map((row) => [row.registrationId, row])).values()];
}

/** The version of each course that new attempts play. */
export async function findCurrentVersions({ db, t }: Store) {
  const { courses: c, courseVersions: v } = t;
  return db
    .select({ courseId: c.id, versionId: v.id })
    .from(c)
    .innerJoin(v, and(eq(v.courseId, c.id), eq(v.number, c.currentVersion), eq(v.state, 'published')))
    .orderBy(asc(c.createdMs), asc(c.id));
}

/** Levels of the learner's objectives. */
export async function findObjectiveLevels({ db, t }: Store, learnerId: string) {
  const { registrations: r, objectiveProgress: o } = t;
  return db
    .select({ registrationId: o.registrationId, objectiveId: o.objectiveId, level: o.level })
    .from(o)
    .innerJoin(r, eq(r.id, o.registrationId))
    .where(eq(r.learnerId, learnerId));
}

/** The learner's evidence with the answers it rests on, newest first. */
export async function findEvidence({ db, t }: Store, learnerId: string) {
  const { registrations: r, evidence: e, interactions: i, attempts: a } = t;
  return db
    .select({
      id: e.id,
      registrationId: e.registrationId,
      objectiveId: e.objectiveId,
      kind: e.kind,
      because: e.because,
      interactionId: i.interactionId,
      description: i.description,
      type: i.type,
      response: i.response,
      attempt: a.number,
      atMs: e.atMs,
    })
    .from(e)
    .innerJoin(r, eq(r.id, e.registrationId))
    .innerJoin(i, eq(i.id, e.interactionKey))
    .innerJoin(a, eq(a.id, e.attemptId))
    .where(eq(r.learnerId, learnerId))
    .orderBy(desc(e.atMs), desc(i.position))
    .limit(2000);
}
export type EvidenceRow = Awaited<ReturnType<typeof findEvidence>>[number];

/** A person's name; undefined when there is no such person. */
export async function findLearner({ db, t }: Store, id: string) {
  const [row] = await db
    .select({ id: t.user.id, name: t.user.name })
    .from(t.user)
    .where(and(eq(t.user.id, id)));
  return row;
}
