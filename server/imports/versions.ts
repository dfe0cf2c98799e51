import type { Activity } from '#courses/scorm/activity-tree.ts';
import type { CourseVersions, ImportedVersion, PublishVersion } from '#server/contract/imports.ts';
import { Conflict } from '#server/db/statement.ts';
import type { Store } from '#server/db/store.ts';
import { conflict, notFound } from '#server/errors.ts';
import type { Services } from '#server/services.ts';
import {
  countLearners,
  countLearnersByVersion,
  deleteCourseRows,
  deleteDraft,
  type FoundVersion,
  findCourse,
  findVersion,
  listVersions,
  publishVersionRow,
} from './imports.repo.ts';

/** A course that came in as a package. Throws when there is none, or when it is made of a course document of ours. */
export async function importedCourse(store: Store, courseId: string) {
  const course = await findCourse(store, courseId);
  if (course === undefined) throw notFound(`There is no course "${courseId}".`);
  if (course.source !== 'import') {
    throw conflict(
      `"${course.title}" was not imported but is made of a course document here: publish that again instead.`,
      { as: 'not-imported' },
    );
  }
  return course;
}

async function existingVersion(store: Store, courseId: string, number: number): Promise<FoundVersion> {
  const { title } = await importedCourse(store, courseId);
  const version = await findVersion(store, courseId, number);
  if (version === undefined) throw notFound(`"${title}" has no version ${number}.`);
  return version;
}

/** A version as it was found, and what becomes of learners when it is published. */
export async function getVersion(store: Store, courseId: string, number: number): Promise<ImportedVersion> {
  const version = await existingVersion(store, courseId, number);
  const { imported, contents, state, currentVersion } = version;
  if (imported === null) throw notFound(`Nothing is known about the package of version ${number}.`);
  const { importedMs, ...findings } = imported;
  const replaces = currentVersion === 0 || currentVersion === number ? null : currentVersion;
  return {
    ...findings,
    courseId,
    number,
    state,
    items: contents === null ? [] : itemsOf(contents.children, 0),
    importedMs,
    publishedMs: state === 'published' ? version.publishedMs : null,
    replaces:
      replaces === null ? null : { number: replaces, learners: await learnersOn(store, courseId, replaces) },
  };
}

const itemsOf = (activities: readonly Activity[], depth: number): ImportedVersion['items'] =>
  activities.flatMap(({ id, title, kind, children }) => [
    { id, title, kind, depth },
    ...itemsOf(children, depth + 1),
  ]);

async function learnersOn(store: Store, courseId: string, number: number): Promise<number> {
  const version = await findVersion(store, courseId, number);
  return (version && (await countLearnersByVersion(store, courseId)).get(version.id)) ?? 0;
}

export async function listCourseVersions(store: Store, courseId: string): Promise<CourseVersions> {
  const { currentVersion } = await importedCourse(store, courseId);
  const [versions, byVersion, learners] = await Promise.all([
    listVersions(store, courseId),
    countLearnersByVersion(store, courseId),
    countLearners(store, courseId),
  ]);
  return {
    learners,
    versions: versions.map(({ id, ...version }) => ({
      ...version,
      isCurrent: version.number === currentVersion,
      learners: byVersion.get(id) ?? 0,
    })),
  };
}

/** New attempts play this version from now on; those under way finish on theirs. An older version may come back this way. */
export async function publishVersion(
  { store, now }: Pick<Services, 'store' | 'now'>,
  courseId: string,
  number: number,
  { title, description }: PublishVersion,
): Promise<ImportedVersion> {
  const version = await existingVersion(store, courseId, number);
  const shown = title ?? version.imported?.title ?? 'Untitled';
  await publishVersionRow(store, { version, title: shown, description, nowMs: now() });
  return getVersion(store, courseId, number);
}

/** Removes a draft, rows before files: what a crash leaves between the two is swept. */
export async function removeDraft(
  { store, storage }: Pick<Services, 'store' | 'storage'>,
  courseId: string,
  number: number,
): Promise<void> {
  const version = await existingVersion(store, courseId, number);
  const published = () =>
    conflict(
      `Version ${number} is published, so learners may have begun it. Only a version that is still a draft can be removed by itself.`,
      { as: 'published' },
    );
  if (version.state === 'published') throw published();
  await deleteDraft(store, version).catch((error: unknown) => {
    throw error instanceof Conflict ? published() : error;
  });
  await storage.remove(version.packageKey);
}

/** Removes an imported course with every version and all that learners did in it, when the caller knows how many they are. */
export async function deleteCourse(
  { store, storage }: Pick<Services, 'store' | 'storage'>,
  courseId: string,
  learners: number,
): Promise<void> {
  const { title } = await importedCourse(store, courseId);
  const keys = await deleteCourseRows(store, courseId, learners).catch(async (error: unknown) => {
    if (!(error instanceof Conflict)) throw error;
    const really = await countLearners(store, courseId);
    throw conflict(
      `Deleting "${title}" loses the results of ${really} ${really === 1 ? 'learner' : 'learners'}, not of ${learners}. Look again, and say ${really} if that is all right.`,
      { as: 'other-number-of-learners' },
    );
  });
  for (const key of keys) await storage.remove(key);
}
