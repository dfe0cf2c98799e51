import { crc32 } from 'node:zlib';
import { type Entry, fromBufferPromise, getFileNameLowLevel, openPromise, type ZipFile } from 'yauzl';
import { refused } from './package-problem.ts';
import { clip, pathFault, refuseClashes } from './safe-path.ts';

/** A zip in memory, or the path of one on disk. */
export type ZipSource = Buffer | string;

const ZIP_LIMITS = {
  files: 10_000,
  totalBytes: 1_000_000_000,
  /** A zip that unpacks to more than `ratio` times its size is refused once that is more than `ratioFromBytes`. */
  ratio: 200,
  ratioFromBytes: 50_000_000,
};

type ZipEntry = { path: string; bytes: number };
export type OpenZip = {
  entries: ZipEntry[];
  /** The content of one entry; it fails when length or checksum are not as declared. */
  open: (path: string) => AsyncIterable<Buffer>;
  close: () => void;
};

/**
 * Opens a zip and looks at every name, size and kind before anything of it is read: nothing dangerous gets further.
 * The caller closes it.
 */
export async function openZip(source: ZipSource): Promise<OpenZip> {
  const zip = await openArchive(source);
  try {
    const files = await listFiles(zip);
    return {
      entries: [...files].map(([path, entry]) => ({ path, bytes: entry.uncompressedSize })),
      open: (path) => {
        const entry = files.get(path);
        if (entry === undefined) throw refused('missing-file', `There is no "${clip(path)}" in the package.`);
        return readChecked(zip, entry, path);
      },
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function openArchive(source: ZipSource): Promise<ZipFile> {
  // Names are decoded and judged here, with our own sentences; sizes are checked by the library while it inflates.
  const options = { autoClose: false, decodeStrings: false, validateEntrySizes: true };
  try {
    return typeof source === 'string'
      ? await openPromise(source, options)
      : await fromBufferPromise(source, options);
  } catch (error) {
    if (error instanceof Error && 'code' in error) throw error; // the file system's own: no such file, no permission
    throw refused(
      'not-a-zip',
      'The file is not a zip, or its end is missing; expected a SCORM package as .zip.',
      error,
    );
  }
}

async function listFiles(zip: ZipFile): Promise<Map<string, Entry>> {
  const files = new Map<string, Entry>();
  let totalBytes = 0;
  let count = 0;
  for await (const entry of entriesOf(zip)) {
    count += 1;
    if (count > ZIP_LIMITS.files)
      throw refused('too-large', `The zip holds more than ${ZIP_LIMITS.files} files.`);
    const path = pathOf(entry);
    if (path === undefined) continue;
    totalBytes += entry.uncompressedSize;
    refuseBomb(totalBytes, zip.fileSize);
    if (files.has(path))
      throw refused('unsafe-path', `The zip holds "${clip(path)}" twice; expected each file once.`);
    files.set(path, entry);
  }
  refuseClashes([...files.keys()]);
  return files;
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  try {
    for await (const entry of zip.eachEntry()) yield entry;
  } catch (error) {
    throw refused('damaged-zip', `The zip is damaged: ${reason(error)}.`, error);
  }
}

function refuseBomb(totalBytes: number, zipBytes: number): void {
  if (totalBytes > ZIP_LIMITS.totalBytes) {
    throw refused(
      'too-large',
      `The zip unpacks to more than ${ZIP_LIMITS.totalBytes / 1e6} MB, which is the most this server accepts.`,
    );
  }
  if (totalBytes > ZIP_LIMITS.ratioFromBytes && totalBytes > zipBytes * ZIP_LIMITS.ratio) {
    throw refused(
      'too-large',
      `The zip unpacks to more than ${ZIP_LIMITS.ratio} times its size; no real course does.`,
    );
  }
}

/** The safe path of an entry that is a file; undefined for a folder. */
function pathOf(entry: Entry): string | undefined {
  const name = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true);
  const isFolder = name.endsWith('/');
  const fault = pathFault(isFolder ? name.slice(0, -1) : name);
  if (fault !== undefined) throw refused('unsafe-path', `The zip holds the path "${clip(name)}": ${fault}.`);
  if (isFolder) return undefined;
  refuseOddEntry(entry, name);
  return name;
}

const KIND_MASK = 0o170_000;
const REGULAR_FILE = 0o100_000;
const METHODS = [0, 8]; // stored, deflate

function refuseOddEntry(entry: Entry, name: string): void {
  // The high half holds Unix mode bits; 0 means the zip was made on a system without them.
  const kind = (entry.externalFileAttributes >>> 16) & KIND_MASK;
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

/** The content of an entry. The library checks the length; the checksum is ours, and is known only at the end. */
async function* readChecked(zip: ZipFile, entry: Entry, path: string): AsyncGenerator<Buffer> {
  let sum = 0;
  try {
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      sum = crc32(chunk, sum);
      yield chunk;
    }
  } catch (error) {
    throw refused('damaged-zip', `"${clip(path)}" in the zip is damaged: ${reason(error)}.`, error);
  }
  if (sum !== entry.crc32) {
    throw refused('damaged-zip', `"${clip(path)}" in the zip is damaged: its checksum does not match.`);
  }
}

const reason = (error: unknown): string => (error instanceof Error ? error.message : 'it cannot be read');
