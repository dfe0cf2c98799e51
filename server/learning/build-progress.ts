import type { Tips } from '#courses/format/tips.ts';
import type { AskwellJson } from '#courses/scorm/askwell-json.ts';
import type { Evidence, Level, TipProgress } from '#server/contract/learning.ts';
import type { EvidenceRow } from './progress.repo.ts';
import { tipLevel } from './roll-up.ts';

/** A course as one learner knows it: its description, and the registration (undefined before the first lesson). */
export type PlayedCourse = { registrationId: string | undefined; askwell: AskwellJson };
type ObjectiveLevel = { registrationId: string; objectiveId: string; level: Level };

/** How much evidence of one objective is shown; older evidence still counts. */
const SHOWN = 30;

/** Where a learner stands with each tip, with the evidence behind every level, newest first. */
export function buildProgress(
  tips: Tips['tips'],
  courses: readonly PlayedCourse[],
  levels: readonly ObjectiveLevel[],
  evidence: readonly EvidenceRow[],
): TipProgress[] {
  const objectives = courses.flatMap((course) => objectivesOf(course, levels, evidence));
  return tips.map(({ id, number, title, explain, told }) => {
    const own = objectives.filter(({ tip }) => tip === id).map(({ objective }) => objective);
    return {
      id,
      number,
      title,
      explain,
      told,
      level: tipLevel(own.map(({ level }) => level)),
      objectives: own,
    };
  });
}

function objectivesOf(
  { registrationId, askwell }: PlayedCourse,
  levels: readonly ObjectiveLevel[],
  evidence: readonly EvidenceRow[],
) {
  const describe = describer(askwell);
  const own = <R extends { registrationId: string }>(rows: readonly R[]) =>
    rows.filter((row) => row.registrationId === registrationId);
  const levelOf = new Map(own(levels).map(({ objectiveId, level }) => [objectiveId, level]));
  const rows = Map.groupBy(own(evidence), ({ objectiveId }) => objectiveId);
  return askwell.lessons.flatMap((lesson) =>
    lesson.objectives.map(({ id, tip, behaviour }) => ({
      tip,
      objective: {
        id,
        behaviour,
        lessonTitle: lesson.title,
        level: levelOf.get(id) ?? ('not-started' as const),
        evidence: (rows.get(id) ?? []).slice(0, SHOWN).map(
          ({ id, kind, because, interactionId, response, attempt, atMs }): Evidence => ({
            id,
            kind,
            because,
            courseTitle: askwell.course.title,
            lessonTitle: lesson.title,
            prompt: describe(interactionId)?.prompt ?? interactionId,
            response,
            attempt,
            atMs,
          }),
        ),
      },
    })),
  );
}

/** Looks an interaction up in a package's description. */
export function describer(askwell: AskwellJson) {
  const known = new Map(
    askwell.lessons.flatMap((lesson) =>
      lesson.interactions.map(
        (interaction) => [interaction.id, { ...interaction, lessonTitle: lesson.title }] as const,
      ),
    ),
  );
  return (interactionId: string) => known.get(interactionId);
}
