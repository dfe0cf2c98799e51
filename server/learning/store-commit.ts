import type { AskwellJson } from '#courses/scorm/askwell-json.ts';
import { type Applied, applyCommit, type IncomingCommit } from './apply-commit.ts';
import type { Cmi } from './cmi.ts';
import type { CommitRepo, LaunchRow } from './commit.repo.ts';
import { evidenceOf, type NewEvidence } from './evidence.ts';
import { rollUp } from './roll-up.ts';
import type { CommitWrite } from './write-commit.repo.ts';

/** A launch token dies after this long without a commit or a renewal. */
export const IDLE_MS = 30 * 60_000;
/** The expiry is moved at most this often: one small write a minute instead of one with every commit. */
const SLIDE_MS = 60_000;

type Deps = {
  repo: CommitRepo;
  askwellOf: (versionId: string) => Promise<AskwellJson | null>;
  nowMs: number;
};
type Incoming = { launch: LaunchRow; commit: IncomingCommit; cmi: Cmi };

/**
 * One try at a commit: read, decide, write everything that follows from it in one batch. Rejects with `Conflict` when
 * the state or the registration changed meanwhile.
 */
export async function storeCommit(
  deps: Deps,
  { launch, commit, cmi }: Incoming,
): Promise<Applied['outcome']> {
  const { repo, nowMs } = deps;
  const { attemptId, scoId } = launch;
  const [found, seen] = await Promise.all([
    repo.findState(attemptId, scoId, commit.epoch),
    repo.findSeen(attemptId, scoId),
  ]);
  if (!found?.session) return 'unknown-epoch';
  const { state, session } = found;
  const applied = applyCommit({ attemptId, scoId, seen, state, session }, commit, nowMs);
  if (!('interactions' in applied)) return applied.outcome;
  const { outcome, interactions } = applied;
  if (outcome !== 'stored' && interactions.length === 0) return outcome;
  const askwell = interactions.length === 0 ? null : await deps.askwellOf(launch.versionId);
  const lesson = askwell?.lessons.find(({ sco }) => sco === scoId);
  const evidence = evidenceOf(interactions, lesson, attemptId);
  await repo.write({
    attemptId,
    scoId,
    epoch: commit.epoch,
    revision: state.revision,
    stored: outcome === 'stored' ? { ...applied, cmi: JSON.stringify(cmi) } : undefined,
    interactions,
    rolledUp: evidence.length === 0 ? undefined : await rollUpEvidence(deps, launch, askwell, evidence),
    slide: slideOf(launch, nowMs),
  });
  return outcome;
}

async function rollUpEvidence(
  { repo, nowMs }: Deps,
  { registrationId }: LaunchRow,
  askwell: AskwellJson | null,
  evidence: readonly NewEvidence[],
): Promise<NonNullable<CommitWrite['rolledUp']>> {
  const named = [...new Set(evidence.map(({ objectiveId }) => objectiveId))];
  const before = await repo.findStanding(registrationId, named);
  const standing = rollUp({
    objectives: askwell?.lessons.flatMap((lesson) => lesson.objectives) ?? [],
    objectivesBefore: before.objectives,
    tipsBefore: before.tips,
    evidence: [...before.evidence, ...evidence],
    nowMs,
  });
  return { registrationId, revision: before.revision, evidence, standing };
}

function slideOf(launch: LaunchRow, nowMs: number): CommitWrite['slide'] {
  const expiresMs = nowMs + IDLE_MS;
  return expiresMs - launch.expiresMs >= SLIDE_MS ? { launchId: launch.id, expiresMs } : undefined;
}
