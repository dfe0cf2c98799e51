import type { CourseSettings } from '#server/contract/imports.ts';
import type { LessonCard, LessonStatus } from '#server/contract/learning.ts';

/** An attempt whose course version has the lesson, and how the lesson stands in it. */
export type AttemptOfLesson = {
  attemptId: string;
  number: number;
  reported: LessonStatus;
  successStatus: string;
  scaledScore: number | null;
  touched: boolean;
};

export const isFinished = (status: LessonStatus): boolean => status === 'completed' || status === 'passed';

type Standing = { reported: LessonStatus; successStatus: string };

/** How one attempt stands. What was finished once stays so, even if the content says later that it failed. */
export function standingOf(attempt: Standing | undefined): LessonCard['lastAttempt'] {
  if (!attempt) return 'none';
  if (isFinished(attempt.reported)) return 'finished';
  return attempt.successStatus === 'failed' ? 'failed' : 'under-way';
}

/** How many more attempts may be begun; null: as many as they like. Only those that were touched count. */
export const attemptsLeft = (most: number | null, touched: number): number | null =>
  most === null ? null : Math.max(0, most - touched);

type Wanted = { fresh: boolean; review: boolean };
type Choice<A> =
  /** `attempt` undefined: a new one. */
  | { mode: 'normal'; attempt: A | undefined }
  | { mode: 'review'; attempt: A }
  | { refused: 'no-attempts-left' | 'nothing-to-review' };

/**
 * What a launch opens. Work that was begun is continued, whatever its version. `fresh` asks for a lesson that was
 * finished or failed to be taken anew: in a newer attempt where it is untouched, or a new one. `review` asks for the
 * best finished one, and so does opening what is finished in a course whose setting says so.
 * @param attempts those that have the lesson, newest first, without trials
 */
export function chooseAttempt<A extends AttemptOfLesson>(
  attempts: readonly A[],
  { fresh, review }: Wanted,
  { reopen, maxAttempts }: Pick<CourseSettings, 'reopen' | 'maxAttempts'>,
): Choice<A> {
  if (review) return reviewOf(attempts);
  const attempt = pickAttempt(attempts, fresh);
  if (attempt?.touched) {
    return isFinished(attempt.reported) && reopen === 'review'
      ? reviewOf(attempts)
      : { mode: 'normal', attempt };
  }
  const touched = attempts.filter((one) => one.touched).length;
  return attemptsLeft(maxAttempts, touched) === 0
    ? { refused: 'no-attempts-left' }
    : { mode: 'normal', attempt };
}

function pickAttempt<A extends AttemptOfLesson>(attempts: readonly A[], fresh: boolean): A | undefined {
  const begun = attempts.find(({ touched }) => touched);
  const [newest] = attempts;
  if (!begun) return newest;
  if (!fresh || standingOf(begun) === 'under-way') return begun;
  return newest !== begun ? newest : undefined;
}

function reviewOf<A extends AttemptOfLesson>(attempts: readonly A[]): Choice<A> {
  const [best] = attempts.filter(({ reported }) => isFinished(reported)).sort(byMerit);
  return best ? { mode: 'review', attempt: best } : { refused: 'nothing-to-review' };
}

/** The best first: passed before completed, then the higher score, then the newer. */
const byMerit = (a: AttemptOfLesson, b: AttemptOfLesson): number =>
  Number(b.reported === 'passed') - Number(a.reported === 'passed') ||
  (b.scaledScore ?? -2) - (a.scaledScore ?? -2) ||
  b.number - a.number;
