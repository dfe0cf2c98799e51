import { clipText, MAX_TEXT_BYTES, oneLine } from '#courses/engine/typed-text.ts';
import type { Says } from '#courses/format/dialogue.ts';
import { below, type Finding, type Path } from '#courses/format/place.ts';
import type { Step } from '#courses/format/step.ts';
import type { Rule } from './examine.ts';
import { wordCount } from './words.ts';

// The most words of each kind that are still read on a phone between two calls.
const MAX_CARD_WORDS = 90;
const MAX_COACHING_WORDS = 60;
const MAX_SPOKEN_WORDS = 40;

type Sized = { what: string; text: string; limit: number; path: Path };

/** Texts that are too long for a phone (`long-text`), and halves of a plan that would be cut when stored (`plan-too-long`). */
export const lengths: Rule = ({ steps }) =>
  steps.flatMap(({ step, path }) =>
    below([...sizedTexts(step).flatMap((sized) => tooLong(sized)), ...cutPlans(step)], path),
  );

function tooLong({ what, text, limit, path }: Sized): Finding[] {
  const words = wordCount(text);
  if (words <= limit) return [];
  const message = `This ${what} has ${words} words; expected at most ${limit}.`;
  return [{ level: 'warning', rule: 'long-text', message, path }];
}

function sizedTexts(step: Step): Sized[] {
  switch (step.kind) {
    case 'card':
    case 'recap':
      return [{ what: 'text', text: step.text, limit: MAX_CARD_WORDS, path: ['text'] }];
    case 'choice':
    case 'example':
      return step.options.flatMap(({ text, coaching: coach }, index) => [
        spoken('option', text, ['options', index, 'text']),
        coaching(coach, ['options', index, 'coaching']),
      ]);
    case 'sort':
    case 'ask':
      return [coaching(step.coaching, ['coaching'])];
    case 'dialogue':
      return step.turns.flatMap((turn, turnIndex) => [
        ...customerLines(turn.says, ['turns', turnIndex, 'says']),
        ...turn.choices.flatMap((choice, index) => {
          const at = ['turns', turnIndex, 'choices', index];
          return [
            spoken('choice', choice.text, [...at, 'text']),
            coaching(choice.coaching, [...at, 'coaching']),
            ...customerLines(choice.reaction, [...at, 'reaction']),
          ];
        }),
      ]);
    case 'plan':
      return [];
  }
}

function customerLines(says: readonly Says[], path: Path): Sized[] {
  return says.flatMap((item, index) =>
    ('oneOf' in item ? item.oneOf : [item]).map(({ text }) =>
      spoken('line of the customer', text, [...path, index]),
    ),
  );
}

function spoken(what: string, text: string, path: Path): Sized {
  return { what, text, limit: MAX_SPOKEN_WORDS, path };
}

function coaching(text: string, path: Path): Sized {
  return { what: 'coaching', text, limit: MAX_COACHING_WORDS, path };
}

function cutPlans(step: Step): Finding[] {
  if (step.kind !== 'plan') return [];
  return (['ifs', 'thens'] as const).flatMap((half) =>
    step[half].flatMap((text, index): Finding[] => {
      if (clipText(text) === oneLine(text)) return [];
      const message = `This half of a plan is longer than the ${MAX_TEXT_BYTES} bytes that are kept of it; say it in fewer words.`;
      return [{ level: 'error', rule: 'plan-too-long', message, path: [half, index] }];
    }),
  );
}
