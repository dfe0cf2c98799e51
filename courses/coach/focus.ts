import type { Focus } from '#courses/format/words.ts';
import type { CompiledPack } from './compile-pack.ts';
import type { Known } from './pattern.ts';
import { findRules } from './rules.ts';
import { isTriggerAt, type SceneWords } from './scene-words.ts';

type Evidence = { focus: Focus; weight: number; from: number; to: number; fact?: string };
export type FocusFound = { focus: Focus; evidence: Evidence[]; fact?: string };

/** Less than a hint decides nothing. */
const ENOUGH = 1;

/** What a question is about, by the weight of the pack's patterns and the scene's words; null when nothing tells. */
export function focusOf(pack: CompiledPack, tokens: readonly Known[], scene: SceneWords): FocusFound | null {
  const evidence = [...general(pack, tokens), ...fromScene(pack, tokens, scene)];
  let best: { focus: Focus; sum: number } | null = null;
  for (const focus of pack.order) {
    const sum = weigh(evidence.filter((piece) => piece.focus === focus));
    if (sum >= ENOUGH && (best === null || sum > best.sum)) best = { focus, sum };
  }
  if (best === null) return null;
  const { focus } = best;
  const telling = evidence
    .filter((piece) => piece.focus === focus && piece.weight > 0)
    .sort((a, b) => b.weight - a.weight);
  const fact = telling.find((piece) => piece.fact !== undefined)?.fact;
  return {
    focus,
    evidence: telling,
    ...(fact === undefined ? {} : { fact }),
  };
}

const general = (pack: CompiledPack, tokens: readonly Known[]): Evidence[] =>
  findRules(pack.focus, tokens).map(({ value, from, to }) => ({ ...value, from, to }));

function fromScene(pack: CompiledPack, tokens: readonly Known[], { triggers }: SceneWords): Evidence[] {
  const found: Evidence[] = [];
  for (const [at, { word }] of tokens.entries()) {
    for (const { fact, words, weight } of triggers.get(word.slice(0, 2)) ?? []) {
      if (!isTriggerAt(pack, words, tokens, at)) continue;
      found.push({ focus: fact.focus, fact: fact.id, weight, from: at, to: at + words.length });
    }
  }
  return found;
}

/** The heaviest counts whole, the next half, the next a quarter; two patterns over the same words count once. */
function weigh(evidence: readonly Evidence[]): number {
  const heaviest = [...evidence].sort((a, b) => b.weight - a.weight);
  const counted: Evidence[] = [];
  let sum = 0;
  for (const piece of heaviest) {
    if (piece.weight < 0) sum += piece.weight;
    else if (!counted.some((other) => other.from < piece.to && piece.from < other.to)) {
      sum += piece.weight / 2 ** counted.length;
      counted.push(piece);
    }
  }
  return sum;
}
