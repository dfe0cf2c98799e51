import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError } from './http.ts';
import { sessionQuery } from './session.ts';

/**
 * The one cache of server answers. A 401 anywhere means the session has ended: the cached session becomes null and
 * the signed-in part of the app shows the sign-in page, which remembers where one was.
 */
export function createQueryClient(): QueryClient {
  const onError = (error: unknown) => {
    if (error instanceof ApiError && error.problem.status === 401)
      client.setQueryData(sessionQuery.queryKey, null);
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      // 'always': being offline is an answer to show at once, not a reason to wait without a word.
      queries: { networkMode: 'always', retry: worthRetrying, staleTime: 2_000 },
      mutations: { networkMode: 'always' },
    },
  });
  return client;
}

/** A refusal stays a refusal; a lost connection or a fault of the server is tried once more. */
function worthRetrying(failures: number, error: unknown): boolean {
  const refused = error instanceof ApiError && error.problem.status < 500;
  return failures < 1 && !refused;
}
