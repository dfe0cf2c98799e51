import type { Turn } from '#courses/format/dialogue.ts';
import type { Finding, Path } from '#courses/format/place.ts';
import type { ChoiceStep, Example } from '#courses/format/step.ts';
import type { Examined, PlacedDialogue, Rule } from './examine.ts';

const WANTED_OPTIONS = 3;
/** A right answer this much longer than the mean of the others gives itself away. */
const LONGER = 1.2;
/** From this many questions on, and this share of them, "take the longest" has become a strategy. */
const MIN_QUESTIONS = 4;
const MAX_LONGEST_SHARE = 0.6;

type Question = { texts: string[]; best: string; path: Path };

/** How answers are offered: `longest-correct`, `longest-across-course`, `option-count`, `no-consequence`. */
export const options: Rule = (examined) => [
  ...questions(examined).flatMap((question) => longestCorrect(question)),
  ...longestAcrossCourse(examined),
  ...optionCounts(examined),
  ...noConsequence(examined),
];

/** Single-answer questions with one best answer. */
function questions({ steps }: Examined): Question[] {
  return steps.flatMap(({ step, path }) =>
    step.kind === 'example' || (step.kind === 'choice' && !step.several)
      ? question(step, [...path, 'options'])
      : [],
  );
}

function question(step: ChoiceStep | Example, path: Path): Question[] {
  const rated = step.options.map(({ text, worth }) => ({ text, value: worth }));
  return bestOf(rated, path);
}

/** The turns of dialogues as questions: the best thing to say is the one that earns the most trust. */
function turnQuestions({ dialogues }: Examined): Question[] {
  return dialogues.flatMap(({ step, path }) =>
    step.turns.flatMap((turn: Turn, index) => {
      const rated = turn.choices.map(({ text, effects }) => ({ text, value: effects.trust }));
      return bestOf(rated, [...path, 'turns', index, 'choices']);
    }),
  );
}

function bestOf(rated: readonly { text: string; value: number }[], path: Path): Question[] {
  const top = Math.max(...rated.map(({ value }) => value));
  const best = rated.filter(({ value }) => value === top);
  const [only] = best;
  if (best.length !== 1 || only === undefined) return [];
  const at = rated.indexOf(only);
  return [{ texts: rated.map(({ text }) => text), best: only.text, path: [...path, at, 'text'] }];
}

function longestCorrect({ texts, best, path }: Question): Finding[] {
  const others = texts.filter((text) => text !== best).map((text) => text.length);
  const mean = others.reduce((sum, length) => sum + length, 0) / others.length;
  if (best.length <= mean * LONGER) return [];
  const percent = Math.round((best.length / mean - 1) * 100);
  const message = `The best answer is ${percent} % longer than the others (${best.length} against ${Math.round(mean)} characters on average), which gives it away; expected at most 20 %.`;
  return [{ level: 'warning', rule: 'longest-correct', message, path }];
}

function longestAcrossCourse(examined: Examined): Finding[] {
  const all = [...questions(examined), ...turnQuestions(examined)];
  const longest = all.filter(({ texts, best }) =>
    texts.every((text) => text === best || text.length < best.length),
  );
  const share = longest.length / Math.max(1, all.length);
  if (all.length < MIN_QUESTIONS || share <= MAX_LONGEST_SHARE) return [];
  const message = `The best answer is the longest in ${longest.length} of ${all.length} questions and turns, so picking the longest works; make it the shorter one more often.`;
  return [{ level: 'warning', rule: 'longest-across-course', message, path: ['lessons'] }];
}

function optionCounts({ steps, dialogues }: Examined): Finding[] {
  const inSteps = steps.flatMap(({ step, path }): Finding[] =>
    step.kind === 'choice' && !step.several
      ? count(step.options.length, 'options', [...path, 'options'])
      : [],
  );
  return [...inSteps, ...dialogues.flatMap((dialogue) => turnCounts(dialogue))];
}

/** Counts what a turn shows at its fullest, because conditions may hide some. */
function turnCounts({ step, path, explored }: PlacedDialogue): Finding[] {
  return step.turns.flatMap((turn, index) => {
    const shown =
      explored?.nodes.flatMap(({ state }) => (state.turn?.id === turn.id ? state.choices.length : [])) ?? [];
    return shown.length === 0
      ? []
      : count(Math.max(...shown), 'choices', [...path, 'turns', index, 'choices']);
  });
}

function count(number: number, what: string, path: Path): Finding[] {
  if (number === WANTED_OPTIONS) return [];
  const why =
    number < WANTED_OPTIONS ? 'fewer make guessing easy' : 'more take reading time and are rarely picked';
  const message = `There are ${number} ${what} to pick from; ${WANTED_OPTIONS} work best: ${why}.`;
  return [{ level: 'warning', rule: 'option-count', message, path }];
}

/** What happens is said before why: a bare "right" or "wrong" teaches little. */
function noConsequence({ steps }: Examined): Finding[] {
  return steps.flatMap(({ step, path }): Finding[] => {
    if (step.kind !== 'choice') return [];
    const without = step.options.filter(({ consequence }) => consequence === undefined).map(({ id }) => id);
    if (without.length === 0) return [];
    const message = `Nothing happens after ${without.join(', ')}: say in "consequence" what the customer does then, before the coaching says why.`;
    return [{ level: 'warning', rule: 'no-consequence', message, path: [...path, 'options'] }];
  });
}
