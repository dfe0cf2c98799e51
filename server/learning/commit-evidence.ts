import type { AskwellJson } from '#courses/scorm/askwell-json.ts';
import type { Answers, NewInteraction } from './apply-commit.ts';
import type { CommitRepo, LaunchRow } from './commit.repo.ts';
import type { CommitWrite } from './commit-write.ts';
import { evidenceOf, type NewEvidence } from './evidence.ts';
import { evidenceOfMapped, isJudged, mappedObjectives } from './mapped-evidence.ts';
import { type RolledObjective, rollUp } from './roll-up.ts';

type Deps = {
  repo: CommitRepo;
  askwellOf: (versionId: string) => Promise<AskwellJson | null>;
  nowMs: number;
};
type RolledUp = CommitWrite['rolledUp'];

/** What new answers of a SCO prove, and what that makes of the registration's progress; undefined: nothing. */
export async function evidenceAndStanding(
  deps: Deps,
  launch: LaunchRow,
  scoId: string,
  { interactions, completed }: Answers,
): Promise<RolledUp> {
  if (launch.trial || interactions.length + completed.length === 0) return undefined;
  const answers = [...interactions, ...completed];
  const askwell = await deps.askwellOf(launch.versionId);
  if (!askwell) return mappedStanding(deps, launch, scoId, answers);
  // A package may hold several lessons in one SCO.
  const lessons = askwell.lessons.filter(({ sco }) => sco === scoId);
  const evidence = lessons.flatMap((lesson) => evidenceOf(answers, lesson, launch.attemptId));
  if (evidence.length === 0) return undefined;
  const objectives = askwell.lessons.flatMap((lesson) => lesson.objectives);
  return rollUpEvidence(deps, launch, objectives, evidence);
}

/**
 * The same for a package of which a trainer said what counts. The mapping comes with the registration's revision: when
 * it is changed and everybody is counted again meanwhile, this write fails and is tried again. So it is guarded by that
 * revision even where nothing is evidence (yet).
 */
async function mappedStanding(
  deps: Deps,
  launch: LaunchRow,
  scoId: string,
  answers: readonly NewInteraction[],
): Promise<RolledUp> {
  const { registrationId, attemptId } = launch;
  const judged = answers.filter(({ result }) => isJudged(result));
  if (judged.length === 0) return undefined;
  const { revision, ...mapping } = await deps.repo.findMapping(registrationId);
  const evidence = evidenceOfMapped(
    judged.map((answer) => ({ ...answer, attemptId, scoId })),
    mapping,
  );
  if (evidence.length === 0) {
    return { registrationId, revision, evidence, standing: { objectives: [], tips: [] } };
  }
  const rolledUp = await rollUpEvidence(deps, launch, mappedObjectives(mapping), evidence);
  return { ...rolledUp, revision };
}

async function rollUpEvidence(
  { repo, nowMs }: Deps,
  { registrationId }: LaunchRow,
  objectives: readonly RolledObjective[],
  evidence: readonly NewEvidence[],
): Promise<NonNullable<RolledUp>> {
  const named = withSameSkill(objectives, new Set(evidence.map(({ objectiveId }) => objectiveId)));
  const before = await repo.findStanding(registrationId, named);
  const standing = rollUp({
    objectives,
    objectivesBefore: before.objectives,
    tipsBefore: before.tips,
    evidence: [...before.evidence, ...evidence],
    nowMs,
  });
  return { registrationId, revision: before.revision, evidence, standing };
}

/** The objectives named, and all that share a skill with one of them. */
function withSameSkill(objectives: readonly RolledObjective[], named: ReadonlySet<string>): string[] {
  const skills = new Set(
    objectives.flatMap(({ id, skill }) => (skill !== undefined && named.has(id) ? skill : [])),
  );
  const same = objectives.filter(({ skill }) => skill !== undefined && skills.has(skill)).map(({ id }) => id);
  return [...new Set([...named, ...same])];
}
