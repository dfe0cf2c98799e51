import type { Lesson } from '#courses/format/lesson.ts';
import type { Step } from '#courses/format/step.ts';
import { keyOf } from './hash.ts';

/** Things of one kind in one place of a lesson: their stored keys are looked up among them alone. */
type Named = readonly { id: string }[];

/**
 * The id that a stored key stands for among these things. Each look-up is as narrow as the place allows (a choice's key
 * is only read in its own dialogue), so that two ids with one key are rare: of 40 ids 1 pair in about 300 places. Of two
 * ids with one key the first is meant: the checker refuses such a lesson, but no stored text may break it.
 */
export const idOf = (things: Named, key: string): string | undefined =>
  things.find(({ id }) => keyOf(id) === key)?.id;

/** Every choice of a dialogue, whatever its turn. */
export const choicesOf = (step: Step): Named =>
  step.kind === 'dialogue' ? step.turns.flatMap(({ choices }) => choices) : [];

/** Pairs of different ids that would be stored under the same key and so mistaken for one another. */
export function keyCollisions(lesson: Lesson): [string, string][] {
  const groups: Named[] = [lesson.steps, lesson.objectives];
  for (const step of lesson.steps) {
    if ('options' in step) groups.push(step.options);
    if (step.kind === 'ask' && step.lines) groups.push(step.lines);
    if (step.kind === 'sort') groups.push(step.cards, step.piles);
    if (step.kind === 'dialogue') groups.push(choicesOf(step), step.endings, step.facts);
  }
  return groups.flatMap(collisionsIn);
}

function collisionsIn(things: Named): [string, string][] {
  const byKey = Map.groupBy(new Set(things.map(({ id }) => id)), keyOf);
  return [...byKey.values()].flatMap(([first, ...others]) =>
    others.map((other): [string, string] => [first ?? other, other]),
  );
}
