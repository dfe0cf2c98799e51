import { z } from 'zod';

/** GET /api/courses (trainer, admin). GET /api/courses/:id/package?edition=1.2|2004-4 downloads the zip. */
export const CourseSummary = z.object({
  id: z.string(),
  title: z.string(),
  language: z.string(),
  description: z.string(),
  version: z.int(),
  publishedMs: z.number(),
  lessons: z.array(z.object({ id: z.string(), title: z.string(), minutes: z.number() })),
});
export const CourseList = z.object({ courses: z.array(CourseSummary) });
export type CourseSummary = z.infer<typeof CourseSummary>;
