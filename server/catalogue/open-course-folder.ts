import { parseCourse } from '#courses/format/parse-course.ts';
import type { PackageOrder } from '#server/packages/build-package.ts';
import { CourseProblem } from '#server/packages/course-problem.ts';
import { readCourseFolder } from './read-course-folder.ts';

/** A course as written, ready to be packaged; whether it makes sense is told when that is done. */
export type OpenedCourse = Pick<PackageOrder, 'course' | 'media' | 'locate'>;

/** Reads a course folder. Throws a CourseProblem when its text is not a course. */
export async function openCourseFolder(folder: string): Promise<OpenedCourse> {
  const { files, media } = await readCourseFolder(folder);
  const parsed = parseCourse(files);
  if (parsed.course === undefined) throw new CourseProblem(parsed.problems);
  return { course: parsed.course, locate: parsed.locate, media };
}
