import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createFacade } from '#client/shell/facade.ts';
import { openSession } from '#client/shell/page.ts';
import { openPlayer } from '#client/shell/player.ts';
import type { CommitAnswer, Edition } from '#client/shell/protocol.ts';
import { loadRunTime, type StartSession } from '#client/shell/run-time.ts';
import type { Sent, Wire } from '#client/shell/wire.ts';
import { chance } from '#courses/engine/chance.ts';
import { NO_SCO_DATA } from '#courses/scorm/activity-tree.ts';
import { NamedError } from '#server/errors.ts';
import {
  applyCommit,
  NONE_SEEN,
  type PlaySession,
  type TrackedState,
  withAnswers,
} from '#server/learning/apply-commit.ts';
import type { Cmi } from '#server/learning/cmi.ts';
import { entryOf } from '#server/learning/entry.ts';
import { editions, readCommit } from '#server/learning/read-commit.ts';
import { callFacade, expectOwn, memoryShelf, nodePage, SILENT_BAR } from '#test/support/node-page.ts';
import { type Chance, type RandomCall, randomCalls } from '#test/support/random-calls.ts';
import { expectTyped } from '#test/support/typed-rows.ts';

// Content at its worst against the facade, the run-time, the transport and what the server makes of their commits,
// without a network: as many sequences of calls as can be.

const SEED = Number(process.env['FUZZ_SEED'] ?? 20_260_105);
const SEQUENCES = process.env['LONG'] ? 100_000 : 600;
const EDITIONS: readonly Edition[] = ['1.2', '2004-4'];
/** Sequences of one attempt, one after the other. */
const OF_AN_ATTEMPT = 12;
const START_MS = Date.UTC(2026, 0, 5, 9);

beforeEach(() => {
  vi.useFakeTimers({ now: START_MS, toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  // The run-time has a word for everybody who uses what is deprecated.
  vi.spyOn(console, 'warn').mockImplementation(() => {});
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const FRESH: TrackedState = {
  revision: 0,
  epoch: 0,
  lastNumber: 0,
  lastHash: null,
  ended: false,
  completionStatus: 'not attempted',
  successStatus: 'unknown',
  reported: 'not-started',
  scaledScore: null,
  totalSeconds: 0,
  firstMs: null,
  lastMs: null,
  completedMs: null,
};

type Counts = { stored: number; refused: number };

/** One attempt at a lesson at the server, by the server's own rules, in memory. */
function memoryAttempt(edition: Edition, mark: string, next: Chance, counts: Counts) {
  const sessions = new Map<number, PlaySession>();
  const madeMs = Date.now();
  /** What a commit was answered with that is no answer: nobody else may hear of it. */
  const faults: unknown[] = [];
  let state = FRESH;
  let seen = NONE_SEEN;
  let cmi: Cmi | null = null;

  const take = (body: string): Sent<CommitAnswer> => {
    const read = readCommit(edition, JSON.parse(body));
    const session = sessions.get(read.commit.epoch);
    if (!session) throw new Error(`a commit of epoch ${read.commit.epoch}, which nobody was given`);
    const before = { attemptId: mark, scoId: 'lesson', state, session, seen };
    const applied = applyCommit(before, read.commit, Date.now());
    if ('interactions' in applied) seen = withAnswers(seen, applied);
    if (applied.outcome === 'contradiction' || applied.outcome === 'unknown-epoch') {
      throw new Error(`the shell's own commit was answered ${applied.outcome}`);
    }
    if (applied.outcome === 'stored') {
      expectTyped(
        { ...applied.state, progress: read.commit.reading.progress },
        state.reported,
        Date.now() - madeMs,
      );
      expectOwn(read.cmi, mark, 'what is stored');
      state = applied.state;
      sessions.set(read.commit.epoch, applied.session);
      cmi = JSON.parse(read.cmi) as Cmi;
      counts.stored += 1;
    }
    const { outcome } = applied;
    const result = outcome !== 'superseded';
    return { kind: 'ok', answer: { result, errorCode: result ? 0 : 101, outcome, atMs: Date.now() } };
  };
  const commitNow = (body: string): Sent<CommitAnswer> => {
    if (next() < 0.05) return { kind: 'unknown' };
    try {
      return take(body);
    } catch (error) {
      if (!(error instanceof NamedError)) {
        faults.push(error);
        return { kind: 'refused' };
      }
      counts.refused += 1;
      return { kind: 'refused', id: error.id };
    }
  };
  const openSessionNow: Wire['openSessionNow'] = () => {
    state = {
      ...state,
      revision: state.revision + 1,
      epoch: state.epoch + 1,
      lastNumber: 0,
      lastHash: null,
      ended: false,
    };
    const nowMs = Date.now();
    sessions.set(state.epoch, {
      startedMs: nowMs,
      lastMs: nowMs,
      baseSeconds: state.totalSeconds,
      seconds: 0,
      ended: false,
    });
    const started = editions[edition].start({
      learnerId: mark,
      learnerName: `Learner ${mark}`,
      entry: entryOf(cmi, state.ended),
      totalSeconds: state.totalSeconds,
      cmi,
      data: NO_SCO_DATA,
      credit: 'credit',
      mode: 'normal',
    });
    return { kind: 'ok', answer: { epoch: state.epoch, cmi: started, package: null, atMs: nowMs } };
  };
  const wire: Wire = {
    commitNow,
    commit: async (body) => commitNow(body),
    beacon: (body) => body.length <= 65_536 && commitNow(body).kind !== 'unknown',
    openSessionNow,
    openSession: async () => openSessionNow(),
    enterSco: async () => ({ kind: 'unknown' }),
    enterScoNow: () => ({ kind: 'unknown' }),
    log: () => true,
  };
  return { edition, mark, wire, shelf: memoryShelf(), faults };
}
type Attempt = ReturnType<typeof memoryAttempt>;

/** A page that content is loaded into. */
async function openPage({ edition, wire, shelf }: Attempt, start: StartSession) {
  const page = nodePage({ edition, wire, shelf });
  const opened = await openSession(page);
  if (opened.kind !== 'ok') return undefined;
  const player = openPlayer(page, SILENT_BAR, start, opened.answer);
  return { player, facade: createFacade(edition, player.current) };
}

it(`${SEQUENCES} sequences of calls on lessons of both editions neither crash nor leak (seed ${SEED})`, async () => {
  const starts = { '1.2': await loadRunTime('1.2'), '2004-4': await loadRunTime('2004-4') };
  const totals = { stored: 0, refused: 0, calls: 0 };
  let attempts: Attempt[] = [];
  for (let number = 0; number < SEQUENCES; number += 2) {
    const next = chance(SEED + number);
    if (number % (2 * OF_AN_ATTEMPT) === 0) {
      attempts = Array.from({ length: 4 }, (_, at) =>
        memoryAttempt(EDITIONS[at % 2] ?? '1.2', `m${number + at}x`, next, totals),
      );
    }
    try {
      // Two pages at a time: of two attempts, or of the same one, where the second takes over from the first.
      const first = attempts[Math.floor(next() * 4)] as Attempt;
      const second = attempts[Math.floor(next() * 4)] as Attempt;
      const plays = [first, second].map((attempt) => ({
        attempt,
        calls: randomCalls(attempt.edition, next, attempt.mark),
      }));
      await interleave(plays, starts, next);
      totals.calls += plays.reduce((sum, { calls }) => sum + calls.length, 0);
    } catch (error) {
      throw new Error(`sequences ${number} and ${number + 1} (FUZZ_SEED=${SEED}): ${String(error)}`, {
        cause: error,
      });
    }
  }
  expect(Reflect.ownKeys(Object.prototype)).toEqual(OWN_OF_OBJECTS);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  expect(totals.stored).toBeGreaterThan(SEQUENCES / 2);
  expect(totals.refused).toBeLessThan(totals.stored / 20);
  if (process.env['LONG']) process.stdout.write(`${JSON.stringify(totals)}\n`);
}, 3_600_000);

const OWN_OF_OBJECTS = Reflect.ownKeys(Object.prototype);

type Play = { attempt: Attempt; calls: RandomCall[] };

/** The calls of two pages in turns; time goes on between them, so that what was put off happens in the middle. */
async function interleave(
  plays: readonly Play[],
  starts: Record<Edition, StartSession>,
  next: Chance,
): Promise<void> {
  const pages = [];
  for (const play of plays)
    pages.push({ ...play, at: 0, page: await openPage(play.attempt, starts[play.attempt.edition]) });
  let waiting = pages.filter(({ page }) => page !== undefined);
  while (waiting.length > 0) {
    const turn = waiting[Math.floor(next() * waiting.length)];
    const call = turn?.calls[turn.at];
    if (!turn || !call) break;
    turn.at += 1;
    const { edition, mark } = turn.attempt;
    if (turn.page) callFacade(turn.page.facade, edition, call, mark);
    if (next() < 0.1) await vi.advanceTimersByTimeAsync(next() * 12_000);
    waiting = waiting.filter(({ at, calls }) => at < calls.length);
  }
  for (const { page } of pages) {
    if (next() < 0.8) page?.player.flush(next() < 0.5 ? 'leave' : 'soon');
  }
  // Pages that are left open commit by themselves later on, when others hold the lesson already.
  await vi.advanceTimersByTimeAsync(1500);
  for (const { attempt } of plays) if (attempt.faults.length > 0) throw attempt.faults[0];
}
