import type { LessonStatus } from '#server/contract/learning.ts';

/** An attempt whose course version has the lesson, and how the lesson stands in it. */
export type AttemptOfLesson = { attemptId: string; number: number; reported: LessonStatus; touched: boolean };

export const isFinished = (status: LessonStatus): boolean => status === 'completed' || status === 'passed';

/**
 * The attempt that a launch plays; undefined: a new one. Work that was begun is continued, whatever its version. `fresh`
 * asks for a lesson that was finished to be taken anew: in a newer attempt where it is untouched, or a new one.
 * @param attempts those that have the lesson, newest first
 */
export function pickAttempt<A extends AttemptOfLesson>(
  attempts: readonly A[],
  fresh: boolean,
): A | undefined {
  const begun = attempts.find(({ touched }) => touched);
  const [newest] = attempts;
  if (!begun) return newest;
  if (!fresh || !isFinished(begun.reported)) return begun;
  return newest !== begun ? newest : undefined;
}
