import type { Lesson } from '#courses/format/lesson.ts';
import type { Step } from '#courses/format/step.ts';
import { replayDialogue } from './replay-dialogue.ts';
import type { OpenState, Run, StepRecord } from './types.ts';

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
      return open.focus !== undefined;
    case 'plan':
      return open.told === true;
    case 'dialogue':
      return open.begun === true && !replayDialogue(step, open.path ?? []).turn;
    default:
      return false;
  }
}

/** True when `next` is possible: nothing to answer, answered once (in whatever try), or not required. */
export const mayLeave = (run: Run, step: Step): boolean =>
  !step.required || isRead(step) || isDone(run, step);

/** The first required step that is not done: an edited lesson may have got one before the place already reached. */
export const missing = (lesson: Lesson, run: Run): Step | undefined =>
  lesson.steps.find((step) => step.required && !isDone(run, step));
