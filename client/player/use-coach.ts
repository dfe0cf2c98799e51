import { useMemo } from 'react';
import { type CompiledPack, compilePack } from '#courses/coach/compile-pack.ts';
import type { LanguagePack } from '#courses/coach/language-pack.ts';
import { readWords } from '#courses/coach/read-words.ts';
import type { Reading, Scene } from '#courses/coach/reading.ts';
import { usePlayer } from './player-context.ts';

/** Compiling takes some milliseconds, once for a lesson. */
const compiled = new WeakMap<LanguagePack, CompiledPack>();

function compiledOf(pack: LanguagePack): CompiledPack {
  const known = compiled.get(pack) ?? compilePack(pack);
  compiled.set(pack, known);
  return known;
}

/** Reads own words in a scene; undefined where the course's language has no pack, and nobody can read them. */
export type Coach = (text: string, scene: Scene) => Reading | undefined;

export function useCoach(): Coach {
  const { pack } = usePlayer().data;
  return useMemo(
    () => (text: string, scene: Scene) => pack && readWords(compiledOf(pack), text, scene),
    [pack],
  );
}
