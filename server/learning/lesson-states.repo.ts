import { and, asc, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import type { CourseSettings } from '#server/contract/imports.ts';
import type { LessonStatus } from '#server/contract/learning.ts';
import type { Store } from '#server/db/store.ts';
import { settingsOf } from './course-settings.ts';

/** A lesson of a course's current version; a package that somebody handed in is one lesson as a whole. */
export type CurrentLesson = {
  courseId: string;
  courseTitle: string;
  /** BCP 47 tag; `und` where a package did not say. */
  language: string;
  kind: 'course' | 'drills';
  translationOf: string | null;
  lessonId: string;
  title: string;
  description: string;
  minutes: number;
  imported: boolean;
  /** Its answers can become evidence: it is ours, or a trainer mapped something of it to a tip. */
  givesEvidence: boolean;
  settings: CourseSettings;
};

/** Every lesson there is, in the order of courses and of lessons in them. */
export async function findCurrentLessons({ db, t }: Store, courseId?: string): Promise<CurrentLesson[]> {
  const { courses: c, courseVersions: v, scos, tipMappings: m } = t;
  const mapped = db.selectDistinct({ courseId: m.courseId }).from(m).as('mapped');
  const rows = await db
    .select({
      courseId: c.id,
      courseTitle: c.title,
      language: c.language,
      kind: c.kind,
      translationOf: c.translationOf,
      source: c.source,
      settings: c.settings,
      lessonId: scos.lessonId,
      title: scos.title,
      description: scos.description,
      minutes: scos.minutes,
      ours: sql<number>`case when ${isNotNull(v.askwell)} then 1 else 0 end`,
      mapped: mapped.courseId,
    })
    .from(c)
    .innerJoin(v, and(eq(v.courseId, c.id), eq(v.number, c.currentVersion), eq(v.state, 'published')))
    .innerJoin(scos, and(eq(scos.versionId, v.id), eq(scos.listed, true)))
    .leftJoin(mapped, eq(mapped.courseId, c.id))
    .where(courseId === undefined ? undefined : eq(c.id, courseId))
    .orderBy(asc(c.createdMs), asc(c.id), asc(scos.position));
  return rows.map(({ source, settings, ours, mapped, title, ...lesson }) => ({
    ...lesson,
    // A trainer names the course; the name of the lesson is what the package's author called it.
    title: source === 'import' ? lesson.courseTitle : title,
    imported: source === 'import',
    givesEvidence: ours === 1 || mapped !== null,
    settings: settingsOf(settings),
  }));
}

/** How one lesson stands in one attempt that touched it. */
export type LessonState = {
  learnerId: string;
  courseId: string;
  lessonId: string;
  attempt: number;
  reported: LessonStatus;
  successStatus: string;
  scaledScore: number | null;
  totalSeconds: number;
  lastMs: number;
  completedMs: number | null;
};

/** What learners have touched, in the order of attempts; trials are left out. */
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
      successStatus: s.successStatus,
      scaledScore: s.scaledScore,
      totalSeconds: s.totalSeconds,
      lastMs: s.lastMs,
      completedMs: s.completedMs,
    })
    .from(r)
    .innerJoin(a, and(eq(a.registrationId, r.id), eq(a.trial, false)))
    .innerJoin(s, and(eq(s.attemptId, a.id), isNotNull(s.firstMs)))
    .innerJoin(scos, and(eq(scos.versionId, a.versionId), eq(scos.scoId, s.scoId), eq(scos.listed, true)))
    .where(
      and(
        of.learnerIds ? inArray(r.learnerId, [...of.learnerIds]) : undefined,
        of.courseId === undefined ? undefined : eq(r.courseId, of.courseId),
      ),
    )
    .orderBy(asc(a.number));
  return rows.map((row) => ({ ...row, lastMs: row.lastMs ?? 0 }));
}
