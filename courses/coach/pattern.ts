import type { Token } from './tokens.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A token with the numbers of the words and stems that it is. */
export type Known = Token & { ids: ReadonlySet<number> };

type Row = readonly number[];
type Part =
  | {
      kind: 'words';
      one: ReadonlySet<number>;
      several: readonly Row[];
      optional: boolean;
      not: boolean;
      end: boolean;
    }
  | { kind: 'gap'; min: number; max: number }
  | { kind: 'start' | 'end' | 'comma' };

/** A pattern ready to match; `first` are the numbers one of which its first word has. */
export type Matcher = { parts: readonly Part[]; first: ReadonlySet<number> };

const SIGNS: Readonly<Record<string, Part>> = {
  '^': { kind: 'start' },
  $: { kind: 'end' },
  ',': { kind: 'comma' },
  _: { kind: 'gap', min: 1, max: 1 },
  '..': { kind: 'gap', min: 0, max: 3 },
  '...': { kind: 'gap', min: 0, max: 12 },
};

/** Compiles a pattern (the language is described in language-pack.ts). Throws an Error that names a pattern it cannot use. */
export function compilePattern(
  pattern: string,
  rowsOf: (atom: string) => readonly (readonly string[])[],
  vocabulary: Vocabulary,
): Matcher {
  const parts = pattern
    .trim()
    .split(/\s+/)
    .map((element): Part => SIGNS[element] ?? wordsPart(element, rowsOf, vocabulary));
  const opening = parts.find(({ kind }) => kind !== 'start' && kind !== 'comma');
  if (opening?.kind !== 'words' || opening.optional || opening.not)
    throw new Error(`"${pattern}" must begin with words or a macro that may not be missing.`);
  const first = new Set([...opening.one, ...opening.several.flatMap((row) => row.slice(0, 1))]);
  return { parts, first };
}

function wordsPart(
  element: string,
  rowsOf: (atom: string) => readonly (readonly string[])[],
  vocabulary: Vocabulary,
): Part {
  const not = element.startsWith('!');
  const optional = element.endsWith('?');
  const atoms = element.slice(not ? 1 : 0, optional ? -1 : undefined).split('|');
  const end = atoms.includes('$');
  const rows = atoms
    .filter((atom) => atom !== '$')
    .flatMap(rowsOf)
    .map((row) => row.map(vocabulary.learn));
  const one = new Set(rows.filter((row) => row.length === 1).flat());
  return { kind: 'words', one, several: rows.filter((row) => row.length > 1), optional, not, end };
}

/**
 * Where a match that begins at `start` ends (exclusive), the shortest one; -1 when there is none. The parts are followed
 * with the set of places each may end at, so no text makes it try the same place twice.
 */
export function matchAt({ parts }: Matcher, tokens: readonly Known[], start: number): number {
  let places = [start];
  for (const part of parts) {
    places = advance(part, tokens, places);
    if (places.length === 0) return -1;
  }
  return Math.min(...places);
}

function advance(part: Part, tokens: readonly Known[], places: readonly number[]): number[] {
  switch (part.kind) {
    case 'start':
      return places.filter((place) => place === 0);
    case 'end':
      return places.filter((place) => place === tokens.length);
    case 'comma':
      return places.filter((place) => tokens[place]?.comma === true);
    case 'gap':
      return afterGap(part, tokens.length, places);
    case 'words':
      return afterWords(part, tokens, places);
  }
}

function afterGap(
  { min, max }: { min: number; max: number },
  length: number,
  places: readonly number[],
): number[] {
  const next = new Set<number>();
  for (const place of places)
    for (let step = min; step <= max && place + step <= length; step += 1) next.add(place + step);
  return [...next];
}

function afterWords(
  { one, several, optional, not, end }: Extract<Part, { kind: 'words' }>,
  tokens: readonly Known[],
  places: readonly number[],
): number[] {
  const endsFrom = (place: number): number[] => [
    ...(end && place === tokens.length ? [place] : []),
    ...(isOneOf(tokens[place], one) ? [place + 1] : []),
    ...several.filter((row) => fits(row, tokens, place)).map((row) => place + row.length),
  ];
  if (not) return places.filter((place) => endsFrom(place).length === 0);
  return [...new Set([...(optional ? places : []), ...places.flatMap(endsFrom)])];
}

const fits = (row: Row, tokens: readonly Known[], place: number): boolean =>
  row.every((id, index) => tokens[place + index]?.ids.has(id) === true);

function isOneOf(token: Known | undefined, ids: ReadonlySet<number>): boolean {
  if (token === undefined) return false;
  for (const id of token.ids) if (ids.has(id)) return true;
  return false;
}
