import type { Drill, LessonCard } from '#server/contract/learning.ts';

/**
 * For how long a finished drill is today's. Less than a day, so that somebody who practised at the end of a late shift
 * finds a new one at the start of the next; and in whatever time zone, because the server does not know the learner's.
 */
const TODAY_MS = 12 * 3_600_000;

/** Today's drill out of the pool: the begun one, else the first never tried, else the one done longest ago. */
export function drillOf(pool: readonly LessonCard[], nowMs: number): Drill | null {
  const seen = pool.toSorted((a, b) => (a.lastSeenMs ?? 0) - (b.lastSeenMs ?? 0));
  const begun = seen.findLast(({ lastAttempt }) => lastAttempt === 'under-way');
  const lesson = begun ?? pool.find(({ lastAttempt }) => lastAttempt === 'none') ?? seen[0];
  if (!lesson) return null;
  const over = pool.filter(({ lastAttempt }) => lastAttempt === 'finished' || lastAttempt === 'failed');
  return {
    lesson,
    doneToday: over.some(({ lastSeenMs }) => nowMs - (lastSeenMs ?? 0) < TODAY_MS),
    done: pool.filter(({ status }) => status === 'completed' || status === 'passed').length,
    total: pool.length,
  };
}
