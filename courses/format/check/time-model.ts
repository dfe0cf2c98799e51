import type { Lesson } from '#courses/format/lesson.ts';
import type { ChoiceStep, Example, Step } from '#courses/format/step.ts';
import type { Examined } from './examine.ts';
import type { Explored } from './explore.ts';
import { wordCount } from './words.ts';

/**
 * How long a lesson takes, and how much of it is deciding. A model, meant to compare lessons, not to predict a person:
 * - 220 words a minute are read (silent reading of plain text on a phone);
 * - told: cards, recaps, worked examples, coaching, a dialogue's opening, its ending and what was never found out;
 * - deciding: the rest, that is prompts, options, what the customer says, and the seconds of thinking below;
 * - in a dialogue every conversation counts by how often a learner who picks at random would have it.
 */
export type Time = { toldSeconds: number; decidingSeconds: number };

const WORDS_PER_SECOND = 220 / 60;
/** Seconds of thinking and tapping (or typing) for one answer, beside reading it. */
const THINKING = { choice: 12, several: 18, confidence: 3, sortCard: 5, ask: 45, plan: 30, say: 10 };

/** Time of a whole lesson by the model above. */
export function lessonTime({ lesson, dialogues }: Examined['lessons'][number]): Time {
  const times = lesson.steps.map((step) => {
    const explored = dialogues.find((dialogue) => dialogue.step === step)?.explored;
    return stepTime(step, explored);
  });
  return times.reduce(add, NONE);
}

const NONE: Time = { toldSeconds: 0, decidingSeconds: 0 };

function add(a: Time, b: Time): Time {
  return {
    toldSeconds: a.toldSeconds + b.toldSeconds,
    decidingSeconds: a.decidingSeconds + b.decidingSeconds,
  };
}

function stepTime(step: Lesson['steps'][number], explored: Explored | undefined): Time {
  switch (step.kind) {
    case 'card':
      return time([step.text], [], 0);
    case 'recap':
      return time([step.text, ...step.points], [], 0);
    case 'example':
      return add(exampleTime(step), answerTime(step));
    case 'choice':
      return answerTime(step);
    case 'sort': {
      const texts = [
        step.prompt,
        ...step.piles.map(({ title }) => title),
        ...step.cards.map(({ text }) => text),
      ];
      return time([step.coaching], texts, THINKING.sortCard * step.cards.length);
    }
    case 'ask':
      return time(
        [step.coaching],
        [step.situation, step.customerSays, step.prompt, step.other],
        THINKING.ask,
      );
    case 'plan':
      return time([], [step.prompt, ...step.ifs, ...step.thens], THINKING.plan);
    case 'dialogue':
      return explored === undefined ? NONE : dialogueTime(step, explored);
  }
}

function exampleTime({ situation, weak, strong }: Example): Time {
  const calls = [weak, strong].flatMap((call) => [
    call.title,
    ...call.lines.map(({ text }) => text),
    call.result,
  ]);
  return time([situation, ...calls], [], 0);
}

/** Of the answers only one is given, so consequence and coaching count with their mean. */
function answerTime(step: ChoiceStep | Example): Time {
  const { prompt, options } = step;
  const situation = step.kind === 'choice' ? step.situation : undefined;
  const thinking = step.kind === 'choice' && step.several ? THINKING.several : THINKING.choice;
  const sure = step.kind === 'choice' && step.confidence ? THINKING.confidence : 0;
  const read = time([], [situation, prompt, ...options.map(({ text }) => text)], thinking + sure);
  const told = seconds(options.map(({ coaching }) => coaching)) / options.length;
  const shown = seconds(options.map(({ consequence }) => consequence)) / options.length;
  return add(read, { toldSeconds: told, decidingSeconds: shown });
}

function dialogueTime(dialogue: Extract<Step, { kind: 'dialogue' }>, { nodes, decisions }: Explored): Time {
  const ends = nodes.map(({ state, share }) => share * seconds([state.ending?.text]));
  const missed = nodes.map(({ state, share }) => {
    const never = dialogue.facts.filter(
      ({ id }) => state.ending !== undefined && !state.revealed.includes(id),
    );
    return share * seconds(never.flatMap(({ text, earnedBy }) => [text, earnedBy]));
  });
  const coached = decisions.map(({ state, share }) => share * seconds([state.said.at(-1)?.choice.coaching]));
  const heard = [...nodes.filter(({ parents }) => parents.length === 0), ...decisions].map(
    ({ state, share }) => {
      const lines = state.lines.filter(
        ({ who, decision }) => who === 'customer' && decision === state.said.length - 1,
      );
      return share * seconds(lines.map(({ text }) => text));
    },
  );
  const picked = nodes.map(({ state, share }) => {
    if (state.choices.length === 0) return 0;
    return share * (seconds(state.choices.map(({ text }) => text)) + THINKING.say);
  });
  return {
    toldSeconds: seconds([dialogue.opening, dialogue.tryNext]) + sum(ends) + sum(missed) + sum(coached),
    decidingSeconds: sum(heard) + sum(picked),
  };
}

type MaybeText = string | undefined;

function time(told: readonly MaybeText[], deciding: readonly MaybeText[], thinkingSeconds: number): Time {
  return { toldSeconds: seconds(told), decidingSeconds: seconds(deciding) + thinkingSeconds };
}

function seconds(texts: readonly MaybeText[]): number {
  return sum(texts.map((text) => wordCount(text ?? ''))) / WORDS_PER_SECOND;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
