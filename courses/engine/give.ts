import type { Dialogue } from '#courses/format/dialogue.ts';
import type { Lesson } from '#courses/format/lesson.ts';
import type { Ask, ChoiceStep, Example, Plan, Sort, Step } from '#courses/format/step.ts';
import { CONFIDENCES, FOCUSES } from '#courses/format/words.ts';
import {
  askAnswer,
  decisionAnswer,
  endingAnswers,
  pickAnswer,
  planAnswer,
  type Report,
  sortAnswer,
} from './answers.ts';
import type { Try } from './finish-try.ts';
import { planWords } from './own-words.ts';
import { entry } from './place.ts';
import { replayDialogue } from './replay-dialogue.ts';
import { clipText } from './typed-text.ts';
import type { Event, OpenState } from './types.ts';
import { mean, objectivesOf, worthOfEnding, worthOfPicked, worthOfPiles } from './worth.ts';

/** What an answer does: the state of the try, what is reported, and the result when it finished the try. */
export type Given = { open: OpenState; answers: Report[]; finished?: Try };

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

/** What the learner says it is about decides what the customer answers and what it counts; a rule judges nothing here. */
function ask(lesson: Lesson, step: Ask, open: OpenState, event: Event): Given | undefined {
  if (event.type !== 'ask' || typeof event.text !== 'string') return undefined;
  const text = clipText(event.text);
  const focus = FOCUSES.find((known) => known === event.focus);
  if (text === '' || !focus) return undefined;
  const worth = Number(step.wanted.includes(focus));
  const answers = [askAnswer(lesson, step, { text, focus }, worth)];
  return { open: { ...open, text, focus }, answers, finished: { worth, judged: false } };
}

function plan(lesson: Lesson, step: Plan, open: OpenState, event: Event): Given | undefined {
  if (event.type !== 'plan' || typeof event.if !== 'string' || typeof event.then !== 'string')
    return undefined;
  const words = planWords(clipText(event.if), clipText(event.then));
  if (words.if === '' || words.then === '') return undefined;
  const finished = { worth: 1, judged: false, plan: words };
  return { open: { ...open, told: true }, answers: [planAnswer(lesson, step, words)], finished };
}

function talk(lesson: Lesson, step: Dialogue, open: OpenState, event: Event): Given | undefined {
  if (event.type === 'begin' && !open.begun) return standing(lesson, step, { ...open, begun: true });
  if (event.type !== 'say' || !open.begun) return undefined;
  const before = replayDialogue(step, open.path ?? []);
  if (!before.choices.some(({ id }) => id === event.choice)) return undefined;
  const path = [...before.said.map(({ choice }) => choice.id), event.choice];
  return standing(lesson, step, { ...open, path }, true);
}

/** Where the dialogue stands now: still talking, or ended (even right after the opening, if nothing can be said) with its result. */
function standing(lesson: Lesson, step: Dialogue, open: OpenState, justSaid = false): Given {
  const state = replayDialogue(step, open.path ?? []);
  const said = justSaid ? state.said.at(-1) : undefined;
  const answers = said ? [decisionAnswer(lesson, step, said)] : [];
  if (state.turn) return { open, answers };
  const worths = objectivesOf(lesson, step).map((id) => [id, worthOfEnding(state, id)] as const);
  const finished: Try = { judged: true, worths: Object.fromEntries(worths), found: [...state.revealed] };
  if (worths.length > 0) finished.worth = mean(worths.map(([, worth]) => worth));
  if (state.ending) finished.ending = state.ending.id;
  return { open, answers: [...answers, ...endingAnswers(lesson, step, state)], finished };
}
