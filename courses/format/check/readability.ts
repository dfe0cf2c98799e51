import type { Finding } from '#courses/format/place.ts';
import { plainText } from '#courses/format/plain-text.ts';
import type { Step } from '#courses/format/step.ts';
import { coachingsOf, type PlacedText } from './coachings.ts';
import type { Rule } from './examine.ts';
import { wordCount } from './words.ts';

/** A text of fewer words has no style that could be measured. */
const MIN_WORDS = 25;
/**
 * The most that LIX may say, by language. LIX (C.-H. Björnsson 1968) is words per sentence plus the percentage of words
 * of more than six letters, and needs no syllables, so it serves every alphabetic language; 30 to 40 is easy reading, 40 and more ordinary prose
 * begins. French words are longer on the whole, so the same ease gives a higher number there.
 */
const MAX_LIX: Record<string, number> = { en: 35, fr: 42 };
const MAX_ELSEWHERE = 50;

/** Texts that are hard to read between two calls: `reading-grade`. */
export const readability: Rule = ({ course, steps }) => {
  const limit = MAX_LIX[course.language.split('-')[0] ?? ''] ?? MAX_ELSEWHERE;
  return steps.flatMap(({ step, path }) =>
    longTexts(step).flatMap(({ text, path: part }): Finding[] => {
      const plain = plainText(text);
      const measured = Math.round(lix(plain));
      if (wordCount(plain) < MIN_WORDS || measured <= limit) return [];
      const message = `This text is hard to read (LIX ${measured}; expected at most ${limit}). Make shorter sentences, and take shorter words.`;
      return [{ level: 'warning', rule: 'reading-grade', message, path: [...path, ...part] }];
    }),
  );
};

/** Words per sentence plus the percentage of words of more than six letters. 0 for a text without words. */
export function lix(text: string): number {
  const words = text.match(/\p{L}+/gu) ?? [];
  if (words.length === 0) return 0;
  const sentences = text.match(/[.!?:…]+(?=\s|["'”’»)]|$)/gu)?.length ?? 0;
  const long = words.filter((word) => word.length > 6).length;
  return words.length / Math.max(1, sentences) + (100 * long) / words.length;
}

/** What is long enough to be read rather than heard. */
function longTexts(step: Step): PlacedText[] {
  switch (step.kind) {
    case 'card':
    case 'recap':
      return [{ text: step.text, path: ['text'] }];
    case 'choice':
    case 'example':
    case 'ask':
      return [{ text: step.situation ?? '', path: ['situation'] }, ...coachingsOf(step)];
    case 'sort':
      return coachingsOf(step);
    case 'dialogue':
      return [
        { text: step.opening, path: ['opening'] },
        ...coachingsOf(step),
        ...step.endings.map(({ text }, index) => ({ text, path: ['endings', index, 'text'] })),
      ];
    case 'plan':
      return [];
  }
}
