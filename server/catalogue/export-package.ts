import { readFile } from 'node:fs/promises';
import { Course } from '#courses/format/course.ts';
import { type ExportOptions, packageFileName } from '#courses/scorm/export-options.ts';
import { conflict, gone, notFound } from '#server/errors.ts';
import { buildPackage } from '#server/packages/build-package.ts';
import type { Files } from '#server/packages/ingredients.ts';
import { picturesOf } from '#server/packages/media.ts';
import type { Services } from '#server/services.ts';
import { type CurrentVersion, findCurrentVersion, findImport, findNewestDraft } from './catalogue.repo.ts';

/** A zip to hand out: the stored file, or bytes built for the occasion. */
export type Export = { fileName: string } & ({ file: string } | { zip: Uint8Array });

/**
 * The package of a course's current version. As it is played in here it is the very zip that was stored; anything
 * else is built from the document and the pictures that were published. An imported package is given as it came.
 */
export async function exportPackage(
  s: Pick<Services, 'store' | 'storage'>,
  courseId: string,
  options: ExportOptions,
): Promise<Export> {
  const version = (await findCurrentVersion(s.store, courseId)) ?? (await findNewestDraft(s.store, courseId));
  if (version === undefined) throw notFound(`There is no course "${courseId}".`);
  if (version.document !== null && !isPlain(options, version.edition))
    return rebuild(s, version, version.document, options);
  if (version.document === null) refuseOptions(options, version);
  const imported = await findImport(s.store, version.id);
  const file = await s.storage.openZip(version.packageKey);
  if (file === undefined) {
    const remedy = imported === null ? 'Publish the course again.' : 'Import it again.';
    throw gone(`The package of "${courseId}" is no longer in the storage. ${remedy}`);
  }
  return { fileName: imported?.fileName ?? packageFileName(courseId, options), file };
}

/** Nothing was asked for beyond what is played in here. */
const isPlain = (
  { edition, profile, layout, order }: ExportOptions,
  played: CurrentVersion['edition'],
): boolean => edition === played && profile === 'generic' && layout === 'per-lesson' && order === 'free';

function refuseOptions(options: ExportOptions, { courseId, edition }: CurrentVersion): void {
  // An edition that nobody asked for reads as 1.2.
  if (isPlain(options, edition) || isPlain(options, '1.2')) return;
  throw conflict(
    `"${courseId}" came as SCORM ${edition} and can be downloaded only as it came: edition ${edition}, profile generic, layout per-lesson, order free.`,
  );
}

async function rebuild(
  s: Pick<Services, 'storage'>,
  { packageKey }: CurrentVersion,
  document: string,
  options: ExportOptions,
): Promise<Export> {
  const course = Course.parse(JSON.parse(document));
  const media = await readPictures(s.storage, packageKey, course);
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
