import { randomBytes } from 'node:crypto';
import { lstat, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { foldPath, pathFault } from './safe-path.ts';
import { type StoredFile, syncFile, syncFolder, writeDurably, writeFiles } from './write-files.ts';

/** Where unpacked packages lie, and the zips they came from. A package is there wholly or not at all. */
export type Storage = {
  /**
   * A path for a zip that is about to come in, of any size; nothing is there yet. The caller writes the file, and gives
   * it to `put` or removes it. What a crash leaves is swept.
   */
  incoming: () => Promise<string>;
  /**
   * Stores a package durably under a new key. A zip on disk, written to where `incoming` said, is moved and not copied.
   * When it fails, nothing is left under the key, and a zip on disk may be where it was.
   */
  put: (
    packageKey: string,
    zip: Uint8Array | { file: string },
    files: AsyncIterable<StoredFile> | Iterable<StoredFile>,
  ) => Promise<void>;
  /** Absolute path that a file of a package has if it is there; undefined when the path is not a plain one. */
  locate: (packageKey: string, path: string) => string | undefined;
  /** The same for a file that is there, found without regard to letter case: packages are made on systems that have none. */
  find: (packageKey: string, path: string) => Promise<string | undefined>;
  /** Absolute path of a file of a package; undefined when there is none, or the path is not a plain one. */
  open: (packageKey: string, path: string) => Promise<string | undefined>;
  /** Absolute path of the zip as it was stored. */
  openZip: (packageKey: string) => Promise<string | undefined>;
  remove: (packageKey: string) => Promise<void>;
  list: () => Promise<string[]>;
  /** Removes what a crash left behind: half-written packages, and whole ones that `isKnown` does not know. */
  sweep: (isKnown: (packageKey: string) => boolean) => Promise<void>;
};

const KEY = /^[A-Za-z0-9_-]{16,64}$/;
const UNFINISHED = '.unfinished-';
/** Another process may be publishing right now, so only what is older than this can be a leftover. */
const LEFTOVER_MS = 60 * 60 * 1000;
const unfinishedName = (): string => `${UNFINISHED}${randomBytes(8).toString('hex')}`;

/** A new unguessable key with 160 random bits, in characters that any disk takes (case never matters). */
export const newPackageKey = (): string => randomBytes(20).toString('hex');

/** Packages in a local folder: `<key>/` holds the files, `<key>.zip` the zip. */
export function localStorage(folder: string): Storage {
  const folderOf = (key: string) => join(folder, checked(key));
  const zipOf = (key: string) => join(folder, `${checked(key)}.zip`);
  const remove = async (key: string) => {
    await rm(folderOf(key), { recursive: true, force: true });
    await rm(zipOf(key), { force: true });
  };
  return {
    incoming: async () => {
      await mkdir(folder, { recursive: true });
      return join(folder, `${unfinishedName()}.zip`);
    },
    put: async (key, zip, files) => put(folder, { files: folderOf(key), zip: zipOf(key) }, zip, files),
    locate: (key, path) =>
      KEY.test(key) && pathFault(path) === undefined ? join(folderOf(key), path) : undefined,
    find: async (key, path) =>
      KEY.test(key) && pathFault(path) === undefined
        ? findAnyCase(folderOf(key), path.split('/'))
        : undefined,
    open: async (key, path) =>
      KEY.test(key) && pathFault(path) === undefined ? asFile(join(folderOf(key), path)) : undefined,
    openZip: async (key) => (KEY.test(key) ? asFile(zipOf(key)) : undefined),
    remove,
    list: () => listKeys(folder),
    sweep: async (isKnown) => {
      for (const name of await namesIn(folder)) {
        const key = name.replace(/\.zip$/, '');
        const mayGo = name.startsWith(UNFINISHED) || (KEY.test(key) && !isKnown(key));
        if (mayGo && (await isOld(join(folder, name))))
          await rm(join(folder, name), { recursive: true, force: true });
      }
    },
  };
}

function checked(key: string): string {
  if (!KEY.test(key))
    throw new Error(`"${key}" is not a package key; expected 16 to 64 letters, digits, "-" or "_".`);
  return key;
}

async function put(
  folder: string,
  target: { files: string; zip: string },
  zip: Uint8Array | { file: string },
  files: AsyncIterable<StoredFile> | Iterable<StoredFile>,
): Promise<void> {
  if (await isThere(target.files))
    throw new Error(`There is a package in ${target.files} already; expected a new key.`);
  const unfinished = join(folder, unfinishedName());
  try {
    await mkdir(join(unfinished, 'files'), { recursive: true });
    await writeFiles(join(unfinished, 'files'), files, safe);
    const whole = 'file' in zip ? zip.file : join(unfinished, 'zip');
    if ('file' in zip) await syncFile(whole);
    else await writeDurably(whole, zip);
    // The folder comes last: a package exists from the moment its files do.
    await rename(whole, target.zip);
    await rename(join(unfinished, 'files'), target.files);
    await syncFolder(folder);
  } catch (error) {
    await rm(target.files, { recursive: true, force: true });
    await rm(target.zip, { force: true });
    throw error;
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

function safe(path: string): string {
  const fault = pathFault(path);
  if (fault !== undefined) throw new Error(`"${path}" cannot be stored: ${fault}.`);
  return path;
}

const isThere = async (path: string): Promise<boolean> =>
  (await lstat(path).catch(() => undefined)) !== undefined;

async function asFile(path: string): Promise<string | undefined> {
  const found = await lstat(path).catch(() => undefined);
  return found?.isFile() ? path : undefined;
}

async function findAnyCase(folder: string, names: readonly string[]): Promise<string | undefined> {
  const [name = '', ...rest] = names;
  const wanted = foldPath(name);
  const there = await namesIn(folder);
  const found = there.includes(name) ? name : there.find((each) => foldPath(each) === wanted);
  if (found === undefined) return undefined;
  return rest.length === 0 ? asFile(join(folder, found)) : findAnyCase(join(folder, found), rest);
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return [];
    throw error;
  });
}

const listKeys = async (folder: string): Promise<string[]> =>
  (await namesIn(folder)).filter((name) => KEY.test(name)).sort();

async function isOld(path: string): Promise<boolean> {
  const found = await lstat(path).catch(() => undefined);
  return found !== undefined && Date.now() - found.mtimeMs > LEFTOVER_MS;
}
