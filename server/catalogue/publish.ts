import { ExportOptions } from '#courses/scorm/export-options.ts';
import { buildPackage } from '#server/packages/build-package.ts';
import { type OpenedCourse, openCourseFolder } from './open-course-folder.ts';
import { type Packed, type Published, type PublishServices, storePackage } from './store-package.ts';

/** What our own LMS plays: the safest package there is. */
const PUBLISHED = ExportOptions.parse({});

/** Publishes a course folder as the course's next version. Publishing what is current already changes nothing. */
export async function publishCourse(s: PublishServices, folder: string): Promise<Published> {
  return storePackage(s, await packCourse(await openCourseFolder(folder)));
}

/** A course with the package that our own LMS plays. Throws a CourseProblem when it cannot be packed. */
export async function packCourse(opened: OpenedCourse): Promise<Packed> {
  const { zip } = await buildPackage({ ...opened, options: PUBLISHED });
  return { course: opened.course, zip };
}
