import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listOwnPackageKeys } from '#server/catalogue/catalogue.repo.ts';
import { sweepStorage } from '#server/catalogue/sweep-storage.ts';
import { dataPaths } from '#server/data-folder.ts';
import { paths, ROOT } from '#server/paths.ts';
import type { Services } from '#server/services.ts';

/** All that decides the bytes of a bundled package: the courses and their compiler, the packager, the player. */
const MADE_FROM = [
  join(ROOT, 'courses'),
  join(ROOT, 'server/packages'),
  paths.player,
  join(ROOT, 'dist/server'),
];

/**
 * Clears away what a crash left in the storage, and publishes the bundled courses, unless they are what was published at the last start and every package is still
 * there: building them again only to find that nothing changed would take most of the start.
 */
export async function publishAtStart(s: Services): Promise<void> {
  await sweepStorage(s);
  const print = fingerprint();
  const file = dataPaths(s.config.dataDir).published;
  if (readPrint(file) === print && (await hasEveryOwnPackage(s))) return;
  const { publishLibrary } = await import('#server/catalogue/publish-library.ts');
  const wanted = readdirSync(paths.library, { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  ).length;
  const published = await publishLibrary(s);
  if (published.length < wanted) return; // try again at the next start
  writeFileSync(`${file}.new`, print);
  renameSync(`${file}.new`, file);
}

const readPrint = (file: string): string | undefined =>
  existsSync(file) ? readFileSync(file, 'utf8') : undefined;

async function hasEveryOwnPackage({ store, storage }: Services): Promise<boolean> {
  const stored = new Set(await storage.list());
  const known = await listOwnPackageKeys(store);
  return known.length > 0 && known.every((key) => stored.has(key));
}

/** SHA-256 over every path and file. */
function fingerprint(): string {
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
