import { createHash, randomUUID } from 'node:crypto';
import type { Course } from '#courses/format/course.ts';
import { plainText } from '#courses/format/plain-text.ts';
import { isDuplicate } from '#server/db/trouble.ts';
import { packageFiles, readPackage } from '#server/packages/read-package.ts';
import { newPackageKey } from '#server/packages/storage.ts';
import type { Services } from '#server/services.ts';
import { type CurrentVersion, findCurrentVersion, insertVersion, type NewVersion } from './catalogue.repo.ts';

export type PublishServices = Pick<Services, 'store' | 'storage' | 'now'>;
/** `changed` is false when the current version has the same content already. */
export type Published = { courseId: string; title: string; version: number; changed: boolean };
/** A course with the package that was built of it. */
export type Packed = { course: Course; zip: Uint8Array };

const MAX_TRIES = 5;

/**
 * Stores a package of ours as its course's next version. It goes through the same inspection as anybody's. Files come
 * first and rows last, in one batch: whenever this stops half-way nobody sees anything of it, and it can be done again.
 */
export async function storePackage(s: PublishServices, packed: Packed): Promise<Published> {
  const { course, zip } = packed;
  const contentHash = createHash('sha256').update(zip).digest('hex');
  for (let tries = 1; ; tries += 1) {
    const current = await findCurrentVersion(s.store, course.id);
    const published = { courseId: course.id, title: course.title };
    if (current?.contentHash === contentHash) {
      await restoreFiles(s, current, zip);
      return { ...published, version: current.number, changed: false };
    }
    const number = (current?.number ?? 0) + 1;
    const stored = await storeVersion(s, packed, { number, contentHash }).catch((error: unknown) => {
      if (isDuplicate(error) && tries < MAX_TRIES) return false;
      throw error;
    });
    // Another publisher took the number: look again at what is current now.
    if (stored) return { ...published, version: number, changed: true };
  }
}

async function storeVersion(
  s: PublishServices,
  { course, zip }: Packed,
  { number, contentHash }: { number: number; contentHash: string },
): Promise<true> {
  const packageKey = newPackageKey();
  const version = { id: randomUUID(), number, contentHash, edition: '1.2' as const, packageKey };
  const record = await recordOf(course, zip, version, s.now());
  await s.storage.put(packageKey, zip, packageFiles(Buffer.from(zip)));
  try {
    await insertVersion(s.store, record);
  } catch (error) {
    // Any other error may hide that the rows were written (a connection lost at the commit): then the files must stay.
    // Files that nobody knows are swept at a later start.
    if (isDuplicate(error)) await s.storage.remove(packageKey);
    throw error;
  }
  return true;
}

/** What the catalogue keeps of a package, read from the package itself; only descriptions come from the document. */
async function recordOf(
  course: Course,
  zip: Uint8Array,
  version: Omit<CurrentVersion, 'courseId' | 'document'>,
  nowMs: number,
): Promise<NewVersion> {
  const { scos, askwell } = await readPackage(Buffer.from(zip));
  const lessonOf = new Map(askwell?.lessons.map((lesson) => [lesson.sco, lesson]));
  const described = new Map(course.lessons.map(({ id, description }) => [id, plainText(description)]));
  return {
    course: {
      id: course.id,
      title: course.title,
      language: course.language,
      description: plainText(course.description),
      kind: course.kind ?? 'course',
      translationOf: course.translationOf ?? null,
    },
    version: { ...version, askwell: askwell ?? null, document: JSON.stringify(course) },
    scos: scos.map(({ scoId, title, href, position }) => {
      const lesson = lessonOf.get(scoId);
      const lessonId = lesson?.id ?? scoId;
      return {
        scoId,
        lessonId,
        title: lesson?.title ?? title,
        description: described.get(lessonId) ?? '',
        minutes: lesson?.minutes ?? 0,
        href,
        position,
      };
    }),
    nowMs,
  };
}

/** The rows are there but the files are not: a restored database, or another node's disk. */
async function restoreFiles(
  s: PublishServices,
  { packageKey }: CurrentVersion,
  zip: Uint8Array,
): Promise<void> {
  if ((await s.storage.list()).includes(packageKey)) return;
  await s.storage.put(packageKey, zip, packageFiles(Buffer.from(zip)));
}
