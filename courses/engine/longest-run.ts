import type { Dialogue } from '#courses/format/dialogue.ts';
import type { Lesson } from '#courses/format/lesson.ts';
import type { Step } from '#courses/format/step.ts';
import { CONFIDENCES, FLAGS, FOCUSES, FORMS, MOVES } from '#courses/format/words.ts';
import { MOST_TRIES } from './finish-try.ts';
import { planWords } from './own-words.ts';
import { MAX_TEXT_BYTES } from './typed-text.ts';
import type { OpenState, OwnReading, Run, SaidHere, StepRecord } from './types.ts';
import { objectivesOf } from './worth.ts';

/** A run with every field of every step at its longest: none that a learner can reach takes more to store. */
export function longestRun(lesson: Lesson): Run {
  const each = <T>(of: (step: Step) => T): Record<string, T> =>
    Object.fromEntries(lesson.steps.map((step) => [step.id, of(step)]));
  const steps = each((step) => longestRecord(lesson, step));
  return { lesson: lesson.id, at: '', steps, open: { seed: 0 }, kept: each(longestTry) };
}

const LONGEST_TEXT = 'x'.repeat(MAX_TEXT_BYTES);
const LONGEST_READING: OwnReading = {
  form: FORMS[0],
  focus: FOCUSES[0],
  flags: [...FLAGS],
  moves: [...MOVES],
  specific: true,
  labelled: true,
};
const ids = (things: readonly { id: string }[]): string[] => things.map(({ id }) => id);
const all = <T>(keys: readonly string[], value: T): Record<string, T> =>
  Object.fromEntries(keys.map((key) => [key, value]));

function longestRecord(lesson: Lesson, step: Step): StepRecord {
  const record: StepRecord = { done: true, tries: MOST_TRIES, first: 1, best: 1 };
  if (step.kind === 'plan') record.plan = planWords(LONGEST_TEXT, LONGEST_TEXT);
  if (step.kind !== 'dialogue') return record;
  return {
    ...record,
    worths: all(objectivesOf(lesson, step), 1),
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
      return { seed, alone: true, text: LONGEST_TEXT, read: LONGEST_READING };
    case 'plan':
      return { seed, told: true };
    case 'dialogue':
      return longestTalk(step);
    default:
      return { seed };
  }
}

/** Every decision in own words, if a turn takes them; they are stored as far as there is room (path-code.ts). */
function longestTalk({ turns, start, patience, confidence }: Dialogue): OpenState {
  const words = turns.some(({ ask }) => ask) ? { ...LONGEST_READING, text: LONGEST_TEXT } : undefined;
  const path = Array.from({ length: patience.decisions }, (): SaidHere => words ?? start);
  return { seed: 0, alone: true, begun: true, path, ...(confidence && { confidence: CONFIDENCES[0] }) };
}
