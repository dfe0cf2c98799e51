import { and, asc, desc, eq } from 'drizzle-orm';
import type { AskwellJson } from '#courses/scorm/askwell-json.ts';
import type { ImportFindings } from '#server/db/schema/catalogue.ts';
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
  course: {
    id: string;
    title: string;
    language: string;
    description: string;
    kind: 'course' | 'drills';
    translationOf: string | null;
  };
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

/**
 * The package that is given away for a course: of the current version, or of the newest draft while nothing of an
 * imported course is published.
 */
export async function findNewestDraft(
  { db, t }: Store,
  courseId: string,
): Promise<CurrentVersion | undefined> {
  const v = t.courseVersions;
  const { id, number, contentHash, edition, packageKey, document } = v;
  const [row] = await db
    .select({ id, courseId: v.courseId, number, contentHash, edition, packageKey, document })
    .from(v)
    .where(and(eq(v.courseId, courseId), eq(v.state, 'draft')))
    .orderBy(desc(number))
    .limit(1);
  return row;
}

/** What is known of the package that a version was imported from; null for a version of our own. */
export async function findImport({ db, t }: Store, versionId: string): Promise<ImportFindings | null> {
  const v = t.courseVersions;
  const [row] = await db.select({ imported: v.imported }).from(v).where(eq(v.id, versionId));
  return row?.imported ?? null;
}

export type ListedCourse = {
  id: string;
  title: string;
  language: string;
  description: string;
  source: 'library' | 'import';
  /** 0 and null while nothing is published. */
  version: number;
  publishedMs: number | null;
  tool: string | null;
  draft: number | null;
  lessons: { id: string; title: string; minutes: number }[];
};

/** Every course by title: the lessons of its current version in their order, and its newest draft. */
export async function listCourses(store: Store): Promise<ListedCourse[]> {
  const { courses: c } = store.t;
  const [courses, published, drafts] = await Promise.all([
    store.db
      .select({
        id: c.id,
        title: c.title,
        language: c.language,
        description: c.description,
        source: c.source,
        version: c.currentVersion,
      })
      .from(c)
      .orderBy(asc(c.title), asc(c.id)),
    publishedLessons(store),
    newestDrafts(store),
  ]);
  return courses.map((course) => {
    const [first, ...rest] = published.get(course.id) ?? [];
    const draft = drafts.get(course.id);
    return {
      ...course,
      publishedMs: first?.publishedMs ?? null,
      tool: first?.imported?.tool ?? draft?.imported?.tool ?? null,
      draft: draft?.number ?? null,
      lessons: first === undefined ? [] : [first, ...rest].map(({ lesson }) => lesson),
    };
  });
}

/** The lessons that learners can open, with their version, per course. */
async function publishedLessons({ db, t }: Store) {
  const { courses: c, courseVersions: v, scos } = t;
  const rows = await db
    .select({
      courseId: c.id,
      publishedMs: v.publishedMs,
      imported: v.imported,
      lesson: { id: scos.lessonId, title: scos.title, minutes: scos.minutes },
    })
    .from(c)
    .innerJoin(v, and(eq(v.courseId, c.id), eq(v.number, c.currentVersion)))
    .innerJoin(scos, and(eq(scos.versionId, v.id), eq(scos.listed, true)))
    .orderBy(asc(scos.position));
  return Map.groupBy(rows, ({ courseId }) => courseId);
}

async function newestDrafts({ db, t }: Store) {
  const v = t.courseVersions;
  const rows = await db
    .select({ courseId: v.courseId, number: v.number, imported: v.imported })
    .from(v)
    .where(eq(v.state, 'draft'))
    .orderBy(asc(v.number));
  return new Map(rows.map((row) => [row.courseId, row])); // the last one stays
}

/** The storage key of every version there is: attempts may still play any of them, and drafts are waiting. */
export async function listPackageKeys({ db, t }: Store): Promise<string[]> {
  const rows = await db.select({ key: t.courseVersions.packageKey }).from(t.courseVersions);
  return rows.map(({ key }) => key);
}

/** The storage keys of courses that are made of a course document here, and so could be built again. */
export async function listOwnPackageKeys({ db, t }: Store): Promise<string[]> {
  const { courses: c, courseVersions: v } = t;
  const rows = await db
    .select({ key: v.packageKey })
    .from(v)
    .innerJoin(c, eq(c.id, v.courseId))
    .where(eq(c.source, 'library'));
  return rows.map(({ key }) => key);
}
