import type { Browser, BrowserContext } from 'playwright-core';
import { chance } from '#courses/engine/chance.ts';
import type { Edition } from '#courses/format/lesson-data.ts';
import { judgeCalls } from '#courses/scorm/judge-calls.ts';
import type { CallProblem } from '#courses/scorm/judge-state.ts';
import type { Call } from '#courses/scorm/run-time-calls.ts';
import { openPackage } from '#server/packages/open-package.ts';
import { readPackage } from '#server/packages/read-package.ts';
import { QUIET } from './chromium.ts';
import { lmsPage } from './page-run-time.ts';
import { servePackage } from './serve-package.ts';
import { type Walked, walkLesson } from './walk.ts';

export type RecordOrder = {
  /** Path of the package. */
  file: string;
  seed: number;
  /** Item identifier of the one lesson to play; all when left out. */
  sco?: string | undefined;
  /** How many things to do at most in each lesson. */
  steps: number;
  /** Seconds after which the whole recording ends, whatever the package does. */
  seconds: number;
  /** Path of a Chromium. */
  chromium: string;
  /** Handed every call, in order, while it is played. */
  write: (calls: Call[]) => void;
};

export type Recording = {
  edition: Edition;
  calls: number;
  lessons: (Walked & { sco: string; title: string })[];
  /** The time limit was reached before the walk came to its end. */
  cutShort: boolean;
  problems: CallProblem[];
};

/** How long a walk may take to notice that its time is up, before its browser is closed. */
const SLACK_MS = 2000;

/** There is no such lesson in the package. */
export class NoSuchSco extends Error {
  override name = 'NoSuchSco';
}

/** Nothing to play packages with: no browser library, or no browser that starts. */
export class NoBrowser extends Error {
  override name = 'NoBrowser';
}

/**
 * Plays a package, anybody's, in headless Chromium by a random walk and hands out every call of it to the run-time of
 * its edition. The same seed makes the same choices, as far as the package lets it. The package is untrusted: it gets a
 * fresh browser profile and its own origin on this machine, and can reach nothing else.
 */
export async function recordPackage(order: RecordOrder): Promise<Recording> {
  const manifest = await readPackage(order.file);
  const inside = manifest.scos.filter(({ kind }) => kind !== 'elsewhere');
  const scos = inside.filter(({ scoId }) => order.sco === undefined || scoId === order.sco);
  if (scos.length === 0) {
    const known = inside.map(({ scoId }) => scoId).join(', ');
    throw new NoSuchSco(`The package has no lesson "${order.sco}"; it has ${known}.`);
  }
  const { edition } = manifest;
  const zip = await openPackage(order.file);
  const served = await servePackage(zip, lmsPage(edition));
  const browser = await launch(order.chromium).catch(async (error: unknown) => {
    await served.close();
    zip.close();
    throw error;
  });
  const calls: Call[] = [];
  const write = (more: Call[]): void => {
    calls.push(...more);
    order.write(more);
  };
  const recording: Recording = { edition, calls: 0, lessons: [], cutShort: false, problems: [] };
  const endsAt = Date.now() + order.seconds * 1000;
  // A page that hangs answers nobody: closing the browser ends every wait on it.
  const alarm = setTimeout(() => void browser.close(), order.seconds * 1000 + SLACK_MS);
  const random = chance(order.seed);
  try {
    const context = await newContext(browser, served.origin, order.seed);
    for (const { scoId, title, href } of scos) {
      const lms = await context.newPage();
      lms.on('dialog', (dialog) => void dialog.accept().catch(() => undefined));
      await lms.goto(`${served.origin}/lms`);
      const enough = () => Date.now() >= endsAt;
      const { origin } = served;
      const walked = await walkLesson(context, lms, {
        origin,
        sco: scoId,
        href,
        steps: order.steps,
        random,
        enough,
        write,
      });
      recording.lessons.push({ sco: scoId, title, ...walked });
      await lms.close();
      if (enough()) break;
    }
  } catch (error) {
    if (Date.now() < endsAt) throw error;
  } finally {
    clearTimeout(alarm);
    await browser.close();
    await served.close();
    zip.close();
  }
  const cutShort = Date.now() >= endsAt;
  return {
    ...recording,
    calls: calls.length,
    cutShort,
    problems: judgeCalls(edition, calls, { ended: !cutShort }),
  };
}

async function launch(executablePath: string): Promise<Browser> {
  const playwright = await import('playwright-core').catch((error: unknown) => {
    throw new NoBrowser(
      'Recording needs the package playwright-core: install it with "npm ci" (it is left out by --omit=dev).',
      {
        cause: error,
      },
    );
  });
  // Chromium's own sandbox cannot start for root; anybody else keeps it.
  const args = process.getuid?.() === 0 ? [...QUIET, '--no-sandbox'] : QUIET;
  return playwright.chromium
    .launch({ executablePath, args: [...args, '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'] })
    .catch((error: unknown) => {
      throw new NoBrowser(`The browser ${executablePath} does not start.`, { cause: error });
    });
}

/** A profile without a past that can reach one origin. */
async function newContext(browser: Browser, origin: string, seed: number): Promise<BrowserContext> {
  const context = await browser.newContext({
    acceptDownloads: false,
    serviceWorkers: 'block',
    reducedMotion: 'reduce',
    viewport: { width: 1024, height: 768 },
  });
  await context.route(
    (url) => url.origin !== origin,
    (route) => route.abort('blockedbyclient'),
  );
  await context.routeWebSocket(/.*/, (socket) => socket.close());
  // A package that shuffles shall shuffle alike next time.
  await context.addInitScript(`Math.random = (${chance.toString()})(${seed});`);
  return context;
}
