import { keepPreviousData, queryOptions, useQueryClient } from '@tanstack/react-query';
import type { Progress, Today } from '#server/contract/learning.ts';
import { request } from './http.ts';

/** @param language BCP 47 tag of the courses to offer, where there is one in it */
export const todayQuery = (language: string) =>
  queryOptions({
    queryKey: ['today', language],
    queryFn: ({ signal }) =>
      request<Today>('GET', `/api/today?language=${encodeURIComponent(language)}`, { signal }),
    placeholderData: keepPreviousData,
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
