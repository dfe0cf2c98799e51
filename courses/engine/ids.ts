import type { Lesson } from '#courses/format/lesson.ts';
import type { Step } from '#courses/format/step.ts';
import { objectivesOf } from './worth.ts';

/** An objective's full id, `lesson_objective`: ids hold no `_`. */
export const objectiveId = (lesson: Lesson, objective: string): string => `${lesson.id}_${objective}`;

/** The answer to a step as a whole, `lesson_step`. */
export const stepAnswerId = (lesson: Lesson, step: Step): string => `${lesson.id}_${step.id}`;

/** One decision of a dialogue, `lesson_step_turn`. */
export const decisionId = (lesson: Lesson, step: Step, turn: string): string =>
  `${stepAnswerId(lesson, step)}_${turn}`;

/**
 * Under which ids a dialogue reports its results: one fixed id per objective. One answer for all of them could name only
 * those that came out alike, and an objective that was missed first would then seem new when a retry names it.
 */
export function resultIds(lesson: Lesson, step: Step): { id: string; objective: string }[] {
  const whole = stepAnswerId(lesson, step);
  return objectivesOf(lesson, step).map((objective, at) => ({
    id: at === 0 ? whole : `${whole}__${objective}`,
    objective,
  }));
}
