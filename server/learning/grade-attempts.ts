import type { CourseSettings } from '#server/contract/imports.ts';
import type { LessonStatus } from '#server/contract/learning.ts';
import { betterStatus } from './cmi.ts';

type Attempt = { reported: LessonStatus; scaledScore: number | null };
export type Grade = { status: LessonStatus; scaledScore: number | null };

/**
 * What is shown of several attempts at one lesson, everywhere: today, reports, CSV. Attempts nobody touched and trials
 * are not among them.
 *
 * - `best`: the best status and the best score, which may come from different attempts;
 * - `last`: the newest attempt's own status and score, even where an older one was better;
 * - `average`: the mean of the scores there are (an attempt without a score is no zero), and the best status.
 *
 * @param attempts oldest first
 */
export function gradeAttempts(grading: CourseSettings['grading'], attempts: readonly Attempt[]): Grade {
  const last = attempts.at(-1);
  if (!last) return { status: 'not-started', scaledScore: null };
  if (grading === 'last') return { status: last.reported, scaledScore: last.scaledScore };
  const status = attempts.reduce<LessonStatus>(
    (best, { reported }) => betterStatus(best, reported),
    'not-started',
  );
  const scores = attempts.flatMap(({ scaledScore }) => scaledScore ?? []);
  if (scores.length === 0) return { status, scaledScore: null };
  return { status, scaledScore: grading === 'best' ? Math.max(...scores) : mean(scores) };
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
