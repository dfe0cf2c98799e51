import type { Dialogue } from '#courses/format/dialogue.ts';
import type { ChoiceStep, Example, Step } from '#courses/format/step.ts';
import type { Examined } from './examine.ts';
import type { Explored } from './explore.ts';
import { wordCount } from './words.ts';

/**
 * How long a lesson takes, and what one does in it. A model, meant to compare lessons, not to predict a person:
 * - 220 words a minute are read (silent reading of plain text on a phone);
 * - told: what is read without having done anything: cards, recaps, the calls of a worked example;
 * - deciding: situations, prompts, options and what the customer says, with the seconds of thinking below;
 * - feedback: what follows from one's own decision: coaching, an ending, what was never found out;
 * - in a dialogue every conversation counts by how often a learner who picks at random would have it.
 */
export type Time = { toldSeconds: number; decidingSeconds: number; feedbackSeconds: number };

const WORDS_PER_SECOND = 220 / 60;
/** Seconds of thinking and tapping (or typing) for one answer, beside reading it. */
const THINKING = { choice: 8, several: 14, confidence: 3, sortCard: 4, ask: 40, plan: 25, say: 5 };

/** Time of a whole lesson by the model above. */
export function lessonTime({ lesson, dialogues }: Examined['lessons'][number]): Time {
  const times = lesson.steps.map((step) => {
    const explored = dialogues.find((dialogue) => dialogue.step === step)?.explored;
    return stepTime(step, explored);
  });
  return times.reduce(add, NONE);
}

const NONE: Time = { toldSeconds: 0, decidingSeconds: 0, feedbackSeconds: 0 };

function add(a: Time, b: Time): Time {
  return {
    toldSeconds: a.toldSeconds + b.toldSeconds,
    decidingSeconds: a.decidingSeconds + b.decidingSeconds,
    feedbackSeconds: a.feedbackSeconds + b.feedbackSeconds,
  };
}

function stepTime(step: Step, explored: Explored | undefined): Time {
  switch (step.kind) {
    case 'card':
      return told([step.text]);
    case 'recap':
      return told([step.text, ...step.points]);
    case 'example':
      return add(callsTime(step), answerTime(step, step.situation));
    case 'choice':
      return answerTime(step, step.situation);
    case 'sort': {
      const texts = [
        step.prompt,
        ...step.piles.map(({ title }) => title),
        ...step.cards.map(({ text }) => text),
      ];
      return acted(texts, THINKING.sortCard * step.cards.length, seconds([step.coaching]));
    }
    case 'ask': {
      const texts = [step.situation, step.customerSays, step.prompt, step.other];
      return acted(texts, THINKING.ask, seconds([step.coaching]));
    }
    case 'plan':
      return acted([step.prompt, ...step.ifs, ...step.thens], THINKING.plan, 0);
    case 'dialogue':
      return explored === undefined ? NONE : dialogueTime(step, explored);
  }
}

function callsTime({ weak, strong }: Example): Time {
  return told(
    [weak, strong].flatMap((call) => [call.title, ...call.lines.map(({ text }) => text), call.result]),
  );
}

/** Of the answers only one is given, so consequence and coaching count with their mean. */
function answerTime(step: ChoiceStep | Example, situation: MaybeText): Time {
  const { prompt, options } = step;
  const thinking = step.kind === 'choice' && step.several ? THINKING.several : THINKING.choice;
  const sure = step.kind === 'choice' && step.confidence ? THINKING.confidence : 0;
  const feedback =
    seconds(options.flatMap(({ consequence, coaching }) => [consequence, coaching])) / options.length;
  return acted([situation, prompt, ...options.map(({ text }) => text)], thinking + sure, feedback);
}

function dialogueTime(dialogue: Dialogue, { nodes, decisions }: Explored): Time {
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
  const coached = decisions.map(({ state, share }) => share * seconds([state.said.at(-1)?.choice.coaching]));
  const debriefed = nodes.map(({ state, share }) => {
    if (state.ending === undefined) return 0;
    const missed = dialogue.facts.filter(({ id }) => !state.revealed.includes(id));
    return (
      share *
      seconds([
        state.ending.text,
        ...missed.flatMap(({ text, earnedBy }) => [text, earnedBy]),
        dialogue.tryNext,
      ])
    );
  });
  return acted([dialogue.opening], sum(heard) + sum(picked), sum(coached) + sum(debriefed));
}

type MaybeText = string | undefined;

function told(texts: readonly MaybeText[]): Time {
  return { ...NONE, toldSeconds: seconds(texts) };
}

function acted(read: readonly MaybeText[], otherSeconds: number, feedbackSeconds: number): Time {
  return { toldSeconds: 0, decidingSeconds: seconds(read) + otherSeconds, feedbackSeconds };
}

function seconds(texts: readonly MaybeText[]): number {
  return sum(texts.map((text) => wordCount(text ?? ''))) / WORDS_PER_SECOND;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
