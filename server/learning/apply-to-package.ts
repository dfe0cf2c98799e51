import type { LessonStatus } from '#server/contract/learning.ts';
import type { IncomingCommit, PlaySession, TrackedState } from './apply-commit.ts';
import { betterStatus, statusOf } from './cmi.ts';
import type { PackageItem } from './package-items.ts';
import { type RolledUp, rollUpPackage } from './roll-up-package.ts';

/** The row of a package as a whole. */
export type WholeState = TrackedState & { progress: number | null };

export type PackageBefore = {
  items: readonly PackageItem[];
  whole: WholeState;
  /** The session of the whole in the commit's epoch. */
  session: PlaySession;
  /** All items that were ever opened. */
  scos: ReadonlyMap<string, TrackedState>;
  /** A sequencing engine keeps a state of this package. */
  isSequenced: boolean;
};

type Stored = { scoId: string; state: TrackedState; commit: IncomingCommit };

/**
 * What a stored commit of one SCO makes of the package as a whole. Pure. Where a sequencing engine decides, its word
 * counts, in the newest commit alone; everywhere else the items are rolled up here.
 */
export function applyToPackage(
  { items, whole, session, scos, isSequenced }: PackageBefore,
  { scoId, state, commit }: Stored,
  nowMs: number,
): { state: WholeState; session: PlaySession } {
  const isNewest = commit.number > whole.lastNumber;
  const gained = Math.max(0, state.totalSeconds - (scos.get(scoId)?.totalSeconds ?? 0));
  const onTheWall = Math.max(0, (nowMs - session.startedMs) / 1000);
  const seconds = Math.max(session.seconds, Math.min(session.seconds + gained, onTheWall));
  const told = isNewest ? commit.package : undefined;
  const itself = () => (isSequenced ? undefined : rollUpPackage(items, new Map(scos).set(scoId, state)));
  return {
    session: { ...session, lastMs: nowMs, seconds },
    state: {
      ...withRollUp(whole, told ?? itself(), nowMs),
      ...(isNewest ? { lastNumber: commit.number, lastHash: commit.hash } : {}),
      totalSeconds: Math.max(whole.totalSeconds, session.baseSeconds + seconds),
      firstMs: whole.firstMs ?? nowMs,
      lastMs: nowMs,
    },
  };
}

/**
 * The whole with what it was rolled up to. What is reported never gets worse. The score follows the roll-up while there
 * is something left to do, because a mean may well fall with another score, and only rises once all is done.
 */
export function withRollUp(whole: WholeState, rolledUp: RolledUp | undefined, nowMs: number): WholeState {
  if (!rolledUp) return whole;
  const reported = betterStatus(whole.reported, statusOf(rolledUp));
  const score = rolledUp.scaledScore ?? whole.scaledScore;
  return {
    ...whole,
    completionStatus: rolledUp.completionStatus,
    successStatus: rolledUp.successStatus,
    reported,
    scaledScore:
      isFinished(whole.reported) && score !== null ? Math.max(score, whole.scaledScore ?? score) : score,
    progress: isFinished(reported) ? 1 : rolledUp.progress,
    completedMs: whole.completedMs ?? (isFinished(reported) ? nowMs : null),
  };
}

const isFinished = (status: LessonStatus): boolean => status === 'completed' || status === 'passed';

/** Where a page stands once it opens an item: earlier commits of the item are then late. */
export function enterItem(
  {
    whole,
    before,
    tells,
    fresh,
  }: { whole: WholeState; before: TrackedState | undefined; tells: boolean; fresh: boolean },
  nowMs: number,
): TrackedState {
  const { epoch, lastNumber, lastHash } = whole;
  const state = { ...(before ?? UNTOUCHED), ...(fresh ? FORGOTTEN : {}), epoch, lastNumber, lastHash };
  if (tells) return state;
  const { firstMs, completedMs } = state;
  const done = { completionStatus: 'completed', reported: betterStatus(state.reported, 'completed') };
  return { ...state, ...done, firstMs: firstMs ?? nowMs, lastMs: nowMs, completedMs: completedMs ?? nowMs };
}

/** What a new attempt on an activity begins with (SCORM 2004 SN, 4.3); what was reported stays. */
const FORGOTTEN = {
  ended: false,
  completionStatus: 'not attempted',
  successStatus: 'unknown',
  totalSeconds: 0,
} as const;

const UNTOUCHED: TrackedState = {
  ...FORGOTTEN,
  revision: 0,
  epoch: 0,
  lastNumber: 0,
  lastHash: null,
  reported: 'not-started',
  scaledScore: null,
  firstMs: null,
  lastMs: null,
  completedMs: null,
};
