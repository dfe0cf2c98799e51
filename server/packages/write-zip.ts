import { type Zippable, zipSync } from 'fflate';

/**
 * A zip that is the same to the byte wherever and whenever it is made: the files in the order given, one fixed date,
 * no folders, deflate, 32-bit sizes, ASCII names.
 */
export function writeZip(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  // DOS times are local: a date built from local parts is written alike in every zone. Noon is never skipped by a clock change.
  const mtime = new Date(1980, 0, 1, 12);
  const content: Zippable = {};
  for (const [path, bytes] of files) {
    if (!/^[!-~]+$/.test(path))
      throw new Error(`"${path}" cannot be in a package of ours; expected a name in ASCII without spaces.`);
    content[path] = [bytes, { level: 9, mtime }];
  }
  return zipSync(content);
}
