import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { listOwnPackageKeys } from '#server/catalogue/catalogue.repo.ts';
import { libraryPrint } from '#server/catalogue/library-print.ts';
import { publishPrebuilt } from '#server/catalogue/prebuilt.ts';
import type { Published } from '#server/catalogue/store-package.ts';
import { sweepStorage } from '#server/catalogue/sweep-storage.ts';
import { dataPaths } from '#server/data-folder.ts';
import { paths } from '#server/paths.ts';
import type { Services } from '#server/services.ts';

/**
 * Clears away what a crash left in the storage, and publishes the bundled courses, unless they are what was published at the last start and every package is still
 * there: building them again only to find that nothing changed would take most of the start.
 */
export async function publishAtStart(s: Services): Promise<void> {
  await sweepStorage(s);
  const print = libraryPrint();
  const file = dataPaths(s.config.dataDir).published;
  if (readPrint(file) === print && (await hasEveryOwnPackage(s))) return;
  const wanted = readdirSync(paths.library, { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  ).length;
  const published = (await publishPrebuilt(s, print)) ?? (await buildAndPublish(s));
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

/** What builds packages is loaded only when something has to be built. */
async function buildAndPublish(s: Services): Promise<Published[]> {
  const { publishLibrary } = await import('#server/catalogue/publish-library.ts');
  return publishLibrary(s);
}
