import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { type RequestHandler, Router } from 'express';
import { notFound, unavailable } from '#server/errors.ts';

/** The built app. Hashed files are kept for a year; every other address of a page gets index.html, which never is. */
export function staticApp(folder: string): RequestHandler {
  const router = Router();
  router.use(
    '/assets',
    express.static(join(folder, 'assets'), { immutable: true, maxAge: '365d', index: false }),
  );
  router.use(express.static(folder, { index: false, maxAge: 0 }));
  router.use((req, res, next) => {
    if (!['GET', 'HEAD'].includes(req.method) || !req.accepts('html') || /\.\w+$/.test(req.path)) {
      throw notFound(`There is nothing at ${req.path}.`);
    }
    if (!existsSync(join(folder, 'index.html'))) {
      throw unavailable(
        'The app has not been built yet: run "npm run build" in the project, then load this again.',
        { as: 'not-built' },
      );
    }
    res.sendFile(
      'index.html',
      { root: folder, headers: { 'Cache-Control': 'no-cache' } },
      (error) => error && next(error),
    );
  });
  return router;
}
