import type { Course } from '#courses/format/course.ts';
import { parseCourse } from '#courses/format/parse-course.ts';
import { readCourseFolder } from '#server/catalogue/read-course-folder.ts';

/** A bundled course, whole; throws with its problems when it cannot be read. */
export async function libraryCourse(id: string): Promise<Course> {
  const { files } = await readCourseFolder(`courses/library/${id}`);
  const { course, problems } = parseCourse(files);
  if (!course) throw new Error(`courses/library/${id}: ${problems.map(({ message }) => message).join('; ')}`);
  return course;
}
