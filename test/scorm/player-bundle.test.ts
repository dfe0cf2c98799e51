import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

/** The whole JavaScript of a lesson, gzipped; React alone is 67 kB of it. */
const LIMIT_BYTES = 110_000;

/** Texts that the libraries which must stay outside cannot be without (checked against their own files below). */
const STRANGERS: Record<string, RegExp> = {
  zod: /invalid_union|ZodError/,
  yaml: /YAMLParseError|YAMLWarning/,
  'mdast-util-from-markdown': /lineEndingBlank|blockQuotePrefix/,
  i18next: /i18next/,
  'react-aria-components': /data-react-aria/,
};

const folders: string[] = [];
let script: string;
let style: string;

async function buildPlayer(): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), 'askwell-player-'));
  folders.push(outDir);
  // As `npm run build` does it: a test environment would get React's larger development code.
  vi.stubEnv('NODE_ENV', 'production');
  await build({ configFile: 'client/player/vite.config.ts', logLevel: 'error', build: { outDir } });
  vi.unstubAllEnvs();
  return outDir;
}

beforeAll(async () => {
  const folder = await buildPlayer();
  script = await readFile(join(folder, 'player.js'), 'utf8');
  style = await readFile(join(folder, 'player.css'), 'utf8');
});

afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

describe('the player as it is built', () => {
  it(`is under ${LIMIT_BYTES} bytes, gzipped`, () => {
    expect(gzipSync(script, { level: 9 }).length).toBeLessThan(LIMIT_BYTES);
  });

  it.each(Object.entries(STRANGERS))('carries no code of %s', async (library, mark) => {
    expect(script).not.toMatch(mark);
    const files = (await readdir(`node_modules/${library}`, { recursive: true })).filter((file) =>
      /\.m?js$/.test(file),
    );
    const texts = await Promise.all(
      files.slice(0, 400).map((file) => readFile(join('node_modules', library, file), 'utf8')),
    );
    expect(
      texts.some((text) => mark.test(text)),
      `${library} would be known by ${mark}`,
    ).toBe(true);
  });

  it('is one classic script that loads nothing', async () => {
    expect(script).not.toMatch(/^\s*(import|export)\b/m);
    expect(script).not.toMatch(/\bimport\s*\(|import\.meta|process\.env/);
    expect(style).not.toMatch(/@import|https?:|url\(/);
    const [folder = ''] = folders;
    expect((await readdir(folder, { recursive: true })).sort()).toEqual([
      'messages',
      'messages/en.json',
      'messages/fr.json',
      'player.css',
      'player.js',
    ]);
  });

  it('comes out the same, byte by byte, when it is built again', async () => {
    const again = await buildPlayer();
    expect(await readFile(join(again, 'player.js'), 'utf8')).toBe(script);
    expect(await readFile(join(again, 'player.css'), 'utf8')).toBe(style);
    expect(existsSync(join(again, 'messages/en.json'))).toBe(true);
  });
});
