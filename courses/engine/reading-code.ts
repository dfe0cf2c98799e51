import { FLAGS, FOCUSES, FORMS, MOVES } from '#courses/format/words.ts';
import { DIGITS, keyOf } from './hash.ts';
import { idOf } from './keys.ts';
import type { OwnReading } from './types.ts';

// A reading is stored in eight characters: a digit (0..63, of DIGITS) each for form, focus (0: none), flags, moves and the
// rest, then the key of the fact. Flags and moves are bits. A word's place in its closed list (courses/format/words.ts) is
// what is stored, so words may be added at the end of a list, and none may ever move.

export const READING_LENGTH = 8;
const NO_FACT = '---';
const SPECIFIC = 1;
const LABELLED = 2;

/** The reading in `READING_LENGTH` characters, all of them letters, digits, `-` and `_`. */
export function encodeReading({ form, focus, fact, flags, moves, specific, labelled }: OwnReading): string {
  const digits = [
    FORMS.indexOf(form),
    focus ? FOCUSES.indexOf(focus) + 1 : 0,
    bitsOf(FLAGS, flags),
    bitsOf(MOVES, moves),
    (specific ? SPECIFIC : 0) + (labelled ? LABELLED : 0),
  ];
  return digits.map((digit) => DIGITS.charAt(digit)).join('') + (fact === undefined ? NO_FACT : keyOf(fact));
}

/** The reading again; undefined when the text is damaged. A fact that is not there (any more) is left out. */
export function decodeReading(text: string, facts: readonly { id: string }[] = []): OwnReading | undefined {
  if (text.length !== READING_LENGTH) return undefined;
  const [formAt = -1, focusAt = -1, flagBits = -1, moveBits = -1, rest = -1] = Array.from(
    text.slice(0, 5),
    (digit) => DIGITS.indexOf(digit),
  );
  const [form, focus, fact] = [FORMS[formAt], FOCUSES[focusAt - 1], idOf(facts, text.slice(5))];
  const labelled = (rest & LABELLED) > 0;
  if (!form || Math.min(focusAt, flagBits, moveBits, rest) < 0) return undefined;
  if (!focus && (focusAt > 0 || labelled)) return undefined;
  const moves = ofBits(MOVES, moveBits);
  return {
    form,
    ...(focus && { focus }),
    ...(fact !== undefined && { fact }),
    flags: ofBits(FLAGS, flagBits),
    moves,
    specific: (rest & SPECIFIC) > 0 && moves.length > 0,
    labelled,
  };
}

const bitsOf = <T>(list: readonly T[], words: readonly T[]): number =>
  words.reduce((bits, word) => bits | (1 << list.indexOf(word)), 0);

const ofBits = <T>(list: readonly T[], bits: number): T[] => list.filter((_, at) => (bits & (1 << at)) > 0);
