import { and, eq, gt, isNull } from 'drizzle-orm';
import { must } from '#server/db/statement.ts';
import type { Store } from '#server/db/store.ts';
import { CREDENTIAL } from './users.repo.ts';

export type LinkRow = { id: string; userId: string; expiresMs: number; usedMs: number | null };
type NewLinkRow = { id: string; userId: string; tokenHash: string; nowMs: number; expiresMs: number };

/** Stores a link and ends the person's older unused ones. */
export async function insertLink(store: Store, { nowMs, ...link }: NewLinkRow): Promise<void> {
  const { links } = store.t;
  const open = and(eq(links.userId, link.userId), isNull(links.usedMs), gt(links.expiresMs, nowMs));
  await store.batch((db) => [
    db.update(links).set({ expiresMs: nowMs }).where(open),
    db.insert(links).values({ ...link, createdMs: nowMs }),
  ]);
}

export async function findLink(store: Store, tokenHash: string): Promise<LinkRow | undefined> {
  const { id, userId, expiresMs, usedMs, tokenHash: hash } = store.t.links;
  return (
    await store.db.select({ id, userId, expiresMs, usedMs }).from(store.t.links).where(eq(hash, tokenHash))
  )[0];
}

export type Redemption = {
  linkId: string;
  userId: string;
  passwordHash: string;
  accountId: string;
  nowMs: number;
};

/** Uses a link up, sets the password and ends every session, all or none; `Conflict` when somebody else was first. */
export async function consumeLink(
  store: Store,
  { linkId, userId, passwordHash, accountId, nowMs }: Redemption,
): Promise<void> {
  const { links, account, session } = store.t;
  const at = new Date(nowMs);
  const unused = and(eq(links.id, linkId), isNull(links.usedMs), gt(links.expiresMs, nowMs));
  await store.batch((db) => [
    must(db.update(links).set({ usedMs: nowMs }).where(unused).returning({ id: links.id })),
    db.delete(account).where(and(eq(account.userId, userId), eq(account.providerId, CREDENTIAL))),
    db.insert(account).values({
      id: accountId,
      accountId: userId,
      providerId: CREDENTIAL,
      userId,
      password: passwordHash,
      createdAt: at,
      updatedAt: at,
    }),
    db.delete(session).where(eq(session.userId, userId)),
  ]);
}
