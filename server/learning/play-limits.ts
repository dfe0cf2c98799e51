import type { Request, RequestHandler } from 'express';
import { ipKeyGenerator, MemoryStore, type Options, rateLimit } from 'express-rate-limit';
import { tooMany } from '#server/errors.ts';
import { sha256 } from './apply-commit.ts';

/** How often a page may ask for what. The content of a page can ask, too: it shares the page's origin. */
export type PlayLimits = {
  /** Guessed addresses, by network. */
  unknown: RequestHandler;
  /** The page itself, and its sessions. */
  open: RequestHandler;
  sco: RequestHandler;
  commit: RequestHandler;
  log: RequestHandler;
};

/** Bodies above this cost so much to read that they are counted once more. */
const LARGE_BYTES = 256_000;

/**
 * Limits for one server process, each counted for one launch alone, so that a hostile package slows down nobody but its
 * own learner. They come before bodies are read. Memory: one short key for each launch seen in the last two windows.
 * @param isKnown whether a token was seen to open something; the others are counted by network
 */
export const playLimits = (isKnown: (token: string) => boolean): PlayLimits => ({
  unknown: perNetwork(10_000, 100, isKnown),
  open: perLaunch(60_000, 60),
  sco: perLaunch(60_000, 120),
  commit: perCommit(),
  log: perLaunch(60_000, 60),
});

/** No limits, for measuring and for tests of what lies behind them. */
export function noLimits(): PlayLimits {
  const pass: RequestHandler = (_req, _res, next) => next();
  return { unknown: pass, open: pass, sco: pass, commit: pass, log: pass };
}

/**
 * Counts what opened nothing, once it has been answered: a whole call centre behind one address may open its lessons in
 * the same second, and none of them is known before it was looked up.
 */
function perNetwork(windowMs: number, most: number, isKnown: (token: string) => boolean): RequestHandler {
  const failures = new MemoryStore();
  failures.init({ windowMs } as Options);
  return async (req, res, next) => {
    if (isKnown(tokenOf(req))) return next();
    const network = ipKeyGenerator(req.ip ?? 'unknown');
    const seen = await failures.get(network);
    if (seen && seen.totalHits >= most) throw tooOften(secondsUntil(seen.resetTime));
    res.once('finish', () => {
      if (res.statusCode === 404) void failures.increment(network);
    });
    next();
  };
}

/** 20 a second and 200 at once; of large ones 4 and 40. */
function perCommit(): RequestHandler {
  const any = perLaunch(10_000, 200);
  const large = perLaunch(10_000, 40);
  return (req, res, next) => {
    if (!isLarge(req)) return any(req, res, next);
    return large(req, res, (error?: unknown) => (error === undefined ? any(req, res, next) : next(error)));
  };
}

/** A body of unknown length counts as a large one. */
const isLarge = (req: Request): boolean => !(Number(req.get('Content-Length')) <= LARGE_BYTES);

const perLaunch = (windowMs: number, most: number): RequestHandler =>
  rateLimit({
    windowMs,
    limit: most,
    keyGenerator: (req) => sha256(tokenOf(req)),
    standardHeaders: false,
    legacyHeaders: false,
    validate: { xForwardedForHeader: false, forwardedHeader: false }, // TRUST_PROXY decides, not the caller
    handler: (req, _res, next) => next(tooOften(secondsUntil(resetTimeOf(req)))),
  });

function tooOften(retryAfterSeconds: number) {
  const detail = `This page asks too often. Trying again after ${retryAfterSeconds} seconds helps.`;
  return tooMany(detail, { retryAfterSeconds });
}

function resetTimeOf(req: Request): Date | undefined {
  const info: unknown = Reflect.get(req, 'rateLimit');
  const reset = typeof info === 'object' && info !== null && 'resetTime' in info ? info.resetTime : undefined;
  return reset instanceof Date ? reset : undefined;
}

const secondsUntil = (reset: Date | undefined): number =>
  reset ? Math.max(1, Math.ceil((reset.getTime() - Date.now()) / 1000)) : 10;

const tokenOf = (req: Request): string => String(req.params['token'] ?? '');
