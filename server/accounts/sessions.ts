import { z } from 'zod';
import { Role, type Session, type SignIn, type User } from '#server/contract/accounts.ts';
import { type NamedError, unauthenticated } from '#server/errors.ts';
import type { Services } from '#server/services.ts';
import { presentCan } from './policy.ts';
import { findUserByUsername, type UserRow } from './users.repo.ts';

/** The person behind a request. */
export type SignedIn = User;

/** What the sign-in library gives for a user, as far as we rely on it. */
const SessionUser = z.object({
  id: z.string(),
  name: z.string(),
  username: z.string(),
  role: Role,
  tryout: z.boolean(),
  active: z.boolean(),
  lastSeenMs: z.number().nullish(),
});

/** Finds who holds the session cookie in `headers`. The headers given back may carry a renewed cookie. */
export async function findSession(
  s: Pick<Services, 'auth'>,
  headers: Headers,
): Promise<{ headers: Headers; actor: SignedIn | undefined }> {
  const found = await s.auth.api.getSession({ headers, returnHeaders: true });
  if (found.response === null) return { headers: found.headers, actor: undefined };
  const user = SessionUser.parse(found.response.user);
  const actor = user.active ? { ...user, lastSeenMs: user.lastSeenMs ?? null, ready: true } : undefined;
  return { headers: found.headers, actor };
}

/**
 * Checks the password and starts a session; the headers given back set its cookie. An unknown name, a wrong password,
 * a name without a password and a deactivated one get the same answer after the same work.
 */
export async function signIn(
  s: Services,
  { username, password }: SignIn,
  headers: Headers,
): Promise<{ headers: Headers; user: UserRow }> {
  const user = await findUserByUsername(s.store, username);
  if (!user?.ready || !user.active) {
    await (await s.auth.$context).password.hash(password);
    throw wrongPassword();
  }
  try {
    const answer = await s.auth.api.signInUsername({
      body: { username, password },
      headers,
      returnHeaders: true,
    });
    return { headers: answer.headers, user };
  } catch (error) {
    if (isRefusal(error)) throw wrongPassword();
    throw error;
  }
}

const wrongPassword = (): NamedError =>
  unauthenticated('That username and password do not belong together.', { as: 'wrong-password' });

/** The sign-in library refuses with an error that has an HTTP status; a database error has none. */
const isRefusal = (error: unknown): boolean =>
  error instanceof Error &&
  'statusCode' in error &&
  typeof error.statusCode === 'number' &&
  error.statusCode < 500;

/** Ends the session in `headers`, if there is one; the headers given back clear its cookie. */
export async function signOut(s: Pick<Services, 'auth'>, headers: Headers): Promise<Headers> {
  return (await s.auth.api.signOut({ headers, returnHeaders: true })).headers;
}

export const presentUser = ({
  id,
  name,
  username,
  role,
  tryout,
  active,
  ready,
  lastSeenMs,
}: UserRow): User => ({
  id,
  name,
  username,
  role,
  tryout,
  active,
  ready,
  lastSeenMs,
});

export const presentSession = (user: UserRow): Session => ({
  user: presentUser(user),
  can: presentCan(user),
});
