import { and, asc, eq, getTableColumns, sql } from 'drizzle-orm';
import type { Role, UserChange } from '#server/contract/accounts.ts';
import { must } from '#server/db/statement.ts';
import type { Store } from '#server/db/store.ts';

export type UserRow = {
  id: string;
  name: string;
  username: string;
  role: Role;
  tryout: boolean;
  active: boolean;
  lastSeenMs: number | null;
  /** Has chosen a password. */
  ready: boolean;
};

export const CREDENTIAL = 'credential';

const selectUsers = ({ db, t }: Store) => {
  const { id, name, username, role, tryout, active, lastSeenMs } = getTableColumns(t.user);
  const ready = sql<boolean>`${t.account.id} is not null`.mapWith(Boolean);
  return db
    .select({ id, name, username, role, tryout, active, lastSeenMs, ready })
    .from(t.user)
    .leftJoin(t.account, and(eq(t.account.userId, t.user.id), eq(t.account.providerId, CREDENTIAL)));
};

/** Everybody, by name. */
export const listUsers = async (store: Store): Promise<UserRow[]> =>
  selectUsers(store).orderBy(asc(sql`lower(${store.t.user.name})`), asc(store.t.user.id));

export const findUser = async (store: Store, id: string): Promise<UserRow | undefined> =>
  (await selectUsers(store).where(eq(store.t.user.id, id)))[0];

export const findUserByUsername = async (store: Store, username: string): Promise<UserRow | undefined> =>
  (await selectUsers(store).where(eq(store.t.user.username, username)))[0];

export type NewUserRow = Pick<UserRow, 'id' | 'name' | 'username' | 'role' | 'tryout'> & { nowMs: number };

/** Adds an active person without a password. Fails with a duplicate when the username is taken. */
export async function insertUser(store: Store, { nowMs, ...user }: NewUserRow): Promise<void> {
  const at = new Date(nowMs);
  const email = `${user.username}@no-email.invalid`; // the sign-in library wants one; RFC 2606 reserves the domain
  await store.batch((db) => [
    db
      .insert(store.t.user)
      .values({ ...user, email, displayUsername: user.username, createdAt: at, updatedAt: at }),
  ]);
}

/**
 * Changes a person. Somebody who stops being an active administrator needs another one to be there, or the batch ends
 * with `Conflict`; a deactivated person is signed out in the same moment.
 */
export async function updateUser(store: Store, id: string, change: UserChange, nowMs: number): Promise<void> {
  const { user, session } = store.t;
  const updatedAt = new Date(nowMs);
  const isActiveAdmin = and(eq(user.role, 'admin'), eq(user.active, true));
  const losesAdmin = change.active === false || (change.role !== undefined && change.role !== 'admin');
  const another = sql`exists (select 1 from ${user} as other where other.role = 'admin'
    and other.active = ${sql.param(true, user.active)} and other.id <> ${id})`;
  const allowed = losesAdmin ? sql`(not (${isActiveAdmin}) or ${another})` : undefined;
  const values = { ...defined(change), updatedAt };
  await store.batch((db) => [
    // Touching every administrator first makes two such changes wait for one another on PostgreSQL.
    ...(losesAdmin ? [db.update(user).set({ updatedAt }).where(isActiveAdmin)] : []),
    must(
      db
        .update(user)
        .set(values)
        .where(and(eq(user.id, id), allowed))
        .returning({ id: user.id }),
    ),
    ...(change.active === false ? [db.delete(session).where(eq(session.userId, id))] : []),
  ]);
}

const defined = (change: UserChange) =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));

/** Remembers when somebody was last here. */
export async function touchUser(store: Store, id: string, nowMs: number): Promise<void> {
  const { user } = store.t;
  await store.batch((db) => [db.update(user).set({ lastSeenMs: nowMs }).where(eq(user.id, id))]);
}
