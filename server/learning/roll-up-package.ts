import type { PackageCommit } from '#server/contract/commit.ts';
import type { LessonStatus } from '#server/contract/learning.ts';
import type { PackageItem } from './package-items.ts';

/** How one item of a package stands: what it said last, and the best that was reported of it. */
export type ItemState = {
  completionStatus: string;
  successStatus: string;
  reported: LessonStatus;
  scaledScore: number | null;
};

/** What a package as a whole has come to. */
export type RolledUp = Omit<PackageCommit, 'sequencing'>;

/** What was reached once is not lost because the content says less when it is opened again. */
export function standingOf({ completionStatus, successStatus, reported }: ItemState) {
  const isPassed = reported === 'passed';
  return {
    completionStatus: isPassed || reported === 'completed' ? 'completed' : completionStatus,
    successStatus: isPassed ? 'passed' : successStatus,
  };
}

/**
 * Rolls a package up where nobody else does: SCORM 1.2 leaves it to the LMS, and a SCORM 2004 package without a
 * sequencing state has none either.
 *
 * - What counts: visible items whose prerequisites hold now. Others cannot be asked of anybody. When that leaves nothing,
 *   everything counts.
 * - An item is done once it was completed or passed; one that never talks to us, once it was opened.
 * - Completed: everything that counts is done. Progress: the share of it that is done.
 * - Passed: completed, at least one item told whether it was passed, and all that told were. Failed: one that counts
 *   stands at failed; an item that was passed before does not. Otherwise unknown.
 * - Score: the mean of the best scores of all items that have one.
 *
 * A package with one item that tells is simply that item.
 */
export function rollUpPackage(
  items: readonly PackageItem[],
  states: ReadonlyMap<string, ItemState>,
): RolledUp {
  const required = requiredOf(items);
  const standings = required.map(({ id }) => states.get(id)).map((state) => state && standingOf(state));
  const done = standings.filter((standing) => standing?.completionStatus === 'completed').length;
  const told = standings.flatMap((standing) =>
    standing && standing.successStatus !== 'unknown' ? [standing.successStatus] : [],
  );
  const isCompleted = required.length > 0 && done === required.length;
  const isTouched = items.some(({ id }) => (states.get(id)?.reported ?? 'not-started') !== 'not-started');
  const began = isTouched ? 'incomplete' : 'not attempted';
  const scores = items.flatMap(({ id }) => states.get(id)?.scaledScore ?? []);
  return {
    completionStatus: isCompleted ? 'completed' : began,
    successStatus: successOf(told, isCompleted),
    scaledScore: scores.length > 0 ? scores.reduce((sum, score) => sum + score, 0) / scores.length : null,
    progress: required.length > 0 ? done / required.length : null,
  };
}

function successOf(told: readonly string[], isCompleted: boolean): RolledUp['successStatus'] {
  if (told.includes('failed')) return 'failed';
  return isCompleted && told.includes('passed') ? 'passed' : 'unknown';
}

function requiredOf(items: readonly PackageItem[]): readonly PackageItem[] {
  const visible = items.filter(({ isVisible }) => isVisible);
  return visible.length > 0 ? visible : items;
}
