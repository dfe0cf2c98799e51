import type { AskwellJson } from '#courses/scorm/askwell-json.ts';
import type { Answers } from './apply-commit.ts';
import type { CommitRepo, LaunchRow } from './commit.repo.ts';
import type { CommitWrite } from './commit-write.ts';
import { evidenceOf, type NewEvidence } from './evidence.ts';
import { rollUp } from './roll-up.ts';

type Deps = {
  repo: CommitRepo;
  askwellOf: (versionId: string) => Promise<AskwellJson | null>;
  nowMs: number;
};

/** What new answers of a SCO prove, and what that makes of the registration's progress; undefined: nothing. */
export async function evidenceAndStanding(
  deps: Deps,
  launch: LaunchRow,
  scoId: string,
  { interactions, completed }: Answers,
): Promise<CommitWrite['rolledUp']> {
  if (launch.trial || interactions.length + completed.length === 0) return undefined;
  const askwell = await deps.askwellOf(launch.versionId);
  const lesson = askwell?.lessons.find(({ sco }) => sco === scoId);
  const evidence = evidenceOf([...interactions, ...completed], lesson, launch.attemptId);
  return evidence.length === 0 ? undefined : rollUpEvidence(deps, launch, askwell, evidence);
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
