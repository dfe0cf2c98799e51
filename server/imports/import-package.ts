import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { sweepStorage } from '#server/catalogue/sweep-storage.ts';
import { Conflict } from '#server/db/statement.ts';
import { isDuplicate } from '#server/db/trouble.ts';
import { packageFiles, readPackage } from '#server/packages/read-package.ts';
import { newPackageKey } from '#server/packages/storage.ts';
import { ZIP_LIMITS } from '#server/packages/zip-contents.ts';
import type { Services } from '#server/services.ts';
import { isDiskFull, toldIfDiskFull } from './disk-full.ts';
import { type Draft, draftOf } from './draft-of.ts';
import { cleanFileName } from './file-name.ts';
import { findNumbers, insertDraft } from './imports.repo.ts';
import { type ReceivedZip, receiveZip } from './receive-zip.ts';
import { importedCourse } from './versions.ts';

export type ImportServices = Pick<Services, 'store' | 'storage' | 'config' | 'now' | 'log'>;
type Asked = {
  fileName: string;
  /** The imported course that gets a new version; left out for a new course. */
  replaces?: string | undefined;
};
export type Imported = { courseId: string; number: number };

const MAX_TRIES = 5;

/** Imports a zip from this computer's disk, where it stays. */
export const importPackage = (
  s: ImportServices,
  { file, ...asked }: Asked & { file: string },
): Promise<Imported> =>
  importStream(s, { content: createReadStream(file, { highWaterMark: 2 ** 20 }), ...asked });

/**
 * Takes a package in as a draft: to the disk, looked at, unpacked, and only then rows, in one batch. Whenever this
 * stops half-way nobody sees anything of it, what is left on the disk is swept, and it can be done again.
 * Throws a PackageProblem with a sentence for the sender when the package is refused.
 */
export async function importStream(
  s: ImportServices,
  { content, fileName, replaces }: Asked & { content: AsyncIterable<Uint8Array> },
): Promise<Imported> {
  if (replaces !== undefined) await importedCourse(s.store, replaces);
  await sweepStorage(s);
  try {
    const received = await receiveZip(s.storage, content, s.config.maxPackageBytes);
    try {
      return await storePackage(s, received, { fileName: cleanFileName(fileName), replaces });
    } finally {
      await rm(received.file, { force: true }); // unless it was moved to where it stays
    }
  } catch (error) {
    throw toldIfDiskFull(error);
  }
}

async function storePackage(
  s: ImportServices,
  received: ReceivedZip,
  { fileName, replaces: courseId }: Asked,
): Promise<Imported> {
  // Videos are as large unpacked as packed, so whoever allows larger zips allows more of both.
  const limits = { totalBytes: Math.max(ZIP_LIMITS.totalBytes, 2 * s.config.maxPackageBytes) };
  const found = await readPackage(received.file, limits);
  const packageKey = newPackageKey();
  await s.storage.put(packageKey, received, packageFiles(received.file, limits));
  for (let tries = 1; ; tries += 1) {
    try {
      const { next: number, same } = await numbersOf(s, courseId, received);
      const draft = draftOf({
        found,
        received,
        fileName,
        packageKey,
        courseId,
        number,
        same,
        nowMs: s.now(),
      });
      await insertDraft(s.store, draft);
      return told(s, draft);
    } catch (error) {
      if (isDuplicate(error) && tries < MAX_TRIES) continue; // somebody else took the number
      // Any other error may hide that the rows were written (a connection lost at the commit): then the files must stay.
      const nothingWritten = isDuplicate(error) || error instanceof Conflict || isDiskFull(error);
      if (nothingWritten) await s.storage.remove(packageKey);
      throw error;
    }
  }
}

const numbersOf = async (s: ImportServices, courseId: string | undefined, { contentHash }: ReceivedZip) =>
  courseId === undefined ? { next: 1, same: undefined } : findNumbers(s.store, courseId, contentHash);

function told(s: ImportServices, { version: { courseId, number, imported } }: Draft): Imported {
  const { tool, bytes, files, notices } = imported;
  s.log.info({ courseId, number, tool, bytes, files, notices: notices.length }, 'a package was imported');
  return { courseId, number };
}
