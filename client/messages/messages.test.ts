import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const folder = import.meta.dirname;
const languages = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'player.json')));
const messagesOf = (language: string): Record<string, string> =>
  JSON.parse(readFileSync(join(folder, language, 'player.json'), 'utf8'));
const holesOf = (message = ''): string[] => (message.match(/\{\w+\}/g) ?? []).toSorted();

const english = messagesOf('en');

test('there is a second language', () => expect(languages).toContain('fr'));

test.each(languages)(
  'the player says the same in %s: every message, with the same places for values',
  (language) => {
    const messages = messagesOf(language);
    expect(Object.keys(messages).toSorted()).toEqual(Object.keys(english).toSorted());
    for (const [key, message] of Object.entries(english)) {
      expect(messages[key]?.trim(), key).not.toBe('');
      expect(holesOf(messages[key]), key).toEqual(holesOf(message));
    }
  },
);

test('French marks never stand alone at the beginning of a line', () => {
  const loose = Object.entries(messagesOf('fr')).filter(([, message]) => / [;:!?»]|« /.test(message));
  expect(loose).toEqual([]);
});
