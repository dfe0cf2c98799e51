import type { PackageCommit, Tree } from '#client/shell/protocol.ts';
import type { StartSession } from '#client/shell/run-time.ts';
import type { Activity } from '#courses/scorm/activity-tree.ts';

/** How an item stands, in the words of the contents panel. A folder stands as its items do together. */
export type Standing = 'new' | 'begun' | 'done' | 'failed';

/** A line of the table of contents. */
export type Line = {
  id: string;
  title: string;
  /** 0 for the first level. */
  depth: number;
  kind: Activity['kind'];
  standing: Standing;
  /** Why it cannot be opened now: what has to be finished first, if it is as simple as that. Folders are never locked. */
  lock?: { finishFirst: string[] } | undefined;
};

/** What comes next. */
export type Step =
  /** `fresh`: a new attempt on this item, so nothing of an earlier one is given back. */
  | { kind: 'open'; item: Activity; fresh: boolean }
  /** 1.2: the learner is there, and cannot open it yet. */
  | { kind: 'locked'; item: Activity; finishFirst: string[] }
  /** The package is over. */
  | { kind: 'end' }
  /** Nothing is open: the learner picks from the contents. `denied`: what was asked for is not possible; `back`: what was open. */
  | { kind: 'choose'; denied: boolean; back?: Activity | undefined };

/** `back`: to what was open before a move that was not possible. */
export type Move =
  | { kind: 'next' }
  | { kind: 'previous' }
  | { kind: 'back' }
  | { kind: 'choose'; id: string };

/** A hidden way is not offered at all (adlnav:hideLMSUI). */
export type Way = 'open' | 'closed' | 'hidden';

/** Where the learner may go in a package: by our own rules in 1.2, by the sequencing engine's in 2004. */
export type Route = {
  lines: () => Line[];
  ways: () => { next: Way; previous: Way };
  /** The item to open first. */
  begin: () => Step;
  /** What the learner wants, before the page that is open is closed: as it ends by itself, that is obeyed. */
  intend: (move: Move | { kind: 'leave' }) => void;
  /** The page that was open has to be closed before: it may still end by itself, which changes where one may go. */
  move: (move: Move) => Step;
  /** A clean run-time for the item that is open. */
  startSession: StartSession;
  /** The content has set this. */
  heard: (id: string, cmi: Tree) => void;
  /** What to store with a commit; undefined where the server rolls up by itself (1.2). */
  snapshot: () => PackageCommit | undefined;
  /** The learner leaves and comes back another time. */
  suspend: () => void;
};

/** Content asked to go somewhere while it ended (adl.nav.request): where to, once its call is over. */
export type OnMove = (step: Step) => void;
