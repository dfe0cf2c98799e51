import type { RunTime } from './run-time.ts';

const MOST = 10_000;

/** How many entries a run-time says that a family (`cmi.interactions`) has; 0 for no answer or nonsense. */
export function countOf(runTime: RunTime, family: string): number {
  const found = Number.parseInt(runTime.get(`${family}._count`), 10);
  return Number.isInteger(found) && found > 0 ? Math.min(found, MOST) : 0;
}
