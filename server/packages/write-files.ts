import { mkdir, open, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** One file to store; its content is read while it is written. */
export type StoredFile = { path: string; content: Uint8Array | AsyncIterable<Uint8Array> };

/**
 * Files written at a time. A disk makes several durable for the price of one, so thousands of small files take half
 * the time; memory holds a few pieces of each.
 */
const AT_ONCE = 12;

/** Writes the files below `root`, durable with their names when it answers. Stops at the first that fails. */
export async function writeFiles(
  root: string,
  files: AsyncIterable<StoredFile> | Iterable<StoredFile>,
  safe: (path: string) => string,
): Promise<void> {
  const folders = new Set([root]);
  const writing = new Set<Promise<void>>();
  let failure: { error: unknown } | undefined;
  try {
    for await (const { path, content } of files) {
      const file = join(root, safe(path));
      await addFolders(folders, dirname(file));
      const write: Promise<void> = writeDurably(file, await begun(content))
        .catch((error: unknown) => {
          failure ??= { error };
        })
        .finally(() => writing.delete(write));
      writing.add(write);
      if (writing.size >= AT_ONCE) await Promise.race(writing);
      if (failure !== undefined) break;
    }
  } finally {
    await Promise.all(writing); // whatever comes next, nothing writes any more
  }
  if (failure !== undefined) throw failure.error;
  for (const each of folders) await syncFolder(each);
  await syncFolder(dirname(root));
}

async function addFolders(known: Set<string>, folder: string): Promise<void> {
  if (known.has(folder)) return;
  await mkdir(folder, { recursive: true });
  for (let at = folder; !known.has(at); at = dirname(at)) known.add(at);
}

/** Reads up to the first piece: what yields the files may close their source as soon as the last one was asked for. */
async function begun(content: StoredFile['content']): Promise<StoredFile['content']> {
  if (content instanceof Uint8Array) return content;
  const pieces = content[Symbol.asyncIterator]();
  const first = await pieces.next();
  return (async function* () {
    try {
      for (let piece = first; !piece.done; piece = await pieces.next()) yield piece.value;
    } finally {
      await pieces.return?.();
    }
  })();
}

/** A new file, on the disk when it answers. */
export async function writeDurably(file: string, content: StoredFile['content']): Promise<void> {
  await writeFile(file, content, { flag: 'wx', flush: true });
}

/** Makes a file's content durable. */
export const syncFile = (file: string): Promise<void> => sync(file, 'r+');

/** Makes the names in a folder durable. Windows cannot open folders and keeps names in its own journal. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform !== 'win32') await sync(folder, 'r');
}

async function sync(path: string, flags: 'r' | 'r+'): Promise<void> {
  const handle = await open(path, flags);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
