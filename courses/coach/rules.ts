import { type Known, type Matcher, matchAt } from './pattern.ts';
import type { Token } from './tokens.ts';

/** Something found in a sentence: the rule's value and the tokens it covers. */
export type Found<T> = { value: T; from: number; to: number };

/** Patterns by the numbers of their first word; each value is what a match means. */
export type Rules<T> = ReadonlyMap<number, readonly { matcher: Matcher; value: T }[]>;

export function indexRules<T>(entries: readonly { matcher: Matcher; value: T }[]): Rules<T> {
  const index = new Map<number, { matcher: Matcher; value: T }[]>();
  for (const entry of entries)
    for (const id of entry.matcher.first) {
      const there = index.get(id);
      if (there) there.push(entry);
      else index.set(id, [entry]);
    }
  return index;
}

/** Every rule that is found, once per rule: where it is found first. In the order of the text. */
export function findRules<T>(rules: Rules<T>, tokens: readonly Known[]): Found<T>[] {
  const found = new Map<Matcher, Found<T>>();
  for (const [from, token] of tokens.entries()) {
    for (const { matcher, value } of [...token.ids].flatMap((id) => rules.get(id) ?? [])) {
      if (found.has(matcher)) continue;
      const to = matchAt(matcher, tokens, from);
      if (to >= 0) found.set(matcher, { value, from, to: Math.max(to, from + 1) });
    }
  }
  return [...found.values()];
}

/** The words of a match as they stand in the text. */
export function wordsOf(
  text: string,
  tokens: readonly Token[],
  from: number,
  to: number,
): { words: string; at: number } {
  const at = tokens[from]?.at ?? 0;
  return { words: text.slice(at, tokens[to - 1]?.end ?? at), at };
}
