import { fromNodeHeaders } from 'better-auth/node';
import type { Request, RequestHandler, Response } from 'express';
import { findSession, type SignedIn } from '#server/accounts/sessions.ts';
import { touchUser } from '#server/accounts/users.repo.ts';
import { unauthenticated } from '#server/errors.ts';
import type { Services } from '#server/services.ts';
import { copyCookies } from './cookies.ts';

const SEEN_EVERY_MS = 60_000;
const actors = new WeakMap<Response, SignedIn>();

/** Lets only signed-in, active people through; behind it `actorOf(res)` says who it is. */
export const signedIn =
  (s: Services): RequestHandler =>
  async (req, res, next) => {
    const found = await findActor(s, req, res);
    if (found === undefined) throw unauthenticated('You are not signed in, or your session has ended.');
    next();
  };

/** Who is asking, if anybody; remembers when they were last here, at most once a minute. */
export async function findActor(s: Services, req: Request, res: Response): Promise<SignedIn | undefined> {
  const { headers, actor } = await findSession(s, fromNodeHeaders(req.headers));
  copyCookies(headers, res);
  if (actor === undefined) return undefined;
  const now = s.now();
  const isNews = now - (actor.lastSeenMs ?? 0) >= SEEN_EVERY_MS;
  if (isNews)
    touchUser(s.store, actor.id, now).catch((error: unknown) =>
      s.log.warn({ err: error }, 'last seen not stored'),
    );
  const seen = isNews ? { ...actor, lastSeenMs: now } : actor;
  actors.set(res, seen);
  return seen;
}

/** The signed-in person, behind `signedIn`. */
export function actorOf(res: Response): SignedIn {
  const actor = actors.get(res);
  if (actor === undefined) throw new Error('actorOf needs the route to be behind signedIn');
  return actor;
}
