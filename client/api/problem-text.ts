import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { ApiError, Unreachable } from './http.ts';

/** A sentence for people about anything that can go wrong in a request. */
export function useProblemText(): (error: unknown) => string {
  const { t, i18n } = useTranslation();
  return (error) => {
    if (error instanceof Unreachable) return t('problem.unreachable');
    if (!(error instanceof ApiError)) return t('problem.unexpected');
    // A proxy in front of the server answers so, in a page of its own.
    if (error.problem.status === 413 && error.problem.id === 'unexpected') return t('problem.tooLarge');
    if (error.problem.status === 429) return tooMany(t, error.retryAfterSeconds);
    const key = `problem.${error.problem.id}`;
    if (i18n.exists(key)) return t(key as 'problem.unexpected');
    return error.problem.detail || t('problem.unexpected');
  };
}

function tooMany(t: TFunction, seconds: number | null): string {
  if (seconds === null) return t('problem.tooMany');
  return t('problem.tooManyMinutes', { count: Math.max(1, Math.ceil(seconds / 60)) });
}

/** What was wrong with one field of a form, as the server put it; null when that field was fine. */
export function fieldProblem(error: unknown, field: string): string | null {
  if (!(error instanceof ApiError)) return null;
  const found = error.problem.problems?.find(
    ({ path }) => path === field || path.endsWith(`.${field}`) || path.endsWith(`/${field}`),
  );
  return found?.message ?? null;
}
