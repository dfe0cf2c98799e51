import { readdir } from 'node:fs/promises';
import type { LessonData } from '#courses/format/lesson-data.ts';
import { EXPORT_EDITIONS, ExportOptions } from '#courses/scorm/export-options.ts';
import { readCourseFolder } from '#server/catalogue/read-course-folder.ts';
import { buildPackage } from '#server/packages/build-package.ts';
import { libraryCourse } from './library-course.ts';

type Built = Omit<LessonData, 'edition'> & { edition: (typeof EXPORT_EDITIONS)[number] };

/** What every bundled lesson's page hands to the player, read out of the built packages, in every edition. */
export async function bundledLessons(): Promise<Built[]> {
  const courses = (await readdir('courses/library', { withFileTypes: true })).filter((one) =>
    one.isDirectory(),
  );
  const all: Built[] = [];
  for (const { name } of courses) {
    const [course, { media }] = await Promise.all([
      libraryCourse(name),
      readCourseFolder(`courses/library/${name}`),
    ]);
    for (const edition of EXPORT_EDITIONS) {
      const { files } = await buildPackage({ course, media, options: ExportOptions.parse({ edition }) });
      for (const [path, bytes] of files)
        if (path.endsWith('.html')) all.push(...lessonIn(new TextDecoder().decode(bytes)));
    }
  }
  return all;
}

const lessonIn = (page: string): Built[] => {
  const json = /<script[^>]*id="lesson"[^>]*>([\s\S]*?)<\/script>/.exec(page)?.[1];
  return json === undefined ? [] : [JSON.parse(json) as Built];
};
