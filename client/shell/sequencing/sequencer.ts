import type { PackageCommit, Tree } from '#client/shell/protocol.ts';
import type { Session, Store } from '#client/shell/run-time.ts';
import type { HIDDEN_CONTROLS } from '#courses/scorm/sequencing.ts';

/** Navigation requests (SN 5.6.3). */
export const REQUESTS = [
  'start',
  'resumeAll',
  'continue',
  'previous',
  'choice',
  'jump',
  'exit',
  'exitAll',
  'suspendAll',
  'abandon',
  'abandonAll',
] as const;
export type NavigationRequest = (typeof REQUESTS)[number];

/**
 * The activity to play now: a SCO, an asset, or a page elsewhere (its kind is in the contents).
 * `fresh`: a new attempt on it begins, so nothing of an earlier one is given back; otherwise a suspended one goes on.
 */
export type Delivered = { sco: string; fresh: boolean };

/**
 * What became of a navigation request.
 * `delivered`: close what is open, if anything, and open this. The same activity may be delivered again (retry).
 * `choosing`: what was open has ended and nothing is open now; the learner picks from the contents or goes on. This is
 *   what a plain exit leads to, and a request that could not be obeyed after all (`reason`).
 * `ended`: the sequencing session is over; after `suspendAll` it can be resumed, after `exitAll` it begins anew.
 * `refused`: nothing has changed; `reason` is the exception code of the SN book's pseudo-code ('NB.2.1-4'), or ''.
 */
export type NavigationResult =
  | ({ kind: 'delivered' } & Delivered)
  | { kind: 'choosing'; reason: string }
  | { kind: 'ended' }
  | { kind: 'refused'; reason: string };

/** What the learner may do now. Hidden activities are neither listed nor choosable (SN 3.4.5, 5.6.4). */
export type Valid = {
  /** A "continue" would be obeyed and may be shown. */
  continue: boolean;
  previous: boolean;
  /** The activities that may be chosen, folders included. */
  choice: ReadonlySet<string>;
  /** Controls of ours that the activity wants hidden; already left out of `continue` and `previous`. */
  hidden: ReadonlySet<(typeof HIDDEN_CONTROLS)[number]>;
};

/** A line of the table of contents, in the order after randomization and selection. */
export type Line = {
  id: string;
  title: string;
  children: Line[];
};

/**
 * SCORM 2004 sequencing of one attempt at a whole package. One engine lives as long as the page; every SCO gets a
 * clean run-time from it. All of its state is in `snapshot().sequencing`: a page opened with it goes on where the
 * commit was made.
 *
 * Life: `openSequencer` -> `begin()` -> for every `delivered`: ask the server for the SCO's CMI with its `fresh`,
 * `startSession(cmi, store)`, load the page; assets need no session. Content's own moves (`adl.nav.request`) are obeyed
 * inside its Terminate and come out through `onMove`, still inside that call: note it, and change the page afterwards.
 * A learner's move takes three steps: `intend(request)`, close the page (it may Terminate by itself, which then does
 * what was intended), `navigate(request)`, which gives the result either way. Closing the whole is a `suspendAll`.
 * Commit the snapshot after every move: sequencing has then changed although no SCO has committed anything.
 */
export type Sequencer = {
  /** Opens the attempt: its start, or its resumption after a suspend, a closed tab or a crash. */
  begin: () => NavigationResult;
  /** What is open now; undefined when the session has ended or the learner must choose. */
  current: () => Delivered | undefined;
  /** What the learner is about to do: a Terminate that comes before `navigate` obeys it, whatever the content wants. */
  intend: (request: NavigationRequest, target?: string) => void;
  /** `target`: the activity of a choice or jump. */
  navigate: (request: NavigationRequest, target?: string) => NavigationResult;
  valid: () => Valid;
  /**
   * A clean run-time for the current SCO, started from what the server keeps of it; sessions given out before are
   * over. `store` is called inside Commit and Terminate, and `snapshot()` is up to date then.
   */
  startSession: (cmi: Tree, store: Store) => Session;
  /** The roll-up of the whole package and the state to resume from. */
  snapshot: () => PackageCommit;
  /** How every activity, folders included, stands. */
  statuses: () => Record<string, { completionStatus: string; successStatus: string }>;
  /** The table of contents that the learner may see now. */
  lines: () => Line[];
};
