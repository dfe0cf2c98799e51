import { and, asc, eq, inArray, isNotNull } from 'drizzle-orm';
import type { LessonStatus } from '#server/contract/learning.ts';
import type { Store } from '#server/db/store.ts';

/** A lesson of a course's current version. */
export type CurrentLesson = {
  courseId: string;
  courseTitle: string;
  lessonId: string;
  title: string;
  description: string;
  minutes: number;
};

/** Every lesson there is, in the order of courses and of lessons in them. */
export async function findCurrentLessons({ db, t }: Store, courseId?: string): Promise<CurrentLesson[]> {
  const { courses: c, courseVersions: v, scos } = t;
  return db
    .select({
      courseId: c.id,
      courseTitle: c.title,
      lessonId: scos.lessonId,
      title: scos.title,
      description: scos.description,
      minutes: scos.minutes,
    })
    .from(c)
    .innerJoin(v, and(eq(v.courseId, c.id), eq(v.number, c.currentVersion)))
    .innerJoin(scos, eq(scos.versionId, v.id))
    .where(courseId === undefined ? undefined : eq(c.id, courseId))
    .orderBy(asc(c.createdMs), asc(c.id), asc(scos.position));
}

/** How one lesson stands in one attempt that touched it. */
export type LessonState = {
  learnerId: string;
  courseId: string;
  lessonId: string;
  attempt: number;
  reported: LessonStatus;
  scaledScore: number | null;
  totalSeconds: number;
  lastMs: number;
  completedMs: number | null;
};

/** What learners have touched, in the order of attempts. */
export async function findLessonStates(
  { db, t }: Store,
  of: { learnerIds?: readonly string[]; courseId?: string },
): Promise<LessonState[]> {
  const { registrations: r, attempts: a, scos, trackedStates: s } = t;
  const rows = await db
    .select({
      learnerId: r.learnerId,
      courseId: r.courseId,
      lessonId: scos.lessonId,
      attempt: a.number,
      reported: s.reported,
      scaledScore: s.scaledScore,
      totalSeconds: s.totalSeconds,
      lastMs: s.lastMs,
      completedMs: s.completedMs,
    })
    .from(r)
    .innerJoin(a, eq(a.registrationId, r.id))
    .innerJoin(s, and(eq(s.attemptId, a.id), isNotNull(s.firstMs)))
    .innerJoin(scos, and(eq(scos.versionId, a.versionId), eq(scos.scoId, s.scoId)))
    .where(
      and(
        of.learnerIds ? inArray(r.learnerId, [...of.learnerIds]) : undefined,
        of.courseId === undefined ? undefined : eq(r.courseId, of.courseId),
      ),
    )
    .orderBy(asc(a.number));
  return rows.map((row) => ({ ...row, lastMs: row.lastMs ?? 0 }));
}
