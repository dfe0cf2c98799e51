import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { Readable } from 'node:stream';
import express from 'express';
import type { OpenZip } from '#server/packages/zip.ts';

export type ServedPackage = {
  /** The origin that holds the LMS's page and, below `/package/`, the package's files. */
  origin: string;
  close: () => Promise<void>;
};

/** Serves a package's files and one page of ours on a free port of this machine alone. */
export async function servePackage(zip: OpenZip, page: string): Promise<ServedPackage> {
  const paths = new Map(zip.entries.map(({ path }) => [path, path]));
  // Many packages were made where letter case does not matter.
  const anyCase = new Map(zip.entries.map(({ path }) => [path.toLowerCase(), path]));
  const app = express();
  app.disable('x-powered-by');
  app.get('/lms', (_req, res) => {
    res.type('html').send(page);
  });
  app.get('/package/*path', (req, res) => {
    const wanted = req.params.path.join('/');
    const path = paths.get(wanted) ?? anyCase.get(wanted.toLowerCase());
    if (path === undefined) {
      res.status(404).type('text').send('There is no such file in the package.');
      return;
    }
    res.type(extname(path) || 'application/octet-stream');
    res.setHeader('Cache-Control', 'no-store');
    Readable.from(zip.open(path))
      .on('error', () => res.destroy())
      .pipe(res);
  });
  app.use((_req, res) => {
    res.status(404).type('text').send('Nothing here.');
  });
  const server = app.listen(0, '127.0.0.1');
  await new Promise<void>((ready, fail) => {
    server.once('listening', ready);
    server.once('error', fail);
  });
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((done, fail) => {
        server.closeAllConnections();
        server.close((error) => (error ? fail(error) : done()));
      }),
  };
}
