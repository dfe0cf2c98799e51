import { hash } from 'node:crypto';
import type { LessonStatus } from '#server/contract/learning.ts';
import { betterStatus, type ReadInteraction, type Reading, statusOf } from './cmi.ts';

/** What is kept of one lesson of one attempt, without the snapshot itself. */
export type TrackedState = {
  revision: number;
  epoch: number;
  lastNumber: number;
  lastHash: string | null;
  ended: boolean;
  completionStatus: string;
  successStatus: string;
  reported: LessonStatus;
  scaledScore: number | null;
  totalSeconds: number;
  firstMs: number | null;
  lastMs: number | null;
  completedMs: number | null;
};

/** One load of the shell page. Its length is bounded by the clock on the wall. */
export type PlaySession = {
  startedMs: number;
  lastMs: number;
  baseSeconds: number;
  seconds: number;
  ended: boolean;
};

/** A validated commit. `hash` tells two contents of one number apart. */
export type IncomingCommit = {
  epoch: number;
  number: number;
  final: boolean;
  hash: string;
  reading: Reading;
};

/** Answers stored before in this lesson of this attempt: what tells them apart, and their interaction ids. */
export type Seen = { identities: ReadonlySet<string>; ids: ReadonlySet<string> };

export type NewInteraction = ReadInteraction & { key: string; firstTry: boolean; atMs: number };

export type Applied =
  /** The state changes, and the snapshot is replaced. */
  | { outcome: 'stored'; state: TrackedState; session: PlaySession; interactions: NewInteraction[] }
  /** Only unseen answers are kept. */
  | { outcome: 'late' | 'superseded'; interactions: NewInteraction[] }
  | { outcome: 'again' }
  /** Refused: this number came before with other content, or the epoch was never given out. */
  | { outcome: 'contradiction' | 'unknown-epoch' };

export type Before = {
  attemptId: string;
  scoId: string;
  state: TrackedState;
  session: PlaySession;
  seen: Seen;
};

/**
 * What one commit does. Pure: the same arguments give the same result, nothing is changed in place.
 * `before.session` is the one of the commit's epoch.
 */
export function applyCommit(before: Before, commit: IncomingCommit, nowMs: number): Applied {
  const { state } = before;
  if (commit.epoch > state.epoch) return { outcome: 'unknown-epoch' };
  if (commit.epoch < state.epoch)
    return { outcome: 'superseded', interactions: unseen(before, commit, nowMs) };
  if (commit.number === state.lastNumber) {
    return { outcome: commit.hash === state.lastHash ? 'again' : 'contradiction' };
  }
  const interactions = unseen(before, commit, nowMs);
  if (commit.number < state.lastNumber) return { outcome: 'late', interactions };
  const session = nextSession(before.session, commit, nowMs);
  return { outcome: 'stored', state: nextState(state, session, commit, nowMs), session, interactions };
}

function nextSession(session: PlaySession, { final, reading }: IncomingCommit, nowMs: number): PlaySession {
  const onTheWall = Math.max(0, (nowMs - session.startedMs) / 1000);
  const told = Math.min(reading.sessionSeconds ?? 0, onTheWall);
  return {
    ...session,
    lastMs: nowMs,
    seconds: Math.max(session.seconds, told),
    ended: session.ended || final,
  };
}

function nextState(
  state: TrackedState,
  session: PlaySession,
  commit: IncomingCommit,
  nowMs: number,
): TrackedState {
  const { reading } = commit;
  const reported = betterStatus(state.reported, statusOf(reading));
  const done = reported === 'completed' || reported === 'passed';
  return {
    revision: state.revision + 1,
    epoch: state.epoch,
    lastNumber: commit.number,
    lastHash: commit.hash,
    ended: session.ended,
    completionStatus: reading.completionStatus,
    successStatus: reading.successStatus,
    reported,
    scaledScore: betterScore(state.scaledScore, reading.scaledScore),
    totalSeconds: Math.max(state.totalSeconds, session.baseSeconds + session.seconds),
    firstMs: state.firstMs ?? nowMs,
    lastMs: nowMs,
    completedMs: state.completedMs ?? (done ? nowMs : null),
  };
}

const betterScore = (before: number | null, now: number | null): number | null =>
  before === null || now === null ? (now ?? before) : Math.max(before, now);

/** The commit's answers that were not stored before, in their order, each told whether it is the first with its id. */
function unseen(
  { attemptId, scoId, seen }: Before,
  { reading }: IncomingCommit,
  nowMs: number,
): NewInteraction[] {
  const fresh: NewInteraction[] = [];
  const identities = new Set<string>();
  const ids = new Set<string>();
  for (const interaction of reading.interactions) {
    if (!isAnswer(interaction)) continue;
    const identity = identityOf(interaction);
    if (seen.identities.has(identity) || identities.has(identity)) continue;
    const { interactionId } = interaction;
    const firstTry = !seen.ids.has(interactionId) && !ids.has(interactionId);
    fresh.push({ ...interaction, key: interactionKey(attemptId, scoId, interaction), firstTry, atMs: nowMs });
    identities.add(identity);
    ids.add(interactionId);
  }
  return fresh;
}

/** Content sets an interaction piece by piece: without an id, or without both response and result, it is not an answer yet. */
const isAnswer = ({ interactionId, response, result }: ReadInteraction): boolean =>
  interactionId !== '' && (response !== '' || result !== '');

type Identity = Pick<ReadInteraction, 'position' | 'interactionId' | 'time' | 'response'>;

/** What makes an interaction the same one within a lesson of an attempt: index, id, time and response. */
export const identityOf = ({ position, interactionId, time, response }: Identity): string =>
  `${position}:${interactionId.length}:${time.length}:${interactionId}${time}${response}`;

/** The same with attempt and SCO, short enough for a key. */
export function interactionKey(attemptId: string, scoId: string, interaction: Identity): string {
  const { position, interactionId, time, response } = interaction;
  return sha256(JSON.stringify([attemptId, scoId, position, interactionId, time, response]));
}

export const sha256 = (text: string): string => hash('sha256', text);
