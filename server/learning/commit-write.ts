import type { NewInteraction, PlaySession, TrackedState } from './apply-commit.ts';
import type { WholeState } from './apply-to-package.ts';
import type { NewEvidence } from './evidence.ts';
import type { RollUp } from './roll-up.ts';

export type CommitWrite = {
  attemptId: string;
  scoId: string;
  epoch: number;
  /** The revision that was read; the write fails with `Conflict` when it is another one now. */
  revision: number;
  /** Undefined when only unseen answers are kept. */
  stored: { state: TrackedState; session: PlaySession; cmi: string } | undefined;
  interactions: readonly NewInteraction[];
  /** Stored before in part; only what was missing is written. */
  completed: readonly NewInteraction[];
  /** A whole package: `revision` is the one of its own row, which stands for all of its SCOs. */
  whole?: WholeWrite;
  /** Without evidence it only guards the registration's revision. */
  rolledUp:
    | { registrationId: string; revision: number; evidence: readonly NewEvidence[]; standing: RollUp }
    | undefined;
  /** The launch's new expiry, when it is time to slide it. */
  slide: { launchId: string; expiresMs: number } | undefined;
};

export type WholeWrite = {
  /** What changes in the row of the whole and in its session; undefined when only unseen answers are kept. */
  stored: { state: WholeState; session: PlaySession; scoProgress: number | null } | undefined;
  /** The sequencing engine's state, if the commit brought a new one. */
  sequencing: string | undefined;
};

/** A row count for each kind of statement: commits with the same counts share their prepared batch. */
export type Shape = {
  stored: boolean;
  slide: boolean;
  whole: boolean;
  sequencing: boolean;
  interactions: number;
  completed: number;
  /** The registration's revision is guarded, also where there is no evidence. */
  registration: boolean;
  evidence: number;
  objectives: number;
  tips: number;
};
export type Params = Record<string, unknown>;
/** Stands for a value: a placeholder in a prepared batch, the value itself in one that is built for the occasion. */
export type Value = (name: string) => never;

export const prefixed = (prefix: string, fields: object): Params =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [`${prefix}.${name}`, value]));

export const rows = (prefix: string, all: readonly object[]): Params =>
  Object.assign({}, ...all.map((row, at) => prefixed(`${prefix}.${at}`, row)));

/** What a commit sets in a tracked state. */
export const stateColumns = (value: Value) => ({
  lastNumber: value('lastNumber'),
  lastHash: value('lastHash'),
  ended: value('ended'),
  completionStatus: value('completionStatus'),
  successStatus: value('successStatus'),
  reported: value('reported'),
  scaledScore: value('scaledScore'),
  totalSeconds: value('totalSeconds'),
  firstMs: value('firstMs'),
  lastMs: value('lastMs'),
  completedMs: value('completedMs'),
});
