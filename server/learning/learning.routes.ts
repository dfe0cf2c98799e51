import { Router } from 'express';
import { z } from 'zod';
import { canSeeReports } from '#server/accounts/policy.ts';
import { NewLaunch, TodayQuery } from '#server/contract/learning.ts';
import { allow } from '#server/http/allow.ts';
import { actorOf, signedIn } from '#server/http/signed-in.ts';
import { validBody, validParams, validQuery } from '#server/http/validate.ts';
import type { Services } from '#server/services.ts';
import { launchLesson, renewOwnLaunch } from './launch.service.ts';
import { getProgress } from './progress.service.ts';
import { getToday } from './today.service.ts';

const WithId = z.object({ id: z.string().min(1).max(64) });

/** What learners do in the app: see what is next, open it, look at their progress. */
export function learningRoutes(s: Services): Router {
  const routes = Router();

  routes.get('/api/today', signedIn(s), async (req, res) => {
    res.json(await getToday(s, actorOf(res).id, validQuery(TodayQuery, req).language));
  });

  routes.post('/api/launches', signedIn(s), async (req, res) => {
    res.status(201).json(await launchLesson(s, actorOf(res), validBody(NewLaunch, req)));
  });

  routes.post('/api/launches/:id/renew', signedIn(s), async (req, res) => {
    res.json(await renewOwnLaunch(s, actorOf(res), validParams(WithId, req).id));
  });

  routes.get('/api/progress', signedIn(s), async (_req, res) => {
    res.json(await getProgress(s, actorOf(res).id));
  });

  routes.get('/api/learners/:id/progress', signedIn(s), async (req, res) => {
    const { id } = validParams(WithId, req);
    allow(canSeeLearner(actorOf(res), id), 'Only trainers and administrators see the progress of others.');
    res.json(await getProgress(s, id));
  });

  return routes;
}

/** Learners see themselves; trainers and administrators see everybody. */
export const canSeeLearner = (
  who: Parameters<typeof canSeeReports>[0] & { id: string },
  learnerId: string,
): boolean => who.id === learnerId || canSeeReports(who);
