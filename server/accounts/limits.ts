import type { Request, RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { tooMany } from '#server/errors.ts';

const WINDOW_MS = 15 * 60 * 1000;

const ipOf = (req: Request): string => ipKeyGenerator(req.ip ?? 'unknown');
const nameOf = (req: Request): string => {
  const body: unknown = req.body;
  const name = typeof body === 'object' && body !== null && 'username' in body ? body.username : '';
  return String(name).trim().toLowerCase().slice(0, 80);
};

/** Counts only what failed, so that a whole call centre behind one address can sign in at nine o'clock. */
const failures = (limit: number, key: (req: Request) => string, what: string): RequestHandler =>
  rateLimit({
    windowMs: WINDOW_MS,
    limit,
    keyGenerator: key,
    skipSuccessfulRequests: true,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    validate: { xForwardedForHeader: false, forwardedHeader: false }, // TRUST_PROXY decides, not the caller
    handler: (req, _res, next) => {
      const retryAfterSeconds = secondsLeft(req);
      const minutes = Math.max(1, Math.ceil(retryAfterSeconds / 60));
      next(
        tooMany(`Too many ${what}. Try again in ${minutes} minute${minutes === 1 ? '' : 's'}.`, {
          retryAfterSeconds,
        }),
      );
    },
  });

function secondsLeft(req: Request): number {
  const info: unknown = Reflect.get(req, 'rateLimit');
  const reset = typeof info === 'object' && info !== null && 'resetTime' in info ? info.resetTime : undefined;
  return reset instanceof Date
    ? Math.max(1, Math.ceil((reset.getTime() - Date.now()) / 1000))
    : WINDOW_MS / 1000;
}

/** Against guessing one password (10 failures per name and address) and many (100 per address) within 15 minutes. */
export const signInLimits = (): RequestHandler[] => [
  failures(100, ipOf, 'failed sign-ins from this network'),
  failures(10, (req) => `${nameOf(req)} ${ipOf(req)}`, 'failed sign-ins for this username'),
];

/** A token of 256 bits cannot be guessed; this only keeps the hashing of passwords from being a lever. */
export const linkLimit = (): RequestHandler =>
  failures(100, ipOf, 'links that did not work from this network');
