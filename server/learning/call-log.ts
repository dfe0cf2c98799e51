import { CallLog } from '#server/contract/commit.ts';
import type { Store } from '#server/db/store.ts';
import { invalid } from '#server/errors.ts';
import { callLogRepo } from './call-log.repo.ts';
import type { LaunchRow } from './commit.repo.ts';

const DAY_MS = 86_400_000;
const KEPT_MS = 30 * DAY_MS;
const SWEEP_MS = 3_600_000;
/** Of one session. */
const MOST_PARTS = 60;
const MOST_BYTES = 2_000_000;
/** Of one lesson or package in one attempt, so that opening it over and over does not fill the disk. */
const MOST_SESSIONS = 5;

/** The calls of content to its run-time. Best effort: whatever does not fit is left out without a word. */
export function callLog(store: Store) {
  const repo = callLogRepo(store);
  let sweptMs = 0;

  return {
    /** Stores a part of the session that holds the lesson or package; a part that came before stays as it is. */
    async add({ attemptId, scoId, mode }: LaunchRow, body: unknown, nowMs: number): Promise<void> {
      const { epoch, part, skipped, calls } = readCallLog(body);
      if (mode === 'review' || (await repo.findEpoch(attemptId, scoId)) !== epoch) return;
      const session = { attemptId, scoId, epoch };
      const text = JSON.stringify(calls);
      const { parts, bytes } = await repo.measure(session);
      if (parts >= MOST_PARTS || bytes + Buffer.byteLength(text) > MOST_BYTES) return;
      await repo.keep(session, { part, skipped, calls: text, atMs: nowMs });
    },

    /** Makes room when a session opens: old logs go, once an hour at most, and those of earlier sessions of this one. */
    async makeRoom({ attemptId, scoId }: LaunchRow, epoch: number, nowMs: number): Promise<void> {
      if (epoch > MOST_SESSIONS) await repo.forgetSessions(attemptId, scoId, epoch - MOST_SESSIONS);
      if (Math.abs(nowMs - sweptMs) < SWEEP_MS) return;
      sweptMs = nowMs;
      await repo.forgetBefore(nowMs - KEPT_MS);
    },
  };
}

function readCallLog(body: unknown): CallLog {
  const parsed = CallLog.safeParse(body);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  throw invalid(`Not a call log: ${problems[0]?.path || 'body'}: ${problems[0]?.message}`, { problems });
}
