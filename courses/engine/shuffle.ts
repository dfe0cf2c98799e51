import { hash } from './hash.ts';

/**
 * The things in an order that depends on the seed and their ids alone: the same within a try, another on a retry.
 * Each has its own rank, so one that is hidden or added later does not move the others about.
 */
export function shuffle<T extends { id: string }>(things: readonly T[], seed: number): T[] {
  const ranked = things.map((thing) => ({ thing, rank: hash(`${seed} ${thing.id}`) }));
  return ranked.sort((a, b) => a.rank - b.rank).map(({ thing }) => thing);
}
