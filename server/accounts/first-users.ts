import type { Role } from '#server/contract/accounts.ts';
import { NamedError } from '#server/errors.ts';
import type { Services } from '#server/services.ts';
import { createLink, NEVER_MS } from './links.ts';
import { findUserByUsername, listUsers, type UserRow } from './users.repo.ts';
import { createUser } from './users.ts';

type First = { username: string; name: string; role: Role; tryout: boolean };
const ADMIN: First = { username: 'admin', name: 'Administrator', role: 'admin', tryout: false };
const TRYOUT: First = { username: 'tryout', name: 'Try-out agent', role: 'agent', tryout: true };

/** Addresses of one-time links to print; undefined for who has a password already, or is not to have one. */
export type FirstLinks = { admin: string | undefined; tryout: string | undefined };

/** Sees to it that somebody can get in: an administrator, and an agent to try lessons with, who is left out of reports. */
export async function ensureFirstUsers(s: Services): Promise<FirstLinks> {
  const users = await listUsers(s.store);
  const hasAdmin = users.some((user) => user.role === 'admin' && user.active && user.ready);
  return {
    admin: hasAdmin ? undefined : await linkFor(s, ADMIN),
    tryout: await linkFor(s, TRYOUT),
  };
}

async function linkFor(s: Services, wanted: First): Promise<string | undefined> {
  const user = (await findUserByUsername(s.store, wanted.username)) ?? (await createFirst(s, wanted));
  if (user.ready || !user.active || user.role !== wanted.role) return undefined;
  return (await createLink(s, user.id, NEVER_MS)).url;
}

/** Another node may start on the same new database at the same moment. */
async function createFirst(s: Services, wanted: First): Promise<UserRow> {
  try {
    return await createUser(s, wanted);
  } catch (error) {
    const other = error instanceof NamedError && (await findUserByUsername(s.store, wanted.username));
    if (!other) throw error;
    return other;
  }
}
