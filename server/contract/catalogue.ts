import { z } from 'zod';
import type { Inline } from '#courses/format/lesson-data.ts';
import { ExportOptions, PROFILE_IDS } from '#courses/scorm/export-options.ts';

/**
 * GET /api/courses (trainer, admin). GET /api/courses/:id/package downloads the zip: without a query the package that is
 * played here (SCORM 1.2), with `ExportOptions` as its query one made for another LMS.
 */
export const CourseSummary = z.object({
  id: z.string(),
  title: z.string(),
  language: z.string(),
  description: z.string(),
  /** 0 while nothing of it is published. */
  version: z.int(),
  /** Null while nothing of it is published. */
  publishedMs: z.number().nullable(),
  /** `library`: from a course document of ours; `import`: a package that somebody handed in. */
  source: z.enum(['library', 'import']),
  /** What an imported package was made with, where its files give it away. */
  tool: z.string().nullable(),
  /** Number of the newest version that waits for being published; null when there is none. */
  draft: z.int().nullable(),
  lessons: z.array(z.object({ id: z.string(), title: z.string(), minutes: z.number() })),
});
export const CourseList = z.object({ courses: z.array(CourseSummary) });
export type CourseSummary = z.infer<typeof CourseSummary>;

/** GET /api/export-profiles (trainer, admin): what is known about each LMS, the safe one for unknown LMSs first. */
export const ExportProfile = z.object({
  id: z.enum(PROFILE_IDS),
  name: z.string(),
  /** What is preset when this LMS is chosen. */
  recommended: ExportOptions.pick({ edition: true, layout: true, order: true }).required(),
  /** How a lesson behaves towards this LMS (courses/scorm/run-settings.ts). */
  settings: z.object({
    exitWhenDone: z.enum(['suspend', 'normal']),
    report: z.enum(['status-and-score', 'status']),
    passedWord: z.enum(['passed', 'completed']),
    reportFailed: z.boolean(),
    answerIds: z.enum(['stable', 'unique']),
    answers: z.boolean(),
  }),
  /** What that LMS will show when the recommended choices are kept. */
  shows: z.array(z.string()),
  /** What is otherwise than the safe default, why, and where that is known from. */
  deviations: z.array(z.object({ setting: z.string(), reason: z.string(), source: z.string() })),
  /** What else an administrator there should know. */
  notes: z.array(z.string()),
});
export const ExportProfiles = z.object({ profiles: z.array(ExportProfile) });
export type ExportProfile = z.infer<typeof ExportProfile>;

const GuideInline: z.ZodType<Inline> = z
  .lazy(() =>
    z.union([
      z.string(),
      z.object({ t: z.enum(['b', 'i']), c: z.array(GuideInline) }),
      z.object({ t: z.literal('a'), href: z.string(), c: z.array(GuideInline) }),
    ]),
  )
  .meta({ id: 'GuideInline' });
const GuideBlock = z.union([
  z.object({ t: z.literal('p'), c: z.array(GuideInline) }),
  z.object({ t: z.enum(['ul', 'ol']), items: z.array(z.array(GuideInline)) }),
]);

/** GET /api/guides/:id (trainer, admin): how to import a package into one LMS; `id` is that of an export profile. */
export const Guide = z.object({
  id: z.enum(PROFILE_IDS),
  title: z.string(),
  intro: z.array(GuideBlock),
  sections: z.array(z.object({ title: z.string(), blocks: z.array(GuideBlock) })),
});
export type Guide = z.infer<typeof Guide>;
