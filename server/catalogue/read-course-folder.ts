import { constants } from 'node:fs';
import { lstat, readdir, readFile, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { COURSE_FILE } from '#courses/format/place.ts';
import { invalid, tooLarge } from '#server/errors.ts';
import type { Files } from '#server/packages/ingredients.ts';

/** A course's folder: its texts by relative path (for `parseCourse`), and its media. */
export type CourseFolder = { files: Record<string, string>; media: Files };

const MAX_BYTES = 50_000_000;
const MAX_FILES = 2000;
/** Longer than the parser takes, so that it can say so itself; not so long that reading it hurts. */
const MAX_TEXT_BYTES = 5_000_000;

type Found = { path: string; bytes: number };

/**
 * Reads `course.yaml`, `lessons/` and `media/`; anything else in the folder is left alone.
 * Links inside are refused, wherever they lead: a course must be whole in itself, and must not read what is not its own.
 */
export async function readCourseFolder(folder: string): Promise<CourseFolder> {
  await refuseNoFolder(folder);
  const lessons = (await listBelow(folder, 'lessons')).filter((path) => /\.ya?ml$/i.test(path));
  const paths = [COURSE_FILE, ...lessons, ...(await listBelow(folder, 'media'))];
  if (paths.length > MAX_FILES)
    throw tooLarge(`The course has ${paths.length} files; expected at most ${MAX_FILES}.`);
  const found = (await Promise.all(paths.map((path) => measure(folder, path)))).flat();
  refuseTooLarge(folder, found);

  const files: Record<string, string> = {};
  const media: Files = new Map();
  for (const { path } of found) {
    const bytes = await readPlain(folder, path);
    if (path.startsWith('media/')) media.set(path, bytes);
    else files[path] = textOf(path, bytes);
  }
  return { files, media };
}

async function refuseNoFolder(folder: string): Promise<void> {
  const stats = await unlessMissing(stat(folder));
  if (stats?.isDirectory() === true) return;
  throw invalid(
    `"${folder}" is not a folder; expected the folder of a course, with a ${COURSE_FILE} inside.`,
  );
}

/** Everything below a folder of the course, in a fixed order; hidden files (an editor's, a file manager's) are none of it. */
async function listBelow(folder: string, under: string): Promise<string[]> {
  const stats = await unlessMissing(lstat(join(folder, under)));
  if (stats === undefined) return [];
  if (stats.isSymbolicLink()) throw link(under);
  const names = stats.isDirectory() ? await readdir(join(folder, under), { recursive: true }) : [];
  const paths = names.map((name) => `${under}/${name.replaceAll(sep, '/')}`);
  return paths.filter((path) => !path.includes('/.')).sort();
}

/** The file's size; nothing for a folder or a file that is not there. */
async function measure(folder: string, path: string): Promise<Found[]> {
  const stats = await unlessMissing(lstat(join(folder, path)));
  if (stats?.isSymbolicLink() === true) throw link(path);
  return stats?.isFile() === true ? [{ path, bytes: stats.size }] : [];
}

async function unlessMissing<T>(looking: Promise<T>): Promise<T | undefined> {
  try {
    return await looking;
  } catch (error) {
    if (code(error) === 'ENOENT' || code(error) === 'ENOTDIR') return undefined;
    throw error;
  }
}

function refuseTooLarge(folder: string, found: readonly Found[]): void {
  const total = found.reduce((sum, { bytes }) => sum + bytes, 0);
  if (total > MAX_BYTES) {
    const megabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(1)} MB`;
    throw tooLarge(
      `The course in "${folder}" has ${megabytes(total)} in its files; expected at most ${megabytes(MAX_BYTES)}.`,
    );
  }
  const text = found.find(({ path, bytes }) => !path.startsWith('media/') && bytes > MAX_TEXT_BYTES);
  if (text !== undefined)
    throw tooLarge(`${text.path} has ${text.bytes} bytes; expected at most 1,000,000 characters of text.`);
}

/** Reads one file that was listed, even if it has become a link since. */
async function readPlain(folder: string, path: string): Promise<Uint8Array> {
  try {
    // Windows has no such flag, and no such links without a special right.
    return await readFile(join(folder, path), { flag: constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) });
  } catch (error) {
    throw code(error) === 'ELOOP' ? link(path) : error;
  }
}

function textOf(path: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw invalid(`${path} is not UTF-8 text; save it as UTF-8.`, { cause: error });
  }
}

function link(path: string) {
  return invalid(
    `${path} is a link; expected the file itself, so that the course is whole wherever it is copied.`,
  );
}

function code(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
