import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type { NewUser, User, UserChange, UserList, UserWithLink } from '#server/contract/accounts.ts';
import { request } from './http.ts';

export const peopleQuery = queryOptions({
  queryKey: ['people'],
  queryFn: ({ signal }) => request<z.infer<typeof UserList>>('GET', '/api/users', { signal }),
});

function useRefreshPeople() {
  const client = useQueryClient();
  return async () => {
    // A new or closed account also changes who is in the reports.
    void client.invalidateQueries({ queryKey: ['reports'] });
    await client.invalidateQueries({ queryKey: peopleQuery.queryKey });
  };
}

export function useAddPerson() {
  const refresh = useRefreshPeople();
  return useMutation({
    mutationFn: (body: NewUser) => request<UserWithLink>('POST', '/api/users', { body }),
    onSuccess: refresh,
  });
}

export function useNewLink() {
  const refresh = useRefreshPeople();
  return useMutation({
    mutationFn: (id: string) => request<UserWithLink>('POST', `/api/users/${encodeURIComponent(id)}/link`),
    onSuccess: refresh,
  });
}

export function useChangePerson() {
  const refresh = useRefreshPeople();
  return useMutation({
    mutationFn: ({ id, change }: { id: string; change: UserChange }) =>
      request<User>('PATCH', `/api/users/${encodeURIComponent(id)}`, { body: change }),
    onSuccess: refresh,
  });
}
