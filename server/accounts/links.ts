import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { LinkInfo, UserWithLink } from '#server/contract/accounts.ts';
import { Conflict } from '#server/db/statement.ts';
import { gone, type NamedError, notFound } from '#server/errors.ts';
import type { Services } from '#server/services.ts';
import { consumeLink, findLink, insertLink, type LinkRow } from './links.repo.ts';
import { findUser, type UserRow } from './users.repo.ts';

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;
/** The last millisecond of the year 9999. */
export const NEVER_MS = 253_402_300_799_999;

type Link = UserWithLink['link'];

/**
 * Makes a one-time link and ends the person's older ones. The token stands behind `#`, so that neither a link preview
 * nor a proxy's log gets it, and only its SHA-256 is stored.
 */
export async function createLink(s: Services, userId: string, lifetimeMs = WEEK_MS): Promise<Link> {
  const token = randomBytes(32).toString('base64url');
  const nowMs = s.now();
  const expiresMs = Math.min(nowMs + lifetimeMs, NEVER_MS);
  await insertLink(s.store, { id: randomUUID(), userId, tokenHash: hashToken(token), nowMs, expiresMs });
  return { url: `${s.config.publicUrl}/welcome#${token}`, expiresMs };
}

/** Says whom a link is for, without using it up. */
export async function inspectLink(s: Services, token: string): Promise<LinkInfo> {
  const { link, user } = await getOpenLink(s, token);
  return { name: user.name, username: user.username, role: user.role, expiresMs: link.expiresMs };
}

/** Uses a link up exactly once: sets the password, ends the person's sessions. */
export async function redeemLink(s: Services, token: string, password: string): Promise<UserRow> {
  const { link, user } = await getOpenLink(s, token); // before the costly hash
  const passwordHash = await (await s.auth.$context).password.hash(password);
  const use = { linkId: link.id, userId: user.id, passwordHash, accountId: randomUUID(), nowMs: s.now() };
  try {
    await consumeLink(s.store, use);
  } catch (error) {
    if (error instanceof Conflict) throw usedUp();
    throw error;
  }
  return { ...user, ready: true };
}

const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');

const usedUp = (): NamedError =>
  gone('This link has been used already. If that was not you, ask for a new one at once.', {
    as: 'link-used',
  });

async function getOpenLink(s: Services, token: string): Promise<{ link: LinkRow; user: UserRow }> {
  const link = await findLink(s.store, hashToken(token));
  const user = link && (await findUser(s.store, link.userId));
  if (!link || !user?.active) {
    throw notFound('No such link. Check that the whole address was copied, or ask for a new link.', {
      as: 'link-unknown',
    });
  }
  if (link.usedMs !== null) throw usedUp();
  if (link.expiresMs <= s.now()) {
    throw gone('This link is too old, or a newer one has been made. Ask for a new link.', {
      as: 'link-expired',
    });
  }
  return { link, user };
}
