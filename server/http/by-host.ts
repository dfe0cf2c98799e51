import type { RequestHandler } from 'express';
import type { Config } from '#server/config.ts';
import { contentLabel } from '#server/content-host.ts';
import { misdirected } from '#server/errors.ts';

/**
 * The two sites of this server never meet: a content host reaches only `content`, the app's hosts only `app`, and a
 * name that is neither (DNS rebinding, a wrong proxy) reaches nothing (421, RFC 9110 section 15.5.20).
 */
export const byHost =
  (
    config: Pick<Config, 'appHosts' | 'contentOrigin' | 'publicUrl'>,
    sites: { app: RequestHandler; content: RequestHandler },
  ): RequestHandler =>
  (req, res, next) => {
    const host = (req.get('Host') ?? '').toLowerCase();
    if (config.appHosts.includes(host)) return sites.app(req, res, next);
    if (contentLabel(config.contentOrigin, host) !== undefined) return sites.content(req, res, next);
    throw misdirected(
      `Nothing is served at ${JSON.stringify(host.slice(0, 200))}: open ${config.publicUrl} instead.`,
    );
  };
