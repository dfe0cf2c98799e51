import { hash } from 'node:crypto';
import type { PackageCommit } from '#server/contract/commit.ts';
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
  /** Whole packages in 2004: what the sequencing engine has come to. */
  package?: PackageCommit | undefined;
};

/** An answer as it is stored, as far as another commit can complete it. */
export type KeptAnswer = Pick<
  NewInteraction,
  'key' | 'firstTry' | 'position' | 'interactionId' | 'time' | 'response'
> &
  Pick<NewInteraction, 'result' | 'latency' | 'description' | 'objectives'> & { hasCorrect: boolean };

/** Answers stored before in this lesson of this attempt by what tells them apart, their keys, and their interaction ids. */
export type Seen = {
  answers: ReadonlyMap<string, KeptAnswer>;
  keys: ReadonlySet<string>;
  ids: ReadonlySet<string>;
};

export type NewInteraction = ReadInteraction & { key: string; firstTry: boolean; atMs: number };

/** `completed`: stored before in part, with what was missing; all that was there stays as it was. */
export type Answers = { interactions: NewInteraction[]; completed: NewInteraction[] };

export type Applied =
  /** The state changes, and the snapshot is replaced. */
  | ({ outcome: 'stored'; state: TrackedState; session: PlaySession } & Answers)
  /** Only unseen answers are kept. */
  | ({ outcome: 'late' | 'superseded' } & Answers)
  | { outcome: 'again' }
  /** Refused: this number came before with other content, or the epoch was never given out. */
  | { outcome: 'contradiction' | 'unknown-epoch' };

/** Where the numbered commits of a page stand. */
export type Stream = Pick<TrackedState, 'epoch' | 'lastNumber' | 'lastHash'>;

export type Before = {
  attemptId: string;
  scoId: string;
  state: TrackedState;
  session: PlaySession;
  seen: Seen;
  /**
   * The stream that all SCOs of a package share; a lesson has its own, in its state. A SCO's state then holds the number
   * of its own last commit: older ones of another SCO may be under way when a newer one of this has come.
   */
  stream?: Stream;
};

/**
 * What one commit does. Pure: the same arguments give the same result, nothing is changed in place.
 * `before.session` is the one of the commit's epoch.
 */
export function applyCommit(before: Before, commit: IncomingCommit, nowMs: number): Applied {
  const { state, stream = state } = before;
  if (commit.epoch > stream.epoch) return { outcome: 'unknown-epoch' };
  if (commit.epoch < stream.epoch) return { outcome: 'superseded', ...answersIn(before, commit, nowMs) };
  for (const { lastNumber, lastHash } of [stream, state]) {
    if (commit.number === lastNumber) {
      return { outcome: commit.hash === lastHash ? 'again' : 'contradiction' };
    }
  }
  const answers = answersIn(before, commit, nowMs);
  if (commit.number < state.lastNumber) return { outcome: 'late', ...answers };
  const session = nextSession(before.session, commit, nowMs);
  return { outcome: 'stored', state: nextState(state, session, commit, nowMs), session, ...answers };
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

/** Answers kept of one SCO in one attempt. Content that never stops making up new ones shall not fill the disk. */
const MOST_KEPT = 5_000;

/** The commit's answers that were not stored before, in their order, and those stored in part that it completes. */
function answersIn({ attemptId, scoId, seen }: Before, { reading }: IncomingCommit, nowMs: number): Answers {
  const fresh = new Map<string, NewInteraction>();
  const completed = new Map<string, NewInteraction>();
  const ids = new Set(seen.ids);
  for (const interaction of reading.interactions.filter(isAnswer)) {
    const kept = seen.answers.get(identityOf(interaction)) ?? unfinished(seen, interaction);
    if (kept) {
      const whole = completion(kept, interaction);
      if (whole) completed.set(kept.key, { ...whole, atMs: nowMs });
      continue;
    }
    const key = interactionKey(attemptId, scoId, interaction);
    // A key that is there already: stored in this part first, and completed since.
    const isThere = seen.keys.has(key) || fresh.has(key);
    if (isThere || seen.keys.size + fresh.size >= MOST_KEPT) continue;
    fresh.set(key, { ...interaction, key, firstTry: !ids.has(interaction.interactionId), atMs: nowMs });
    ids.add(interaction.interactionId);
  }
  return { interactions: [...fresh.values()], completed: [...completed.values()] };
}

/** The same answer stored before its time was set: content may set its parts in any order. */
function unfinished(seen: Seen, interaction: ReadInteraction): KeptAnswer | undefined {
  const kept = seen.answers.get(identityOf({ ...interaction, time: '' }));
  return kept && ['', interaction.result].includes(kept.result) ? kept : undefined;
}

/** A stored answer with what it lacks and now has; undefined when that is nothing. */
function completion(kept: KeptAnswer, now: ReadInteraction): Omit<NewInteraction, 'atMs'> | undefined {
  const isNews =
    FILLED.some((field) => kept[field] === '' && now[field] !== '') ||
    (kept.objectives.length === 0 && now.objectives.length > 0) ||
    (!kept.hasCorrect && now.correct.length > 0);
  if (!isNews) return undefined;
  const filled = Object.fromEntries(FILLED.map((field) => [field, kept[field] || now[field]]));
  const objectives = kept.objectives.length > 0 ? kept.objectives : now.objectives;
  return { ...now, ...filled, objectives, key: kept.key, firstTry: kept.firstTry };
}
const FILLED = ['time', 'result', 'latency', 'description'] as const;

/** What is remembered of stored answers; `NONE_SEEN` before the first. */
export function seenOf(rows: readonly KeptAnswer[]): Seen {
  return {
    answers: new Map(rows.map((row) => [identityOf(row), row])),
    keys: new Set(rows.map(({ key }) => key)),
    ids: new Set(rows.map(({ interactionId }) => interactionId)),
  };
}
export const NONE_SEEN = seenOf([]);

/** The same once the answers of a commit are stored, too. */
export function withAnswers(before: Seen, { interactions, completed }: Answers): Seen {
  if (interactions.length === 0 && completed.length === 0) return before;
  const rows = new Map([...before.answers.values()].map((row) => [row.key, row]));
  for (const { correct, ...answer } of [...interactions, ...completed]) {
    const hadCorrect = rows.get(answer.key)?.hasCorrect ?? false;
    rows.set(answer.key, { ...answer, hasCorrect: hadCorrect || correct.length > 0 });
  }
  return seenOf([...rows.values()]);
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
