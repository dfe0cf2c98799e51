import type { Finding, Path } from '#courses/format/place.ts';
import type { Examined, Rule } from './examine.ts';
import { wordCount } from './words.ts';

/** From this many questions on, and this share of them, a place has become a strategy. */
const MIN_QUESTIONS = 6;
const MAX_SHARE = 0.6;
/** A wrong answer this much shorter than the others is not a thing that anybody would say. */
const SHORT = 0.4;

type Rated = { id: string; text: string; value: number }[];
type Question = { rated: Rated; path: Path };

/** What gives an answer away beside its length: `position-across-course`, `unlikely-distractor`, `same-answer-twice`. */
export const giveAways: Rule = (examined) => {
  const all = questions(examined);
  return [...positions(all), ...all.flatMap((question) => [...unlikely(question), ...twice(question)])];
};

function questions({ steps }: Examined): Question[] {
  return steps.flatMap(({ step, path }): Question[] => {
    if (step.kind === 'example' || (step.kind === 'choice' && !step.several)) {
      const rated = step.options.map(({ id, text, worth }) => ({ id, text, value: worth }));
      return [{ rated, path: [...path, 'options'] }];
    }
    if (step.kind !== 'dialogue') return [];
    return step.turns.map(({ choices }, index) => ({
      rated: choices.map(({ id, text, effects }) => ({ id, text, value: effects.trust })),
      path: [...path, 'turns', index, 'choices'],
    }));
  });
}

/** Answers are shuffled when they are shown; a document with a habit is read aloud, printed and copied all the same. */
function positions(all: readonly Question[]): Finding[] {
  const places = all.flatMap(({ rated }) => {
    const best = rated.filter(({ value }) => value === Math.max(...rated.map((one) => one.value)));
    return best.length === 1 ? rated.indexOf(best[0] as Rated[number]) : [];
  });
  if (places.length < MIN_QUESTIONS) return [];
  return [...Map.groupBy(places, (place) => place)].flatMap(([place, at]): Finding[] => {
    if (at.length / places.length <= MAX_SHARE) return [];
    const message = `The best answer stands in place ${place + 1} in ${at.length} of ${places.length} questions and turns; move it about, so that no place is the one to pick.`;
    return [{ level: 'warning', rule: 'position-across-course', message, path: ['lessons'] }];
  });
}

function unlikely({ rated, path }: Question): Finding[] {
  const top = Math.max(...rated.map(({ value }) => value));
  const mean = rated.reduce((sum, { text }) => sum + text.length, 0) / rated.length;
  return rated.flatMap(({ id, text, value }, index): Finding[] => {
    const short = text.length < SHORT * mean && wordCount(text) < 5;
    if (value === top || !(short || isShouted(text))) return [];
    const why = short ? 'so much shorter than the others' : 'shouted';
    const message = `Nobody would choose "${id}": it is ${why}. Write what a real agent says who means well.`;
    return [{ level: 'warning', rule: 'unlikely-distractor', message, path: [...path, index, 'text'] }];
  });
}

const isShouted = (text: string): boolean =>
  text.length > 8 && text === text.toUpperCase() && text !== text.toLowerCase();

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Two answers that may be there together and say the same; behind conditions that differ they are variants. */
function twice({ rated, path }: Question): Finding[] {
  const seen = new Map<string, string>();
  return rated.flatMap(({ id, text }, index): Finding[] => {
    const first = seen.get(plain(text));
    seen.set(plain(text), first ?? id);
    if (first === undefined) return [];
    const message = `"${id}" says the same as "${first}", so one of them is no choice.`;
    return [{ level: 'warning', rule: 'same-answer-twice', message, path: [...path, index, 'text'] }];
  });
}
