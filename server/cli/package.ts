import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ExportOptions } from '#courses/scorm/export-options.ts';
import { profileOf } from '#courses/scorm/profiles.ts';
import { openCourseFolder } from '#server/catalogue/open-course-folder.ts';
import { buildPackage } from '#server/packages/build-package.ts';
import { tellRefusal } from './tell-refusal.ts';

type Chosen = 'edition' | 'profile' | 'layout' | 'order';
type Options = { [Option in Chosen]?: string | undefined } & {
  out?: string | undefined;
  json?: boolean | undefined;
};

/**
 * `askwell package <course folder>`: writes a SCORM package. What is not chosen is as the profile recommends it.
 * Answers the exit code: 0 written, 1 the course has errors, 2 wrong usage.
 */
export async function packageCommand(
  folder: string,
  { out, json = false, ...wanted }: Options,
): Promise<number> {
  const options = optionsFrom(wanted);
  if (options === undefined) return 2;
  try {
    const { zip, fileName, askwell } = await buildPackage({ ...(await openCourseFolder(folder)), options });
    const file = resolve(out ?? fileName);
    await writeFile(file, zip);
    const course = askwell.course.id;
    const written = { file, ...options, bytes: zip.length, course, lessons: askwell.lessons.length };
    console.log(json ? JSON.stringify(written) : inWords(written));
    return 0;
  } catch (error) {
    return tellRefusal(error, json);
  }
}

/** Undefined, after saying why, when something that was named is not there to choose. */
function optionsFrom(wanted: { [Option in Chosen]?: string | undefined }): ExportOptions | undefined {
  const named = Object.entries(wanted).filter(([, value]) => value !== undefined);
  for (const [option, value] of named) {
    const part = ExportOptions.shape[option as Chosen];
    if (part.safeParse(value).success) continue;
    console.error(`There is no ${option} "${value}"; expected ${part.unwrap().options.join(', ')}.`);
    return undefined;
  }
  const profile = ExportOptions.shape.profile.parse(wanted.profile);
  return ExportOptions.parse({ profile, ...profileOf(profile).recommended, ...Object.fromEntries(named) });
}

type Written = ExportOptions & { file: string; bytes: number; lessons: number };
function inWords({ file, edition, profile, layout, order, bytes, lessons }: Written): string {
  const perLesson = lessons === 1 ? '1 lesson' : `${lessons} lessons`;
  const scos = layout === 'single' ? 'one SCO' : perLesson;
  const chosen = [
    ...(order === 'in-order' ? ['in order'] : []),
    ...(profile === 'generic' ? [] : [`for ${profileOf(profile).name}`]),
  ];
  return `Wrote ${file}: ${[`SCORM ${edition}`, scos, ...chosen, `${Math.ceil(bytes / 1000)} KB`].join(', ')}.`;
}
