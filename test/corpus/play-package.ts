import { asc, eq } from 'drizzle-orm';
import type { Browser, BrowserContext, Frame, Page } from 'playwright-core';
import type { Activity } from '#courses/scorm/activity-tree.ts';
import type { LoggedCall } from '#server/contract/commit.ts';
import { launchLesson } from '#server/learning/launch.service.ts';
import type { Services } from '#server/services.ts';
import type { PlayedSco } from './verdict.ts';

/** What the product is asked to play. */
export type Order = { courseId: string; versionId: string; learner: { id: string }; contents: Activity };

/** How long a page gets to start its run-time; longer waits find nothing more and cost a corpus hours. */
const PATIENCE_MS = 5_000;
const MARK = 'left here by the corpus';
const MOST_ERRORS = 5;

/**
 * Opens every SCO of a package in a browser, leaves a bookmark through its run-time, closes the page without a word,
 * and opens all again. Sequencing has been taken out: what it allows is tested elsewhere, here every SCO is to be seen.
 */
export async function playPackage(s: Services, browser: Browser, order: Order): Promise<PlayedSco[]> {
  const playable = playableIn(order.contents);
  const first = await openShell(s, browser, order);
  const played: Map<string, PlayedSco> = new Map();
  try {
    for (const activity of playable) played.set(activity.id, await playOne(first, activity, playable.length));
  } finally {
    await closeShell(first);
  }
  const calls = await storedCalls(s, order);
  const second = await openShell(s, browser, order);
  try {
    for (const activity of playable) {
      const one = played.get(activity.id);
      if (!one || one.resumed === null) continue;
      await goTo(second, activity, playable.length);
      const started = second.started.get(activity.id);
      // a SCO that ended for good begins anew, as the standard wants it
      one.resumed = started?.fresh ? null : (started?.text.includes(MARK) ?? false);
    }
  } finally {
    await closeShell(second);
  }
  const statuses = await storedStatuses(s, order);
  return [...played.values()].map((one) => ({
    ...one,
    ...callsOf(calls, one),
    status: statuses.get(one.sco) ?? '',
  }));
}

const playableIn = (activity: Activity): Activity[] => [
  ...(activity.kind === 'folder' ? [] : [activity]),
  ...activity.children.flatMap(playableIn),
];

type Shell = {
  context: BrowserContext;
  page: Page;
  errors: string[];
  /** Hosts beside its own that the package asks for something. */
  hosts: Set<string>;
  /** By SCO: what the server started it with, as text, and whether a new attempt at it began. */
  started: Map<string, { text: string; fresh: boolean }>;
};

async function openShell(s: Services, browser: Browser, { courseId, learner }: Order): Promise<Shell> {
  const launch = await launchLesson(s, learner, { courseId, lessonId: 'package' });
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const errors: string[] = [];
  const hosts = new Set<string>();
  const own = new URL(launch.url).host;
  const started: Shell['started'] = new Map();
  page.on('pageerror', (error) => errors.push(error.message.slice(0, 200)));
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    if (protocol.startsWith('http') && host !== own) hosts.add(host);
  });
  page.on('dialog', (dialog) => void dialog.accept().catch(() => {}));
  page.on('response', (answer) => {
    if (!answer.url().endsWith('/sco')) return;
    const { sco, fresh } = answer.request().postDataJSON() as { sco: string; fresh: boolean };
    void answer.text().then(
      (text) => started.set(sco, { text, fresh }),
      () => {},
    );
  });
  await page.goto(launch.url);
  return { context, page, errors, hosts, started };
}

/** Leaves the page without a word to the content, as a learner in a hurry closes a tab. */
async function closeShell({ context, page }: Shell): Promise<void> {
  await page.goto('about:blank').catch(() => {});
  await context.close();
}

async function playOne(shell: Shell, activity: Activity, of: number): Promise<PlayedSco> {
  const before = shell.errors.length;
  shell.hosts.clear();
  const opened = await goTo(shell, activity, of);
  const talks = opened && activity.kind === 'sco';
  const begun = talks ? await leaveMark(shell.page) : 'not yet';
  const { id: sco, title, kind } = activity;
  const pageErrors = shell.errors.slice(before, before + MOST_ERRORS);
  return {
    sco,
    title,
    kind: kind === 'folder' ? 'asset' : kind,
    opened,
    found: begun !== 'not yet',
    calls: 0,
    refusedCalls: 0,
    pageErrors,
    hosts: [...shell.hosts],
    status: '',
    resumed: begun === 'marked' ? false : null,
  };
}

/** Goes to an item by the table of contents, as a learner does; with a single item there is none. */
async function goTo({ page, started }: Shell, { id, kind }: Activity, of: number): Promise<boolean> {
  if (of > 1) {
    const line = page.locator(`#contents [data-id=${JSON.stringify(id)}]`);
    const isCurrent = async () => (await line.getAttribute('aria-current')) !== null;
    try {
      if (!(await line.isVisible()))
        await page.locator('[aria-controls=contents]').click({ timeout: PATIENCE_MS });
      await line.waitFor({ timeout: PATIENCE_MS });
      if (!(await isCurrent())) {
        started.delete(id);
        await line.click({ timeout: PATIENCE_MS });
      }
    } catch {
      return false;
    }
  }
  return kind === 'elsewhere' || until(async () => started.has(id));
}

type Api = {
  LMSGetValue?: (element: string) => string;
  LMSSetValue?: (element: string, value: string) => string;
  LMSCommit?: (nothing: string) => string;
  SetValue?: (element: string, value: string) => string;
  Commit?: (nothing: string) => string;
  GetLastError?: () => string;
};

type Begun = 'not yet' | 'marked' | 'over';

/** Through the run-time that the content has started itself; some content ends it again at once, and the page takes it away then. */
function mark(text: string): Begun {
  const page = globalThis as unknown as { API?: Api; API_1484_11?: Api };
  const [old, api] = [page.API, page.API_1484_11];
  if (!old && !api) return 'over';
  const isSet = api
    ? api.SetValue?.('cmi.location', text) === 'true' && api.Commit?.('') === 'true'
    : old?.LMSSetValue?.('cmi.core.lesson_location', text) === 'true' && old.LMSCommit?.('') === 'true';
  if (isSet) return 'marked';
  return api?.GetLastError?.() === '133' ? 'over' : 'not yet';
}

async function leaveMark(page: Page): Promise<Begun> {
  let begun: Begun = 'not yet';
  await until(async () => {
    begun = await frameOf(page)
      .evaluate(mark, MARK)
      .catch(() => 'not yet' as const);
    return begun !== 'not yet';
  });
  return begun;
}
const frameOf = (page: Page): Frame => page.mainFrame();

async function until(holds: () => Promise<boolean>): Promise<boolean> {
  const end = Date.now() + PATIENCE_MS;
  while (Date.now() < end) {
    if (await holds()) return true;
    await new Promise((done) => setTimeout(done, 100));
  }
  return false;
}

async function storedCalls({ store: { db, t } }: Services, { versionId }: Order): Promise<LoggedCall[]> {
  const rows = await db
    .select({ calls: t.callLogs.calls })
    .from(t.callLogs)
    .innerJoin(t.attempts, eq(t.attempts.id, t.callLogs.attemptId))
    .where(eq(t.attempts.versionId, versionId))
    .orderBy(asc(t.callLogs.epoch), asc(t.callLogs.part));
  return rows.flatMap(({ calls }) => JSON.parse(calls) as LoggedCall[]);
}

function callsOf(
  calls: readonly LoggedCall[],
  { sco, opened, found }: PlayedSco,
): Pick<PlayedSco, 'calls' | 'refusedCalls' | 'opened' | 'found'> {
  const own = calls.filter((call) => call.sco === sco && !call.args.includes(MARK));
  return {
    opened: opened || own.length > 0,
    found: found || own.some(({ name }) => name.endsWith('Initialize')),
    calls: own.length,
    refusedCalls: own.filter(({ error }) => error !== '0' && error !== '').length,
  };
}

async function storedStatuses(
  { store: { db, t } }: Services,
  { versionId }: Order,
): Promise<Map<string, string>> {
  const { scoId, completionStatus, successStatus } = t.trackedStates;
  const rows = await db
    .select({ scoId, completionStatus, successStatus })
    .from(t.trackedStates)
    .innerJoin(t.attempts, eq(t.attempts.id, t.trackedStates.attemptId))
    .where(eq(t.attempts.versionId, versionId));
  return new Map(
    rows.map((row) => [
      row.scoId,
      row.successStatus === 'unknown' ? row.completionStatus : row.successStatus,
    ]),
  );
}
