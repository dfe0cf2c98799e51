import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { canImportPackages } from '#server/accounts/policy.ts';
import { DeleteCourse, type ImportLimits, NewImport, PublishVersion } from '#server/contract/imports.ts';
import { invalid, unsupported } from '#server/errors.ts';
import { allow } from '#server/http/allow.ts';
import { actorOf, signedIn } from '#server/http/signed-in.ts';
import { validBody, validParams, validQuery } from '#server/http/validate.ts';
import type { Services } from '#server/services.ts';
import { importStream } from './import-package.ts';
import { refuseTooLarge } from './receive-zip.ts';
import { deleteCourse, getVersion, listCourseVersions, publishVersion, removeDraft } from './versions.ts';

const CourseId = z.object({ id: z.string().max(80) });
const VersionId = CourseId.extend({
  number: z.coerce
    .number()
    .int()
    .min(1)
    .max(2 ** 31 - 1),
});

/** Packages that are handed in, and the versions of a course that are made of them. */
export function importRoutes(s: Services): Router {
  const router = Router();
  const staffOnly = (res: Response) =>
    allow(canImportPackages(actorOf(res)), 'Only trainers and administrators import packages.');

  router.get('/api/imports', signedIn(s), (_req, res) => {
    staffOnly(res);
    res.json({ maxBytes: s.config.maxPackageBytes } satisfies ImportLimits);
  });
  router.post('/api/imports', signedIn(s), async (req, res) => {
    const asked = validQuery(NewImport, req);
    staffOnly(res);
    refuseOtherTypes(req);
    refuseTooLarge(Number(req.get('Content-Length') ?? 0), s.config.maxPackageBytes);
    const { courseId, number } = await upload(req, (content) => importStream(s, { content, ...asked }));
    res.status(201).location(`/api/courses/${courseId}/versions/${number}`);
    res.json(await getVersion(s.store, courseId, number));
  });
  router.get('/api/courses/:id/versions', signedIn(s), async (req, res) => {
    const { id } = validParams(CourseId, req);
    staffOnly(res);
    res.json(await listCourseVersions(s.store, id));
  });
  router.get('/api/courses/:id/versions/:number', signedIn(s), async (req, res) => {
    const { id, number } = validParams(VersionId, req);
    staffOnly(res);
    res.json(await getVersion(s.store, id, number));
  });
  router.post('/api/courses/:id/versions/:number/publish', signedIn(s), async (req, res) => {
    const { id, number } = validParams(VersionId, req);
    const shown = validBody(PublishVersion, req);
    staffOnly(res);
    res.json(await publishVersion(s, id, number, shown));
  });
  router.delete('/api/courses/:id/versions/:number', signedIn(s), async (req, res) => {
    const { id, number } = validParams(VersionId, req);
    staffOnly(res);
    await removeDraft(s, id, number);
    res.status(204).end();
  });
  router.delete('/api/courses/:id', signedIn(s), async (req, res) => {
    const { id } = validParams(CourseId, req);
    const { learners } = validBody(DeleteCourse, req);
    staffOnly(res);
    await deleteCourse(s, id, learners);
    res.status(204).end();
  });
  return router;
}

/** Browsers on Windows know a zip by the second name. */
const ZIP_TYPES = ['application/zip', 'application/x-zip-compressed'];

function refuseOtherTypes(req: Request): void {
  const type = req.get('Content-Type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (!ZIP_TYPES.includes(type))
    throw unsupported(`The body is sent as "${type.slice(0, 100)}"; expected a package as application/zip.`);
  const encoding = req.get('Content-Encoding') ?? 'identity';
  if (encoding !== 'identity')
    throw unsupported(`The body is encoded as "${encoding.slice(0, 100)}"; expected the zip as it is.`);
}

/** Longest silence in the middle of an upload. */
const SILENCE_MS = 120_000;
/** How long somebody may go on sending what was refused: a browser hears an answer only when it has sent everything. */
const DRAIN_MS = 30_000;

/** Hands the body on piece by piece, as fast as it is taken. */
async function upload<T>(req: Request, take: (content: AsyncIterable<Uint8Array>) => Promise<T>): Promise<T> {
  async function* body() {
    req.setTimeout(SILENCE_MS);
    // The connection has to stay when the body is refused half-way, or nobody would hear why.
    for await (const piece of req.iterator({ destroyOnReturn: false })) yield piece as Uint8Array;
    req.setTimeout(0);
  }
  try {
    return await take(body());
  } catch (error) {
    if (req.destroyed && !req.complete) {
      throw invalid('The upload ended before the whole package was there, so nothing of it was kept.', {
        as: 'upload-broken-off',
        cause: error,
      });
    }
    if (!req.complete) drain(req);
    throw error;
  }
}

/** The answer goes out at once; closing the connection behind it would take it from those who are still sending. */
function drain(req: Request): void {
  req.setTimeout(0);
  const timer = setTimeout(() => req.destroy(), DRAIN_MS);
  timer.unref();
  req.once('close', () => clearTimeout(timer)).resume();
}
