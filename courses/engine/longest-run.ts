import type { Lesson } from '#courses/format/lesson.ts';
import type { Step } from '#courses/format/step.ts';
import { CONFIDENCES, FOCUSES } from '#courses/format/words.ts';
import { MOST_TRIES } from './finish-try.ts';
import { planWords } from './own-words.ts';
import { MAX_TEXT_BYTES } from './typed-text.ts';
import type { OpenState, Run, StepRecord } from './types.ts';

/** A run with every field of every step at its longest: none that a learner can reach takes more to store. */
export function longestRun(lesson: Lesson): Run {
  const each = <T>(of: (step: Step) => T): Record<string, T> =>
    Object.fromEntries(lesson.steps.map((step) => [step.id, of(step)]));
  const steps = each((step) => longestRecord(lesson, step));
  return { lesson: lesson.id, at: '', steps, open: { seed: 0 }, kept: each(longestTry) };
}

const LONGEST_TEXT = 'x'.repeat(MAX_TEXT_BYTES);
const ids = (things: readonly { id: string }[]): string[] => things.map(({ id }) => id);
const all = <T>(keys: readonly string[], value: T): Record<string, T> =>
  Object.fromEntries(keys.map((key) => [key, value]));

function longestRecord(lesson: Lesson, step: Step): StepRecord {
  const record: StepRecord = { done: true, tries: MOST_TRIES, first: 1, best: 1 };
  if (step.kind === 'plan') record.plan = planWords(LONGEST_TEXT, LONGEST_TEXT);
  if (step.kind !== 'dialogue') return record;
  return {
    ...record,
    worths: all(ids(lesson.objectives), 1),
    ending: step.patience.ending,
    found: ids(step.facts),
  };
}

function longestTry(step: Step): OpenState {
  const seed = 0;
  switch (step.kind) {
    case 'choice':
    case 'example':
      return { seed, picked: ids(step.options), confidence: CONFIDENCES[0] };
    case 'sort':
      return { seed, piles: all(ids(step.cards), '') };
    case 'ask':
      return { seed, text: LONGEST_TEXT, focus: FOCUSES[0] };
    case 'plan':
      return { seed, told: true };
    case 'dialogue':
      return { seed, begun: true, path: Array.from({ length: step.patience.decisions }, () => step.start) };
    default:
      return { seed };
  }
}
