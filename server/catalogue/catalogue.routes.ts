import { type Response, Router } from 'express';
import { z } from 'zod';
import { ExportOptions } from '#courses/scorm/export-options.ts';
import { canExportPackages } from '#server/accounts/policy.ts';
import type { CourseList } from '#server/contract/catalogue.ts';
import { allow } from '#server/http/allow.ts';
import { actorOf, signedIn } from '#server/http/signed-in.ts';
import { validParams, validQuery } from '#server/http/validate.ts';
import type { Services } from '#server/services.ts';
import { listPublished, type PublishedCourse } from './catalogue.repo.ts';
import { type Export, exportPackage } from './export-package.ts';

const CourseId = z.object({ id: z.string().max(80) });
const PackageQuery = z.object({ edition: z.enum(['1.2', '2004-4']).default('1.2') });

/** `/api/courses` and the packages to take to other LMSs. */
export function catalogueRoutes(s: Services): Router {
  const router = Router();
  router.get('/api/courses', signedIn(s), async (_req, res) => {
    allow(canExportPackages(actorOf(res)), 'Only trainers and administrators see the list of courses.');
    res.json(presentCourses(await listPublished(s.store)));
  });
  router.get('/api/courses/:id/package', signedIn(s), async (req, res) => {
    const { id } = validParams(CourseId, req);
    const { edition } = validQuery(PackageQuery, req);
    allow(canExportPackages(actorOf(res)), 'Only trainers and administrators download packages.');
    await sendPackage(res, await exportPackage(s, id, ExportOptions.parse({ edition })));
  });
  return router;
}

const presentCourses = (courses: PublishedCourse[]): z.infer<typeof CourseList> => ({
  courses: courses.map(({ id, title, language, description, version, publishedMs, lessons }) => ({
    id,
    title,
    language,
    description,
    version,
    publishedMs,
    lessons: lessons.map((lesson) => ({ id: lesson.id, title: lesson.title, minutes: lesson.minutes })),
  })),
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
