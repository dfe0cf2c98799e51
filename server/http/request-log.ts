import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import { hideSecrets } from '#server/logger.ts';

/** Gives each request an id (answered as X-Request-Id) and logs it once it is answered; package files are no news. */
export const requestLog = (log: Logger): RequestHandler => {
  const logged = requestLogger(log);
  return (req, res, next) => (req.url.startsWith('/files/') ? next() : logged(req, res, next));
};

const requestLogger = (log: Logger): RequestHandler =>
  pinoHttp({
    logger: log,
    genReqId: (_req, res) => {
      const id = randomUUID();
      res.setHeader('X-Request-Id', id);
      return id;
    },
    customLogLevel: (req, res, error) => levelOf(req, res, error),
    serializers: {
      req: (req: { id: unknown; method: string; url: string; headers: { host?: string } }) => ({
        id: req.id,
        method: req.method,
        url: hideSecrets(req.url),
      }),
      res: (res: { statusCode: number }) => ({ statusCode: res.statusCode }),
    },
  });

/** Files and probes are no news; a refused request is, and a failed one is an error. */
function levelOf(req: IncomingMessage, res: ServerResponse, error?: Error): 'error' | 'info' | 'debug' {
  if (error !== undefined || res.statusCode >= 500) return 'error';
  if (req.method === 'GET' && res.statusCode < 400 && !req.url?.startsWith('/api/')) return 'debug';
  return 'info';
}
