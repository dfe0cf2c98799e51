import { type CallLogWriter, openCallLog } from './call-log.ts';
import { hintTo } from './hints.ts';
import { type Journal, openJournal } from './journal.ts';
import type { Hint, OpenedSession, ShellState } from './protocol.ts';
import { createStage, type Stage } from './stage.ts';
import { sendLeftovers } from './transport.ts';
import { openWire, type Sent, type Wire } from './wire.ts';

/** What a lesson and a whole package have in common: this page, and its ways to the server and to the app. */
export type ShellPage = {
  launch: ShellState;
  isReview: boolean;
  stage: Stage;
  wire: Wire;
  journal: Journal;
  hint: (hint: Hint) => void;
  later: (work: () => void, ms: number) => () => void;
  pause: (ms: number) => Promise<void>;
  openLog: (epoch: number) => CallLogWriter;
};

/** What plays in this page, whichever it is. */
export type Playing = {
  /** Stores what the content has set and not committed itself, as far as it is in a session. */
  flush: (how: 'soon' | 'leave') => void;
  /** Sends what content has called since the last time, for those who have to find out whose fault a problem is. */
  report: () => void;
  /** Tries now what waits for a later try. */
  hurry: () => void;
  isClear: () => boolean;
  /** Ends the content as leaving the page would. */
  end: () => Promise<void>;
};

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
export const pause = (ms: number) => new Promise<void>((resolve) => later(resolve, ms));

/** @param app the window that opened or framed this page */
export function openPage(launch: ShellState, app: Window | undefined, stage: HTMLElement): ShellPage {
  const wire = openWire(launch);
  return {
    launch,
    isReview: launch.mode === 'review',
    stage: createStage(stage),
    wire,
    journal: openJournal(storageIfAny(), launch.journal),
    hint: hintTo(app, launch.appOrigins),
    later,
    pause,
    openLog: (epoch) => openCallLog({ epoch, elapsedMs: () => performance.now(), later, send: wire.log }),
  };
}

/** Sends what an earlier page left, then opens a session with all that is stored. */
export async function openSession({ wire, journal }: ShellPage): Promise<Sent<OpenedSession>> {
  return (await sendLeftovers(journal, wire)) ? wire.openSession() : { kind: 'unknown' };
}
