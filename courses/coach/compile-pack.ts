import type { Flag, Focus, Form, Move } from '#courses/format/words.ts';
import type { LanguagePack } from './language-pack.ts';
import { compilePattern } from './pattern.ts';
import { indexRules, type Rules } from './rules.ts';
import { fold, quotedIn, type Spelling, sentencesIn } from './tokens.ts';
import { createVocabulary, type Vocabulary } from './vocabulary.ts';

export type Weighed = { focus: Focus; weight: number };

/** A language pack ready to read with; made once per page or process. */
export type CompiledPack = {
  spelling: Spelling;
  vocabulary: Vocabulary;
  stop: ReadonlySet<string>;
  vague: ReadonlySet<string>;
  emotions: ReadonlySet<number>;
  leads: ReadonlySet<string>;
  endings: readonly string[];
  questions: Rules<true>;
  exclaims: Rules<true>;
  splits: Rules<true>;
  forms: Rules<{ form: Form; order: number }>;
  /** Foci in the order that decides between equals. */
  order: readonly Focus[];
  focus: Rules<Weighed>;
  offers: Rules<{ focus: Focus; order: number }>;
  flags: Rules<Flag>;
  moves: Rules<Move>;
  times: Rules<true>;
};

const MAX_MACRO_DEPTH = 6;
const ORDER: readonly Focus[] = [
  'solution',
  'impact',
  'feeling',
  'coping',
  'need',
  'process',
  'cause',
  'thing',
];
/** Patterns one by one, or joined by semicolons. */
type List = string | readonly string[];

/** Compiles a pack. Throws an Error that names what in the pack cannot be used: an unknown macro, a pattern without words. */
export function compilePack(pack: LanguagePack): CompiledPack {
  const [stop, vague, leads] = [wordSet(pack.stop), wordSet(pack.vague), wordSet(pack.leads)];
  const vocabulary = createVocabulary(new Set([...stop, ...vague, ...leads]));
  const rowsOf = macroReader(pack);
  const compile = (pattern: string) => compilePattern(fold(pattern), rowsOf, vocabulary);
  const rules = <T>(groups: readonly (readonly [patterns: List, value: T])[]): Rules<T> =>
    indexRules(
      groups.flatMap(([patterns, value]) =>
        listOf(patterns).map((pattern) => ({ matcher: compile(pattern), value })),
      ),
    );
  const flat = (patterns: List) => rules([[patterns, true as const]]);
  const inOrder = <T>(list: readonly (T & { when: List })[]) =>
    rules(list.map((entry, order) => [entry.when, { ...entry, order }]));
  const emotions = splitWords(pack.emotions).flatMap(rowsOf).flat();
  return {
    spelling: spellingOf(pack),
    vocabulary,
    stop,
    vague,
    leads,
    emotions: new Set(emotions.map(vocabulary.learn)),
    endings: splitWords(pack.endings),
    questions: flat(pack.questions),
    exclaims: flat(pack.exclaims),
    splits: flat(pack.splits),
    forms: inOrder(pack.forms),
    order: pack.order ?? ORDER,
    focus: rules(
      entriesOf(pack.focus).flatMap(([focus, groups]) =>
        entriesOf<string, List>(groups).map(
          ([weight, patterns]) => [patterns, { focus, weight: Number(weight) }] as const,
        ),
      ),
    ),
    offers: inOrder(pack.offers),
    flags: rules(entriesOf<Flag, List>(pack.flags).map(([flag, patterns]) => [patterns, flag])),
    moves: rules(entriesOf<Move, List>(pack.moves).map(([move, patterns]) => [patterns, move])),
    times: flat(pack.times),
  };
}

/** The words of an author's phrase, spelt as a text is read. */
export const wordsOfPhrase = ({ spelling }: CompiledPack, phrase: string): string[] =>
  sentencesIn(phrase, spelling).flatMap(({ tokens }) => tokens.map(({ word }) => word));

function spellingOf({ apostrophe, contractions, quotes }: LanguagePack): Spelling {
  const table = Object.entries(contractions).map(([word, words]) => [fold(word), splitWords(words)] as const);
  return { apostrophe, quoted: quotedIn(quotes), contractions: new Map(table) };
}

/** What an alternative stands for: a macro is written out, and words joined by low lines are several words. */
function macroReader(pack: LanguagePack): (atom: string) => string[][] {
  const rowsOf = (atom: string, depth: number): string[][] => {
    if (atom.includes('_')) return rowsOfEntry(atom.replaceAll('_', ' '), depth);
    if (!atom.startsWith('@')) return [[atom]];
    const entries = pack.macros[atom.slice(1)];
    if (entries === undefined || depth > MAX_MACRO_DEPTH)
      throw new Error(`${atom} is not a macro of the pack "${pack.language}", or it stands inside itself.`);
    return listOf(entries).flatMap((entry) => rowsOfEntry(entry, depth + 1));
  };
  const rowsOfEntry = (entry: string, depth: number): string[][] =>
    splitWords(entry).reduce<string[][]>(
      (rows, element) => {
        const heads = element.split('|').flatMap((atom) => rowsOf(atom, depth));
        return rows.flatMap((row) => heads.map((head) => [...row, ...head]));
      },
      [[]],
    );
  return (atom) => rowsOf(atom, 0);
}

const listOf = (list: List): readonly string[] =>
  typeof list === 'string' ? list.split(';').filter(Boolean) : list;
const splitWords = (words: string): string[] => fold(words).trim().split(/\s+/).filter(Boolean);
const wordSet = (words: string): ReadonlySet<string> => new Set(splitWords(words));
const entriesOf = <K extends string, V>(table: { readonly [key in K]?: V }): [K, V][] =>
  Object.entries(table) as [K, V][];
