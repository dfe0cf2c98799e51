import { type RequestHandler, Router } from 'express';
import { z } from 'zod';
import { canSetUpCourses } from '#server/accounts/policy.ts';
import { CourseSettings, Mapping } from '#server/contract/imports.ts';
import { notFound } from '#server/errors.ts';
import { allow } from '#server/http/allow.ts';
import { actorOf, signedIn } from '#server/http/signed-in.ts';
import { validBody, validParams } from '#server/http/validate.ts';
import type { Services } from '#server/services.ts';
import { findSettings, updateSettings } from './course-setup.repo.ts';
import { tryVersion } from './launch.service.ts';
import { getMapping, putMapping } from './mapping.service.ts';

const CourseId = z.object({ id: z.string().min(1).max(80) });
const VersionOf = CourseId.extend({ number: z.coerce.number().int().min(1).max(1_000_000) });

/** What trainers decide about a course: how attempts count, what bears on a tip, and whether a version is good. */
export function courseSetupRoutes(s: Services): Router {
  const routes = Router();
  const staff: RequestHandler = (_req, res, next) => {
    allow(canSetUpCourses(actorOf(res)), 'Only trainers and administrators set up courses.');
    next();
  };

  routes.get('/api/courses/:id/settings', signedIn(s), staff, async (req, res) => {
    const { id } = validParams(CourseId, req);
    const settings = await findSettings(s.store, id);
    if (!settings) throw notFound(`There is no course "${id}".`);
    res.json(settings);
  });

  routes.put('/api/courses/:id/settings', signedIn(s), staff, async (req, res) => {
    const { id } = validParams(CourseId, req);
    const settings = validBody(CourseSettings, req);
    if (!(await updateSettings(s.store, id, settings))) throw notFound(`There is no course "${id}".`);
    res.json(settings);
  });

  routes.get('/api/courses/:id/mapping', signedIn(s), staff, async (req, res) => {
    res.json(await getMapping(s, validParams(CourseId, req).id));
  });

  routes.put('/api/courses/:id/mapping', signedIn(s), staff, async (req, res) => {
    const { id } = validParams(CourseId, req);
    res.json(await putMapping(s, id, validBody(Mapping, req)));
  });

  routes.post('/api/courses/:id/versions/:number/try', signedIn(s), staff, async (req, res) => {
    const { id, number } = validParams(VersionOf, req);
    res.status(201).json(await tryVersion(s, actorOf(res), id, number));
  });

  return routes;
}
