import { type CompiledPack, wordsOfPhrase } from './compile-pack.ts';
import type { Known } from './pattern.ts';
import type { Scene } from './reading.ts';

type SceneFact = NonNullable<Scene['facts']>[number];
type TriggerWord = { word: string; root: string };
export type Trigger = { fact: SceneFact; words: readonly TriggerWord[]; weight: number };
/** A scenario's words, ready to look for: what marks its facts, and the roots of what the customer has said. */
export type SceneWords = {
  triggers: ReadonlyMap<string, readonly Trigger[]>;
  heard: ReadonlySet<string> | null;
  own: ReadonlySet<string>;
};

const HEARD_LINES = 6;
/** What a fact's trigger is worth as evidence, beside the pack's weights. */
const PHRASE = 3;
const WORD = 2.2;
const VAGUE = 0.8;

/** Reads a scene's words once for a whole answer. */
export function readScene(pack: CompiledPack, scene: Scene): SceneWords {
  const triggers = new Map<string, Trigger[]>();
  for (const trigger of triggersOf(pack, scene.facts ?? [])) {
    const key = trigger.words[0]?.word.slice(0, 2) ?? '';
    const there = triggers.get(key);
    if (there) there.push(trigger);
    else triggers.set(key, [trigger]);
  }
  const heard = (scene.heard ?? []).slice(-HEARD_LINES).join('\n');
  return {
    triggers,
    heard: heard === '' ? null : rootsIn(pack, [heard]),
    own: rootsIn(
      pack,
      (scene.facts ?? []).flatMap(({ words }) => words),
    ),
  };
}

/** A word that marks facts of different foci says less about each of them. */
function triggersOf(pack: CompiledPack, facts: readonly SceneFact[]): Trigger[] {
  const all = facts.flatMap((fact) =>
    fact.words
      .map((words) => ({ fact, words: wordsOfPhrase(pack, words) }))
      .filter(({ words }) => words.length > 0),
  );
  const foci = new Map<string, Set<string>>();
  for (const { fact, words } of all) {
    const key = words.join(' ');
    foci.set(key, (foci.get(key) ?? new Set()).add(fact.focus));
  }
  return all.map(({ fact, words }) => {
    const shared = foci.get(words.join(' '))?.size ?? 1;
    return {
      fact,
      words: words.map((word) => ({ word, root: rootOf(pack, word) })),
      weight: worthOf(pack, words) / shared,
    };
  });
}

function worthOf({ vague, stop }: CompiledPack, words: readonly string[]): number {
  const telling = words.filter((word) => !stop.has(word) && !vague.has(word)).length;
  if (telling === 0) return VAGUE;
  return words.length > 1 ? PHRASE : WORD;
}

/**
 * True where a trigger stands in a sentence. Its words match their other forms ("tipped" for "tip"), and as beginnings of
 * words when they have 4 letters and up.
 */
export function isTriggerAt(
  pack: CompiledPack,
  words: Trigger['words'],
  tokens: readonly Known[],
  at: number,
): boolean {
  return words.every(({ word: trigger, root }, index) => {
    const word = tokens[at + index]?.word;
    if (word === undefined) return false;
    return (trigger.length > 3 && word.startsWith(trigger)) || rootOf(pack, word) === root;
  });
}

export const isContent = ({ stop, vague }: CompiledPack, word: string): boolean =>
  (word.length > 2 || /\d/.test(word)) && !stop.has(word) && !vague.has(word);

/** A word without its ending, so that "cancelled" and "cancel" are one. */
export function rootOf({ endings }: CompiledPack, word: string): string {
  const ending = endings.find((end) => word.length - end.length > 2 && word.endsWith(end));
  const root = ending === undefined ? word : word.slice(0, -ending.length);
  return root.at(-1) === root.at(-2) ? root.slice(0, -1) : root;
}

/** The roots of the words with a meaning of their own. */
function rootsIn(pack: CompiledPack, phrases: readonly string[]): ReadonlySet<string> {
  const words = phrases.flatMap((phrase) => wordsOfPhrase(pack, phrase));
  return new Set(words.filter((word) => isContent(pack, word)).map((word) => rootOf(pack, word)));
}
