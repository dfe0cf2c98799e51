import { and, countDistinct, desc, eq, inArray, max, notExists, sql } from 'drizzle-orm';
import type { CourseVersions } from '#server/contract/imports.ts';
import { WHOLE } from '#server/db/schema/catalogue.ts';
import { must } from '#server/db/statement.ts';
import type { Store } from '#server/db/store.ts';
import type { Draft } from './draft-of.ts';

/** The course, whatever its source; undefined when there is none. */
export async function findCourse({ db, t }: Store, courseId: string) {
  const { id, title, source, currentVersion } = t.courses;
  const [row] = await db
    .select({ id, title, source, currentVersion })
    .from(t.courses)
    .where(eq(id, courseId));
  return row;
}

/** The number that the next version of a course gets, and the one that holds the same zip already. */
export async function findNumbers({ db, t }: Store, courseId: string, contentHash: string) {
  const v = t.courseVersions;
  const [[newest], [same]] = await Promise.all([
    db
      .select({ number: max(v.number) })
      .from(v)
      .where(eq(v.courseId, courseId)),
    db
      .select({ number: max(v.number) })
      .from(v)
      .where(and(eq(v.courseId, courseId), eq(v.contentHash, contentHash))),
  ]);
  return { next: (newest?.number ?? 0) + 1, same: same?.number ?? undefined };
}

const ROWS_AT_ONCE = 500;

/**
 * Makes a draft visible to staff, all or nothing. Fails as a duplicate (`isDuplicate`) when somebody else took the
 * number, with `Conflict` when the course that it belongs to has gone.
 */
export async function insertDraft({ batch, t }: Store, { course, version, scos }: Draft): Promise<void> {
  await batch((db) => [
    course.isNew
      ? db.insert(t.courses).values({ ...course, currentVersion: 0, source: 'import' })
      : must(
          db
            .update(t.courses)
            .set({ source: 'import' })
            .where(and(eq(t.courses.id, course.id), eq(t.courses.source, 'import')))
            .returning({ id: t.courses.id }),
        ),
    db.insert(t.courseVersions).values(version),
    ...piecesOf(scos).map((rows) => db.insert(t.scos).values(rows)),
  ]);
}

/** A database takes only so many values in one statement. */
function piecesOf<T>(rows: readonly T[]): T[][] {
  const pieces: T[][] = [];
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) pieces.push(rows.slice(at, at + ROWS_AT_ONCE));
  return pieces;
}

/** One version of an imported course, with what was found in it. */
export async function findVersion({ db, t }: Store, courseId: string, number: number) {
  const { courseVersions: v, courses: c } = t;
  const [row] = await db
    .select({
      id: v.id,
      courseId: v.courseId,
      number: v.number,
      state: v.state,
      packageKey: v.packageKey,
      publishedMs: v.publishedMs,
      imported: v.imported,
      contents: v.contents,
      currentVersion: c.currentVersion,
    })
    .from(v)
    .innerJoin(c, eq(c.id, v.courseId))
    .where(and(eq(v.courseId, courseId), eq(v.number, number), eq(c.source, 'import')));
  return row;
}
export type FoundVersion = NonNullable<Awaited<ReturnType<typeof findVersion>>>;

/** Learners with an attempt that counts, per version of a course (by its id); each once per version. */
export async function countLearnersByVersion(
  { db, t }: Store,
  courseId: string,
): Promise<Map<string, number>> {
  const { attempts: a, registrations: r } = t;
  const rows = await db
    .select({ versionId: a.versionId, learners: countDistinct(r.id) })
    .from(a)
    .innerJoin(r, eq(r.id, a.registrationId))
    .where(and(eq(r.courseId, courseId), eq(a.trial, false)))
    .groupBy(a.versionId);
  return new Map(rows.map(({ versionId, learners }) => [versionId, learners]));
}

/** Learners with an attempt that counts on any version of a course. A registration is one learner. */
const learnersOf = ({ db, t }: Pick<Store, 'db' | 't'>, courseId: string) => {
  const { attempts: a, registrations: r } = t;
  return db
    .select({ learners: countDistinct(r.id) })
    .from(r)
    .innerJoin(a, eq(a.registrationId, r.id))
    .where(and(eq(r.courseId, courseId), eq(a.trial, false)));
};

export async function countLearners(store: Store, courseId: string): Promise<number> {
  const [row] = await learnersOf(store, courseId);
  return row?.learners ?? 0;
}

type ListedVersion = Omit<CourseVersions['versions'][number], 'isCurrent' | 'learners'> & { id: string };

/** Every version of a course, newest first. */
export async function listVersions({ db, t }: Store, courseId: string): Promise<ListedVersion[]> {
  const v = t.courseVersions;
  const rows = await db
    .select({ id: v.id, number: v.number, state: v.state, publishedMs: v.publishedMs, imported: v.imported })
    .from(v)
    .where(eq(v.courseId, courseId))
    .orderBy(desc(v.number));
  return rows.map(({ id, number, state, publishedMs, imported }) => ({
    id,
    number,
    state,
    fileName: imported?.fileName ?? '',
    importedMs: imported?.importedMs ?? publishedMs,
    publishedMs: state === 'published' ? publishedMs : null,
  }));
}

type Publication = { version: FoundVersion; title: string; description: string | undefined; nowMs: number };

/** New attempts play this version from now on. `Conflict` when it has gone meanwhile. */
export async function publishVersionRow(
  { batch, t }: Store,
  { version, title, description, nowMs }: Publication,
): Promise<void> {
  const shown = { title, ...(description === undefined ? {} : { description }) };
  const { courses: c, courseVersions: v, scos } = t;
  await batch((db) => [
    must(
      db
        .update(v)
        .set({ state: 'published', publishedMs: version.state === 'draft' ? nowMs : version.publishedMs })
        .where(eq(v.id, version.id))
        .returning({ id: v.id }),
    ),
    db
      .update(scos)
      .set(shown)
      .where(and(eq(scos.versionId, version.id), eq(scos.scoId, WHOLE))),
    db
      .update(c)
      .set({ ...shown, currentVersion: version.number })
      .where(eq(c.id, version.courseId)),
  ]);
}

/**
 * Removes a draft with every trial of it, and its course when that has nothing else. `Conflict` when it was published
 * meanwhile: then everything is as it was.
 */
export async function deleteDraft({ batch, t }: Store, { id, courseId }: FoundVersion): Promise<void> {
  const { courses: c, courseVersions: v, attempts: a, playSessions: p } = t;
  await batch((db) => {
    const trials = db.select({ id: a.id }).from(a).where(eq(a.versionId, id));
    const others = db.select({ id: v.id }).from(v).where(eq(v.courseId, courseId));
    return [
      db.delete(p).where(inArray(p.attemptId, trials)),
      db.delete(a).where(eq(a.versionId, id)),
      must(
        db
          .delete(v)
          .where(and(eq(v.id, id), eq(v.state, 'draft')))
          .returning({ id: v.id }),
      ),
      db.delete(c).where(and(eq(c.id, courseId), notExists(others))),
    ];
  });
}

/**
 * Removes an imported course and all that learners did in it. `Conflict` when the number of learners is another one by
 * now: then everything is as it was.
 * @returns the keys of its packages, whose files are to be removed next
 */
export async function deleteCourseRows(store: Store, courseId: string, learners: number): Promise<string[]> {
  const { courses: c, courseVersions: v, registrations: r, attempts: a, playSessions: p } = store.t;
  const [, keys] = await store.batch((db) => {
    const known = learnersOf({ db, t: store.t }, courseId);
    const own = db
      .select({ id: a.id })
      .from(a)
      .innerJoin(r, eq(r.id, a.registrationId))
      .where(eq(r.courseId, courseId));
    return [
      must(
        db
          .update(c)
          .set({ currentVersion: 0 })
          .where(and(eq(c.id, courseId), eq(c.source, 'import'), sql`(${known}) = ${learners}`))
          .returning({ id: c.id }),
      ),
      db.select({ key: v.packageKey }).from(v).where(eq(v.courseId, courseId)),
      db.delete(p).where(inArray(p.attemptId, own)),
      db.delete(r).where(eq(r.courseId, courseId)),
      db.delete(c).where(eq(c.id, courseId)),
    ] as const;
  });
  return keys.map(({ key }) => key);
}
