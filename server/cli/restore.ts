import { existsSync, readdirSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Config } from '#server/config.ts';
import { dataPaths, lockDataFolder, prepareDataFolder } from '#server/data-folder.ts';
import { sqliteFault } from '#server/db/check-file.ts';
import { type BackupAbout, ENTRY } from './backup-file.ts';
import { CommandError } from './command-error.ts';
import { unpackBackup } from './unpack-backup.ts';

export type Restored = {
  dataDir: string;
  madeAt: string;
  /** Where the former content of the data folder lies now. */
  before: string | undefined;
  /** A dump that is still to be loaded with pg_restore. */
  postgresDump: string | undefined;
};

/** What a restore replaces; copies of the database from before a migration stay. */
const PARTS = [
  ENTRY.database,
  `${ENTRY.database}-wal`,
  `${ENTRY.database}-shm`,
  ENTRY.postgresDump,
  ENTRY.secret,
  'packages',
];

/**
 * Brings a backup back into the data folder. Everything is unpacked and checked beside the present content first; then
 * each part is moved by a rename, under a marker that keeps the server from starting on half of it.
 */
export async function restore(
  config: Config,
  from: string,
  { force }: { force: boolean },
): Promise<Restored> {
  const file = resolve(from);
  const { dataDir } = config;
  if (!existsSync(file)) throw new CommandError(`There is no file ${file}.`);
  prepareDataFolder(dataDir);
  const release = lockDataFolder(dataDir);
  const scratch = await mkdtemp(join(dataDir, '.restore-'));
  try {
    const present = PARTS.filter((part) => existsSync(join(dataDir, part)));
    if (present.length > 0 && !force) {
      throw new CommandError(
        `${dataDir} holds data already: add --force to put it aside and restore, or choose another DATA_DIR.`,
      );
    }
    const about = await unpackBackup(file, scratch);
    refuseUnsound(about, config, scratch);
    const before = await replaceParts(dataDir, scratch, present);
    const dump = dataPaths(dataDir).postgresDump;
    return { dataDir, madeAt: about.madeAt, before, postgresDump: about.engine === 'pg' ? dump : undefined };
  } finally {
    await rm(scratch, { recursive: true, force: true });
    release();
  }
}

function refuseUnsound(about: BackupAbout, config: Config, scratch: string): void {
  const here = config.databaseUrl === undefined ? 'sqlite' : 'pg';
  if (about.engine !== here) {
    const [was, is] = about.engine === 'pg' ? ['PostgreSQL', 'not set'] : ['SQLite', 'set'];
    throw new CommandError(
      `The backup is of a server on ${was}, but DATABASE_URL is ${is} here: set it as it was there.`,
    );
  }
  if (about.engine === 'pg') return;
  const fault = sqliteFault(join(scratch, ENTRY.database));
  if (fault !== undefined)
    throw new CommandError(`The database in the backup is damaged (${fault}); nothing was restored.`);
}

async function replaceParts(
  dataDir: string,
  scratch: string,
  present: string[],
): Promise<string | undefined> {
  const marker = dataPaths(dataDir).unfinishedRestore;
  await writeFile(marker, '', { flush: true });
  const stamp = new Date().toISOString().replace(/[:.]/g, '-');
  const before = present.length > 0 ? join(dataDir, `before-restore-${stamp}`) : undefined;
  if (before !== undefined) {
    await mkdir(before, { mode: 0o700 });
    for (const part of present) await rename(join(dataDir, part), join(before, part));
  }
  const unpacked = readdirSync(scratch).filter((name) => PARTS.includes(name));
  for (const part of unpacked) await rename(join(scratch, part), join(dataDir, part));
  await rm(marker);
  return before;
}
