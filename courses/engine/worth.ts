import type { Dialogue } from '#courses/format/dialogue.ts';
import type { Lesson } from '#courses/format/lesson.ts';
import type { ChoiceStep, Example, Sort, Step } from '#courses/format/step.ts';
import { holds } from './conditions.ts';
import type { DialogueState } from './replay-dialogue.ts';

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
