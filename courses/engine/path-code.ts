import { fromDigits, keyOf, toDigits } from './hash.ts';
import { idOf } from './keys.ts';
import { decodeReading, encodeReading, READING_LENGTH } from './reading-code.ts';
import { MAX_TEXT_BYTES, packText, unpackText } from './typed-text.ts';
import type { OwnWords, SaidHere } from './types.ts';

// What was said in a dialogue is stored in two fields: the decisions in order, three characters for a choice (its key) and
// nine for own words (`-`, which no key holds, and their reading), and the words themselves, newest first, each after its
// length in two base-62 digits. A run replays without the words, so only as many are kept as there is room for.

const OWN = '-';
const PIECE = new RegExp(`${OWN}(.{${READING_LENGTH}})|.{3}`, 'g');
const LENGTH_DIGITS = 2;

/** Characters that a dialogue's own words may take when stored: two of the longest texts, or a dozen usual questions. */
export const WORDS_ROOM = 2 * (LENGTH_DIGITS + packText('x'.repeat(MAX_TEXT_BYTES)).length);

type Named = readonly { id: string }[];

export const encodePath = (path: readonly SaidHere[]): string =>
  path.map((said) => (typeof said === 'string' ? keyOf(said) : OWN + encodeReading(said))).join('');

/** The newest own words of a path for which there is room; undefined when none were kept. */
export function encodeWords(path: readonly SaidHere[]): string | undefined {
  const texts = path.filter((said) => typeof said !== 'string').map(({ text = '' }) => text);
  let stored = '';
  for (const text of texts.slice(texts.findIndex((each) => each !== '')).reverse()) {
    const packed = packText(text);
    const more = toDigits(packed.length, LENGTH_DIGITS) + packed;
    if (stored.length + more.length > WORDS_ROOM) break;
    stored += more;
  }
  return texts.some((text) => text !== '') ? stored : undefined;
}

/** The path again, with the words that were kept; '' stands for a piece that is damaged or that the dialogue does not have. */
export function decodePath(
  { facts, choices }: { facts: Named; choices: Named },
  stored: string,
  words: string,
): SaidHere[] {
  const texts = textsOf(words);
  const pieces = [...stored.matchAll(PIECE)].reverse();
  const said = pieces.map(([piece, code]): SaidHere => {
    if (code === undefined) return idOf(choices, piece) ?? '';
    const text = texts.shift();
    const read = decodeReading(code, facts);
    return read ? withText(read, text) : '';
  });
  return said.reverse();
}

const withText = (read: OwnWords, text: string | undefined): OwnWords => ({ ...read, ...(text && { text }) });

function textsOf(words: string): string[] {
  const texts: string[] = [];
  let at = 0;
  while (at < words.length) {
    const start = at + LENGTH_DIGITS;
    const length = fromDigits(words.slice(at, start));
    if (length === undefined) break;
    texts.push(unpackText(words.slice(start, start + length)));
    at = start + length;
  }
  return texts;
}
