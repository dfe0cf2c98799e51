import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tryLock } from '#server/db/lock.ts';

/** What lies in the data folder. */
export const dataPaths = (dataDir: string) => ({
  database: join(dataDir, 'askwell.db'),
  packages: join(dataDir, 'packages'),
  backups: join(dataDir, 'backups'),
  secret: join(dataDir, 'secret'),
  /** Fingerprint of the bundled courses as last published. */
  published: join(dataDir, 'published'),
  lock: join(dataDir, 'server.lock'),
  /** There while a restore moves things into place; what it finds then is neither the old nor the new state. */
  unfinishedRestore: join(dataDir, 'restore-unfinished'),
  postgresDump: join(dataDir, 'askwell.pgdump'),
});

/** The server cannot run like this. The message is one whole sentence for the operator. */
export class StartError extends Error {
  override name = 'StartError';
}

const REASONS: Record<string, string> = {
  EACCES: 'this account may not write there',
  EPERM: 'this account may not write there',
  EROFS: 'it lies on a read-only file system',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ENOENT: 'there is no such folder',
  ENOTDIR: 'a part of its path is a file',
  EEXIST: 'there is a file of that name',
};

/** Why a file operation in the data folder failed, in words. */
export const reasonOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? (REASONS[String(error.code)] ?? error.message) : String(error);

/** Makes the data folder if needed and proves that it can be written. Throws `StartError` with the reason. */
export function prepareDataFolder(dataDir: string): void {
  const probe = join(dataDir, `.probe-${randomBytes(6).toString('hex')}`);
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    writeFileSync(probe, 'x'.repeat(8192), { flush: true });
  } catch (error) {
    throw new StartError(
      `DATA_DIR is ${JSON.stringify(dataDir)}, but that folder cannot be used: ${reasonOf(error)}.`,
      {
        cause: error,
      },
    );
  } finally {
    try {
      rmSync(probe, { force: true });
    } catch {
      // where it could not be made, it cannot be removed
    }
  }
}

/** Between the old and the new state there is nothing to serve. */
export function refuseUnfinishedRestore(dataDir: string): void {
  if (!existsSync(dataPaths(dataDir).unfinishedRestore)) return;
  throw new StartError(
    `A restore into ${dataDir} was interrupted: run "restore FILE --force" again before anything else.`,
  );
}

/** Keeps a second server, or a restore, out of a data folder in use. The lock ends with the process. */
export function lockDataFolder(dataDir: string): () => void {
  const release = tryLock(dataPaths(dataDir).lock);
  if (release === undefined) {
    throw new StartError(
      `Another Askwell server is using the data folder ${dataDir}: stop it first, or choose another DATA_DIR.`,
    );
  }
  return release;
}
