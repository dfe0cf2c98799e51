import { type RequestHandler, Router } from 'express';
import { z } from 'zod';
import { canSeeReports } from '#server/accounts/policy.ts';
import { allow } from '#server/http/allow.ts';
import { actorOf, signedIn } from '#server/http/signed-in.ts';
import { validParams, validQuery } from '#server/http/validate.ts';
import type { Services } from '#server/services.ts';
import { getAnswersReport, getLearnerAnswers } from './answers-report.ts';
import { learnersCsv } from './learners-csv.ts';
import { getLearnersReport } from './learners-report.ts';

const OfCourse = z.object({ course: z.string().min(1).max(80) });
const WithId = z.object({ id: z.string().min(1).max(64) });

/** What trainers and administrators see of a course. */
export function reportRoutes(s: Services): Router {
  const routes = Router();
  const staff: RequestHandler = (_req, res, next) => {
    allow(canSeeReports(actorOf(res)), 'Only trainers and administrators see reports.');
    next();
  };

  routes.get('/api/reports/learners', signedIn(s), staff, async (req, res) => {
    res.json(await getLearnersReport(s, validQuery(OfCourse, req).course));
  });

  routes.get('/api/reports/learners.csv', signedIn(s), staff, async (req, res) => {
    const { course } = validQuery(OfCourse, req);
    const report = await getLearnersReport(s, course);
    res.attachment(`askwell-${report.course.id}-learners.csv`).type('text/csv').send(learnersCsv(report));
  });

  routes.get('/api/reports/answers', signedIn(s), staff, async (req, res) => {
    res.json(await getAnswersReport(s, validQuery(OfCourse, req).course));
  });

  routes.get('/api/learners/:id/answers', signedIn(s), staff, async (req, res) => {
    const { id } = validParams(WithId, req);
    res.json(await getLearnerAnswers(s, id, validQuery(OfCourse, req).course));
  });

  return routes;
}
