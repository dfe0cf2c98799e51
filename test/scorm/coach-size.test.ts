import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { minify } from 'terser';
import { build } from 'vite';
import { expect, it } from 'vitest';
import { parsePack } from '#courses/coach/parse-pack.ts';

/** With English rules the reader must fit into 15 KiB; French says the same in more words. */
const LIMITS = [
  { language: 'en', kib: 15 },
  { language: 'fr', kib: 17 },
];

/** What a lesson's script holds of the coach, minified as the player is. */
async function readerScript(): Promise<string> {
  const reader = ['compile-pack', 'read-words'].map((name) => resolve(`courses/coach/${name}.ts`));
  const source = reader.map((file) => `export * from ${JSON.stringify(file)};`).join('\n');
  const built = await build({
    configFile: false,
    logLevel: 'error',
    plugins: [
      {
        name: 'coach-alone',
        resolveId: (id) => (id.endsWith('coach-alone') ? '\0coach-alone' : null),
        load: (id) => (id === '\0coach-alone' ? source : null),
      },
    ],
    build: { write: false, lib: { entry: 'coach-alone', formats: ['iife'], name: 'coach' } },
  });
  const outputs = (Array.isArray(built) ? built : [built]).flatMap((one) =>
    'output' in one ? one.output : [],
  );
  const code = outputs.map((file) => ('code' in file ? file.code : '')).join('');
  return (await minify(code, { ecma: 2020, compress: { passes: 3 } })).code ?? code;
}

it.each(LIMITS)('reader and pack stay under $kib KiB, gzipped: $language', async (limit) => {
  const { language, kib } = limit;
  const code = await readerScript();
  expect(code.length).toBeGreaterThan(3000);
  const file = `courses/coach/packs/${language}.yaml`;
  const pack = JSON.stringify(parsePack(readFileSync(file, 'utf8'), file));
  expect(gzipSync(code + pack, { level: 9 }).length).toBeLessThan(kib * 1024);
});
