import { createBar } from './bar.ts';
import { createFacade, GLOBAL_NAME } from './facade.ts';
import { hintTo } from './hints.ts';
import { openJournal } from './journal.ts';
import { openPlayer, type Player } from './player.ts';
import type { ShellState } from './protocol.ts';
import { loadRunTime } from './run-time.ts';
import { sendLeftovers } from './transport.ts';
import { openWire } from './wire.ts';
import '#client/styles/tokens.css';
import './shell.css';

const launch = JSON.parse(document.getElementById('launch')?.textContent ?? '') as ShellState;
const app = window.parent === window ? ((window.opener as Window | null) ?? undefined) : window.parent;

// Content climbs from parent to parent in search of its run-time, and would end in an error at the app's window, which
// is on another origin: the search ends here.
Object.defineProperty(window, 'parent', { value: window });

const hint = hintTo(app, launch.appOrigins);
const wire = openWire(launch);
const journal = openJournal(storageIfAny(), launch.journal);
const stage = document.getElementById('stage') ?? document.body;
let player: Player | undefined;
const bar = createBar(document.body, launch.selfReporting, () => void close());

/** Browsers may forbid storage in framed pages: reading the property throws then. */
function storageIfAny(): Storage | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}

const later = (work: () => void, ms: number): (() => void) => {
  const timer = setTimeout(work, ms);
  return () => clearTimeout(timer);
};
const pause = (ms: number) => new Promise<void>((resolve) => later(resolve, ms));

async function open(): Promise<void> {
  bar.tell('opening');
  const startSession = await loadRunTime(launch.edition);
  for (let failures = 0; ; failures += 1) {
    const opened = (await sendLeftovers(journal, wire))
      ? await wire.openSession()
      : { kind: 'unknown' as const };
    if (opened.kind === 'ok') {
      bar.tell('');
      player = openPlayer(
        { wire, journal, later, hint, bar, startSession, selfReporting: launch.selfReporting },
        opened.answer,
      );
      return play(player);
    }
    if (opened.kind !== 'unknown') {
      hint('expired');
      return bar.tell('closed');
    }
    bar.tell('cannotOpen');
    await pause(Math.min(30_000, 1000 * 2 ** failures));
  }
}

function play(opened: Player): void {
  const facade = createFacade(launch.edition, opened.current);
  Object.defineProperty(window, GLOBAL_NAME[launch.edition], { value: facade, enumerable: true });
  const frame = document.createElement('iframe');
  frame.title = launch.title;
  frame.allow = 'autoplay; fullscreen; clipboard-write; unload';
  frame.src = launch.href;
  stage.append(frame);
  frame.addEventListener('load', () => frame.contentWindow?.focus(), { once: true });

  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') opened.flush('soon');
    else opened.hurry();
  });
  window.addEventListener('pagehide', () => opened.flush('leave'));
  window.addEventListener('online', opened.hurry);
  // Brought back from the browser's cache, this page would go on with a session that may have been superseded.
  window.addEventListener('pageshow', ({ persisted }) => persisted && window.location.reload());
}

const LONGEST_CLOSE_MS = 3_000;

/** Ends the content as leaving the page would, gives the rest of its work a moment to be stored, and tells the app. */
async function close(): Promise<void> {
  stage.replaceChildren();
  player?.flush('soon');
  const until = Date.now() + LONGEST_CLOSE_MS;
  const isClear = () => player?.isClear() ?? true;
  while (!isClear() && Date.now() < until) await pause(50);
  hint('finished');
  if (window.opener) window.close();
}

void open();
