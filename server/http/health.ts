import { type RequestHandler, Router } from 'express';
import { unavailable } from '#server/errors.ts';
import type { Services } from '#server/services.ts';

/** `/healthz`: the process answers. `/readyz`: it can reach its database. For probes, under any host name. */
export function health({ store }: Pick<Services, 'store'>): RequestHandler {
  const router = Router();
  router.get('/healthz', (_req, res) => {
    res.set('Cache-Control', 'no-store').json({ status: 'ok' });
  });
  router.get('/readyz', async (_req, res) => {
    try {
      await store.ping();
    } catch (error) {
      throw unavailable('The database does not answer.', {
        as: 'not-ready',
        retryAfterSeconds: 5,
        cause: error,
      });
    }
    res.set('Cache-Control', 'no-store').json({ status: 'ready' });
  });
  return router;
}
