import { readFile } from 'node:fs/promises';
import { Course } from '#courses/format/course.ts';
import { type ExportOptions, packageFileName } from '#courses/scorm/export-options.ts';
import { conflict, gone, notFound } from '#server/errors.ts';
import { buildPackage } from '#server/packages/build-package.ts';
import type { Files } from '#server/packages/ingredients.ts';
import { picturesOf } from '#server/packages/media.ts';
import type { Services } from '#server/services.ts';
import { type CurrentVersion, findCurrentVersion } from './catalogue.repo.ts';

/** A zip to hand out: the stored file, or bytes built for the occasion. */
export type Export = { fileName: string } & ({ file: string } | { zip: Uint8Array });

/**
 * The package of a course's current version. As it is played in here it is the very zip that was stored; anything
 * else is built from the document and the pictures that were published.
 */
export async function exportPackage(
  s: Pick<Services, 'store' | 'storage'>,
  courseId: string,
  options: ExportOptions,
): Promise<Export> {
  const version = await findCurrentVersion(s.store, courseId);
  if (version === undefined) throw notFound(`There is no course "${courseId}".`);
  if (!isAsPublished(options, version)) return rebuild(s, version, options);
  const file = await s.storage.openZip(version.packageKey);
  if (file === undefined)
    throw gone(`The package of "${courseId}" is no longer in the storage. Publish the course again.`);
  return { fileName: packageFileName(courseId, options), file };
}

const isAsPublished = (
  { edition, profile, layout, order }: ExportOptions,
  version: CurrentVersion,
): boolean =>
  edition === version.edition && profile === 'generic' && layout === 'per-lesson' && order === 'free';

async function rebuild(
  s: Pick<Services, 'storage'>,
  version: CurrentVersion,
  options: ExportOptions,
): Promise<Export> {
  if (version.document === null) {
    throw conflict(
      `"${version.courseId}" came as SCORM ${version.edition} and can be downloaded only as it came: edition ${version.edition}, profile generic, layout per-lesson, order free.`,
    );
  }
  const course = Course.parse(JSON.parse(version.document));
  const media = await readPictures(s.storage, version.packageKey, course);
  const { zip, fileName } = await buildPackage({ course, media, options });
  return { fileName, zip };
}

/** A picture that is gone is left out here; building then names it. */
async function readPictures(
  storage: Services['storage'],
  packageKey: string,
  course: Course,
): Promise<Files> {
  const pictures: Files = new Map();
  for (const path of new Set(course.lessons.flatMap(picturesOf))) {
    const file = await storage.open(packageKey, path);
    if (file !== undefined) pictures.set(path, new Uint8Array(await readFile(file)));
  }
  return pictures;
}
