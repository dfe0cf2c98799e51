import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { FLAGS, FOCUSES, FORMS } from '#courses/format/words.ts';
import { compilePack } from './compile-pack.ts';
import { PackExamples } from './language-pack.ts';
import { parsePack } from './parse-pack.ts';
import { readWords } from './read-words.ts';
import type { Scene } from './reading.ts';

const folder = join(import.meta.dirname, 'packs');
const languages = readdirSync(folder).flatMap((name) => /^(\w+)\.yaml$/.exec(name)?.[1] ?? []);
const packOf = (language: string) => {
  const file = join(folder, `${language}.yaml`);
  return compilePack(parsePack(readFileSync(file, 'utf8'), file));
};
const english = packOf('en');

const scene: Scene = {
  facts: [
    { id: 'rent', focus: 'impact', words: ['rent', 'landlord', 'flat'] },
    { id: 'cable', focus: 'thing', words: ['cable', 'lights'] },
  ],
  heard: ['My account has been cut off, and I am in the red.'],
};

describe.each(languages)('the pack "%s"', (language) => {
  const pack = packOf(language);
  const { examples } = PackExamples.parse(
    parse(readFileSync(join(folder, `${language}.examples.yaml`), 'utf8')),
  );

  test('reads nearly all of its own examples as they say', () => {
    expect(examples.length).toBeGreaterThan(10);
    const wrong = examples.filter(({ text, form, focus }) => {
      const read = readWords(pack, text);
      return read.form !== form || read.focus !== focus;
    });
    // What is added to the examples because it is misread stays there until the rules read it.
    expect(wrong.length, wrong.map(({ text }) => text).join(' | ')).toBeLessThanOrEqual(
      0.03 * examples.length,
    );
  });

  test('reads anything, always alike, and names words that stand where it says', () => {
    const texts = examples.map(({ text }) => text);
    const arbitraryText = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.array(fc.constantFrom(...texts), { maxLength: 6 }).map((some) => some.join(' ')),
      fc
        .array(fc.constantFrom(...texts.flatMap((text) => text.split(' '))), { maxLength: 60 })
        .map((some) => some.join(' ')),
    );
    fc.assert(
      fc.property(arbitraryText, (text) => {
        const read = readWords(pack, text, scene);
        expect(FORMS).toContain(read.form);
        expect([...FOCUSES, null]).toContain(read.focus);
        expect(read.flags.every((flag) => FLAGS.includes(flag))).toBe(true);
        for (const { at, words } of read.fired) expect(text.slice(at, at + words.length)).toBe(words);
        expect(readWords(pack, text, scene)).toEqual(read);
      }),
      { numRuns: 200 },
    );
  });
});

test('more text takes more time in proportion, whatever it repeats', () => {
  // Not a clock, but an end: patterns that went through every way of matching would not come to it.
  for (const word of ['what ', 'what has it ', 'you your ', 'a', 'did it do to you and ', '? ', '" ']) {
    const text = word.repeat(Math.ceil(20_000 / word.length));
    expect(FORMS).toContain(readWords(english, text, scene).form);
  }
});

describe('in English', () => {
  test.each([
    ['What has this stopped you doing?', 'open', 'impact'],
    ['whats it stoped you doing', 'open', 'impact'],
    ['Which error do you see?', 'specific', 'thing'],
    ["What's your account number?", 'specific', 'process'],
    ['Have you tried restarting it?', 'closed', 'solution'],
    ['How are you managing meanwhile?', 'open', 'coping'],
    ['What would put this right for you?', 'open', 'need'],
    ['What worries you most?', 'open', 'feeling'],
    ['What changed just before it stopped?', 'open', 'cause'],
    ["Why didn't you tell us?", 'loaded', 'cause'],
    ['When did it stop? And what has it cost you?', 'multiple', 'impact'],
    ['I am sending you a new one today.', 'statement', 'solution'],
  ] as const)('%s', (text, form, focus) => {
    const read = readWords(english, text);
    expect([read.form, form === 'loaded' ? focus : read.focus]).toEqual([form, focus]);
    expect(read.sure).toBe(true);
  });

  test('the words of a fact decide where the sentence alone does not', () => {
    const asked = 'Has your rent gone out yet?';
    expect(readWords(english, asked, scene)).toMatchObject({ focus: 'impact', fact: 'rent', sure: true });
    expect(readWords(english, 'Which cable is it?', scene)).toMatchObject({ focus: 'thing', fact: 'cable' });
  });

  test('takes up of the customer’s words are seen, and make a sentence specific', () => {
    const read = readWords(english, 'Cut off, and in the red. I am sorry.', scene);
    expect(read.flags).toContain('echo');
    expect(read.moves.acknowledge).toBe('specific');
    expect(readWords(english, 'I understand your frustration.', scene).flags).toContain('canned');
    expect(readWords(english, 'You should have read the terms.', scene).flags).toContain('judgemental');
    expect(readWords(english, 'You must be furious about it.', scene).flags).toContain('assumes-emotion');
    expect(
      readWords(
        english,
        'What did the man in the shop say to you when he took the money and gave you the wrong card and then went away again without a word?',
        scene,
      ).flags,
    ).toContain('too-long');
  });

  test.each(['', ' ', '🙂🙂', '...', 'qwer zxcv', 'Wie lange haben Sie das schon gehabt?'])(
    'nothing is made of %j',
    (text) => {
      expect(readWords(english, text, scene).focus).toBeNull();
    },
  );

  test('somebody else’s words in quotation marks decide nothing', () => {
    expect(readWords(english, 'She said “what did it cost you?” to me.').form).toBe('statement');
  });
});
