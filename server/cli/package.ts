import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ExportOptions } from '#courses/scorm/export-options.ts';
import { openCourseFolder } from '#server/catalogue/open-course-folder.ts';
import { buildPackage } from '#server/packages/build-package.ts';
import { tellRefusal } from './tell-refusal.ts';

const EDITIONS = ['1.2', '2004-4'] as const;
type Options = { edition?: string | undefined; out?: string | undefined; json?: boolean | undefined };

/**
 * `askwell package <course folder> --edition 1.2|2004-4 --out FILE`: writes a SCORM package.
 * Answers the exit code: 0 written, 1 the course has errors, 2 wrong usage.
 */
export async function packageCommand(
  folder: string,
  { edition: wanted = '1.2', out, json = false }: Options,
): Promise<number> {
  const edition = EDITIONS.find((one) => one === wanted);
  if (edition === undefined) {
    console.error(`There is no edition "${wanted}"; expected ${EDITIONS.join(' or ')}.`);
    return 2;
  }
  const options = ExportOptions.parse({ edition });
  try {
    const { zip, fileName, askwell } = await buildPackage({ ...(await openCourseFolder(folder)), options });
    const file = resolve(out ?? fileName);
    await writeFile(file, zip);
    const written = {
      file,
      edition,
      bytes: zip.length,
      course: askwell.course.id,
      lessons: askwell.lessons.length,
    };
    const lessons = written.lessons === 1 ? '1 lesson' : `${written.lessons} lessons`;
    console.log(
      json
        ? JSON.stringify(written)
        : `Wrote ${file}: SCORM ${edition}, ${lessons}, ${Math.ceil(zip.length / 1000)} KB.`,
    );
    return 0;
  } catch (error) {
    return tellRefusal(error, json);
  }
}
