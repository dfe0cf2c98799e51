import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { LinkInfo, RedeemLink, Session, SignIn } from '#server/contract/accounts.ts';
import { request } from './http.ts';

/** Who is signed in and what they may do; null when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => request<Session>('GET', '/api/session', { signal }),
  staleTime: 5 * 60_000,
});

export function useSession() {
  return useQuery(sessionQuery);
}

/** Everything known belongs to the person before: forget it when another one comes. */
function useEnter() {
  const client = useQueryClient();
  return (session: Session) => {
    client.removeQueries({ predicate: (query) => query.queryKey[0] !== 'session' });
    client.setQueryData(sessionQuery.queryKey, session);
  };
}

export function useSignIn() {
  const enter = useEnter();
  return useMutation({
    mutationFn: (body: SignIn) => request<Session>('POST', '/api/session', { body }),
    onSuccess: enter,
  });
}

const leftKey = ['left'];

export function useSignOut() {
  const client = useQueryClient();
  const enter = useEnter();
  return useMutation({
    mutationFn: () => request<undefined>('DELETE', '/api/session'),
    onSuccess: () => {
      enter(null);
      client.setQueryData(leftKey, true);
    },
  });
}

/** Whether nobody is signed in because somebody left, rather than because the session ran out. */
export function useHasLeft(): boolean {
  return useQueryClient().getQueryData(leftKey) === true;
}

/** Whom a one-time link is for; asking does not use it up. */
export function linkQuery(token: string) {
  return queryOptions({
    queryKey: ['link', token],
    queryFn: ({ signal }) => request<LinkInfo>('POST', '/api/links/inspect', { body: { token }, signal }),
    retry: false,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
}

export function useRedeemLink() {
  const enter = useEnter();
  return useMutation({
    mutationFn: (body: RedeemLink) => request<Session>('POST', '/api/links/redeem', { body }),
    onSuccess: enter,
  });
}
