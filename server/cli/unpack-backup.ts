import { createWriteStream } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { reasonOf } from '#server/data-folder.ts';
import { pathFault } from '#server/packages/safe-path.ts';
import { BackupAbout, ENTRY } from './backup-file.ts';
import { CommandError } from './command-error.ts';

/** Unpacks a whole backup into an empty folder and checks every byte. Nothing but the parts of a backup is accepted. */
export async function unpackBackup(file: string, into: string): Promise<BackupAbout> {
  let zip: ZipFile;
  try {
    zip = await openPromise(file, { autoClose: false, validateEntrySizes: true });
  } catch (error) {
    throw new CommandError(`${file} is not a backup that can be read: ${reasonOf(error)}.`, { cause: error });
  }
  try {
    for await (const entry of zip.eachEntry()) await unpackEntry(zip, entry, into);
    return BackupAbout.parse(JSON.parse(await readFile(join(into, ENTRY.about), 'utf8')));
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError(`${file} is not a whole Askwell backup: ${reasonOf(error)}.`, { cause: error });
  } finally {
    zip.close();
  }
}

const SINGLE: string[] = [ENTRY.about, ENTRY.database, ENTRY.postgresDump, ENTRY.secret];

async function unpackEntry(zip: ZipFile, entry: Entry, into: string): Promise<void> {
  const name = entry.fileName;
  const known = SINGLE.includes(name) || name.startsWith(ENTRY.packages);
  if (!known || pathFault(name) !== undefined) {
    throw new CommandError(
      `The backup holds ${JSON.stringify(name.slice(0, 200))}, which does not belong into one; nothing was restored.`,
    );
  }
  const target = join(into, name);
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  const content = await zip.openReadStreamPromise(entry);
  let sum = 0;
  async function* summed() {
    for await (const chunk of content as AsyncIterable<Buffer>) {
      sum = crc32(chunk, sum);
      yield chunk;
    }
  }
  const mode = name === ENTRY.secret ? 0o600 : 0o644;
  await pipeline(summed, createWriteStream(target, { flags: 'wx', mode, flush: true }));
  if (sum !== entry.crc32)
    throw new CommandError(`${JSON.stringify(name)} in the backup is damaged; nothing was restored.`);
}
