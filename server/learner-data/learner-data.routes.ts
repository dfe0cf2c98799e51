import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Response, Router } from 'express';
import { z } from 'zod';
import { canChangeUsers } from '#server/accounts/policy.ts';
import { EraseLearner } from '#server/contract/learner-data.ts';
import { allow } from '#server/http/allow.ts';
import { actorOf, signedIn } from '#server/http/signed-in.ts';
import { validBody, validParams } from '#server/http/validate.ts';
import type { Services } from '#server/services.ts';
import { eraseData } from './erase-data.ts';
import { exportData } from './export-data.ts';

const WithId = z.object({ id: z.string().min(1).max(80) });

/** What is held about a person: to take along, and to erase. */
export function learnerDataRoutes(s: Services): Router {
  const routes = Router();

  routes.get('/api/learners/:id/data', signedIn(s), async (req, res) => {
    const { id } = validParams(WithId, req);
    const actor = actorOf(res);
    allow(
      actor.id === id || canChangeUsers(actor),
      'Everybody may download their own data; that of others only administrators.',
    );
    const { username, text } = await exportData(s, id);
    res.attachment(`askwell-${username}.json`).type('json');
    await stream(s, text, res);
  });

  routes.delete('/api/learners/:id/data', signedIn(s), async (req, res) => {
    const { id } = validParams(WithId, req);
    const wanted = validBody(EraseLearner, req);
    const actor = actorOf(res);
    allow(canChangeUsers(actor), 'Only administrators may erase what somebody did.');
    res.json(await eraseData(s, id, wanted, actor.id));
  });

  return routes;
}

/** As fast as it is taken. What was sent cannot be taken back: a fault on the way breaks the file off, which the browser notices. */
async function stream(s: Services, text: AsyncGenerator<string>, res: Response): Promise<void> {
  try {
    await pipeline(Readable.from(text), res);
  } catch (error) {
    if (!res.closed && !res.destroyed) throw error;
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'ERR_STREAM_PREMATURE_CLOSE')
      s.log.error({ err: error }, 'a download of learner data broke off');
  }
}
