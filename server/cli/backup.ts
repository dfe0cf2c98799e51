import { createWriteStream, existsSync } from 'node:fs';
import { mkdtemp, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { readOrMakeSecret } from '#server/accounts/secret.ts';
import { dataPaths, reasonOf } from '#server/data-folder.ts';
import type { Services } from '#server/services.ts';
import { type BackupAbout, ENTRY } from './backup-file.ts';
import { CommandError } from './command-error.ts';
import { dumpPostgres } from './pg-dump.ts';

export type BackupMade = { file: string; packages: number };

/**
 * Writes database, packages and secret into one zip, while the server runs. The database is copied first: packages
 * are stored before the rows that name them, so every package of the copy is there. The file holds everything, the
 * secret included, and only its owner may read it.
 */
export async function backup(s: Services, to: string, pathVariable: string): Promise<BackupMade> {
  const file = resolve(to);
  if (existsSync(file)) throw new CommandError(`${file} is there already: name a new file.`);
  const scratch = await mkdtemp(join(s.config.dataDir, '.backup-'));
  const unfinished = `${file}.unfinished`;
  try {
    const zip = new ZipFile();
    zip.on('error', (error) => (zip.outputStream as Readable).destroy(error as Error));
    zip.addBuffer(Buffer.from(`${JSON.stringify(about(s), null, 2)}\n`), ENTRY.about);
    zip.addFile(
      await copyDatabase(s, scratch, pathVariable),
      s.store.engine === 'pg' ? ENTRY.postgresDump : ENTRY.database,
    );
    // A secret given as a setting is the operator's to keep.
    if (s.config.secret === undefined)
      zip.addBuffer(Buffer.from(readOrMakeSecret(s.config.dataDir)), ENTRY.secret);
    const packages = await addPackages(zip, dataPaths(s.config.dataDir).packages);
    zip.end();
    await pipeline(
      zip.outputStream,
      createWriteStream(unfinished, { mode: 0o600, flags: 'wx', flush: true }),
    );
    await rename(unfinished, file);
    await syncFolder(dirname(file));
    return { file, packages };
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => {}); // where it could not be made
    if (error instanceof CommandError) throw error;
    throw new CommandError(`The backup ${file} could not be written: ${reasonOf(error)}.`, { cause: error });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

const about = (s: Services): BackupAbout => ({
  askwellBackup: 1,
  engine: s.store.engine,
  madeAt: new Date(s.now()).toISOString(),
});

async function copyDatabase(s: Services, scratch: string, pathVariable: string): Promise<string> {
  const copy = join(scratch, 'database');
  if (s.store.copyTo) await s.store.copyTo(copy);
  else await dumpPostgres(s.config.databaseUrl ?? '', copy, pathVariable);
  return copy;
}

/** Adds every finished package; what is being unpacked right now has a name with a dot in front. */
async function addPackages(zip: ZipFile, folder: string): Promise<number> {
  if (!existsSync(folder)) return 0;
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const names = new Set<string>();
  for (const entry of entries) {
    const path = relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/');
    if (!entry.isFile() || path.startsWith('.')) continue;
    names.add(path.split('/')[0]?.replace(/\.zip$/, '') ?? '');
    zip.addFile(join(folder, path), `${ENTRY.packages}${path}`);
  }
  return names.size;
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return; // cannot open folders there
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
