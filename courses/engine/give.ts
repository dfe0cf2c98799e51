import type { Lesson } from '#courses/format/lesson.ts';
import type { Ask, ChoiceStep, Example, Plan, Sort, Step } from '#courses/format/step.ts';
import { CONFIDENCES } from '#courses/format/words.ts';
import { askAnswer, lineAnswer, pickAnswer, planAnswer, sortAnswer } from './answers.ts';
import { ownWords } from './own-reading.ts';
import { planWords } from './own-words.ts';
import { entry } from './place.ts';
import { type Given, talk } from './talk.ts';
import { clipText } from './typed-text.ts';
import type { Event, OpenState } from './types.ts';
import { worthOfAsked, worthOfLine, worthOfPicked, worthOfPiles } from './worth.ts';

/** The learner's answer to a step that is not answered yet; undefined when it is not an answer to this step. */
export function give(lesson: Lesson, step: Step, open: OpenState, event: Event): Given | undefined {
  switch (step.kind) {
    case 'choice':
    case 'example':
      return pick(lesson, step, open, event);
    case 'sort':
      return sort(lesson, step, open, event);
    case 'ask':
      return ask(lesson, step, open, event);
    case 'plan':
      return plan(lesson, step, open, event);
    case 'dialogue':
      return talk(lesson, step, open, event);
    default:
      return undefined;
  }
}

function pick(lesson: Lesson, step: ChoiceStep | Example, open: OpenState, event: Event): Given | undefined {
  if (event.type !== 'pick' || !Array.isArray(event.options)) return undefined;
  const asked = new Set(event.options);
  const picked = step.options.map(({ id }) => id).filter((id) => asked.has(id));
  const several = step.kind === 'choice' && step.several;
  if (picked.length !== asked.size || asked.size === 0 || (asked.size > 1 && !several)) return undefined;
  const sure =
    step.kind === 'choice' && step.confidence && CONFIDENCES.find((known) => known === event.confidence);
  const now: OpenState = { ...open, picked, ...(sure && { confidence: sure }) };
  const worth = worthOfPicked(step, picked);
  return { open: now, answers: [pickAnswer(lesson, step, now, worth)], finished: { worth, judged: true } };
}

function sort(lesson: Lesson, step: Sort, open: OpenState, event: Event): Given | undefined {
  if (event.type !== 'sort') return undefined;
  const piles: Record<string, string> = {};
  for (const { id } of step.cards) {
    const pile = entry(event.piles ?? {}, id);
    if (pile === undefined || !step.piles.some((known) => known.id === pile)) return undefined;
    piles[id] = pile;
  }
  const worth = worthOfPiles(step, piles);
  const answers = [sortAnswer(lesson, step, piles, worth)];
  return { open: { ...open, piles }, answers, finished: { worth, judged: true } };
}

/** A rule judges the learner's words by their reading, unless they said themselves what these are about; a prepared line has its worth. */
function ask(lesson: Lesson, step: Ask, open: OpenState, event: Event): Given | undefined {
  if (event.type === 'ask-line') {
    const line = step.lines?.find(({ id }) => id === event.line);
    if (!line) return undefined;
    const worth = worthOfLine(step, line.id);
    const answers = [lineAnswer(lesson, step, line.text, worth)];
    return { open: { ...open, picked: [line.id] }, answers, finished: { worth, judged: true } };
  }
  if (event.type !== 'ask') return undefined;
  const own = ownWords(event);
  if (!own) return undefined;
  const { text, ...read } = own;
  const worth = worthOfAsked(step, read);
  const answers = [askAnswer(lesson, step, own, worth)];
  return { open: { ...open, text, read }, answers, finished: { worth, judged: !read.labelled } };
}

function plan(lesson: Lesson, step: Plan, open: OpenState, event: Event): Given | undefined {
  if (event.type !== 'plan' || typeof event.if !== 'string' || typeof event.then !== 'string')
    return undefined;
  const words = planWords(clipText(event.if), clipText(event.then));
  if (words.if === '' || words.then === '') return undefined;
  const finished = { worth: 1, judged: false, plan: words };
  return { open: { ...open, told: true }, answers: [planAnswer(lesson, step, words)], finished };
}
