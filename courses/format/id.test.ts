import { describe, expect, it } from 'vitest';
import { Line, Text } from './id.ts';

describe.each([
  ['Line', Line],
  ['Text', Text],
])('%s', (_, schema) => {
  it.each(['What did it do?', 'été 👩🏽‍🚀 عندما', 'a\tb\nc\r\nd'])('takes "%s"', (text) => {
    expect(schema.parse(text)).toBe(text);
  });

  it.each(['a\u0000b', 'a\u001bb', 'a\u0085b', 'a\ud83d'])('refuses what cannot be shown (%j)', (text) => {
    expect(schema.safeParse(text).error?.issues[0]?.message).toContain('without control characters');
  });
});
