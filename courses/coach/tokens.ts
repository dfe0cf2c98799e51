/** One word as the rules see it, and where the learner wrote it (UTF-16 units). */
export type Token = { word: string; at: number; end: number; comma: boolean };
/** The words of one sentence; `asks` when it ends in a question mark. */
export type Sentence = { tokens: Token[]; asks: boolean };

/** What the tokeniser needs of a language. */
export type Spelling = {
  apostrophe: 'join' | 'split';
  contractions: ReadonlyMap<string, readonly string[]>;
  quoted: RegExp;
};

/** Nobody says more in one turn; what comes after is not read. */
const MAX_LENGTH = 4000;
const MAX_WORD = 40;
// One token, mark or break at a time; alternatives exclude each other by their first sign, so this runs in one pass.
const PIECE = /[\p{L}\p{N}\p{M}]+(?:['’ʼ‘][\p{L}\p{N}\p{M}]+)*|[.!?;…\n。？！؟]|[,:()\u2013\u2014]/gu;
const APOSTROPHE = /['’ʼ‘]/g;

/** Lower case without accents. */
export const fold = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(APOSTROPHE, "'");

/** A word as written -> the words it stands for. */
export function spell(written: string, { apostrophe, contractions }: Spelling): readonly string[] {
  const word = fold(written.slice(0, MAX_WORD));
  const known = contractions.get(word);
  if (known) return known;
  if (!word.includes("'")) return [word];
  const joined = word.replaceAll("'", '');
  return contractions.get(joined) ?? (apostrophe === 'join' ? [joined] : word.split("'"));
}

/** Takes a text apart into sentences of words; quoted speech is left out unless there is nothing else. */
export function sentencesOf(text: string, spelling: Spelling): Sentence[] {
  const read = text.slice(0, MAX_LENGTH);
  const unquoted = sentencesIn(
    read.replace(spelling.quoted, (said) => ' '.repeat(said.length)),
    spelling,
  );
  return unquoted.length > 0 ? unquoted : sentencesIn(read, spelling);
}

/** Sentences, with what is quoted in them. */
export function sentencesIn(text: string, spelling: Spelling): Sentence[] {
  const sentences: Sentence[] = [];
  let tokens: Token[] = [];
  let comma = false;
  const close = (asks: boolean) => {
    if (tokens.length > 0) sentences.push({ tokens, asks });
    else if (asks && sentences.length > 0) sentences[sentences.length - 1] = asked(sentences.at(-1));
    tokens = [];
    comma = false;
  };
  for (const { 0: piece, index: at } of text.matchAll(PIECE)) {
    if (/[\p{L}\p{N}\p{M}]/u.test(piece)) {
      const end = at + piece.length;
      for (const word of spell(piece, spelling)) {
        tokens.push({ word, at, end, comma });
        comma = false;
      }
    } else if (/[,:()\u2013\u2014]/.test(piece)) comma = true;
    else if (!isInsideNumber(text, at)) close(/[?？؟]/.test(piece));
  }
  close(false);
  return sentences;
}

const asked = (sentence: Sentence | undefined): Sentence => ({ tokens: sentence?.tokens ?? [], asks: true });

/** "7.40" is one number, not two sentences. */
const isInsideNumber = (text: string, at: number): boolean =>
  text[at] === '.' && /\d/.test(text[at - 1] ?? '') && /\d/.test(text[at + 1] ?? '');

/** What stands between quotation marks; an opening mark that nothing closes soon is left alone. */
export const quotedIn = (pairs: readonly string[]): RegExp =>
  new RegExp(pairs.map(([open, close]) => `${open}[^${close}]{0,400}${close}`).join('|') || '(?!)', 'gu');
