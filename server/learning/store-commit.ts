import type { AskwellJson } from '#courses/scorm/askwell-json.ts';
import { type Applied, applyCommit, type IncomingCommit } from './apply-commit.ts';
import type { CommitRepo, LaunchRow } from './commit.repo.ts';
import { evidenceOf, type NewEvidence } from './evidence.ts';
import { IDLE_MS, requireOpen } from './require-open.ts';
import { rollUp } from './roll-up.ts';
import type { SeenCache } from './seen-cache.ts';
import type { CommitWrite } from './write-commit.repo.ts';

/** The expiry is moved at most this often: one small write a minute instead of one with every commit. */
const SLIDE_MS = 60_000;

type Deps = {
  repo: CommitRepo;
  seen: SeenCache;
  askwellOf: (versionId: string) => Promise<AskwellJson | null>;
  nowMs: number;
};
type Incoming = { launch: LaunchRow; tokenHash: string; commit: IncomingCommit; cmi: string };

/**
 * One try at a commit: read, decide, write everything that follows from it in one batch. Rejects with `Conflict` when
 * the state or the registration changed meanwhile.
 */
export async function storeCommit(deps: Deps, incoming: Incoming): Promise<Applied['outcome']> {
  const { repo, nowMs } = deps;
  const { launch, tokenHash, commit, cmi } = incoming;
  const { attemptId, scoId } = launch;
  const found = await repo.findState(tokenHash, commit.epoch);
  requireOpen(found?.launch, nowMs);
  if (!found?.session) return 'unknown-epoch';
  const { state, session } = found;
  const seen = await deps.seen.at(attemptId, scoId, state.revision);
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
    stored: outcome === 'stored' ? { ...applied, cmi } : undefined,
    interactions,
    rolledUp: evidence.length === 0 ? undefined : await rollUpEvidence(deps, launch, askwell, evidence),
    slide: slideOf(launch.id, found.launch.expiresMs, nowMs),
  });
  deps.seen.wrote(attemptId, scoId, state.revision + 1, seen, interactions);
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

function slideOf(launchId: string, before: number, nowMs: number): CommitWrite['slide'] {
  const expiresMs = nowMs + IDLE_MS;
  return expiresMs - before >= SLIDE_MS ? { launchId, expiresMs } : undefined;
}
