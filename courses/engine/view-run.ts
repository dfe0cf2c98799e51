import type { Lesson } from '#courses/format/lesson.ts';
import type { ChoiceStep, Example, Sort } from '#courses/format/step.ts';
import {
  entry,
  furthest,
  isAnswered,
  isDone,
  isRead,
  mayLeave,
  maySkip,
  missing,
  openStep,
  placeOf,
  recordOf,
} from './place.ts';
import { shuffle } from './shuffle.ts';
import { stepTitle } from './step-title.ts';
import type { AnswerView, OpenState, Run, SortView, View } from './types.ts';
import { viewAsk } from './view-ask.ts';
import { viewDialogue } from './view-dialogue.ts';
import { worthOfPicked, worthOfPiles } from './worth.ts';

/**
 * The present screen. A step that was answered before is shown with its last try (a dialogue in its debrief) until it
 * is retried; a retried plan offers the earlier words to change.
 */
export function viewRun(lesson: Lesson, run: Run): View {
  const step = openStep(lesson, run);
  const index = placeOf(lesson, run);
  const reached = furthest(lesson, run);
  const canLeave = mayLeave(lesson, run, step);
  return {
    step,
    index,
    total: lesson.steps.length,
    record: recordOf(run, step),
    canLeave,
    canSkip: maySkip(lesson, run, step),
    canRetry: !isRead(step) && isAnswered(step, run.open),
    finished: canLeave && index === lesson.steps.length - 1 && !missing(lesson, run),
    steps: lesson.steps.map((each, at) => ({
      id: each.id,
      title: stepTitle(lesson, each),
      kind: each.kind,
      done: isDone(run, each),
      reached: at <= reached,
      required: each.required,
    })),
    state: viewState(lesson, run),
  };
}

function viewState(lesson: Lesson, run: Run): View['state'] {
  const step = openStep(lesson, run);
  switch (step.kind) {
    case 'choice':
    case 'example':
      return viewAnswer(step, run.open);
    case 'sort':
      return viewSort(step, run.open);
    case 'ask':
      return viewAsk(step, run.open);
    case 'plan': {
      const plan = recordOf(run, step)?.plan;
      return { kind: 'plan', answered: isAnswered(step, run.open), ...(plan && { plan }) };
    }
    case 'dialogue':
      return viewDialogue(lesson, step, run.open);
    default:
      return { kind: 'read' };
  }
}

function viewAnswer(step: ChoiceStep | Example, open: OpenState): AnswerView {
  const { picked, confidence, seed } = open;
  const options = shuffle(step.options, seed);
  if (!picked) return { kind: 'answer', options, answered: false, picked: [] };
  const worth = worthOfPicked(step, picked);
  return { kind: 'answer', options, answered: true, picked, worth, ...(confidence && { confidence }) };
}

function viewSort(step: Sort, { piles, seed }: OpenState): SortView {
  const cards = shuffle(step.cards, seed);
  if (!piles) return { kind: 'sort', cards, answered: false };
  const placed = cards.map((card): SortView['cards'][number] => {
    const pile = entry(piles, card.id);
    return { ...card, ...(pile !== undefined && { placed: pile }), right: pile === card.pile };
  });
  return { kind: 'sort', cards: placed, answered: true, worth: worthOfPiles(step, piles) };
}
