import { type RequestHandler, Router } from 'express';
import { z } from 'zod';
import { canSeeReports } from '#server/accounts/policy.ts';
import { LogQuery } from '#server/contract/raw-data.ts';
import { allow } from '#server/http/allow.ts';
import { actorOf, signedIn } from '#server/http/signed-in.ts';
import { validParams, validQuery } from '#server/http/validate.ts';
import type { Services } from '#server/services.ts';
import { getCallLog, getCmiFile, getLearnerAttempts, getRawCmi, getSessions } from './raw-data.service.ts';

const WithId = z.object({ id: z.string().min(1).max(64) });
const OfCourse = z.object({ course: z.string().min(1).max(80) });
const OfSco = z.object({ sco: z.string().max(255) });

/** What packages reported, as they reported it. */
export function rawDataRoutes(s: Services): Router {
  const routes = Router();
  const staff: RequestHandler = (_req, res, next) => {
    allow(canSeeReports(actorOf(res)), 'Only trainers and administrators see what packages reported.');
    next();
  };

  routes.get('/api/learners/:id/attempts', signedIn(s), staff, async (req, res) => {
    res.json(await getLearnerAttempts(s, validParams(WithId, req).id, validQuery(OfCourse, req).course));
  });

  routes.get('/api/attempts/:id/sessions', signedIn(s), staff, async (req, res) => {
    res.json(await getSessions(s, validParams(WithId, req).id));
  });

  routes.get('/api/attempts/:id/cmi', signedIn(s), staff, async (req, res) => {
    res.json(await getRawCmi(s, actorOf(res), validParams(WithId, req).id, validQuery(OfSco, req).sco));
  });

  routes.get('/api/attempts/:id/cmi.json', signedIn(s), staff, async (req, res) => {
    const cmi = await getCmiFile(s, actorOf(res), validParams(WithId, req).id, validQuery(OfSco, req).sco);
    res
      .attachment('askwell-cmi.json')
      .type('json')
      .send(`${JSON.stringify(cmi, null, 2)}\n`);
  });

  routes.get('/api/attempts/:id/log', signedIn(s), staff, async (req, res) => {
    res.json(await getCallLog(s, actorOf(res), validParams(WithId, req).id, validQuery(LogQuery, req)));
  });

  return routes;
}
