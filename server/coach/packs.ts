import { readdir } from 'node:fs/promises';
import { type CompiledPack, compilePack } from '#courses/coach/compile-pack.ts';
import { invalid } from '#server/errors.ts';
import { readPack } from '#server/packages/ingredients.ts';
import { paths } from '#server/paths.ts';

/** Language packs ready to read with, each compiled when it is first asked for. Refuses a language without a pack. */
export function openPacks(): (language: string) => Promise<CompiledPack> {
  const opened = new Map<string, Promise<CompiledPack>>();
  return (language) => {
    const known = opened.get(language) ?? open(language);
    opened.set(language, known);
    return known;
  };
}

async function open(language: string): Promise<CompiledPack> {
  const pack = /^[\w-]+$/.test(language) ? await readPack(language) : undefined;
  if (pack !== undefined) return compilePack(pack);
  const files = await readdir(paths.coachPacks);
  const known = files.flatMap((file) => /^([\w-]+)\.yaml$/.exec(file)?.[1] ?? []);
  throw invalid(
    `There is no language pack for ${JSON.stringify(language)}; expected one of ${known.join(', ')}.`,
  );
}
