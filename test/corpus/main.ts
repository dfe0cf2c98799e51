import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { eq } from 'drizzle-orm';
import { type Browser, chromium } from 'playwright-core';
import type { Activity } from '#courses/scorm/activity-tree.ts';
import { CHROMIUM_ARGS } from '#scripts/chromium.ts';
import { createUser } from '#server/accounts/users.ts';
import { importPackage } from '#server/imports/import-package.ts';
import { publishVersion } from '#server/imports/versions.ts';
import { openServices } from '#server/open-services.ts';
import { PackageProblem } from '#server/packages/package-problem.ts';
import { findChromium } from '#server/recorder/chromium.ts';
import type { Services } from '#server/services.ts';
import { startServer } from '#server/start.ts';
import { playPackage } from './play-package.ts';
import { tableOf, type Verdict } from './verdict.ts';

// Hands every zip of a folder to the product and plays what it accepts: `npm run -s corpus -- FOLDER [--json] [--only TEXT]`.
// Ends with 1 when something crashed; a package that is refused is an answer.

const USAGE =
  'Usage: npm run -s corpus -- FOLDER [--json] [--only TEXT]   (a folder with SCORM packages, .zip)';
const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean', default: false }, only: { type: 'string', default: '' } },
  allowPositionals: true,
});
const [folder] = positionals;
if (folder === undefined || !statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
  console.error(USAGE);
  process.exit(2);
}
const executablePath = findChromium(process.env);
if (executablePath === undefined) {
  console.error('There is no Chromium on this machine: set CHROMIUM to the path of one.');
  process.exit(2);
}
const zips = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.zip$/i.test(name) && name.includes(values.only))
  .sort();

const work = mkdtempSync(join(tmpdir(), 'askwell-corpus-'));
const env = { ...process.env, DATA_DIR: join(work, 'data'), PORT: '0', LOG_LEVEL: 'silent' };
const server = await startServer(env);
// A second connection to the same data, to hand packages in and to look at what was stored.
const services = await openServices(server.config);
const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGS });
const verdicts: Verdict[] = [];
try {
  for (const [at, zip] of zips.entries()) {
    const verdict = await judge(services, browser, join(folder, zip));
    verdicts.push(verdict);
    console.error(
      `${at + 1}/${zips.length} ${verdict.verdict} ${verdict.file} (${verdict.seconds.toFixed(1)} s)`,
    );
  }
} finally {
  await browser.close();
  await services.store.close();
  await server.stop();
  rmSync(work, { recursive: true, force: true });
}
console.log(values.json ? JSON.stringify(verdicts, undefined, 2) : `\n${tableOf(verdicts)}`);
process.exitCode = verdicts.some(({ verdict }) => verdict === 'crashed') ? 1 : 0;

async function judge(s: Services, browser: Browser, file: string): Promise<Verdict> {
  const started = performance.now();
  const empty: Verdict = {
    file: relative(folder ?? '', file),
    verdict: 'accepted',
    reason: '',
    standard: '',
    tool: '',
    notices: [],
    scos: [],
    seconds: 0,
  };
  const seconds = () => (performance.now() - started) / 1000;
  try {
    return { ...empty, ...(await accept(s, browser, file)), seconds: seconds() };
  } catch (error) {
    const refused = error instanceof PackageProblem;
    const reason = error instanceof Error ? error.message : String(error);
    return { ...empty, verdict: refused ? 'refused' : 'crashed', reason, seconds: seconds() };
  }
}

async function accept(s: Services, browser: Browser, file: string): Promise<Partial<Verdict>> {
  const { courseId, number } = await importPackage(s, { file, fileName: basename(file) });
  const { standard, schemaVersion, tool, notices } = await publishVersion(s, courseId, number, {});
  const { db, t } = s.store;
  const [version] = await db.select().from(t.courseVersions).where(eq(t.courseVersions.courseId, courseId));
  if (!version?.contents) throw new Error('The version that was published is not there.');
  const contents = withoutSequencing(version.contents);
  await db.update(t.courseVersions).set({ contents }).where(eq(t.courseVersions.id, version.id));
  const learner = await createUser(s, {
    name: 'Corpus',
    username: `corpus-${courseId}`.slice(0, 40),
    role: 'agent',
  });
  const scos = await playPackage(s, browser, { courseId, versionId: version.id, learner, contents });
  return {
    standard: schemaVersion || standard,
    tool: tool ?? '',
    notices: notices.map(({ message }) => message),
    scos,
  };
}

function withoutSequencing(activity: Activity): Activity {
  return {
    ...activity,
    isVisible: true,
    prerequisites: '',
    sequencing: undefined,
    children: activity.children.map(withoutSequencing),
  };
}
