import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { paths, ROOT } from '#server/paths.ts';

/** All that decides the bytes of a bundled package: the courses and their compiler, the packager, the player. */
const MADE_FROM = [
  join(ROOT, 'courses'),
  join(ROOT, 'server/packages'),
  paths.player,
  join(ROOT, 'dist/server'),
];

/** SHA-256 over every path and file that decides the bytes of the bundled packages. */
export function libraryPrint(): string {
  const hash = createHash('sha256');
  for (const file of MADE_FROM.flatMap(filesBelow)) {
    hash
      .update(`${file.slice(ROOT.length)}\0`)
      .update(readFileSync(file))
      .update('\0');
  }
  return hash.digest('hex');
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !/\.(map|test\.ts|tsbuildinfo)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
