import { useOutletContext } from 'react-router';
import type { Session } from '#server/contract/accounts.ts';

/** Who is signed in; only inside RequireSession. */
export function useMe(): NonNullable<Session> {
  return useOutletContext<NonNullable<Session>>();
}
