import { and, asc, desc, eq, inArray, isNotNull } from 'drizzle-orm';
import type { AskwellJson } from '#courses/scorm/askwell-json.ts';
import type { Store } from '#server/db/store.ts';

/** The descriptions of every published version of the courses, oldest first; packages without one are left out. */
export async function findDescriptions({ db, t }: Store, courseIds: readonly string[]) {
  const v = t.courseVersions;
  if (courseIds.length === 0) return [];
  const rows = await db
    .select({ versionId: v.id, courseId: v.courseId, number: v.number, askwell: v.askwell })
    .from(v)
    .where(and(inArray(v.courseId, [...courseIds]), isNotNull(v.askwell), eq(v.state, 'published')))
    .orderBy(asc(v.courseId), asc(v.number));
  return rows.flatMap(({ askwell, ...row }) =>
    askwell ? [{ ...row, askwell: askwell satisfies AskwellJson }] : [],
  );
}
export type Description = Awaited<ReturnType<typeof findDescriptions>>[number];

/** The learner's newest answers to the given interactions; trials are left out. */
export async function findOwnAnswers(
  { db, t }: Store,
  learnerId: string,
  interactionIds: readonly string[],
  limit: number,
) {
  const { interactions: i, attempts: a, registrations: r } = t;
  if (interactionIds.length === 0) return [];
  return db
    .select({ interactionId: i.interactionId, courseId: r.courseId, response: i.response, atMs: i.atMs })
    .from(i)
    .innerJoin(a, and(eq(a.id, i.attemptId), eq(a.trial, false)))
    .innerJoin(r, eq(r.id, a.registrationId))
    .where(and(eq(r.learnerId, learnerId), inArray(i.interactionId, [...interactionIds])))
    .orderBy(desc(i.atMs), desc(i.position))
    .limit(limit);
}
