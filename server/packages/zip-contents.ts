import type { Entry } from 'yauzl';
import { entryName } from './entry-name.ts';
import { type Findings, note } from './notices.ts';
import { refused } from './package-problem.ts';
import { clip, foldPath, parentsOf, pathFault } from './safe-path.ts';

export type ZipLimits = {
  files: number;
  /** Unpacked. */
  totalBytes: number;
  /** A zip that unpacks to more than `ratio` times its size is refused once that is more than `ratioFromBytes`. */
  ratio: number;
  ratioFromBytes: number;
};

export const ZIP_LIMITS: ZipLimits = {
  files: 20_000,
  totalBytes: 2_000_000_000,
  ratio: 200,
  ratioFromBytes: 50_000_000,
};

/**
 * The files of a zip by their safe paths, judged entry by entry before anything is read. A path that is there twice, or
 * twice but for letter case, is one file when size and checksum agree, and a reason to refuse when not.
 */
export async function listContents(
  entries: AsyncIterable<Entry>,
  zipBytes: number,
  limits: ZipLimits,
  findings: Findings,
): Promise<Map<string, Entry>> {
  const files = new Map<string, Entry>();
  const paths = new Map<string, string>(); // without letter case -> as it is kept
  let totalBytes = 0;
  let count = 0;
  for await (const entry of entries) {
    count += 1;
    if (count > limits.files) throw refused('too-large', `The zip holds more than ${limits.files} files.`);
    const path = safePathOf(entry, findings);
    if (path === undefined) continue;
    totalBytes += entry.uncompressedSize;
    refuseBomb(totalBytes, zipBytes, limits);
    const key = foldPath(path);
    const twin = paths.get(key);
    if (twin === undefined) {
      files.set(path, entry);
      paths.set(key, path);
    } else refuseOther(files.get(twin), entry, [twin, path]);
    if (twin !== undefined) note(findings, 'same-file-twice', twin);
  }
  settleFolders(files, paths);
  return files;
}

/** Finder's icon file, the one name with a control character that honest zips hold; it is never unpacked. */
const FINDER_ICON = /(^|\/)Icon\r$/;

/** The safe path of an entry that is a file; undefined for a folder. */
function safePathOf(entry: Entry, findings: Findings): string | undefined {
  const name = entryName(entry, findings);
  if (name === '' || FINDER_ICON.test(name)) return undefined;
  const isFolder = name.endsWith('/');
  const fault = pathFault(isFolder ? name.slice(0, -1) : name);
  if (fault !== undefined) throw refused('unsafe-path', `The zip holds the path "${clip(name)}": ${fault}.`);
  if (isFolder || isBareFolder(entry)) return undefined;
  refuseOddEntry(entry, name);
  return name;
}

function refuseBomb(totalBytes: number, zipBytes: number, limits: ZipLimits): void {
  if (totalBytes > limits.totalBytes) {
    throw refused(
      'too-large',
      `The zip unpacks to more than ${limits.totalBytes / 1e6} MB, which is the most this server accepts.`,
    );
  }
  if (totalBytes > limits.ratioFromBytes && totalBytes > zipBytes * limits.ratio) {
    throw refused(
      'too-large',
      `The zip unpacks to more than ${limits.ratio} times its size; no real course does.`,
    );
  }
}

// The high half of the attributes holds Unix mode bits; 0 means the zip was made on a system without them.
const KIND_MASK = 0o170_000;
const REGULAR_FILE = 0o100_000;
const FOLDER = 0o040_000;
const METHODS = [0, 8]; // stored, deflate
const kindOf = (entry: Entry): number => (entry.externalFileAttributes >>> 16) & KIND_MASK;
const isBareFolder = (entry: Entry): boolean => kindOf(entry) === FOLDER && entry.uncompressedSize === 0;

function refuseOddEntry(entry: Entry, name: string): void {
  const kind = kindOf(entry);
  if (kind !== 0 && kind !== REGULAR_FILE) {
    throw refused(
      'unsafe-entry',
      `"${clip(name)}" is a link or a device in the zip; expected plain files only.`,
    );
  }
  if (entry.isEncrypted())
    throw refused('encrypted', `"${clip(name)}" is encrypted; expected a zip without a password.`);
  if (!METHODS.includes(entry.compressionMethod)) {
    throw refused(
      'damaged-zip',
      `"${clip(name)}" is compressed by method ${entry.compressionMethod}; expected stored (0) or deflate (8).`,
    );
  }
}

function refuseOther(one: Entry | undefined, other: Entry, [path, twin]: [string, string]): void {
  if (one?.uncompressedSize === other.uncompressedSize && one.crc32 === other.crc32) return;
  throw refused(
    'unsafe-path',
    path === twin
      ? `The zip holds "${clip(path)}" twice with different content; expected each file once.`
      : `The zip holds "${clip(path)}" and "${clip(twin)}" with different content; expected names that differ in more than case.`,
  );
}

/** Some tools write an empty file for a folder. A file with content that is also a folder fits on no disk. */
function settleFolders(files: Map<string, Entry>, paths: Map<string, string>): void {
  const folders = new Set([...files.keys()].flatMap(parentsOf).map(foldPath));
  for (const key of folders) {
    const path = paths.get(key);
    if (path === undefined) continue;
    if (files.get(path)?.uncompressedSize !== 0) {
      throw refused(
        'unsafe-path',
        `"${clip(path)}" is both a file and a folder in the zip; expected one of the two.`,
      );
    }
    files.delete(path);
  }
}
