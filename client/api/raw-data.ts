import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { AttemptSessions, CallLogView, LearnerAttempts, RawCmi } from '#server/contract/raw-data.ts';
import { request } from './http.ts';

export function attemptsQuery(learnerId: string, courseId: string) {
  return queryOptions({
    queryKey: ['learners', learnerId, 'attempts', courseId],
    queryFn: ({ signal }) =>
      request<LearnerAttempts>(
        'GET',
        `/api/learners/${encodeURIComponent(learnerId)}/attempts?${new URLSearchParams({ course: courseId })}`,
        { signal },
      ),
  });
}

export function rawCmiQuery(attemptId: string, sco: string) {
  return queryOptions({
    queryKey: ['learners', 'attempt', attemptId, 'cmi', sco],
    queryFn: ({ signal }) =>
      request<RawCmi>('GET', `${attempt(attemptId)}/cmi?${new URLSearchParams({ sco })}`, { signal }),
  });
}

/** The stored data model as a file. */
export function cmiFileHref(attemptId: string, sco: string): string {
  return `${attempt(attemptId)}/cmi.json?${new URLSearchParams({ sco })}`;
}

export function sessionsQuery(attemptId: string) {
  return queryOptions({
    queryKey: ['learners', 'attempt', attemptId, 'sessions'],
    queryFn: ({ signal }) => request<AttemptSessions>('GET', `${attempt(attemptId)}/sessions`, { signal }),
  });
}

/** Which calls of which page load. `sco`: null for all of a package. */
export type LogScope = { launched: string; epoch: number; sco: string | null; errors: boolean };

export function callLogQuery(attemptId: string, { launched, epoch, sco, errors }: LogScope) {
  const scope = {
    launched,
    epoch: String(epoch),
    ...(sco === null ? {} : { sco }),
    ...(errors ? { errors: 'true' } : {}),
  };
  return infiniteQueryOptions({
    queryKey: ['learners', 'attempt', attemptId, 'log', scope],
    queryFn: ({ signal, pageParam }) =>
      request<CallLogView>(
        'GET',
        `${attempt(attemptId)}/log?${new URLSearchParams({ ...scope, after: String(pageParam) })}`,
        { signal },
      ),
    initialPageParam: 0,
    getNextPageParam: ({ next }) => next,
  });
}

const attempt = (id: string): string => `/api/attempts/${encodeURIComponent(id)}`;
