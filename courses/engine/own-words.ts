import type { Lesson } from '#courses/format/lesson.ts';
import type { Plan } from '#courses/format/step.ts';
import { clipText } from './typed-text.ts';
import type { OpenState, Run, SaidHere, StepRecord } from './types.ts';

type PlanWords = { if: string; then: string };

/** True when the words are one of the prepared halves of a plan. */
const isPrepared = (words: string, halves: readonly string[]): boolean =>
  halves.some((half) => clipText(half) === words);

/** Both halves of a plan. They are texts, so nothing that awaits this value mistakes it for a promise. */
// biome-ignore lint/suspicious/noThenProperty: an if-then plan has a `then`, and it is a text.
export const planWords = (when: string, what: string): PlanWords => ({ if: when, then: what }); // oxlint-disable-line unicorn/no-thenable

/** A plan with the learner's own halves left out (''), so that it may leave the device. */
export const preparedOnly = (step: Plan, plan: PlanWords): PlanWords =>
  planWords(isPrepared(plan.if, step.ifs) ? plan.if : '', isPrepared(plan.then, step.thens) ? plan.then : '');

/**
 * The run without anything the learner typed: their words go, in questions and in dialogues, how they were read stays; of a plan
 * only prepared halves stay. For a course whose words are private, this is what a run-time may be given to keep,
 * because suspended data lies on the LMS's server.
 */
export function withoutOwnWords(lesson: Lesson, run: Run): Run {
  const steps = mapValues(run.steps, (record, id) => withoutPlanWords(lesson, record, id));
  return { ...run, steps, open: withoutText(run.open), kept: mapValues(run.kept, withoutText) };
}

function withoutPlanWords(lesson: Lesson, record: StepRecord, id: string): StepRecord {
  const step = lesson.steps.find((candidate) => candidate.id === id);
  if (!record.plan || step?.kind !== 'plan') return record;
  return { ...record, plan: preparedOnly(step, record.plan) };
}

function withoutText(open: OpenState): OpenState {
  const { text: _, path, ...kept } = open;
  return path ? { ...kept, path: path.map(withoutWords) } : kept;
}

function withoutWords(said: SaidHere): SaidHere {
  if (typeof said === 'string') return said;
  const { text: _, ...read } = said;
  return read;
}

function mapValues<T>(table: Record<string, T>, change: (value: T, id: string) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(table).map(([id, value]) => [id, change(value, id)]));
}
