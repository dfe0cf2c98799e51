import { randomBytes } from 'node:crypto';
import { createWriteStream, openAsBlob, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { createLink } from '#server/accounts/links.ts';
import { createUser } from '#server/accounts/users.ts';
import { readConfig } from '#server/config.ts';
import { openServices } from '#server/open-services.ts';
import { scormFiles, single12 } from '#test/support/scorm-package.ts';
import { memoryMb, startBundle } from './server.ts';

export type ImportFigures = {
  seconds: number;
  /** Most memory of the server's process meanwhile, beyond what it had before, in MB; undefined where the system does not tell. */
  addedMb: number | undefined;
};

const MB = 1_000_000;
const VIDEO_MB = 50;

/** Writes a package of so many MB of videos, which do not compress, without holding it. */
export async function writeLargePackage(file: string, megabytes: number): Promise<void> {
  const zip = new ZipFile();
  const [noise, next] = [randomBytes(MB), () => Readable.from(video(noise))];
  for (let at = 0; at < megabytes / VIDEO_MB; at += 1)
    zip.addReadStreamLazy(`video-${at}.mp4`, { compress: false, size: VIDEO_MB * MB }, (take) =>
      take(null, next()),
    );
  for (const [path, content] of scormFiles(single12)) zip.addBuffer(Buffer.from(content), path);
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(file));
}

function* video(noise: Buffer): Generator<Buffer> {
  for (let at = 0; at < VIDEO_MB; at += 1) yield noise;
}

/** Uploads a zip to a server of its own, as a page of the app does, and watches its process. */
export async function measureImport(folder: string, port: number, zip: string): Promise<ImportFigures> {
  const env = { DATA_DIR: join(folder, 'data'), PORT: String(port) };
  const token = await addTrainer(env);
  const server = await startBundle(env, port);
  try {
    const cookie = await signIn(port, token);
    const body = await openAsBlob(zip);
    const before = forgetPeak(server.pid) ? memoryMb(server.pid) : undefined;
    const started = performance.now();
    const answer = await fetch(`http://127.0.0.1:${port}/api/imports?fileName=large.zip`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/zip', Origin: `http://127.0.0.1:${port}`, Cookie: cookie },
      body,
    });
    const seconds = (performance.now() - started) / 1000;
    if (answer.status !== 201)
      throw new Error(`The import was answered with ${answer.status}: ${await answer.text()}`);
    const most = memoryMb(server.pid, 'VmHWM');
    return { seconds, addedMb: before === undefined || most === undefined ? undefined : most - before };
  } finally {
    await server.stop();
  }
}

async function addTrainer(env: Record<string, string>): Promise<string> {
  const services = await openServices(readConfig({ ...env, LOG_LEVEL: 'silent' }));
  try {
    const user = await createUser(services, { name: 'Trainer', username: 'trainer', role: 'trainer' });
    return new URL((await createLink(services, user.id)).url).hash.slice(1);
  } finally {
    await services.store.close();
  }
}

async function signIn(port: number, token: string): Promise<string> {
  const origin = `http://127.0.0.1:${port}`;
  const answer = await fetch(`${origin}/api/links/redeem`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: origin },
    body: JSON.stringify({ token, password: 'a long enough one' }),
  });
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

/** Forgets the most memory that a process has had; false where the system has no such thing (Linux only). */
function forgetPeak(pid: number): boolean {
  try {
    writeFileSync(`/proc/${pid}/clear_refs`, '5');
    return true;
  } catch {
    return false;
  }
}
