import { fromNodeHeaders } from 'better-auth/node';
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { LinkToken, NewUser, RedeemLink, SignIn, UserChange } from '#server/contract/accounts.ts';
import { allow } from '#server/http/allow.ts';
import { copyCookies } from '#server/http/cookies.ts';
import { actorOf, findActor, signedIn } from '#server/http/signed-in.ts';
import { validBody, validParams } from '#server/http/validate.ts';
import type { Services } from '#server/services.ts';
import { linkLimit, signInLimits } from './limits.ts';
import { createLink, inspectLink, redeemLink } from './links.ts';
import { canAddUser, canChangeUsers, canListUsers, canMakeLink } from './policy.ts';
import { presentSession, presentUser, signIn, signOut } from './sessions.ts';
import { listUsers, touchUser } from './users.repo.ts';
import { changeUser, createUser, getUser } from './users.ts';

/** `/api/session`, `/api/links` and `/api/users`. */
export function accountRoutes(s: Services): Router {
  const router = Router();
  sessionRoutes(router, s);
  linkRoutes(router, s);
  userRoutes(router, s);
  return router;
}

const UserId = z.object({ id: z.string().max(80) });

async function startSession(s: Services, credentials: SignIn, req: Request, res: Response): Promise<void> {
  const { headers, user } = await signIn(s, credentials, fromNodeHeaders(req.headers));
  copyCookies(headers, res);
  const lastSeenMs = s.now();
  await touchUser(s.store, user.id, lastSeenMs);
  res.json(presentSession({ ...user, lastSeenMs }));
}

function sessionRoutes(router: Router, s: Services): void {
  router.get('/api/session', async (req, res) => {
    const actor = await findActor(s, req, res);
    res.json(actor ? presentSession(actor) : null);
  });
  router.post('/api/session', ...signInLimits(), async (req, res) => {
    await startSession(s, validBody(SignIn, req), req, res);
  });
  router.delete('/api/session', async (req, res) => {
    copyCookies(await signOut(s, fromNodeHeaders(req.headers)), res);
    res.status(204).end();
  });
}

function linkRoutes(router: Router, s: Services): void {
  const limit = linkLimit();
  router.post('/api/links/inspect', limit, async (req, res) => {
    res.json(await inspectLink(s, validBody(LinkToken, req).token));
  });
  router.post('/api/links/redeem', limit, async (req, res) => {
    const { token, password } = validBody(RedeemLink, req);
    const { username } = await redeemLink(s, token, password);
    await startSession(s, { username, password }, req, res);
  });
}

function userRoutes(router: Router, s: Services): void {
  router.get('/api/users', signedIn(s), async (_req, res) => {
    allow(canListUsers(actorOf(res)), 'Only trainers and administrators may see who has an account.');
    res.json({ users: (await listUsers(s.store)).map(presentUser) });
  });
  router.post('/api/users', signedIn(s), async (req, res) => {
    const wanted = validBody(NewUser, req);
    allow(
      canAddUser(actorOf(res), wanted.role),
      'Trainers may add agents; only administrators may add others.',
    );
    const user = await createUser(s, wanted);
    res.status(201).json({ user: presentUser(user), link: await createLink(s, user.id) });
  });
  router.patch('/api/users/:id', signedIn(s), async (req, res) => {
    const { id } = validParams(UserId, req);
    const change = validBody(UserChange, req);
    allow(canChangeUsers(actorOf(res)), 'Only administrators may change accounts.');
    res.json({ user: presentUser(await changeUser(s, id, change)) });
  });
  router.post('/api/users/:id/link', signedIn(s), async (req, res) => {
    const { id } = validParams(UserId, req);
    const actor = actorOf(res);
    allow(canListUsers(actor), 'Only trainers and administrators may make links.');
    const user = await getUser(s, id);
    allow(
      canMakeLink(actor, user),
      'Trainers may make links for agents; only administrators may for others.',
    );
    res.json({ user: presentUser(user), link: await createLink(s, user.id) });
  });
}
