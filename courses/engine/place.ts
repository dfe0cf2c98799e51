import type { Lesson } from '#courses/format/lesson.ts';
import type { Step } from '#courses/format/step.ts';
import { replayDialogue } from './replay-dialogue.ts';
import type { OpenState, Run, StepRecord } from './types.ts';
import { MET, objectivesOf } from './worth.ts';

/** 0-based place of the step that is open; the first when the run names a step the lesson does not have. */
export const placeOf = (lesson: Lesson, run: Run): number =>
  Math.max(
    0,
    lesson.steps.findIndex(({ id }) => id === run.at),
  );

/** The step that is open. A lesson has at least one step (courses/format/lesson.ts). */
export const openStep = (lesson: Lesson, run: Run): Step => lesson.steps[placeOf(lesson, run)] as Step;

/** An entry of a table by id, own entries only: an id may be any word, `constructor` too. */
export const entry = <T>(table: Readonly<Record<string, T>>, id: string): T | undefined =>
  Object.hasOwn(table, id) ? table[id] : undefined;

/** What the learner has of a step; present as soon as the step was reached. */
export const recordOf = (run: Run, step: Step): StepRecord | undefined => entry(run.steps, step.id);

export const isDone = (run: Run, step: Step): boolean => recordOf(run, step)?.done === true;

/** Place of the furthest step reached; every step up to it can be opened. */
export const furthest = (lesson: Lesson, run: Run): number =>
  lesson.steps.reduce((last, step, at) => (recordOf(run, step) ? at : last), placeOf(lesson, run));

/** Steps that are only read: nothing to answer, done when left (the last one of a lesson when reached). */
export const isRead = (step: Step): boolean => step.kind === 'card' || step.kind === 'recap';

/** True when a try of the step has been finished. */
export function isAnswered(step: Step, open: OpenState): boolean {
  switch (step.kind) {
    case 'choice':
    case 'example':
      return open.picked !== undefined;
    case 'sort':
      return open.piles !== undefined;
    case 'ask':
      return open.read !== undefined || open.picked !== undefined;
    case 'plan':
      return open.told === true;
    case 'dialogue':
      return open.begun === true && !replayDialogue(step, open.path ?? []).turn;
    default:
      return false;
  }
}

/** True when `next` is possible: nothing to answer, answered once (in whatever try), not required, or to be passed over. */
export const mayLeave = (lesson: Lesson, run: Run, step: Step): boolean =>
  !step.required || isRead(step) || isDone(run, step) || maySkip(lesson, run, step);

/**
 * True for a step not done yet that may be passed over: the document says so, and earlier steps have shown every objective
 * that it measures, right at the first judged try.
 */
export function maySkip(lesson: Lesson, run: Run, step: Step): boolean {
  if (!step.skippable || isRead(step) || isDone(run, step)) return false;
  const objectives = objectivesOf(lesson, step);
  const earlier = lesson.steps.slice(0, lesson.steps.indexOf(step));
  return (
    objectives.length > 0 && objectives.every((id) => earlier.some((each) => showed(lesson, run, each, id)))
  );
}

/** Right at the first judged try. A dialogue keeps one first result for all its objectives, and the best of each. */
function showed(lesson: Lesson, run: Run, step: Step, objective: string): boolean {
  const record = recordOf(run, step);
  if (!objectivesOf(lesson, step).includes(objective) || (record?.first ?? 0) < MET) return false;
  return step.kind !== 'dialogue' || (entry(record?.worths ?? {}, objective) ?? 0) >= MET;
}

/** The first required step that is not done: an edited lesson may have got one before the place already reached. */
export const missing = (lesson: Lesson, run: Run): Step | undefined =>
  lesson.steps.find((step) => step.required && !isDone(run, step));
