import type { Flag, Focus, Form, Move } from '#courses/format/words.ts';
import type { LanguagePack } from './language-pack.ts';
import { compilePattern, type Matcher } from './pattern.ts';
import { indexRules, type Rules } from './rules.ts';
import { fold, type Spelling } from './tokens.ts';
import { createVocabulary, type Vocabulary } from './vocabulary.ts';

export type Weighed = { focus: Focus; weight: number };

/** A language pack ready to read with; made once per page or process. */
export type CompiledPack = {
  spelling: Spelling;
  vocabulary: Vocabulary;
  stop: ReadonlySet<string>;
  vague: ReadonlySet<string>;
  emotions: ReadonlySet<string>;
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

/** Compiles a pack. Throws an Error that names what in the pack cannot be used: an unknown macro, a pattern without words. */
export function compilePack(pack: LanguagePack): CompiledPack {
  const [stop, vague, leads, emotions] = [pack.stop, pack.vague, pack.leads, pack.emotions].map(wordSet);
  const plain = new Set([...(stop ?? []), ...(vague ?? []), ...(leads ?? []), ...(emotions ?? [])]);
  const vocabulary = createVocabulary(plain);
  const compile = patternCompiler(pack, vocabulary);
  const rules = <T>(entries: readonly (readonly [pattern: string, value: T])[]): Rules<T> =>
    indexRules(entries.map(([pattern, value]) => ({ matcher: compile(pattern), value })));
  const flat = (patterns: readonly string[]) => rules(patterns.map((pattern) => [pattern, true as const]));
  return {
    spelling: spellingOf(pack),
    vocabulary,
    stop: stop ?? new Set(),
    vague: vague ?? new Set(),
    leads: leads ?? new Set(),
    emotions: emotions ?? new Set(),
    endings: splitWords(pack.endings),
    questions: flat(pack.questions),
    exclaims: flat(pack.exclaims),
    splits: flat(pack.splits),
    forms: rules(
      pack.forms.flatMap(({ form, when }, order) =>
        when.map((pattern) => [pattern, { form, order }] as const),
      ),
    ),
    order: keysOf(pack.focus),
    focus: rules(keysOf(pack.focus).flatMap((focus) => weighed(focus, pack.focus[focus] ?? {}))),
    offers: rules(
      pack.offers.flatMap(({ focus, when }, order) =>
        when.map((pattern) => [pattern, { focus, order }] as const),
      ),
    ),
    flags: rules(
      keysOf(pack.flags).flatMap((flag) => pack.flags[flag].map((pattern) => [pattern, flag] as const)),
    ),
    moves: rules(
      keysOf(pack.moves).flatMap(
        (move) => pack.moves[move]?.map((pattern) => [pattern, move] as const) ?? [],
      ),
    ),
    times: flat(pack.times),
  };
}

/** Which letters a fact's words may be written in does not matter: they are spelt as the text is. */
export function factPattern({ spelling }: CompiledPack, words: string): string[] {
  return splitWords(words).flatMap((word) => spellAll(word, spelling));
}

const spellAll = (word: string, { contractions, apostrophe }: Spelling): readonly string[] => {
  const folded = fold(word);
  const known = contractions.get(folded);
  if (known) return known;
  return folded.split(/[^\p{L}\p{N}']+/u).flatMap((part) => {
    if (part === '') return [];
    return contractions.get(part) ?? (apostrophe === 'join' ? [part.replaceAll("'", '')] : part.split("'"));
  });
};

function spellingOf({ apostrophe, contractions, quotes }: LanguagePack): Spelling {
  const table = Object.entries(contractions).map(([word, words]) => [fold(word), splitWords(words)] as const);
  return { apostrophe, quotes, contractions: new Map(table) };
}

const weighed = (focus: Focus, groups: Record<string, string[]>) =>
  Object.entries(groups).flatMap(([weight, patterns]) =>
    patterns.map((pattern) => [pattern, { focus, weight: Number(weight) }] as const),
  );

/** Macros are written out where they stand; one inside another is followed a few levels deep. */
function patternCompiler(pack: LanguagePack, vocabulary: Vocabulary): (pattern: string) => Matcher {
  const rowsOf = (atom: string, depth = 0): string[][] => {
    if (!atom.startsWith('@')) return wordsOf(atom, depth);
    const entries = pack.macros[atom.slice(1)];
    if (entries === undefined || depth > MAX_MACRO_DEPTH)
      throw new Error(`${atom} is not a macro of the pack "${pack.language}", or it stands inside itself.`);
    return entries.flatMap((entry) => rowsOfEntry(entry, depth));
  };
  // Words joined by a low line are one alternative of several words.
  const wordsOf = (atom: string, depth: number): string[][] =>
    atom.includes('_') ? rowsOfEntry(atom.replaceAll('_', ' '), depth) : [[atom]];
  const rowsOfEntry = (entry: string, depth: number): string[][] =>
    splitWords(entry).reduce<string[][]>(
      (rows, element) => {
        const heads = element.split('|').flatMap((atom) => rowsOf(atom, depth + 1));
        return rows.flatMap((row) => heads.map((head) => [...row, ...head]));
      },
      [[]],
    );
  return (pattern) => compilePattern(fold(pattern), (atom) => rowsOf(atom), vocabulary);
}

const splitWords = (words: string): string[] => fold(words).trim().split(/\s+/).filter(Boolean);
const wordSet = (words: string): ReadonlySet<string> => new Set(splitWords(words));
const keysOf = <K extends string>(table: Partial<Record<K, unknown>>): K[] => Object.keys(table) as K[];
