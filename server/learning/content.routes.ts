import { join } from 'node:path';
import compression from 'compression';
import express, {
  type ErrorRequestHandler,
  type Request,
  type RequestHandler,
  type Response,
  Router,
} from 'express';
import { contentLabel } from '#server/content-host.ts';
import type { CommitAnswer, EnteredSco, OpenedSession } from '#server/contract/commit.ts';
import { forbidden, NamedError, notFound } from '#server/errors.ts';
import { paths } from '#server/paths.ts';
import type { Services } from '#server/services.ts';
import { commitService } from './commit.service.ts';
import { errorPage, shellPage } from './content-pages.ts';
import { packageFile } from './package-files.ts';
import { playLimits } from './play-limits.ts';

const YEAR_MS = 365 * 86_400_000;
/** A whole data model at its limits is well below this; suspend_data alone may take 64,000 characters. */
const BODY_LIMIT = '2mb';

/** The packages' site: the shell page with its launch token, its commits, and package files. Only for content hosts. */
export function contentApp(s: Services, limitsFor: typeof playLimits = playLimits): Router {
  const commits = commitService(s);
  const limits = limitsFor(commits.isKnown);
  const labelOf = (req: Request) => contentLabel(s.config.contentOrigin, req.get('Host') ?? '') ?? '';
  const json = jsonUpTo(BODY_LIMIT);
  const site = Router();
  site.use(contentHeaders(s));
  // first, because a package may have thousands of them
  site.get('/files/:packageKey/*path', packageFile(s, labelOf));

  site.use('/play/:token', limits.unknown);
  site.post('/play/:token/commit', limits.commit, json, async (req, res) => {
    sendJson(res, await commits.commit(tokenOf(req), labelOf(req), req.body));
  });

  site.post('/play/:token/session', limits.open, async (req, res) => {
    sendJson(res, await commits.openSession(tokenOf(req), labelOf(req)));
  });

  site.post('/play/:token/sco', limits.sco, jsonUpTo('2kb'), async (req, res) => {
    sendJson(res, await commits.enterSco(tokenOf(req), labelOf(req), req.body));
  });
  site.post('/play/:token/log', limits.log, jsonUpTo('512kb'), async (req, res) => {
    await commits.log(tokenOf(req), labelOf(req), req.body);
    res.status(204).end();
  });

  site.use(compression());

  site.get('/play/:token', limits.open, async (req, res) => {
    const launch = await commits.getLaunch(tokenOf(req), labelOf(req));
    const sco = await commits.findSco(launch);
    if (!sco) throw notFound('This lesson is no longer there.');
    res.set('Content-Security-Policy', `${SHELL_POLICY}; ${frameAncestors(s)}`);
    res.type('html').send(await shellPage({ launch, sco, token: tokenOf(req), appOrigins: appOrigins(s) }));
  });
  site.use('/play/:token', pageOfError(s));

  site.use(
    '/shell/assets',
    express.static(join(paths.shell, 'assets'), {
      index: false,
      redirect: false,
      immutable: true,
      maxAge: YEAR_MS,
    }),
  );
  site.use((req) => {
    throw notFound(`There is nothing at ${req.path.replace(/^\/play\/[^/]*/, '/play/…')}.`);
  });
  return site;
}

/** A browser that opens the page reads a sentence. */
const pageOfError =
  (s: Services): ErrorRequestHandler =>
  (error: unknown, req, res, next) => {
    if (req.method !== 'GET' || !(error instanceof NamedError)) return next(error);
    const { retryAfterSeconds } = error.extra;
    if (retryAfterSeconds !== undefined) res.set('Retry-After', String(retryAfterSeconds));
    res.status(error.status).set('Content-Security-Policy', `${PAGE_POLICY}; ${frameAncestors(s)}`);
    res.type('html').send(errorPage(error));
  };

/** A beacon can only send plain text. */
const jsonUpTo = (limit: string): RequestHandler =>
  express.json({ type: ['application/json', 'text/plain'], limit });

/** `res.json` would make an entity tag, for which an answer to a POST has no use. */
function sendJson(res: Response, answer: CommitAnswer | EnteredSco | OpenedSession): void {
  res.setHeader('Content-Type', 'application/json; charset=utf-8');
  res.end(JSON.stringify(answer));
}

const tokenOf = (req: Request): string => String(req.params['token'] ?? '');

const SHELL_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; frame-src 'self'; base-uri 'none'; form-action 'none'";
const PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const appOrigins = ({ config }: Services): string[] => {
  const { protocol } = new URL(config.publicUrl);
  return [...new Set([config.publicUrl, ...config.appHosts.map((host) => `${protocol}//${host}`)])];
};
/** Browsers know no IPv6 address here and complain of one; a page opened under it has to be opened under another name. */
const frameAncestors = (s: Services): string =>
  `frame-ancestors 'self' ${appOrigins(s)
    .filter((origin) => !origin.includes('['))
    .join(' ')}`;

/**
 * For every answer on a content host: the token in the address must not leak in a referrer, old packages may finish in
 * `unload`, and a service worker could answer for the shell long after the package has gone.
 */
function contentHeaders(s: Services): RequestHandler {
  const policy = frameAncestors(s);
  return (req, res, next) => {
    res.set({
      'Content-Security-Policy': policy,
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
      'Permissions-Policy': 'unload=(self)',
      'Cache-Control': 'no-store',
    });
    if (req.get('Service-Worker') !== undefined || req.get('Sec-Fetch-Dest') === 'serviceworker') {
      throw forbidden('Packages cannot install service workers here.');
    }
    next();
  };
}
