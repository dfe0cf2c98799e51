import type { Lesson } from '#courses/format/lesson.ts';
import type { Step } from '#courses/format/step.ts';
import { keyOf } from './hash.ts';

/** Stored key -> id. */
export type KeyTable = ReadonlyMap<string, string>;

/** One table of each kind of id that a stored step may name; empty where its kind has none. */
export type StepKeys = Record<'options' | 'cards' | 'piles' | 'choices' | 'endings' | 'facts', KeyTable>;

export type LessonKeys = { steps: KeyTable; objectives: KeyTable; of: (step: Step) => StepKeys };

/**
 * The tables of a lesson. Each is as small as the place where its keys are read allows (a choice's key is only ever
 * looked up in its own dialogue), so that two ids with one key are rare: of 40 ids in a table 1 pair in about 300 tables.
 */
export const keysOf = (lesson: Lesson): LessonKeys => ({
  steps: tableOf(lesson.steps),
  objectives: tableOf(lesson.objectives),
  of: stepKeys,
});

function stepKeys(step: Step): StepKeys {
  const dialogue = step.kind === 'dialogue' ? step : undefined;
  const sort = step.kind === 'sort' ? step : undefined;
  return {
    options: tableOf('options' in step ? step.options : []),
    cards: tableOf(sort?.cards ?? []),
    piles: tableOf(sort?.piles ?? []),
    choices: tableOf(choicesOf(step)),
    endings: tableOf(dialogue?.endings ?? []),
    facts: tableOf(dialogue?.facts ?? []),
  };
}

type Named = readonly { id: string }[];

const choicesOf = (step: Step): Named =>
  step.kind === 'dialogue' ? step.turns.flatMap(({ choices }) => choices) : [];

/** Of two ids with one key the first wins: the checker refuses such a lesson, and no stored text may throw. */
const tableOf = (things: Named): KeyTable =>
  new Map(things.map(({ id }): [string, string] => [keyOf(id), id]).reverse());

/** Pairs of different ids that would be stored under the same key and so mistaken for one another. */
export function keyCollisions(lesson: Lesson): [string, string][] {
  const groups: Named[] = [lesson.steps, lesson.objectives];
  for (const step of lesson.steps) {
    if ('options' in step) groups.push(step.options);
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
