import type { RequestHandler } from 'express';
import helmet from 'helmet';
import type { Config } from '#server/config.ts';
import { contentOriginOf } from '#server/content-host.ts';

/**
 * The app runs only its own scripts and frames only the content hosts; nothing may frame the app. Content hosts may use
 * `unload`, where old packages report their end: Chromium is about to allow it only to whom every page above allows it.
 */
export function securityHeaders(config: Pick<Config, 'contentOrigin' | 'secure'>): RequestHandler {
  const contentHosts = contentOriginOf(config.contentOrigin, 'a').replace('//a.', '//*.');
  const permissions = `unload=(self "${contentHosts}")`;
  const protect = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        mediaSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        workerSrc: ["'self'"],
        frameSrc: ["'self'", contentHosts],
        frameAncestors: ["'none'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
      },
    },
    strictTransportSecurity: config.secure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    // Not `no-referrer`: with it browsers send `Origin: null` from some same-site requests.
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
    // Not `same-origin`: a lesson in a window of its own could not tell the page that opened it how it goes.
    crossOriginOpenerPolicy: { policy: 'same-origin-allow-popups' },
  });
  return (req, res, next) => {
    res.set('Permissions-Policy', permissions);
    protect(req, res, next);
  };
}
