import type { Lesson } from '#courses/format/lesson.ts';
import { objectiveId } from './ids.ts';
import { entry, isDone, recordOf } from './place.ts';
import type { Result, Run } from './types.ts';
import { MET, objectivesOf } from './worth.ts';

/**
 * A lesson's outcome so far. The score counts each objective's best result over all steps that measure it; an objective
 * that no step measures is left out, and a lesson that measures nothing scores 1 once it is complete.
 */
export function resultOf(lesson: Lesson, run: Run): Result {
  const complete = isComplete(lesson, run);
  const bests = new Map(lesson.objectives.map(({ id }) => [id, bestOf(lesson, run, id)]));
  const measured = lesson.objectives.filter(({ id }) =>
    lesson.steps.some((step) => objectivesOf(lesson, step).includes(id)),
  );
  const weights = measured.reduce((sum, { weight }) => sum + weight, 0);
  const points = measured.reduce((sum, { id, weight }) => sum + weight * (bests.get(id) ?? 0), 0);
  const score = weights > 0 ? withoutNoise(points / weights) : Number(complete);
  const done = lesson.steps.filter((step) => isDone(run, step)).length;
  return {
    score,
    complete,
    passed: complete && score >= lesson.pass.score,
    progress: complete ? 1 : done / lesson.steps.length,
    objectives: [...bests].map(([id, best]) => ({
      id: objectiveId(lesson, id),
      best,
      met: (best ?? 0) >= MET,
    })),
  };
}

/** Every required step is done; a lesson without required steps is complete when its last step is reached. */
function isComplete(lesson: Lesson, run: Run): boolean {
  const required = lesson.steps.filter((step) => step.required);
  if (required.length > 0) return required.every((step) => isDone(run, step));
  return lesson.steps.slice(-1).every((step) => recordOf(run, step) !== undefined);
}

function bestOf(lesson: Lesson, run: Run, objective: string): number | undefined {
  const reached = lesson.steps
    .filter((step) => objectivesOf(lesson, step).includes(objective))
    .map((step) =>
      step.kind === 'dialogue'
        ? entry(recordOf(run, step)?.worths ?? {}, objective)
        : recordOf(run, step)?.best,
    )
    .filter((worth) => worth !== undefined);
  return reached.length > 0 ? Math.max(...reached) : undefined;
}

/** 0.1 + 0.7 must still be 0.8 when it is held against a pass rule. */
const withoutNoise = (score: number): number => Math.round(score * 1e6) / 1e6;
