import { randomUUID } from 'node:crypto';
import type { NewUser, UserChange } from '#server/contract/accounts.ts';
import { Conflict } from '#server/db/statement.ts';
import { isDuplicate } from '#server/db/trouble.ts';
import { conflict, notFound } from '#server/errors.ts';
import type { Services } from '#server/services.ts';
import { findUser, insertUser, type UserRow, updateUser } from './users.repo.ts';

/** Adds somebody who has no password yet; give them a link (links.ts). */
export async function createUser(s: Services, user: NewUser & { tryout?: boolean }): Promise<UserRow> {
  const id = randomUUID();
  try {
    await insertUser(s.store, { ...user, id, tryout: user.tryout ?? false, nowMs: s.now() });
  } catch (error) {
    if (isDuplicate(error)) {
      throw conflict(`The username "${user.username}" is taken. Choose another one.`, {
        as: 'username-taken',
        cause: error,
      });
    }
    throw error;
  }
  return getUser(s, id);
}

export async function getUser(s: Services, id: string): Promise<UserRow> {
  const user = await findUser(s.store, id);
  if (user === undefined) throw notFound(`There is no user ${JSON.stringify(id.slice(0, 80))}.`);
  return user;
}

/** Changes name, role or whether somebody may sign in. The last active administrator stays one. */
export async function changeUser(s: Services, id: string, change: UserChange): Promise<UserRow> {
  const user = await getUser(s, id);
  try {
    await updateUser(s.store, id, change, s.now());
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    throw conflict(
      `${user.name} is the only active administrator, and somebody has to be: make another person administrator first.`,
      { as: 'last-admin', cause: error },
    );
  }
  return getUser(s, id);
}
