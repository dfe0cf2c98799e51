import { readFile, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gzip as gzipCallback } from 'node:zlib';

/** A whole file in memory; `gzip` where that is worth it. */
export type SmallFile = { plain: Buffer; gzip: Buffer | undefined };

const gzip = promisify(gzipCallback);
/** Larger files are streamed from the disk: a video must not push a thousand scripts out. */
const MOST_BYTES = 128 * 1024;
/** Below this the headers weigh more than what is saved. */
const WORTH_BYTES = 1024;
const MOST_HELD_BYTES = 32 * 1024 * 1024;

/**
 * Files of packages that were asked for lately. They never change, so what was read and compressed once is good for
 * everybody who opens the package next. Undefined: not there, not a plain file, or too large to be held.
 */
export function smallFiles(mostHeldBytes = MOST_HELD_BYTES) {
  const held = new Map<string, SmallFile>();
  let bytes = 0;
  const sizeOf = ({ plain, gzip: packed }: SmallFile) => plain.byteLength + (packed?.byteLength ?? 0);

  function hold(file: string, content: SmallFile): void {
    const before = held.get(file);
    if (before) bytes -= sizeOf(before);
    held.delete(file);
    held.set(file, content);
    bytes += sizeOf(content);
    for (const [oldest, content] of held) {
      if (bytes <= mostHeldBytes) break;
      held.delete(oldest);
      bytes -= sizeOf(content);
    }
  }

  return async function read(file: string, compressible: boolean): Promise<SmallFile | undefined> {
    const known = held.get(file);
    if (known) {
      hold(file, known);
      return known;
    }
    const found = await stat(file);
    if (!found.isFile() || found.size > MOST_BYTES) return undefined;
    const plain = await readFile(file);
    const worth = compressible && plain.byteLength >= WORTH_BYTES;
    const content = { plain, gzip: worth ? await gzip(plain) : undefined };
    hold(file, content);
    return content;
  };
}
