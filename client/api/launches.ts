import { queryOptions } from '@tanstack/react-query';
import type { Launch, NewLaunch } from '#server/contract/learning.ts';
import { request } from './http.ts';

/**
 * One launch per opening of the play page. A query, not a mutation, so that React's double start in development
 * asks once; `opening` tells one opening from the next, and nothing ever asks again by itself.
 */
export function launchQuery(launch: NewLaunch, opening: number) {
  return queryOptions({
    queryKey: ['launch', launch, opening],
    queryFn: () => request<Launch>('POST', '/api/launches', { body: launch }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    refetchOnMount: false,
  });
}

/** Keeps the launch token alive; answers when it will expire. */
export function renewLaunch(id: string): Promise<{ expiresMs: number }> {
  return request('POST', `/api/launches/${encodeURIComponent(id)}/renew`);
}
