import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tooLarge } from '#server/errors.ts';
import type { Storage } from '#server/packages/storage.ts';
import { writeDurably } from '#server/packages/write-files.ts';

/** A zip on our disk, not looked at yet. Whoever holds it stores or removes it. */
export type ReceivedZip = {
  file: string;
  bytes: number;
  /** SHA-256 in hex. */
  contentHash: string;
};

/** Writes what comes in straight to the disk, in constant memory. When it ends early or is too much, nothing is left. */
export async function receiveZip(
  storage: Pick<Storage, 'incoming'>,
  content: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<ReceivedZip> {
  const file = await storage.incoming();
  const hash = createHash('sha256');
  let bytes = 0;
  async function* counted() {
    for await (const piece of content) {
      bytes += piece.byteLength;
      refuseTooLarge(bytes, maxBytes);
      hash.update(piece);
      yield piece;
    }
  }
  try {
    await writeDurably(file, counted());
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  }
  return { file, bytes, contentHash: hash.digest('hex') };
}

/** Throws when a zip is, or is announced to be, larger than this server takes. */
export function refuseTooLarge(bytes: number, maxBytes: number): void {
  if (bytes <= maxBytes) return;
  throw tooLarge(
    `The package is larger than the ${Math.floor(maxBytes / 1e6)} MB that this server takes. Make its videos smaller, or ask whoever runs the server for more (MAX_PACKAGE_MB).`,
    { as: 'package-too-large' },
  );
}
