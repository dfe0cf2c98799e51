import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const folder = import.meta.dirname;

// What travels with a course speaks the course's language; the app itself speaks English.
describe.each(['player', 'shell'])('the %s', (part) => {
  const fileOf = (language: string) => join(folder, language, `${part}.json`);
  const languages = readdirSync(folder).filter((name) => existsSync(fileOf(name)));
  const messagesOf = (language: string): Record<string, string> =>
    JSON.parse(readFileSync(fileOf(language), 'utf8'));
  const holesOf = (message = ''): string[] => (message.match(/\{+\w+\}+/g) ?? []).toSorted();
  const english = messagesOf('en');

  test('speaks a second language', () => expect(languages).toContain('fr'));

  test.each(languages)('says the same in %s: every message, with the same places for values', (language) => {
    const messages = messagesOf(language);
    expect(Object.keys(messages).toSorted()).toEqual(Object.keys(english).toSorted());
    for (const [key, message] of Object.entries(english)) {
      expect(messages[key]?.trim(), key).not.toBe('');
      expect(holesOf(messages[key]), key).toEqual(holesOf(message));
    }
  });

  test('keeps French marks off the beginning of a line', () => {
    const loose = Object.entries(messagesOf('fr')).filter(([, message]) => / [;:!?»]|« /.test(message));
    expect(loose).toEqual([]);
  });
});
