import type { Tips } from '#courses/format/tips.ts';
import type { TipId } from '#courses/format/words.ts';
import type { AskwellJson } from '#courses/scorm/askwell-json.ts';
import { readablePrompt, readableResponse } from '#courses/scorm/readable-answer.ts';
import { readableId } from '#courses/scorm/readable-id.ts';
import type { Evidence, Level, TipProgress } from '#server/contract/learning.ts';
import { type Mapping, mappedId } from './mapped-evidence.ts';
import type { EvidenceRow } from './progress.repo.ts';
import { type RolledObjective, rankOf, standingKey, tipLevel } from './roll-up.ts';

/** A course as one learner knows it, with its objectives; its registration is undefined before the first lesson. */
export type PlayedCourse = {
  registrationId: string | undefined;
  title: string;
  objectives: (RolledObjective & { behaviour: string; lessonTitle: string })[];
  /** What was asked and what was answered, in words. */
  read: (answer: EvidenceRow) => { prompt: string; response: string };
};
type ObjectiveLevel = { registrationId: string; objectiveId: string; level: Level };

/** A course that says itself what counts towards which tip. */
export function describedCourse(registrationId: string | undefined, askwell: AskwellJson): PlayedCourse {
  const describe = describer(askwell);
  return {
    registrationId,
    title: askwell.course.title,
    objectives: askwell.lessons.flatMap(({ title: lessonTitle, objectives }) =>
      objectives.map((objective) => ({ ...objective, lessonTitle })),
    ),
    read: ({ interactionId, response }) => ({
      prompt: describe(interactionId)?.prompt ?? interactionId,
      response,
    }),
  };
}

/** A package of another tool, of which a trainer said what counts. */
export const mappedCourse = (
  registrationId: string | undefined,
  { courseId, title, targets }: Mapping & { title: string },
): PlayedCourse => ({
  registrationId,
  title,
  objectives: targets.map(({ objectiveId, tip }) => ({
    id: mappedId(courseId, objectiveId),
    tip,
    behaviour:
      objectiveId === '' ? 'Right answers in this package' : `Right answers to “${readableId(objectiveId)}”`,
    lessonTitle: title,
  })),
  read: ({ interactionId, description, type, response }) => ({
    prompt: readablePrompt(interactionId, description),
    response: readableResponse(type, response),
  }),
});

/** How much evidence of one objective is shown; older evidence still counts. */
const SHOWN = 30;

/** Where a learner stands with each tip, with the evidence behind every level, newest first. */
export function buildProgress(
  tips: Tips['tips'],
  courses: readonly PlayedCourse[],
  levels: readonly ObjectiveLevel[],
  evidence: readonly EvidenceRow[],
): TipProgress[] {
  const objectives = bySkill(courses.flatMap((course) => objectivesOf(course, levels, evidence)));
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

type Shown = { tip: TipId; key: string; objective: TipProgress['objectives'][number] };

/** Objectives with the same skill are shown as one, whatever lessons and courses they come from: the best level, all the evidence. */
function bySkill(objectives: readonly Shown[]): Shown[] {
  return [...Map.groupBy(objectives, ({ tip, key }) => `${tip} ${key}`).values()].flatMap((same) => {
    const [first] = same;
    if (!first || same.length === 1) return same;
    const all = same.map(({ objective }) => objective);
    const best = all.reduce((a, b) => (rankOf(b.level) > rankOf(a.level) ? b : a));
    const evidence = all.flatMap((one) => one.evidence).toSorted((a, b) => b.atMs - a.atMs);
    return [
      { ...first, objective: { ...first.objective, level: best.level, evidence: evidence.slice(0, SHOWN) } },
    ];
  });
}

function objectivesOf(
  { registrationId, title, objectives, read }: PlayedCourse,
  levels: readonly ObjectiveLevel[],
  evidence: readonly EvidenceRow[],
): Shown[] {
  const own = <R extends { registrationId: string }>(rows: readonly R[]) =>
    rows.filter((row) => row.registrationId === registrationId);
  const levelOf = new Map(own(levels).map(({ objectiveId, level }) => [objectiveId, level]));
  const rows = Map.groupBy(own(evidence), ({ objectiveId }) => objectiveId);
  return objectives.map(({ id, skill, tip, behaviour, lessonTitle }) => ({
    tip,
    // Without a skill an objective is its course's own, even if another course has one of the same name.
    key: skill ?? `${registrationId ?? title} ${id}`,
    objective: {
      id: standingKey({ id, skill }),
      behaviour,
      lessonTitle,
      level: levelOf.get(standingKey({ id, skill })) ?? ('not-started' as const),
      evidence: (rows.get(id) ?? []).slice(0, SHOWN).map((row): Evidence => {
        const { id, kind, because, attempt, atMs } = row;
        return { id, kind, because, courseTitle: title, lessonTitle, ...read(row), attempt, atMs };
      }),
    },
  }));
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
