import type { Dialogue } from '#courses/format/dialogue.ts';
import type { Lesson } from '#courses/format/lesson.ts';
import type { Ask, ChoiceStep, Example, Sort, Step } from '#courses/format/step.ts';
import { holds } from './conditions.ts';
import { judges } from './own-reading.ts';
import type { DialogueState } from './replay-dialogue.ts';
import type { OwnReading } from './types.ts';

/** From this worth on an answer is correct and an objective met. */
export const MET = 0.8;

/** Worths are kept to three decimals, so that a stored run is exactly the run that was left. */
const rounded = (worth: number): number => Math.round(Math.min(1, Math.max(0, worth)) * 1000) / 1000;

export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : rounded(values.reduce((sum, value) => sum + value, 0) / values.length);
}

/**
 * What picking these options is worth, 0..1: one answer its own worth; several the share of options rightly picked or
 * rightly left (those worth 0.5 or more should be picked).
 */
export function worthOfPicked(step: ChoiceStep | Example, picked: readonly string[]): number {
  const { options } = step;
  if (step.kind === 'choice' && step.several) {
    return mean(options.map(({ id, worth }) => Number(picked.includes(id) === worth >= 0.5)));
  }
  return rounded(options.find(({ id }) => id === picked[0])?.worth ?? 0);
}

/** Share of the cards put into the pile where they belong, 0..1. */
export const worthOfPiles = (step: Sort, piles: Readonly<Record<string, string>>): number =>
  mean(step.cards.map(({ id, pile }) => Number(Object.hasOwn(piles, id) && piles[id] === pile)));

/**
 * What own words in an ask are worth, 0..1: a question about something wanted 1, and all the wanted moves made about what
 * the customer said 1; where both are wanted, half for each. Words that judge are worth nothing.
 */
export function worthOfAsked(step: Ask, read: OwnReading): number {
  const { wanted, moves = [] } = step;
  if (judges(read)) return 0;
  return mean([
    ...(wanted.length > 0 ? [Number(read.focus !== undefined && wanted.includes(read.focus))] : []),
    ...(moves.length > 0 ? [Number(makesMoves(step, read))] : []),
  ]);
}

/** True when an ask wants empathy moves and the words make them all, about what this customer said. */
export const makesMoves = ({ moves = [] }: Ask, read: OwnReading): boolean =>
  moves.length > 0 && read.specific && moves.every((move) => read.moves.includes(move));

/** What picking a prepared line of an ask is worth, 0..1. */
export const worthOfLine = (step: Ask, line: string): number =>
  rounded(step.lines?.find(({ id }) => id === line)?.worth ?? 0);

/** What the reached ending is worth for an objective, 0..1: of the evidence rules that hold the highest, 0 without any. */
export function worthOfEnding(state: DialogueState, objective: string): number {
  const rules = (state.ending?.evidence ?? []).filter(
    (rule) => rule.objective === objective && holds(rule.when, state),
  );
  return rounded(Math.max(0, ...rules.map(({ worth }) => worth)));
}

/** The objectives (own ids, in the lesson's order) that a step measures; a dialogue those that any of its endings names. */
export function objectivesOf(lesson: Lesson, step: Step): string[] {
  const named = namedObjectives(step);
  return lesson.objectives.map(({ id }) => id).filter((id) => named.includes(id));
}

function namedObjectives(step: Step): string[] {
  if (step.kind === 'card' || step.kind === 'recap') return [];
  if (step.kind === 'dialogue') return endingObjectives(step);
  return step.objective === undefined ? [] : [step.objective];
}

const endingObjectives = ({ endings }: Dialogue): string[] =>
  endings.flatMap(({ evidence }) => evidence.map(({ objective }) => objective));
