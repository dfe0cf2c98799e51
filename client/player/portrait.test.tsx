import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { Face } from '#courses/format/dialogue.ts';
import { MOODS } from '#courses/format/words.ts';
import { PEOPLE } from './gallery/faces.tsx';
import { Portrait } from './portrait.tsx';

afterEach(cleanup);

const drawn = (face: Face, mood: (typeof MOODS)[number]): string =>
  render(<Portrait face={face} mood={mood} name="Dolores Vega" label={`Dolores Vega looks ${mood}`} />)
    .container.innerHTML;

test('every mood is another drawing, and says in words what it shows', () => {
  const drawings = MOODS.map((mood) => drawn(Face.parse({}), mood).replace(/aria-label="[^"]*"/, ''));
  expect(new Set(drawings).size).toBe(MOODS.length);
  expect(MOODS.length).toBeGreaterThanOrEqual(8);
  expect(screen.getByRole('img', { name: 'Dolores Vega looks worried' })).toBeTruthy();
});

test('a new mood has the same strokes, so that one can ease into the other', () => {
  const strokes = (html: string): string =>
    [...html.matchAll(/ d="([^"]*)"/g)].map(([, d = '']) => d.replace(/[-.\d\s,]/g, '')).join('|');
  for (const { face } of PEOPLE)
    expect(new Set(MOODS.map((mood) => strokes(drawn(face, mood)))).size, JSON.stringify(face)).toBe(1);
});

test('whatever a course says of a face, it is drawn without a hole', () => {
  for (const hair of Face.shape.hair.unwrap().options)
    for (const cover of [undefined, ...Face.shape.cover.unwrap().options])
      for (const age of Face.shape.age.unwrap().options)
        expect(drawn(Face.parse({ hair, cover, age, hearingAid: true }), 'calm')).not.toMatch(
          /undefined|NaN|\[object/,
        );
});

test('a headscarf leaves no hair and no ear to be seen, a cap does', () => {
  const fair = '#d3aa62';
  const look = { hair: 'long', hairColour: 'fair' } as const;
  expect(drawn(Face.parse({ ...look, cover: 'headscarf' }), 'calm')).not.toContain(`fill="${fair}"`);
  expect(drawn(Face.parse({ ...look, cover: 'cap' }), 'calm')).toContain(`fill="${fair}"`);
  expect(drawn(Face.parse({ hair: 'covered' }), 'calm')).toBe(
    drawn(Face.parse({ hair: 'short', cover: 'headscarf' }), 'calm'),
  );
});

test('the face costs less than 6 KB', () => {
  const folder = 'client/player/portrait';
  const files = ['client/player/portrait.tsx', ...readdirSync(folder).map((name) => `${folder}/${name}`)];
  // Source without comments and indentation still has its types: more than what is shipped.
  const code = files
    .map((file) => readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$|^\s+/gm, ''))
    .join('');
  expect(gzipSync(code, { level: 9 }).length).toBeLessThan(6000);
});
