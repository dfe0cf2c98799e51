import { fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ExportOptions } from '#courses/scorm/export-options.ts';
import { CHROMIUM_ARGS } from '#scripts/chromium.ts';
import { readCourseFolder } from '#server/catalogue/read-course-folder.ts';
import { paths } from '#server/paths.ts';
import { findChromium } from '#server/recorder/chromium.ts';
import { libraryCourse } from '#test/support/library-course.ts';
import { startPostgres } from '#test/support/private-postgres.ts';
import { bareRate } from './bare.ts';
import { measureFirstScreen } from './first-screen.ts';
import { measureImport, writeLargePackage } from './import.ts';
import { addLearners } from './learners.ts';
import type { Job, Load, Target } from './load.ts';
import { FILES, measurePackageFiles } from './package-files.ts';
import { memoryMb, openSession, startBundle } from './server.ts';

// Measures the product on this machine, in one run, so that ratios mean something: commits through the whole endpoint beside the
// same transaction done bare, at the same hour on the same disk. `--json` prints the same as JSON, `--seconds N` sets the length of each load.

type Row = { name: string; value: number; unit: string; note?: string };

/** Enough that none commits more often than a page may (server/learning/play-limits.ts). */
const LEARNERS = 640;
const MOST_AT_ONCE = 32;
const ROUNDS = 3;
const json = process.argv.includes('--json');
const seconds = Number(process.argv[process.argv.indexOf('--seconds') + 1]) || 4;
const rows: Row[] = [];
const say = (text: string) => json || console.log(text);
const add = (name: string, value: number, unit: string, note?: string) =>
  rows.push(note === undefined ? { name, value, unit } : { name, value, unit, note });

function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => done(port));
    });
  });
}

function runLoad(job: Job): Promise<Load> {
  const child = fork(join(import.meta.dirname, 'load.ts'));
  return new Promise((done, fail) => {
    child.once('message', (load: Load) => {
      done(load);
      child.kill();
    });
    child.once('error', fail);
    child.send(job);
  });
}

const best = (loads: Load[]): Load => loads.reduce((a, b) => (b.perSecond > a.perSecond ? b : a));

async function measureCommits(engine: string, env: Record<string, string>, folder: string): Promise<void> {
  const port = await freePort();
  const settings = { ...env, PORT: String(port) };
  say(`${engine}: adding learners and publishing`);
  const urls = await addLearners(settings, LEARNERS);
  const first = await startBundle(settings, port);
  await first.stop();
  const server = await startBundle(settings, port);
  add(`${engine}: start to ready`, server.readySeconds, 's');
  await new Promise((done) => setTimeout(done, 1000));
  const memory = memoryMb(server.pid);
  if (memory !== undefined) add(`${engine}: memory after start`, memory, 'MB');
  const targets: Target[] = await Promise.all(urls.map((url) => openSession(port, url)));
  let firstNumber = 1;
  const bare: number[] = [];
  const whole: Load[] = [];
  const commit = async (concurrency: number): Promise<Load> => {
    const load = await runLoad({ port, targets, concurrency, seconds, firstNumber });
    firstNumber = load.lastNumber + 1;
    if (load.failed > 0)
      throw new Error(
        `${load.failed} of ${load.commits} commits failed (${engine}, ${concurrency} at once).`,
      );
    return load;
  };
  await commit(8); // warm up
  for (const concurrency of [1, 8]) {
    say(`${engine}: ${concurrency} at once`);
    report(engine, concurrency, await commit(concurrency));
  }
  // In turns, so that a busy neighbour on the machine harms both alike.
  for (let round = 0; round < ROUNDS; round++) {
    say(`${engine}: 32 at once, round ${round + 1}`);
    whole.push(await commit(MOST_AT_ONCE));
    bare.push(bareRate(mkdtempSync(join(folder, 'bare-')), seconds, LEARNERS));
  }
  report(engine, MOST_AT_ONCE, best(whole));
  const bareBest = Math.max(...bare);
  add(`${engine}: bare better-sqlite3, one by one, same run`, bareBest, '/s', 'WAL, synchronous=FULL');
  add(`${engine}: whole endpoint at 32 / bare`, best(whole).perSecond / bareBest, 'x');
  await server.stop();
}

function report(engine: string, concurrency: number, load: Load): void {
  add(`${engine}: commits, ${concurrency} at once`, load.perSecond, '/s');
  add(`${engine}: commits, ${concurrency} at once, p50`, load.p50Ms, 'ms');
  add(`${engine}: commits, ${concurrency} at once, p99`, load.p99Ms, 'ms');
}

async function measurePackage(): Promise<void> {
  const { buildPackage } = await import('#server/packages/build-package.ts');
  const course = await libraryCourse('ask-what-it-did');
  const { media } = await readCourseFolder(join(paths.library, 'ask-what-it-did'));
  const started = performance.now();
  const { zip } = await buildPackage({ course, media, options: ExportOptions.parse({}) });
  add('package of three lessons: build', (performance.now() - started) / 1000, 's');
  add('package of three lessons: zip', zip.byteLength / 1000, 'KB');
  add(
    'player JavaScript, gzip',
    gzipSync(readFileSync(join(paths.player, 'player.js')), { level: 9 }).byteLength / 1000,
    'KB',
  );
}

async function measureFiles(folder: string): Promise<void> {
  say(`a package of ${FILES} files`);
  const { oursSeconds, plainSeconds, ratio } = await measurePackageFiles(folder, await freePort());
  add(`package of ${FILES} files: every file, 6 connections`, oursSeconds, 's');
  add(`package of ${FILES} files: the same from a plain static server, same run`, plainSeconds, 's');
  add(`package of ${FILES} files: here / plain`, ratio, 'x');
}

const LARGE_MB = 300;

async function measureLargeImport(folder: string): Promise<void> {
  say(`a package of ${LARGE_MB} MB`);
  const zip = join(folder, 'large.zip');
  await writeLargePackage(zip, LARGE_MB);
  const { seconds: taken, addedMb } = await measureImport(folder, await freePort(), zip);
  add(`import of ${LARGE_MB} MB: uploaded, looked at, unpacked`, taken, 's');
  if (addedMb !== undefined) add(`import of ${LARGE_MB} MB: memory added at the most`, addedMb, 'MB');
}

async function measureScreens(): Promise<void> {
  const executablePath = findChromium(process.env);
  if (executablePath === undefined)
    return void say('First screen: there is no Chromium here, so it is left out.');
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGS });
  try {
    const { lessonMs, blankMs, ratio, slowdown } = await measureFirstScreen(browser);
    add('first screen of a lesson', lessonMs, 'ms', `CPU slowed ${slowdown} times`);
    add('first screen of a blank React page, same run', blankMs, 'ms');
    add('first screen: lesson / blank', ratio, 'x');
  } finally {
    await browser.close();
  }
}

const folder = mkdtempSync(join(tmpdir(), 'askwell-bench-'));
try {
  await measurePackage();
  await measureFiles(mkdtempSync(join(folder, 'files-')));
  await measureLargeImport(mkdtempSync(join(folder, 'import-')));
  await measureScreens();
  await measureCommits('SQLite', { DATA_DIR: join(folder, 'sqlite') }, folder);
  const postgres = startPostgres({ durable: true });
  if (postgres) {
    try {
      const url = `postgres://postgres@localhost/postgres?host=${encodeURIComponent(postgres.socket)}`;
      await measureCommits('PostgreSQL', { DATA_DIR: join(folder, 'pg'), DATABASE_URL: url }, folder);
    } finally {
      postgres.stop();
    }
  } else say('PostgreSQL: its programs were not found on this machine, so it is left out.');
} finally {
  rmSync(folder, { recursive: true, force: true });
}

if (json) console.log(JSON.stringify(rows, undefined, 2));
else {
  const digits = (value: number) => (value >= 100 ? value.toFixed(0) : value.toFixed(2));
  const width = Math.max(...rows.map(({ name }) => name.length));
  for (const { name, value, unit, note } of rows) {
    console.log(`${name.padEnd(width)}  ${digits(value).padStart(8)} ${unit}${note ? `  (${note})` : ''}`);
  }
}
