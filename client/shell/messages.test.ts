import { afterEach, expect, test } from 'vitest';
import { messages, speak } from './messages.ts';

afterEach(() => speak('en'));

test('a course in French is not saved in English', () => {
  expect(speak('fr-CA')).toBe('fr');
  expect(messages.close).toBe('Fermer');
});

test.each(['de', '', 'constructor', '__proto__', 'english'])(
  'a course in "%s" is saved in English',
  (tag) => {
    speak('fr');
    expect(speak(tag)).toBe('en');
    expect(messages.close).toBe('Close');
  },
);
