import compression from 'compression';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { notFound } from '#server/errors.ts';
import type { Services } from '#server/services.ts';
import { findPackageKey } from './launch.repo.ts';
import { type SmallFile, smallFiles } from './small-files.ts';

const MOST_LABELS = 10_000;

/**
 * Files of the one package that a host stands for: GET /files/:packageKey/*path. Under its unguessable key a file never
 * changes, so browsers keep it for good. Ranges are answered (RFC 9110, section 14).
 */
export function packageFile(
  { store, storage }: Pick<Services, 'store' | 'storage'>,
  labelOf: (req: Request) => string,
): RequestHandler {
  const keys = new Map<string, string>();
  const keyOf = async (label: string) => {
    const known = keys.get(label) ?? (await findPackageKey(store, label));
    if (keys.size >= MOST_LABELS) keys.clear();
    if (known !== undefined) keys.set(label, known);
    return known;
  };
  const small = smallFiles();
  const isOurs = async (req: Request, packageKey: string) => (await keyOf(labelOf(req))) === packageKey;
  return async (req, res, next) => {
    const { packageKey, path } = addressOf(req);
    const file = (await isOurs(req, packageKey)) ? storage.locate(packageKey, path) : undefined;
    if (file === undefined) throw noFile();
    res.setHeader('Cache-Control', 'private, max-age=31536000, immutable');
    setType(res, file);
    try {
      await deliver(small, file, req, res, next);
    } catch (error) {
      if (!isMissing(error)) throw error;
      const other = await storage.find(packageKey, path);
      if (other === undefined) throw noFile();
      await deliver(small, other, req, res, next);
    }
  };
}

/** Names that start with a dot are nobody's lesson: they give an empty path, which is no file. */
function addressOf({ params }: Request): { packageKey: string; path: string } {
  const path = [params['path'] ?? []].flat().join('/');
  return { packageKey: String(params['packageKey']), path: /(^|\/)\./.test(path) ? '' : path };
}

/** Rejects when there is no such file. */
async function deliver(
  small: ReturnType<typeof smallFiles>,
  file: string,
  req: Request,
  res: Response,
  next: NextFunction,
): Promise<void> {
  const isPart = req.headers.range !== undefined;
  const content = isPart ? undefined : await small(file, compression.filter(req, res));
  if (content) sendSmall(req, res, content);
  else stream(req, res, next, file);
}

function sendSmall(req: Request, res: Response, { plain, gzip }: SmallFile): void {
  const packed = gzip !== undefined && req.acceptsEncodings('gzip') === 'gzip' ? gzip : undefined;
  if (gzip !== undefined) res.setHeader('Vary', 'Accept-Encoding');
  if (packed) res.setHeader('Content-Encoding', 'gzip');
  res.setHeader('Accept-Ranges', 'bytes');
  res.setHeader('Content-Length', (packed ?? plain).byteLength);
  res.end(packed ?? plain);
}

/** A part of a file is sent as it lies there: a compressed part could not be put together with others. */
const compressed = compression({
  filter: (req, res) => req.headers.range === undefined && compression.filter(req, res),
});

function stream(req: Request, res: Response, next: NextFunction, file: string): void {
  compressed(req, res, () => {
    // The data folder may lie below a folder whose name starts with a dot.
    const options = { dotfiles: 'allow', cacheControl: false, lastModified: false } as const;
    res.sendFile(file, options, (error: unknown) => {
      if (isOutside(error)) res.status(416).set('Content-Range', error.headers['Content-Range']).end();
      else if (error) next(isMissing(error) ? noFile() : error);
    });
  });
}

/** The range begins behind the end of the file; the answer names its length (RFC 9110, section 15.5.17). */
const isOutside = (error: unknown): error is { headers: { 'Content-Range': string } } =>
  error instanceof Error && 'statusCode' in error && error.statusCode === 416;

const noFile = () => notFound('There is no such file in this package.');

/** It is not there, or it is a folder. */
const isMissing = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  ['ENOENT', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG'].includes(String(error.code));

/**
 * By its name alone, as package files are judged everywhere. Sent without a charset: old packages are in windows-1252,
 * say so in the file, and one named here would overrule them.
 */
function setType(res: Response, name: string): void {
  res.type(/\.[a-z0-9]+$/i.exec(name)?.[0] ?? 'application/octet-stream');
  res.setHeader('Content-Type', String(res.getHeader('Content-Type')).replace(/;\s*charset=.*$/i, ''));
}
