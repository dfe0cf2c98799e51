import type { CompiledPack } from './compile-pack.ts';
import type { Known } from './pattern.ts';
import { findRules } from './rules.ts';
import { sentencesOf } from './tokens.ts';

/**
 * A sentence, or a part of one that asks by itself. `preamble` is how many of its words come before the question; `bare`
 * is a few words with a question mark and no verb of asking, often an echo: "Tonight?"
 */
export type Clause = { tokens: readonly Known[]; asks: boolean; preamble: number; bare: boolean };

const BARE = 4;

/** Takes a text apart into what asks and what states. */
export function clausesOf(pack: CompiledPack, text: string): Clause[] {
  const clauses: Clause[] = [];
  for (const { tokens, asks } of sentencesOf(text, pack.spelling)) {
    const known = tokens.map((token): Known => ({ ...token, ids: pack.vocabulary.look(token.word) }));
    const last = clauses.at(-1);
    if (asks && last && !last.asks && known.every(({ word }) => pack.leads.has(word))) {
      // "You restarted it. Right?" is one question.
      clauses[clauses.length - 1] = { ...last, tokens: [...last.tokens, ...known], asks: true };
    } else clauses.push(...partsOf(pack, withoutLeads(pack, known), asks));
  }
  return clauses;
}

function withoutLeads({ leads }: CompiledPack, tokens: readonly Known[]): readonly Known[] {
  const start = tokens.findIndex(({ word }) => !leads.has(word));
  return start <= 0 ? tokens : tokens.slice(start);
}

function partsOf(pack: CompiledPack, tokens: readonly Known[], marked: boolean): Clause[] {
  const whole = clauseOf(pack, tokens, marked);
  const cuts = findRules(pack.splits, tokens).map(({ from }) => from);
  const cut = cuts.length > 0 ? Math.min(...cuts) : 0;
  if (cut === 0 || !whole.asks) return [whole];
  const before = clauseOf(pack, tokens.slice(0, cut), false);
  // "Tell me one thing first: what ..." asks once.
  const announces = findRules(pack.exclaims, before.tokens).length > 0;
  if (!before.asks && !announces) return [whole];
  return [before, ...partsOf(pack, withoutLeads(pack, tokens.slice(cut)), marked)];
}

function clauseOf(pack: CompiledPack, tokens: readonly Known[], marked: boolean): Clause {
  const found = findRules(pack.questions, tokens);
  const asks = (marked || found.length > 0) && findRules(pack.exclaims, tokens).length === 0;
  const first = found.length > 0 ? Math.min(...found.map(({ from }) => from)) : 0;
  return { tokens, asks, preamble: first, bare: found.length === 0 && tokens.length <= BARE };
}
