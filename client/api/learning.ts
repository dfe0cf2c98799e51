import { queryOptions, useQueryClient } from '@tanstack/react-query';
import type { Progress, Today } from '#server/contract/learning.ts';
import { request } from './http.ts';

export const todayQuery = queryOptions({
  queryKey: ['today'],
  queryFn: ({ signal }) => request<Today>('GET', '/api/today', { signal }),
});

export const progressQuery = queryOptions({
  queryKey: ['progress'],
  queryFn: ({ signal }) => request<Progress>('GET', '/api/progress', { signal }),
});

/** Marks everything that a saved answer can change as out of date. */
export function useRefreshLearning() {
  const client = useQueryClient();
  return () => {
    for (const key of ['today', 'progress', 'reports', 'learners'])
      void client.invalidateQueries({ queryKey: [key] });
  };
}
