import type { AskwellJson } from '#courses/scorm/askwell-json.ts';
import type { Kit } from '#server/db/kit.ts';

/** Courses and their immutable published versions. A version is one package. */
export const catalogueTables = (k: Kit) => {
  const courses = k.table('courses', {
    /** The course document's id. */
    id: k.text().primaryKey(),
    title: k.text().notNull(),
    language: k.text().notNull(),
    description: k.text().notNull(),
    /** Number of the version that new attempts play. */
    currentVersion: k.int().notNull(),
    createdMs: k.ms().notNull(),
  });
  const courseVersions = k.table(
    'course_versions',
    {
      id: k.text().primaryKey(),
      courseId: k
        .text()
        .notNull()
        .references(() => courses.id, { onDelete: 'cascade' }),
      number: k.int().notNull(),
      /** SHA-256 of the package's zip; publishing the same bytes again changes nothing. */
      contentHash: k.text().notNull(),
      edition: k.oneOf('1.2', '2004-4').notNull(),
      /** Unguessable folder name of the unpacked files, at least 128 random bits. */
      packageKey: k.text().notNull().unique(),
      /** Our own description of the package; null for a package that carries none. */
      askwell: k.json<AskwellJson>(),
      /** The course document as JSON text, to build other editions from; null for a package that is not ours. */
      document: k.text(),
      publishedMs: k.ms().notNull(),
    },
    (t) => [k.uniqueIndex('course_versions_number').on(t.courseId, t.number)],
  );
  const scos = k.table(
    'scos',
    {
      versionId: k
        .text()
        .notNull()
        .references(() => courseVersions.id, { onDelete: 'cascade' }),
      /** The manifest item's identifier. */
      scoId: k.text().notNull(),
      /** The lesson it plays; for a package that is not ours the same as scoId. */
      lessonId: k.text().notNull(),
      title: k.text().notNull(),
      description: k.text().notNull(),
      minutes: k.real().notNull(),
      /** Launch address relative to the package's root. */
      href: k.text().notNull(),
      position: k.int().notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.versionId, t.scoId] })],
  );
  return { courses, courseVersions, scos };
};
