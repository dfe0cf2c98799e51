import type { BrowserContext, Page } from 'playwright-core';
import type { Call } from '#courses/scorm/run-time-calls.ts';
import { type Control, controlsIn, operate } from './controls.ts';
import type { PageRecorder } from './page-run-time.ts';

/** A lesson to walk through: where it starts, and whose chance decides. */
export type Path = {
  origin: string;
  sco: string;
  href: string;
  /** How many things to do at most, over all openings. */
  steps: number;
  random: () => number;
  /** Ends the walk when it says so (a time limit). */
  enough: () => boolean;
  /** Handed every call in order. */
  write: (calls: Call[]) => void;
};

/** How one lesson's walk went. `finished`: the lesson ended its session with a final status. */
export type Walked = { steps: number; sessions: number; finished: boolean; record: Record<string, string> };

const MAX_SESSIONS = 20;
/** A control that ended a session counts as used so often: leaving is no way to get on. */
const LEAVING_COSTS = 5;
/** One in so many steps closes the page and opens it again. */
const REOPEN_ONE_IN = 40;
/** A page that offers nothing to do for so long has ended, or waits for something we cannot give. */
const PATIENCE_MS = 4000;
const PAUSE_MS = 60;

type State = ReturnType<PageRecorder['state']>;
/** One walk: the browser, the lesson, and what was used how often. */
type Walk = { context: BrowserContext; lms: Page; path: Path; used: Map<string, number>; walked: Walked };

/** Walks through one lesson in the recorder's page until it ends, the steps are used up, or it is enough. */
export async function walkLesson(context: BrowserContext, lms: Page, path: Path): Promise<Walked> {
  const walked: Walked = { steps: 0, sessions: 0, finished: false, record: {} };
  const walk: Walk = { context, lms, path, used: new Map(), walked };
  const href = `${path.origin}/package/${path.href}`;
  let before = -1;
  // An opening in which there was nothing to do is not tried again.
  while (goesOn(walk) && walked.sessions < MAX_SESSIONS && !walked.finished && walked.steps > before) {
    before = walked.steps;
    walked.sessions += 1;
    await lms.evaluate(`recorder.begin(${JSON.stringify(path.sco)}, ${walked.sessions})`);
    await lms.evaluate(`openLesson(${JSON.stringify(href)})`);
    await walkSession(walk);
    for (const popup of context.pages()) if (popup !== lms) await popup.close();
    await lms.evaluate('closeLesson()');
    const { ended, record } = await drain(walk);
    walked.record = record;
    walked.finished = ended && isFinal(record);
  }
  return walked;
}

const goesOn = ({ walked, path }: Walk): boolean => walked.steps < path.steps && !path.enough();

async function walkSession(walk: Walk): Promise<void> {
  const { lms, path } = walk;
  let idleMs = 0;
  while (goesOn(walk) && idleMs < PATIENCE_MS) {
    const did = await takeStep(walk);
    idleMs = did === undefined ? idleMs + PAUSE_MS : 0;
    await lms.waitForTimeout(PAUSE_MS);
    const { ended } = await drain(walk);
    if (ended && did !== undefined) walk.used.set(did, (walk.used.get(did) ?? 0) + LEAVING_COSTS);
    if (ended || strayed(lms, path.origin) || (did !== undefined && path.random() < 1 / REOPEN_ONE_IN))
      return;
  }
}

/** Does one thing and tells what it is called; undefined when there is nothing to do. */
async function takeStep({ context, lms, path, used, walked }: Walk): Promise<string | undefined> {
  const popups = context.pages().filter((page) => page !== lms && page.url().startsWith(path.origin));
  // The LMS's own page is no part of the lesson, the frames in it are.
  const frames = [...lms.frames().slice(1), ...popups.flatMap((page) => page.frames())];
  const controls = (await Promise.all(frames.map(controlsIn))).flat();
  const chosen = choose(controls, used, path.random);
  if (chosen === undefined) return undefined;
  walked.steps += 1;
  await operate(chosen, path.random);
  return chosen.label;
}

/** Prefers what was used least, so that a walk gets on and does not turn in circles. */
function choose(controls: Control[], used: Map<string, number>, random: () => number): Control | undefined {
  const weights = controls.map(({ label }) => 1 / (1 + (used.get(label) ?? 0)) ** 2);
  let left = random() * weights.reduce((sum, weight) => sum + weight, 0);
  const chosen = controls.find((_, at) => {
    left -= weights[at] ?? 0;
    return left <= 0;
  });
  if (chosen) used.set(chosen.label, (used.get(chosen.label) ?? 0) + 1);
  return chosen;
}

async function drain({ lms, path }: Walk): Promise<State> {
  path.write(await lms.evaluate<Call[]>('recorder.drain()'));
  return lms.evaluate<State>('recorder.state()');
}

const FINAL = /^(passed|completed|failed)$/;
const STATUSES = ['cmi.core.lesson_status', 'cmi.completion_status', 'cmi.success_status'];
const isFinal = (record: State['record']): boolean =>
  STATUSES.some((element) => FINAL.test(record[element] ?? ''));

/** The lesson's frame went where no lesson is: a blocked address, an error page of the browser. */
function strayed(lms: Page, origin: string): boolean {
  const url = lms.frames()[1]?.url() ?? '';
  return url !== '' && url !== 'about:blank' && !url.startsWith(origin);
}
