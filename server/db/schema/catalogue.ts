import type { Activity, ScoData } from '#courses/scorm/activity-tree.ts';
import type { AskwellJson } from '#courses/scorm/askwell-json.ts';
import type { CourseSettings, Notice } from '#server/contract/imports.ts';
import type { Kit } from '#server/db/kit.ts';

/** The SCO id of a package as a whole: its row in `scos`, its tracked state, its launches and sessions. No item has it. */
export const WHOLE = '';

/** Courses and their immutable published versions. A version is one package. */
export const catalogueTables = (k: Kit) => {
  const courses = k.table('courses', {
    /** The course document's id. */
    id: k.text().primaryKey(),
    title: k.text().notNull(),
    language: k.text().notNull(),
    description: k.text().notNull(),
    /** Number of the version that new attempts play; 0 while none is published. */
    currentVersion: k.int().notNull(),
    createdMs: k.ms().notNull(),
    /** `library`: from a course document of ours; `import`: a package that somebody handed in. */
    source: k.oneOf('library', 'import').notNull().default('library'),
    /** Null: every setting as it is by default. */
    settings: k.json<CourseSettings>(),
    /** `drills`: a pool of 90-second lessons, one a day. */
    kind: k.oneOf('course', 'drills').notNull().default('course'),
    /** Id of the course that this one says in another language. */
    translationOf: k.text(),
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
      /** When it was published; of a draft, when it came in. */
      publishedMs: k.ms().notNull(),
      state: k.oneOf('draft', 'published').notNull().default('published'),
      /** What was found when it was imported; null for what we built ourselves. */
      imported: k.json<ImportFindings>(),
      /** The organization, for a package that is played as a whole; null where each lesson is launched by itself. */
      contents: k.json<Activity>(),
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
      /** The manifest item's identifier; '' (`WHOLE`) stands for a package as a whole. */
      scoId: k.text().notNull(),
      /** The lesson it plays; for a package that is not ours the same as scoId. */
      lessonId: k.text().notNull(),
      title: k.text().notNull(),
      description: k.text().notNull(),
      minutes: k.real().notNull(),
      /** Launch address relative to the package's root. */
      href: k.text().notNull(),
      position: k.int().notNull(),
      /** Learners open it from the app. In a package that is played as a whole only the row of the whole is listed. */
      listed: k.bool().notNull().default(true),
      /** What its manifest starts it with; null for our own. */
      data: k.json<ScoData>(),
    },
    (t) => [k.primaryKey({ columns: [t.versionId, t.scoId] })],
  );
  /** What of an imported course counts towards a tip. */
  const tipMappings = k.table(
    'tip_mappings',
    {
      courseId: k
        .text()
        .notNull()
        .references(() => courses.id, { onDelete: 'cascade' }),
      /** As the package reports it; '' for the package as a whole. */
      objectiveId: k.text().notNull(),
      tip: k.oneOf('needs', 'practice', 'support', 'transfer').notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.courseId, t.objectiveId] })],
  );
  return { courses, courseVersions, scos, tipMappings };
};

/** What an import found, kept to be shown. */
export type ImportFindings = {
  fileName: string;
  /** Of the zip. */
  bytes: number;
  files: number;
  standard: 'SCORM 1.2' | 'SCORM 2004';
  schemaVersion: string;
  tool: string | null;
  title: string;
  notices: Notice[];
  importedMs: number;
};
