import { expect } from 'vitest';
import { isElement } from '#client/shell/vocabulary.ts';
import type { TrackedState } from '#server/learning/apply-commit.ts';
import type { Edition } from '#server/learning/check-cmi.ts';

const COMPLETION = ['not attempted', 'incomplete', 'completed', 'unknown'];
const SUCCESS = ['passed', 'failed', 'unknown'];
export const REPORTED = ['not-started', 'in-progress', 'completed', 'passed'];

type Columns = Omit<TrackedState, 'revision' | 'epoch' | 'lastNumber' | 'lastHash' | 'ended'> & {
  progress: number | null;
};

const isWithin = (value: number | null, least: number, most: number): boolean =>
  value === null || (value >= least && value <= most);

/**
 * Holds the columns of a tracked state against what they are for.
 * @param before what was reported before: it never gets worse
 * @param ageMs of the attempt: nobody can have worked longer
 */
export function expectTyped(row: Columns, before: string, ageMs: number): void {
  const wrong = [
    !COMPLETION.includes(row.completionStatus) && `completion status ${row.completionStatus}`,
    !SUCCESS.includes(row.successStatus) && `success status ${row.successStatus}`,
    !REPORTED.includes(row.reported) && `reported ${row.reported}`,
    REPORTED.indexOf(row.reported) < REPORTED.indexOf(before) && `reported ${row.reported} after ${before}`,
    !isWithin(row.scaledScore, -1, 1) && `score ${row.scaledScore}`,
    !isWithin(row.progress, 0, 1) && `progress ${row.progress}`,
    !isWithin(row.totalSeconds, 0, ageMs / 1000 + 0.001) && `${row.totalSeconds} s in ${ageMs} ms`,
    ![row.firstMs, row.lastMs, row.completedMs].every((ms) => ms === null || Number.isSafeInteger(ms)) &&
      'a time',
  ].filter((problem) => problem !== false);
  expect(wrong).toEqual([]);
}

/** Leaves of a stored data model that are no text, or stand under a name that the edition does not know. */
export function oddLeaves(edition: Edition, tree: unknown, path = 'cmi'): string[] {
  if (typeof tree === 'string') return isElement(edition, path) ? [] : [path];
  if (typeof tree !== 'object' || tree === null) return [path];
  return Object.keys(tree).flatMap((name) =>
    oddLeaves(edition, (tree as Record<string, unknown>)[name], `${path}.${name}`),
  );
}
