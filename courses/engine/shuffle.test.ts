import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FUZZ_RUNS } from './arbitrary-parts.ts';
import { shuffle } from './shuffle.ts';

const named = (ids: string[]) => ids.map((id) => ({ id }));

describe('shuffle', () => {
  it('is a permutation, the same for the same seed', () => {
    const things = fc.uniqueArray(fc.string(), { maxLength: 12 }).map(named);
    fc.assert(
      fc.property(things, fc.nat(62 ** 3), (list, seed) => {
        const shuffled = shuffle(list, seed);
        expect(new Set(shuffled)).toEqual(new Set(list));
        expect(shuffled).toHaveLength(list.length);
        expect(shuffle(list, seed)).toEqual(shuffled);
      }),
      { numRuns: FUZZ_RUNS },
    );
  });

  it('keeps the order of the others when one is hidden', () => {
    const list = named(['a', 'b', 'c', 'd', 'e']);
    for (let seed = 0; seed < 100; seed += 1) {
      const rest = list.filter(({ id }) => id !== 'c');
      expect(shuffle(rest, seed)).toEqual(shuffle(list, seed).filter(({ id }) => id !== 'c'));
    }
  });

  it('gives every order of three about equally often', () => {
    const counts = new Map<string, number>();
    for (let seed = 0; seed < 6000; seed += 1) {
      const order = shuffle(named(['closed', 'open', 'impact']), seed)
        .map(({ id }) => id)
        .join();
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });
});
