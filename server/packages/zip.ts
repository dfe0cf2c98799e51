import { crc32 } from 'node:zlib';
import { type Entry, fromBufferPromise, openPromise, type ZipFile } from 'yauzl';
import type { Findings } from './notices.ts';
import { refused } from './package-problem.ts';
import { clip } from './safe-path.ts';
import { listContents, ZIP_LIMITS, type ZipLimits } from './zip-contents.ts';

/** A zip in memory, or the path of one on disk. */
export type ZipSource = Buffer | string;

type ZipEntry = { path: string; bytes: number };
export type OpenZip = {
  entries: ZipEntry[];
  /** What was odd about its names, and tolerated. */
  findings: Findings;
  /** The content of one entry; it fails when length or checksum are not as declared. */
  open: (path: string) => AsyncIterable<Buffer>;
  close: () => void;
};

/**
 * Opens a zip and looks at every name, size and kind before anything of it is read: nothing dangerous gets further.
 * Zips inside it are files like any other and are never opened. The caller closes it.
 */
export async function openZip(source: ZipSource, limits: Partial<ZipLimits> = {}): Promise<OpenZip> {
  const zip = await openArchive(source);
  try {
    const findings: Findings = new Map();
    const files = await listContents(entriesOf(zip), zip.fileSize, { ...ZIP_LIMITS, ...limits }, findings);
    return {
      entries: [...files].map(([path, entry]) => ({ path, bytes: entry.uncompressedSize })),
      findings,
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

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  try {
    for await (const entry of zip.eachEntry()) yield entry;
  } catch (error) {
    if (/encrypt/i.test(reason(error)))
      throw refused('encrypted', 'The zip is encrypted; expected a zip without a password.', error);
    throw refused('damaged-zip', `The zip is damaged: ${reason(error)}.`, error);
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
