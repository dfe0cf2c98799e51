import {
  isMet,
  type LessonStatus,
  type Script,
  type StatusOf,
  statusTogether,
} from '#courses/scorm/prerequisites.ts';
import type { PackageCommit } from '#server/contract/commit.ts';
import type { LessonStatus as Reported } from '#server/contract/learning.ts';
import type { PackageItem } from './package-items.ts';

/** How one item of a package stands: what it said last, and the best that was reported of it. */
export type ItemState = {
  completionStatus: string;
  successStatus: string;
  reported: Reported;
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
 * - What counts: visible items, but for those that their prerequisites shut for good: they do not hold now, nor would
 *   they with everything passed (an extra lesson for who failed, say). When that leaves nothing, everything counts.
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
  const required = requiredOf(items, states);
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

function requiredOf(
  items: readonly PackageItem[],
  states: ReadonlyMap<string, ItemState>,
): readonly PackageItem[] {
  const now = statusIn(items, (id) => lessonStatusOf(states.get(id)));
  // Many items may lie behind one lock.
  const mayOpen = remembered((lock: Script) => isMet(lock, now) || isMet(lock, () => 'passed'));
  const asked = items.filter(({ isVisible, locks }) => isVisible && locks.every(mayOpen));
  return asked.length > 0 ? asked : items;
}

/** SCORM 1.2 has one word for both statuses. */
function lessonStatusOf(state: ItemState | undefined): LessonStatus {
  if (!state) return 'not attempted';
  const { completionStatus, successStatus } = standingOf(state);
  if (successStatus === 'passed' || successStatus === 'failed') return successStatus;
  return completionStatus === 'completed' || completionStatus === 'incomplete'
    ? completionStatus
    : 'not attempted';
}

/** A folder stands as what lies in it does together. */
function statusIn(items: readonly PackageItem[], statusOf: StatusOf): StatusOf {
  const parts = new Map<string, LessonStatus[]>();
  for (const { id, within } of items) {
    const status = statusOf(id);
    for (const block of [...within, id]) {
      const together = parts.get(block);
      if (together) together.push(status);
      else parts.set(block, [status]);
    }
  }
  return remembered((id) => statusTogether(parts.get(id) ?? []));
}

function remembered<K, V>(work: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = work(key);
    known.set(key, made);
    return made;
  };
}
