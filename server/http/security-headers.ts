import type { RequestHandler } from 'express';
import helmet from 'helmet';
import type { Config } from '#server/config.ts';
import { contentOriginOf } from '#server/content-host.ts';

/** The app runs only its own scripts and frames only the content hosts; nothing may frame the app. */
export function securityHeaders(config: Pick<Config, 'contentOrigin' | 'secure'>): RequestHandler {
  const contentHosts = contentOriginOf(config.contentOrigin, 'a').replace('//a.', '//*.');
  return helmet({
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
  });
}
