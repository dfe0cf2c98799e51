import type { AskwellJson } from '#courses/scorm/askwell-json.ts';
import { type Applied, applyCommit, type IncomingCommit, withAnswers } from './apply-commit.ts';
import type { CommitRepo, LaunchRow } from './commit.repo.ts';
import { evidenceAndStanding } from './commit-evidence.ts';
import type { CommitWrite } from './commit-write.ts';
import type { LessonMemory, Remembered } from './lesson-memory.ts';
import { IDLE_MS, requireOpen } from './require-open.ts';

/** The expiry is moved at most this often: one small write a minute instead of one with every commit. */
const SLIDE_MS = 60_000;

export type Deps = {
  repo: CommitRepo;
  memory: LessonMemory;
  askwellOf: (versionId: string) => Promise<AskwellJson | null>;
  nowMs: number;
};
export type Incoming = { launch: LaunchRow; tokenHash: string; commit: IncomingCommit; cmi: string };

/**
 * One try at a commit: read, decide, write everything that follows from it in one batch. Rejects with `Conflict` when
 * the state or the registration changed meanwhile.
 */
export async function storeCommit(deps: Deps, incoming: Incoming): Promise<Applied['outcome']> {
  const { memory, nowMs } = deps;
  const { launch, tokenHash, commit } = incoming;
  const { attemptId, scoId } = launch;
  const recalled = memory.recall(tokenHash, nowMs);
  memory.forget(tokenHash);
  if (recalled?.state.epoch === commit.epoch) {
    const applied = applyCommit({ attemptId, scoId, ...recalled }, commit, nowMs);
    if (applied.outcome === 'stored') return conclude(deps, incoming, recalled, applied);
  }
  const lesson = await readLesson(deps, incoming);
  if (!lesson) return 'unknown-epoch';
  const applied = applyCommit({ attemptId, scoId, ...lesson }, commit, nowMs);
  return conclude(deps, incoming, lesson, applied);
}

/** The lesson with the session of the commit's epoch; undefined when that epoch was never given out. */
async function readLesson({ repo, nowMs }: Deps, incoming: Incoming): Promise<Remembered | undefined> {
  const { launch, tokenHash, commit } = incoming;
  const found = await repo.findState(tokenHash, commit.epoch);
  requireOpen(found?.launch, nowMs);
  if (!found?.session) return undefined;
  const seen = await repo.findSeen(launch.attemptId, launch.scoId);
  return { ...found, session: found.session, seen, readMs: nowMs };
}

/** Writes what was decided, if it changes anything. */
async function conclude(
  deps: Deps,
  incoming: Incoming,
  lesson: Remembered,
  applied: Applied,
): Promise<Applied['outcome']> {
  const { repo, memory, nowMs } = deps;
  const { launch, tokenHash, commit, cmi } = incoming;
  if (!('interactions' in applied)) return applied.outcome;
  const { outcome, interactions, completed } = applied;
  const stored = outcome === 'stored' ? { state: applied.state, session: applied.session } : undefined;
  if (!stored && interactions.length + completed.length === 0) return outcome;
  const slide = slideOf(launch.id, lesson.launch.expiresMs, nowMs);
  await repo.write({
    attemptId: launch.attemptId,
    scoId: launch.scoId,
    epoch: commit.epoch,
    revision: lesson.state.revision,
    stored: stored && { ...stored, cmi },
    interactions,
    completed,
    rolledUp: await evidenceAndStanding(deps, launch, launch.scoId, applied),
    slide,
  });
  if (stored) {
    const expiresMs = slide?.expiresMs ?? lesson.launch.expiresMs;
    const seen = withAnswers(lesson.seen, applied);
    memory.remember(tokenHash, { ...lesson, ...stored, seen, launch: { ...lesson.launch, expiresMs } });
  }
  return outcome;
}

/** The launch's new expiry, when it is time to move it. */
export function slideOf(launchId: string, before: number, nowMs: number): CommitWrite['slide'] {
  const expiresMs = nowMs + IDLE_MS;
  return expiresMs - before >= SLIDE_MS ? { launchId, expiresMs } : undefined;
}
