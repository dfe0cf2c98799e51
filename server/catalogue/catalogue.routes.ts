import { type Response, Router } from 'express';
import { z } from 'zod';
import { ExportOptions, PROFILE_IDS } from '#courses/scorm/export-options.ts';
import { PROFILES, type Profile, settingsFor } from '#courses/scorm/profiles.ts';
import { canExportPackages } from '#server/accounts/policy.ts';
import type { CourseList, ExportProfile, ExportProfiles } from '#server/contract/catalogue.ts';
import { allow } from '#server/http/allow.ts';
import { actorOf, signedIn } from '#server/http/signed-in.ts';
import { validParams, validQuery } from '#server/http/validate.ts';
import type { Services } from '#server/services.ts';
import { type ListedCourse, listCourses } from './catalogue.repo.ts';
import { type Export, exportPackage } from './export-package.ts';
import { readGuide } from './guide.ts';

const CourseId = z.object({ id: z.string().max(80) });
const GuideId = z.object({ id: z.enum(PROFILE_IDS) });

/** `/api/courses` and the packages to take to other LMSs. */
export function catalogueRoutes(s: Services): Router {
  const router = Router();
  router.get('/api/courses', signedIn(s), async (_req, res) => {
    allow(canExportPackages(actorOf(res)), 'Only trainers and administrators see the list of courses.');
    res.json(presentCourses(await listCourses(s.store)));
  });
  router.get('/api/courses/:id/package', signedIn(s), async (req, res) => {
    const { id } = validParams(CourseId, req);
    const options = validQuery(ExportOptions, req);
    allow(canExportPackages(actorOf(res)), 'Only trainers and administrators download packages.');
    await sendPackage(res, await exportPackage(s, id, options));
  });
  router.get('/api/export-profiles', signedIn(s), (_req, res) => {
    allow(canExportPackages(actorOf(res)), 'Only trainers and administrators download packages.');
    res.json({ profiles: PROFILES.map(presentProfile) } satisfies z.infer<typeof ExportProfiles>);
  });
  router.get('/api/guides/:id', signedIn(s), async (req, res) => {
    const { id } = validParams(GuideId, req);
    allow(canExportPackages(actorOf(res)), 'Only trainers and administrators read the import guides.');
    res.json(await readGuide(id));
  });
  return router;
}

const presentCourses = (courses: ListedCourse[]): z.infer<typeof CourseList> => ({
  courses: courses.map(
    ({ id, title, language, description, version, publishedMs, source, tool, draft, lessons }) => ({
      id,
      title,
      language,
      description,
      version,
      publishedMs,
      source,
      tool,
      draft,
      lessons: lessons.map((lesson) => ({ id: lesson.id, title: lesson.title, minutes: lesson.minutes })),
    }),
  ),
});

const presentProfile = ({ id, name, recommended, shows, deviations, notes }: Profile): ExportProfile => ({
  id,
  name,
  recommended,
  settings: settingsFor(ExportOptions.parse({ profile: id })),
  shows: [...shows],
  deviations: deviations.map(({ setting, reason, source }) => ({ setting, reason, source })),
  notes: [...notes],
});

async function sendPackage(res: Response, found: Export): Promise<void> {
  res.set('Cache-Control', 'private, no-store');
  res.attachment(found.fileName).type('application/zip');
  if ('zip' in found) {
    res.send(Buffer.from(found.zip));
    return;
  }
  const { file } = found;
  await new Promise<void>((sent, failed) => {
    // The data folder may lie below a folder whose name starts with a dot. A learner who stops the download is no error.
    res.sendFile(file, { dotfiles: 'allow', cacheControl: false }, (error) =>
      error === undefined || res.headersSent ? sent() : failed(error),
    );
  });
}
