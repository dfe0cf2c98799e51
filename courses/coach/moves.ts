import type { Flag, Move } from '#courses/format/words.ts';
import type { Clause } from './clauses.ts';
import type { CompiledPack } from './compile-pack.ts';
import type { Known } from './pattern.ts';
import { findRules } from './rules.ts';
import { isContent, rootOf, type SceneWords } from './scene-words.ts';

/** Something noticed in a clause: what, and which of its words. */
export type Noticed<T> = { value: T; clause: Clause; from: number; to: number };
export type MoveFound = Noticed<Move> & { strength: 'generic' | 'specific' };

/** Words of one's own that make a sentence specific where nobody has said anything yet. */
const OWN_WORDS = 2;

/** Words that take up one of the customer's. */
export function echoesIn(pack: CompiledPack, clause: Clause, { heard }: SceneWords): Noticed<'echo'>[] {
  if (heard === null) return [];
  return clause.tokens.flatMap(({ word }, from): Noticed<'echo'>[] =>
    isContent(pack, word) && heard.has(rootOf(pack, word))
      ? [{ value: 'echo', clause, from, to: from + 1 }]
      : [],
  );
}

/** Empathy moves in the words of a clause; what it explores by asking is told by its focus, not here. */
export function movesIn(pack: CompiledPack, clause: Clause, scene: SceneWords): MoveFound[] {
  const echoes = echoesIn(pack, clause, scene);
  const specific = echoes.length > 0 || isConcrete(pack, clause.tokens, scene);
  const said = findRules(pack.moves, clause.tokens).map(({ value, from, to }): MoveFound => {
    const dated = value === 'act' && findRules(pack.times, clause.tokens).length > 0;
    return { value, clause, from, to, strength: specific || dated ? 'specific' : 'generic' };
  });
  const [echo] = echoes;
  if (echo === undefined || !isSaidBeforeAsking(echo, clause)) return said;
  return [{ ...echo, value: 'acknowledge', strength: 'specific' }, ...said];
}

/** An echo acknowledges where it is stated, or stands before a comma in front of the question: "Four calls, what...". */
function isSaidBeforeAsking({ from }: Noticed<'echo'>, { tokens, asks }: Clause): boolean {
  return !asks || tokens.some(({ comma }, index) => comma && index > from);
}

function isConcrete(pack: CompiledPack, tokens: readonly Known[], { heard, own }: SceneWords): boolean {
  const content = tokens.filter(
    ({ word, ids }) => isContent(pack, word) && ![...ids].some((id) => pack.emotions.has(id)),
  );
  if (content.some(({ word }) => own.has(rootOf(pack, word)))) return true;
  return heard === null && content.filter(({ ids }) => ids.size === 0).length >= OWN_WORDS;
}

/** Flags that phrases raise. A feeling that the customer has named is not assumed. */
export function flagsIn(pack: CompiledPack, clause: Clause, { heard }: SceneWords): Noticed<Flag>[] {
  return findRules(pack.flags, clause.tokens).flatMap(({ value, from, to }): Noticed<Flag>[] => {
    const named = clause.tokens.slice(from, to).some(({ word }) => heard?.has(rootOf(pack, word)) === true);
    return value === 'assumes-emotion' && named ? [] : [{ value, clause, from, to }];
  });
}
