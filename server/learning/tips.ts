import { readFile } from 'node:fs/promises';
import { parseTips, type Tips } from '#courses/format/tips.ts';
import { paths } from '#server/paths.ts';

let read: Promise<Tips> | undefined;

/** The four success tips, read once. */
export function getTips(): Promise<Tips> {
  read ??= readFile(paths.tips, 'utf8').then((text) => {
    const { value, problems } = parseTips(text, 'courses/tips.yaml');
    if (value) return value;
    throw new Error(`courses/tips.yaml: ${problems[0]?.message}`);
  });
  return read;
}
