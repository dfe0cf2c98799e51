import type { Lesson } from '#courses/format/lesson.ts';
import { advance } from './advance.ts';
import { startRun } from './start-run.ts';
import type { Answer, Event, Run } from './types.ts';

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
