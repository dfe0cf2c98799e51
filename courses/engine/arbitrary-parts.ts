import * as fc from 'fast-check';
import { FOCUSES, MOODS, MOVES } from '#courses/format/words.ts';

// Test support: the small parts that arbitrary lessons are made of.

/** How many runs a property test makes: few by default, more with FUZZ_RUNS in the environment. */
export const FUZZ_RUNS = Number(
  (globalThis as { process?: { env: Record<string, string | undefined> } }).process?.env['FUZZ_RUNS'] ?? 100,
);

const WORDS = [
  'constructor',
  'value-of',
  'a',
  'b',
  'c',
  'd',
  'e',
  'ask',
  'hear',
  'fix',
  'delay',
  'lost-day',
  'x1',
  'x2',
  'x3',
];
export const line = fc.constantFrom(
  'Hello?',
  'What did that stop you doing?',
  'Ünïcode – “quotes” <&> 😀',
  'two\nlines',
  '؟ كيف',
);
export const half = fc.constantFrom('the clock turns red', 'they sound rushed', 'é'.repeat(150));
export const worth = fc.constantFrom(0, 0.25, 0.5, 0.79, 0.8, 1, 1 / 3);
export const focus = fc.constantFrom(...FOCUSES);
export const moves = fc.subarray([...MOVES], { maxLength: 4 });
export const mood = fc.constantFrom(...MOODS);

/** Ids that differ within one scope; the same words come back in others. */
export const ids = (minLength: number, maxLength: number): fc.Arbitrary<string[]> =>
  fc.uniqueArray(fc.constantFrom(...WORDS), { minLength, maxLength });

/** Leaves a key out instead of setting it to undefined. */
export const maybe = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<Partial<T>> =>
  fc.record(model, { requiredKeys: [] }) as fc.Arbitrary<Partial<T>>;

export const each = <T>(names: readonly string[], of: (id: string) => fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
  fc.tuple(...names.map(of));

export const base = (id: string) =>
  fc
    .tuple(
      fc.boolean(),
      maybe<{ title: string; skippable: boolean }>({ title: line, skippable: fc.boolean() }),
    )
    .map(([optional, more]) => ({ id, required: !optional, ...more }));

export const measuring = (objectives: readonly string[]) =>
  maybe<{ objective: string }>({ objective: fc.constantFrom(...objectives) });
