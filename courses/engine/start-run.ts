import type { Lesson } from '#courses/format/lesson.ts';
import { toSeed } from './hash.ts';
import { arrive } from './move.ts';
import type { Run } from './types.ts';

/** A new run, at the lesson's first step. `seed` is any number; the same seed gives the same orders. */
export function startRun(lesson: Lesson, seed: number): Run {
  const empty: Run = { lesson: lesson.id, at: '', steps: {}, open: { seed: toSeed(seed) }, kept: {} };
  return arrive(lesson, empty, 0, seed);
}
