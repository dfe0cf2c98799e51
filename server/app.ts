import compression from 'compression';
import express, { type Express, type RequestHandler, Router } from 'express';
import { accountRoutes } from '#server/accounts/accounts.routes.ts';
import { catalogueRoutes } from '#server/catalogue/catalogue.routes.ts';
import { notFound } from '#server/errors.ts';
import { byHost } from '#server/http/by-host.ts';
import { health } from '#server/http/health.ts';
import { problemHandler } from '#server/http/problem.ts';
import { requestLog } from '#server/http/request-log.ts';
import { sameOrigin } from '#server/http/same-origin.ts';
import { securityHeaders } from '#server/http/security-headers.ts';
import { staticApp } from '#server/http/static-app.ts';
import { importRoutes } from '#server/imports/imports.routes.ts';
import { learnerDataRoutes } from '#server/learner-data/learner-data.routes.ts';
import { contentApp } from '#server/learning/content.routes.ts';
import { courseSetupRoutes } from '#server/learning/course-setup.routes.ts';
import { learningRoutes } from '#server/learning/learning.routes.ts';
import { playLimits } from '#server/learning/play-limits.ts';
import { paths } from '#server/paths.ts';
import { rawDataRoutes } from '#server/raw-data/raw-data.routes.ts';
import { reportRoutes } from '#server/reports/reports.routes.ts';
import type { Services } from '#server/services.ts';

/**
 * Both sites of the server, the app's and the packages'. Never listens: main.ts does, or a test.
 * @param limitsFor how often pages of packages may ask for what
 */
export function createApp(s: Services, limitsFor = playLimits): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', s.config.trustProxy);
  app.set('query parser', 'simple');
  app.use(requestLog(s.log));
  app.use(health(s));
  app.use(byHost(s.config, { app: appSite(s), content: contentApp(s, limitsFor) }));
  app.use((req) => {
    throw notFound(`There is nothing at ${req.path}.`);
  });
  app.use(problemHandler(s.log));
  return app;
}

/** The app and its API, on the app's own hosts. */
function appSite(s: Services): RequestHandler {
  const site = Router();
  site.use(compression());
  site.use(securityHeaders(s.config));
  site.use('/api', sameOrigin(s.config), noStore, express.json({ limit: '256kb' }));
  site.use(accountRoutes(s));
  site.use(catalogueRoutes(s));
  site.use(importRoutes(s));
  site.use(learningRoutes(s));
  site.use(courseSetupRoutes(s));
  site.use(reportRoutes(s));
  site.use(rawDataRoutes(s));
  site.use(learnerDataRoutes(s));
  site.get('/api/openapi.json', async (_req, res) => {
    const { openApiDocument } = await import('#server/http/openapi.ts');
    res.json(openApiDocument(s.config.publicUrl));
  });
  site.use('/api', (req) => {
    throw notFound(`There is no ${req.method} ${req.originalUrl.split('?')[0]}.`);
  });
  site.use(staticApp(paths.app));
  return site;
}

const noStore: RequestHandler = (_req, res, next) => {
  res.set('Cache-Control', 'no-store');
  next();
};
