import type { Lesson } from '#courses/format/lesson.ts';
import type { Focus } from '#courses/format/words.ts';
import { advance } from './advance.ts';
import { startRun } from './start-run.ts';
import type { Answer, Event, OwnReading, Run } from './types.ts';

// Test support: plays events from the start (or from a run) and gives the last run and all answers.

export function playEvents(
  lesson: Lesson,
  events: readonly Event[],
  from?: Run,
): { run: Run; answers: Answer[] } {
  let run = from ?? startRun(lesson, 1);
  const answers: Answer[] = [];
  for (const [at, event] of events.entries()) {
    const after = advance(lesson, run, event, at + 2);
    run = after.run;
    answers.push(...after.answers);
  }
  return { run, answers };
}

export const next: Event = { type: 'next' };
export const retry: Event = { type: 'retry' };
export const begin: Event = { type: 'begin' };
export const say = (choice: string): Event => ({ type: 'say', choice });
export const go = (step: string): Event => ({ type: 'go', step });
export const pick = (...options: string[]): Event => ({ type: 'pick', options });

/** A reading in which a test names only what it is about. */
export const reading = (more: Partial<OwnReading> = {}): OwnReading => ({
  form: 'open',
  flags: [],
  moves: [],
  specific: false,
  labelled: false,
  ...more,
});
export const sayOwn = (text: string, more: Partial<OwnReading> = {}): Event => ({
  type: 'say-own',
  text,
  read: reading(more),
});
export const meant = (focus: Focus): Event => ({ type: 'meant', focus });
export const ask = (text: string, more: Partial<OwnReading> = {}): Event => ({
  type: 'ask',
  text,
  read: reading(more),
});
/** A question that the rules could not tell; the learner said what it is about. */
export const askLabelled = (text: string, focus: Focus): Event => ask(text, { focus, labelled: true });
