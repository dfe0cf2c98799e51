import type { Lesson } from '#courses/format/lesson.ts';
import { toSeed } from './hash.ts';
import {
  entry,
  furthest,
  isDone,
  isRead,
  mayLeave,
  maySkip,
  missing,
  openStep,
  placeOf,
  recordOf,
} from './place.ts';
import type { OpenState, Run, StepRecord } from './types.ts';

/** Leaves the open step, when it may be left: to the next one, and from the last one to a required step still open. */
export function moveNext(lesson: Lesson, run: Run, seed: number): Run {
  const step = openStep(lesson, run);
  if (!mayLeave(lesson, run, step)) return run;
  const doneByLeaving = !isDone(run, step) && (isRead(step) || maySkip(lesson, run, step));
  const left = doneByLeaving ? withRecord(run, step.id, { done: true }) : run;
  const next = lesson.steps[placeOf(lesson, run) + 1] ?? missing(lesson, left);
  return next ? arrive(lesson, left, lesson.steps.indexOf(next), seed) : left;
}

/** Opens a step that was reached before; its last try is still there. */
export function moveTo(lesson: Lesson, run: Run, id: string, seed: number): Run {
  const place = lesson.steps.findIndex((step) => step.id === id);
  if (place < 0 || place === placeOf(lesson, run) || place > furthest(lesson, run)) return run;
  return arrive(lesson, run, place, seed);
}

/** Opens the step at a place: the one that was open is kept if anything was done in it, the kept try of this one is taken up. */
export function arrive(lesson: Lesson, run: Run, place: number, seed: number): Run {
  const step = lesson.steps[place];
  if (!step) return run;
  const all = isUntouched(run.open) ? run.kept : { ...run.kept, [run.at]: run.open };
  const open = entry(all, step.id) ?? { seed: toSeed(seed) };
  const kept = Object.fromEntries(Object.entries(all).filter(([id]) => id !== step.id));
  const readToTheEnd = isRead(step) && place === lesson.steps.length - 1;
  const done = readToTheEnd || isDone(run, step);
  return { ...withRecord(run, step.id, { tries: 0, ...recordOf(run, step), done }), at: step.id, open, kept };
}

function withRecord(run: Run, id: string, change: Partial<StepRecord>): Run {
  const record = { done: false, tries: 0, ...entry(run.steps, id), ...change };
  return { ...run, steps: { ...run.steps, [id]: record } };
}

/** Nothing but a seed: there is nothing to come back to. */
export const isUntouched = (open: OpenState): boolean => Object.keys(open).length === 1;
