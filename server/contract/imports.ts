import { z } from 'zod';
import { TIPS } from '#courses/format/words.ts';

// Packages that somebody hands in, from any tool. All for trainers and administrators.

/** Something odd about a package, in plain words for a trainer. `rule` is a stable name for programs. */
export const Notice = z.object({ rule: z.string(), message: z.string() });
export type Notice = z.infer<typeof Notice>;

/** A line of a package's table of contents, in its order. */
const ImportedItem = z.object({
  id: z.string(),
  title: z.string(),
  kind: z.enum(['sco', 'asset', 'folder', 'elsewhere']),
  /** 0 for the first level. */
  depth: z.int(),
});

/**
 * What was found in a package, and what became of it. POST /api/imports?fileName=NAME[&replaces=COURSE] takes the zip as
 * its body (application/zip, streamed) and answers 201 with this: a draft that nobody but staff sees.
 * GET /api/courses/:id/versions/:number gives it again.
 */
export const ImportedVersion = z.object({
  courseId: z.string(),
  number: z.int(),
  state: z.enum(['draft', 'published']),
  title: z.string(),
  fileName: z.string(),
  /** Of the zip. */
  bytes: z.number(),
  files: z.int(),
  standard: z.enum(['SCORM 1.2', 'SCORM 2004']),
  /** As the manifest writes it, such as `2004 3rd Edition` or `CAM 1.3`; '' where it says nothing. */
  schemaVersion: z.string(),
  /** The authoring tool, where the files give it away. */
  tool: z.string().nullable(),
  items: z.array(ImportedItem),
  notices: z.array(Notice),
  importedMs: z.number(),
  publishedMs: z.number().nullable(),
  /** The version that this one would replace, and how many learners have begun it: they finish on it. */
  replaces: z.object({ number: z.int(), learners: z.int() }).nullable(),
});
export type ImportedVersion = z.infer<typeof ImportedVersion>;

/** The query of POST /api/imports. */
export const NewImport = z.object({
  fileName: z.string().min(1).max(1000),
  /** The imported course that gets a new version; left out for a new course. */
  replaces: z.string().min(1).max(80).optional(),
});
export type NewImport = z.infer<typeof NewImport>;

/** GET /api/imports: what may be handed in, so that nobody uploads for nothing. */
export const ImportLimits = z.object({ maxBytes: z.number() });
export type ImportLimits = z.infer<typeof ImportLimits>;

/** GET /api/courses/:id/versions, newest first. DELETE /api/courses/:id/versions/:number removes a draft. */
export const CourseVersions = z.object({
  /** Learners with an attempt on any of them, each counted once: as many lose results when the course is deleted. */
  learners: z.int(),
  versions: z.array(
    z.object({
      number: z.int(),
      state: z.enum(['draft', 'published']),
      isCurrent: z.boolean(),
      fileName: z.string(),
      importedMs: z.number(),
      publishedMs: z.number().nullable(),
      /** How many learners have an attempt on it. */
      learners: z.int(),
    }),
  ),
});
export type CourseVersions = z.infer<typeof CourseVersions>;

/** POST /api/courses/:id/versions/:number/publish: new attempts play it from now on. Answers `ImportedVersion`. */
export const PublishVersion = z.object({
  /** What learners read; the manifest's title when left out. */
  title: z.string().trim().min(1).max(200).optional(),
  description: z.string().trim().max(2000).optional(),
});
export type PublishVersion = z.input<typeof PublishVersion>;

/** POST /api/courses/:id/versions/:number/try answers `Launch`: an attempt of the trainer's own that no report counts. */

/** DELETE /api/courses/:id with this body: an imported course, its files and everything learners did in it. */
export const DeleteCourse = z.object({
  /** Has to be the number of learners whose results are lost, so that nobody loses them unaware. */
  learners: z.int().min(0),
});
export type DeleteCourse = z.infer<typeof DeleteCourse>;

/** How attempts of a course are counted and opened. GET and PUT /api/courses/:id/settings. */
export const CourseSettings = z.object({
  /**
   * What is shown of several attempts. `best`: the best status and the best score. `last`: the newest one's own.
   * `average`: the mean of the scores there are, with the best status.
   */
  grading: z.enum(['best', 'last', 'average']).default('best'),
  /** Null: as many as they like. */
  maxAttempts: z.int().min(1).max(100).nullable().default(null),
  /** SCORM 1.2: the manifest's mastery score decides, whatever the content says. */
  masteryOverride: z.boolean().default(true),
  /** Told to the content: whether this attempt counts. */
  credit: z.boolean().default(true),
  /** What opening a finished one does. */
  reopen: z.enum(['resume', 'review']).default('resume'),
  /** Some packages insist on the top window. */
  window: z.enum(['frame', 'popup']).default('frame'),
});
export type CourseSettings = z.infer<typeof CourseSettings>;

/** Longer ones would not fit an index of a database. */
const MappedObjectiveId = z
  .string()
  .max(500)
  .refine((id) => id.isWellFormed() && !id.includes('\0'), 'holds a character that no database can keep');

/**
 * GET /api/courses/:id/mapping: what of a package could count towards a tip, and what does.
 * PUT with `Mapping` replaces it; answers given before count, too.
 * Only answers that the package reports as right or wrong can count. An objective's mere state never does: a reopened
 * package sends its old ones again.
 */
export const MappingTarget = z.object({
  /** An objective's id as the package reports it; '' for the package as a whole. */
  objectiveId: z.string(),
  /** Known from the manifest, or seen in what learners reported. */
  seenIn: z.enum(['package', 'manifest', 'reports']),
  tip: z.enum(TIPS).nullable(),
});
export const MappingView = z.object({
  targets: z.array(MappingTarget),
  /** How many answers that a rule judged right or wrong were reported so far: with none, nothing can count. */
  judgedAnswers: z.int(),
  /** The package says itself what counts towards which tip, as every package of ours does; PUT is refused (409 `maps-itself`). */
  mapsItself: z.boolean(),
});
export type MappingView = z.infer<typeof MappingView>;
export const Mapping = z.object({
  tips: z
    .array(z.object({ objectiveId: MappedObjectiveId, tip: z.enum(TIPS) }))
    .max(500)
    .refine(
      (tips) => new Set(tips.map(({ objectiveId }) => objectiveId)).size === tips.length,
      'names an objective twice',
    ),
});
export type Mapping = z.infer<typeof Mapping>;
