import { publishCourse } from '#server/catalogue/publish.ts';
import type { PublishServices } from '#server/catalogue/store-package.ts';
import { tellRefusal } from './tell-refusal.ts';

/**
 * `askwell publish <course folder>`: makes the course the newest version of itself for all learners.
 * Answers the exit code: 0 published (or no change), 1 the course has errors, 2 there is no such course.
 */
export async function publishCommand(
  s: PublishServices,
  folder: string,
  { json = false }: { json?: boolean | undefined } = {},
): Promise<number> {
  try {
    const published = await publishCourse(s, folder);
    const { title, version, changed } = published;
    if (json) console.log(JSON.stringify(published));
    else
      console.log(
        changed
          ? `Published "${title}" as version ${version}.`
          : `"${title}" has not changed since version ${version}.`,
      );
    return 0;
  } catch (error) {
    return tellRefusal(error, json);
  }
}
