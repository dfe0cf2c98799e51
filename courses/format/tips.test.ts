import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseTips, tipTitles } from './tips.ts';
import { TIPS } from './words.ts';

const text = readFileSync(join(import.meta.dirname, '../tips.yaml'), 'utf8');

test('the four tips are there, in order, with an honest source', () => {
  const { value, problems } = parseTips(text, 'tips.yaml');
  expect(problems).toEqual([]);
  if (value === undefined) throw new Error('expected the tips');
  expect(value.tips.map((tip) => tip.id)).toEqual([...TIPS]);
  expect(value.tips.map((tip) => tip.told)).toEqual([false, false, true, true]);
  expect(value.source).toContain('Tip 1 is from the article');
  expect(value.source).toContain('were not available');
  expect(tipTitles(value).needs).toEqual({ number: 1, title: 'Find the real need' });
});

test('the French tips are the same four', () => {
  const french = readFileSync(join(import.meta.dirname, '../tips.fr.yaml'), 'utf8');
  const { value, problems } = parseTips(french, 'tips.fr.yaml');
  expect(problems).toEqual([]);
  expect(value?.language).toBe('fr');
  expect(value?.tips.map((tip) => tip.told)).toEqual([false, false, true, true]);
});

test.each([
  ['number: 2', 'number: 3', 'each tip once, in the order needs, practice, support, transfer'],
  ['id: support', 'id: suport', 'Did you mean "support"?'],
  ['told: true', 'told: maybe', '"told" is "maybe"; expected true or false.'],
  ['source: >-', 'sauce: >-', 'Did you mean "source"?'],
])('a mistake in the tips is explained with its line: %j as %j', (from, to, message) => {
  expect(text).toContain(from);
  const { value, problems } = parseTips(text.replace(from, to), 'tips.yaml');
  expect(value).toBeUndefined();
  expect(problems.map((problem) => problem.message).join('\n')).toContain(message);
  expect(problems.every((problem) => problem.file === 'tips.yaml' && (problem.line ?? 0) > 0)).toBe(true);
});
