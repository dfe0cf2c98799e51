import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureChromium } from './chromium.ts';

// Runs everything that can fail: build, Vitest (units, both database engines), Playwright (real browser), and closes
// with one plain line that adds up every test that ran.

const ROOT = join(import.meta.dirname, '..');
const OUT = join(ROOT, 'test-results');
const long = process.argv.includes('--long');

type Counts = { passed: number; failed: number; skipped: number };

function run(command: string, args: string[], env: Record<string, string> = {}): Promise<number> {
  return new Promise((done, fail) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      stdio: 'inherit',
      env: { ...process.env, ...env },
      shell: process.platform === 'win32',
    });
    child.on('error', fail);
    child.on('exit', (code) => done(code ?? 1));
  });
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Vitest's JSON report; a run that wrote none counts as one failure. */
function vitestCounts(file: string): Counts {
  const report = readJson(file) as
    | {
        numPassedTests: number;
        numFailedTests: number;
        numPendingTests: number;
        numTodoTests: number;
        numFailedTestSuites: number;
      }
    | undefined;
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  // a file that fails to load has no failed test of its own
  const failed = report.numFailedTests || (report.numFailedTestSuites > 0 ? 1 : 0);
  return { passed: report.numPassedTests, failed, skipped: report.numPendingTests + report.numTodoTests };
}

function playwrightCounts(file: string): Counts {
  const report = readJson(file) as
    | { stats: { expected: number; unexpected: number; flaky: number; skipped: number } }
    | undefined;
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  return {
    passed: report.stats.expected,
    failed: report.stats.unexpected + report.stats.flaky,
    skipped: report.stats.skipped,
  };
}

rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
const chromium = ensureChromium();
const env: Record<string, string> = { CHROMIUM: chromium, ...(long ? { LONG: '1', FUZZ_RUNS: '2000' } : {}) };

const built = await run('node', ['scripts/build.ts', '--if-stale']);
if (built !== 0) throw new Error('The build failed; no test was run.');

const vitestFile = join(OUT, 'vitest.json');
const unit = await run(
  'vitest',
  ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${vitestFile}`],
  env,
);
const playwrightFile = join(OUT, 'playwright.json');
const browser = await run('playwright', ['test', '-c', 'test/e2e/playwright.config.ts'], {
  ...env,
  PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightFile,
});

const parts = [vitestCounts(vitestFile), playwrightCounts(playwrightFile)];
const sum = (key: keyof Counts) => parts.reduce((total, part) => total + part[key], 0);
const [passed, skipped] = [sum('passed'), sum('skipped')];
// a runner that ended badly without a failed test (a crash, an unhandled error) still fails the run
const failed = Math.max(sum('failed'), unit !== 0 || browser !== 0 || passed === 0 ? 1 : 0);
console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed > 0 ? 1 : 0;
