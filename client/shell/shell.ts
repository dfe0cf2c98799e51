import { createBar } from './bar.ts';
import { forgetCookies } from './forget-cookies.ts';
import { speak } from './messages.ts';
import { openPackage } from './package/open-package.ts';
import { closedPage } from './package/pages.ts';
import { openPage, openSession, type Playing, pause } from './page.ts';
import { openLesson } from './player.ts';
import type { ShellState } from './protocol.ts';
import '#client/styles/tokens.css';
import './shell.css';
import './package/package.css';

const launch = JSON.parse(document.getElementById('launch')?.textContent ?? '') as ShellState;
const isPopup = window.parent === window;
const app = isPopup ? ((window.opener as Window | null) ?? undefined) : window.parent;

// Content climbs from parent to parent in search of its run-time, and would end in an error at the app's window, which
// is on another origin: the search ends here. Content must not get hold of the app's window through us either, which
// it could send to another address.
Object.defineProperty(window, 'parent', { value: window });
if (isPopup) window.opener = null;

// The line around a course speaks its language, where we do: a course in French is not saved in English.
document.documentElement.lang = speak(launch.language);
forgetCookies();
const page = openPage(launch, app, document.getElementById('stage') ?? document.body);
const { hint } = page;
let playing: Playing | undefined;

const whole = launch.contents ? openPackage(page, launch.contents, () => void close()) : undefined;
const bar =
  whole?.bar ??
  createBar(document.body, {
    selfReporting: launch.selfReporting,
    isReview: page.isReview,
    onClose: () => void close(),
  });

async function open(): Promise<void> {
  bar.tell('opening');
  for (let failures = 0; ; failures += 1) {
    const opened = await openSession(page);
    if (opened.kind === 'ok') {
      bar.tell('');
      playing = await (whole?.begin(opened.answer) ?? openLesson(page, bar, opened.answer));
      return watch(playing);
    }
    if (opened.kind !== 'unknown') {
      hint('expired');
      return bar.tell('closed');
    }
    bar.tell('cannotOpen');
    await pause(Math.max(opened.restMs ?? 0, Math.min(30_000, 1000 * 2 ** failures)));
  }
}

const LOG_MS = 60_000;

function watch(opened: Playing): void {
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') opened.flush('soon');
    else opened.hurry();
  });
  window.addEventListener('pagehide', () => opened.flush('leave'));
  window.addEventListener('online', opened.hurry);
  // Brought back from the browser's cache, this page would go on with a session that may have been superseded.
  window.addEventListener('pageshow', ({ persisted }) => persisted && window.location.reload());
  setInterval(opened.report, LOG_MS);
}

const LONGEST_CLOSE_MS = 3_000;

/** Ends the content as leaving the page would, gives the rest of its work a moment to be stored, and tells the app. */
async function close(): Promise<void> {
  await playing?.end();
  const until = Date.now() + LONGEST_CLOSE_MS;
  const isClear = () => playing?.isClear() ?? true;
  while (!isClear() && Date.now() < until) await pause(50);
  page.stage.show(closedPage());
  hint('finished');
  if (isPopup) window.close();
}

void open();
