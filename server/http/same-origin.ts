import type { RequestHandler } from 'express';
import type { Config } from '#server/config.ts';
import { forbidden } from '#server/errors.ts';

const SAFE = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Refuses a state-changing request that does not come from the app's own pages: a page of a package, or of any other
 * site, may make the browser send our cookie along, but cannot choose the Origin header.
 */
export function sameOrigin(config: Pick<Config, 'appHosts' | 'publicUrl'>): RequestHandler {
  const scheme = new URL(config.publicUrl).protocol;
  const own = new Set(config.appHosts.map((host) => `${scheme}//${host}`));
  return (req, _res, next) => {
    const origin = req.get('Origin');
    if (SAFE.includes(req.method) || (origin !== undefined && own.has(origin))) {
      next();
      return;
    }
    throw forbidden(
      origin === undefined
        ? `A ${req.method} needs the Origin header of this site.`
        : `This came from ${origin.slice(0, 200)}, but changes are accepted only from ${config.publicUrl}.`,
      { as: 'foreign-origin' },
    );
  };
}
