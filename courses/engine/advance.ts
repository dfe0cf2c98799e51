import type { Lesson } from '#courses/format/lesson.ts';
import type { Step } from '#courses/format/step.ts';
import { CONFIDENCES } from '#courses/format/words.ts';
import { finishTry } from './finish-try.ts';
import { give } from './give.ts';
import { toSeed } from './hash.ts';
import { moveNext, moveTo } from './move.ts';
import { isAnswered, isRead, openStep, recordOf } from './place.ts';
import type { Advanced, Event, Run } from './types.ts';

/**
 * One event applied to a run; the run that was given is not changed. An event that is not possible now gives the same
 * run (the very same value) and no answers. `seed` is any number and orders what a new try shows. Never throws.
 */
export function advance(lesson: Lesson, run: Run, event: Event, seed: number): Advanced {
  switch (event.type) {
    case 'next':
      return { run: moveNext(lesson, run, seed), answers: [] };
    case 'go':
      return { run: moveTo(lesson, run, event.step, seed), answers: [] };
    case 'retry':
      return { run: retry(lesson, run, seed), answers: [] };
    default:
      return take(lesson, run, event);
  }
}

/** A new try of an answered step, without help after a full result. What the earlier ones earned stays in the record. */
function retry(lesson: Lesson, run: Run, seed: number): Run {
  const step = openStep(lesson, run);
  if (isRead(step) || !isAnswered(step, run.open)) return run;
  const takesHelp = step.kind === 'dialogue' || step.kind === 'ask';
  const alone = takesHelp && recordOf(run, step)?.best === 1;
  const fresh = toSeed(seed);
  // A caller whose seed never changes still gets another order.
  const another = fresh === run.open.seed ? toSeed(fresh + 0.5) : fresh;
  return { ...run, open: { seed: another, ...(alone && { alone }) } };
}

function take(lesson: Lesson, run: Run, event: Event): Advanced {
  const step = openStep(lesson, run);
  if (event.type === 'sure') return { run: saySure(step, run, event.confidence), answers: [] };
  const given = isAnswered(step, run.open) ? undefined : give(lesson, step, run.open, event);
  if (!given) return { run, answers: [] };
  const record = recordOf(run, step) ?? { done: false, tries: 0 };
  const answers = given.answers.map((answer) => ({ ...answer, first: record.tries === 0 }));
  const after = given.finished ? finishTry(record, given.finished) : record;
  return { run: { ...run, open: given.open, steps: { ...run.steps, [step.id]: after } }, answers };
}

/** How sure the learner is, once, when the talk is over. The result was reported when it ended. */
function saySure(step: Step, run: Run, confidence: unknown): Run {
  const known = CONFIDENCES.find((word) => word === confidence);
  const asked = step.kind === 'dialogue' && step.confidence && isAnswered(step, run.open);
  return asked && known && !run.open.confidence ? { ...run, open: { ...run.open, confidence: known } } : run;
}
