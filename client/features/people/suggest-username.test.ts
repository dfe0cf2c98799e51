import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { Username } from '#server/contract/accounts.ts';
import { isUsername, suggestUsername } from './suggest-username.ts';

it.each([
  ['Ana María O’Neil', 'ana.maria.oneil'],
  ['  Jürgen   Groß ', 'jurgen.gross'],
  ['Søren Ångström-Łoś', 'soren.angstrom-los'],
  ['X', ''],
  ['陳大文', ''],
  ['Bartholomäus von und zu Hohenstein-Wackernagel', 'bartholomaus.von.und.zu.hohenstein-wacke'],
])('%j becomes %j', (name, username) => {
  expect(suggestUsername(name)).toBe(username);
});

it('suggests nothing, or something the server takes as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      const username = suggestUsername(name);
      if (username !== '') expect(Username.parse(username)).toBe(username);
    }),
  );
});

it('agrees with the contract on what a username is', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[a-zA-Z0-9._-]{0,45}$/)), (text) => {
      expect(isUsername(text)).toBe(Username.safeParse(text).success);
    }),
  );
});
