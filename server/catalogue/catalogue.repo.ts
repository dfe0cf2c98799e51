import { and, asc, eq } from 'drizzle-orm';
import type { AskwellJson } from '#courses/scorm/askwell-json.ts';
import type { Store } from '#server/db/store.ts';

export type CurrentVersion = {
  id: string;
  courseId: string;
  number: number;
  contentHash: string;
  /** The run-time our shell plays it with. */
  edition: '1.2' | '2004-4';
  packageKey: string;
  /** The course document as JSON text; null for a package that is not ours. */
  document: string | null;
};

/** The version of a course that new attempts play; undefined when there is no such course. */
export async function findCurrentVersion(
  { db, t }: Store,
  courseId: string,
): Promise<CurrentVersion | undefined> {
  const { id, number, contentHash, edition, packageKey, document } = t.courseVersions;
  const rows = await db
    .select({ id, courseId: t.courses.id, number, contentHash, edition, packageKey, document })
    .from(t.courses)
    .innerJoin(
      t.courseVersions,
      and(eq(t.courseVersions.courseId, t.courses.id), eq(number, t.courses.currentVersion)),
    )
    .where(eq(t.courses.id, courseId));
  return rows[0];
}

export type NewVersion = {
  course: { id: string; title: string; language: string; description: string };
  version: Omit<CurrentVersion, 'courseId'> & { askwell: AskwellJson | null };
  scos: {
    scoId: string;
    lessonId: string;
    title: string;
    description: string;
    minutes: number;
    href: string;
    position: number;
  }[];
  nowMs: number;
};

/**
 * Makes a version visible, all or nothing. Two that take the same number at once: the second fails as a duplicate
 * (`isDuplicate`) and leaves no trace, not even in the course's title.
 */
export async function insertVersion(
  { batch, t }: Store,
  { course, version, scos, nowMs }: NewVersion,
): Promise<void> {
  const shown = { ...course, currentVersion: version.number };
  await batch((db) => [
    db
      .insert(t.courses)
      .values({ ...shown, createdMs: nowMs })
      .onConflictDoUpdate({ target: t.courses.id, set: shown }),
    db.insert(t.courseVersions).values({ ...version, courseId: course.id, publishedMs: nowMs }),
    db.insert(t.scos).values(scos.map((sco) => ({ ...sco, versionId: version.id }))),
  ]);
}

type PublishedLesson = { id: string; title: string; minutes: number };
export type PublishedCourse = {
  id: string;
  title: string;
  language: string;
  description: string;
  version: number;
  publishedMs: number;
  lessons: PublishedLesson[];
};

/** Every course in its current version, by title; its lessons in their order. */
export async function listPublished({ db, t }: Store): Promise<PublishedCourse[]> {
  const rows = await db
    .select({
      course: {
        id: t.courses.id,
        title: t.courses.title,
        language: t.courses.language,
        description: t.courses.description,
        version: t.courseVersions.number,
        publishedMs: t.courseVersions.publishedMs,
      },
      lesson: { id: t.scos.lessonId, title: t.scos.title, minutes: t.scos.minutes },
    })
    .from(t.courses)
    .innerJoin(
      t.courseVersions,
      and(eq(t.courseVersions.courseId, t.courses.id), eq(t.courseVersions.number, t.courses.currentVersion)),
    )
    .innerJoin(t.scos, eq(t.scos.versionId, t.courseVersions.id))
    .orderBy(asc(t.courses.title), asc(t.courses.id), asc(t.scos.position));
  const courses = new Map<string, PublishedCourse>();
  for (const { course, lesson } of rows) {
    const known = courses.get(course.id) ?? { ...course, lessons: [] };
    known.lessons.push(lesson);
    courses.set(course.id, known);
  }
  return [...courses.values()];
}

/** The storage key of every version ever published: attempts may still play any of them. */
export async function listPackageKeys({ db, t }: Store): Promise<string[]> {
  const rows = await db.select({ key: t.courseVersions.packageKey }).from(t.courseVersions);
  return rows.map(({ key }) => key);
}
