import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

/** The four things that are built, with the folders whose content decides whether a build is still good. */
const TARGETS = {
  player: {
    config: 'client/player/vite.config.ts',
    from: ['client/player', 'client/styles', 'client/messages', 'courses'],
  },
  shell: {
    config: 'client/shell/vite.config.ts',
    from: ['client/shell', 'client/styles', 'client/messages', 'server/contract'],
  },
  app: {
    config: 'client/app/vite.config.ts',
    from: [
      'client/app',
      'client/features',
      'client/ui',
      'client/api',
      'client/styles',
      'client/messages',
      'server/contract',
      'courses/format',
    ],
  },
  server: { config: 'server/vite.config.ts', from: ['server', 'courses'] },
} as const;
/** Made of all the others: the packages of the bundled courses, so that a first start has nothing to build. */
const LIBRARY = 'library';
type Target = keyof typeof TARGETS;
const GROUPS: Record<string, Target[]> = { client: ['player', 'shell', 'app'] };

const ROOT = join(import.meta.dirname, '..');

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !/\.(test\.tsx?|ya?ml|md|tsbuildinfo)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** A hash over everything a target is made from, so that a build is made again only when it would differ. */
function fingerprint(target: Target): string {
  const hash = createHash('sha256');
  const folders = TARGETS[target].from.flatMap((folder) => filesBelow(join(ROOT, folder)));
  for (const file of [...folders, join(ROOT, 'package-lock.json')])
    hash.update(file.slice(ROOT.length)).update('\0').update(readFileSync(file));
  return hash.digest('hex');
}

const stampOf = (target: Target) => join(ROOT, 'dist', `${target}.stamp`);

function isFresh(target: Target, print: string): boolean {
  const stamp = stampOf(target);
  return (
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === print &&
    statSync(join(ROOT, 'dist', target)).isDirectory()
  );
}

async function buildTarget(target: Target, print: string): Promise<void> {
  const { build } = await import('vite');
  rmSync(stampOf(target), { force: true });
  const started = performance.now();
  await build({ configFile: join(ROOT, TARGETS[target].config), logLevel: 'warn' });
  writeFileSync(stampOf(target), print);
  console.log(`built ${target} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

const { values } = parseArgs({ options: { 'if-stale': { type: 'boolean' }, only: { type: 'string' } } });
const wanted = wantedTargets(values.only);
for (const target of wanted) {
  if (!(target in TARGETS))
    throw new Error(
      `No build target "${target}"; there are ${Object.keys(TARGETS).join(', ')} client and library.`,
    );
  const print = fingerprint(target);
  if (!(values['if-stale'] && isFresh(target, print))) await buildTarget(target, print);
}
if (values.only === undefined || values.only === LIBRARY) await buildLibrary();

function wantedTargets(only: string | undefined): Target[] {
  if (only === undefined) return Object.keys(TARGETS) as Target[];
  return only === LIBRARY ? [] : (GROUPS[only] ?? [only as Target]);
}

async function buildLibrary(): Promise<void> {
  const { libraryPrint } = await import('#server/catalogue/library-print.ts');
  const { paths } = await import('#server/paths.ts');
  const print = libraryPrint();
  const kept = join(paths.prebuilt, 'print');
  if (values['if-stale'] && existsSync(kept) && readFileSync(kept, 'utf8') === print) return;
  const [{ packLibrary }, { writePrebuilt }] = await Promise.all([
    import('#server/catalogue/publish-library.ts'),
    import('#server/catalogue/prebuilt.ts'),
  ]);
  const started = performance.now();
  writePrebuilt(await packLibrary(), print);
  console.log(`built library in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}
