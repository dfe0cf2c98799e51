import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { paths } from '#server/paths.ts';
import type { Services } from '#server/services.ts';
import { openCourseFolder } from './open-course-folder.ts';
import { packCourse, publishCourse } from './publish.ts';
import type { Packed, Published, PublishServices } from './store-package.ts';

/**
 * Publishes every bundled course.
 * A course that cannot be published is logged and keeps its last version: it must not keep the server from starting.
 */
export async function publishLibrary(
  s: PublishServices & Pick<Services, 'log'>,
  library: string = paths.library,
): Promise<Published[]> {
  const published: Published[] = [];
  for (const folder of await courseFolders(library)) {
    try {
      published.push(await publishCourse(s, folder));
    } catch (error) {
      s.log.error({ err: error, folder }, 'a bundled course was not published');
    }
  }
  return published;
}

/** Every bundled course with its package. Throws a CourseProblem where one cannot be packed. */
export async function packLibrary(library: string = paths.library): Promise<Packed[]> {
  const packed: Packed[] = [];
  for (const folder of await courseFolders(library))
    packed.push(await packCourse(await openCourseFolder(folder)));
  return packed;
}

async function courseFolders(library: string): Promise<string[]> {
  const found = await readdir(library, { withFileTypes: true });
  return found
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(library, entry.name))
    .sort();
}
