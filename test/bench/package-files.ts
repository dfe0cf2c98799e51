import { type ChildProcess, fork } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { dirname, join } from 'node:path';
import { zipSync } from 'fflate';
import { createUser } from '#server/accounts/users.ts';
import { readConfig } from '#server/config.ts';
import { importPackage } from '#server/imports/import-package.ts';
import { publishVersion } from '#server/imports/versions.ts';
import { launchLesson } from '#server/learning/launch.service.ts';
import { openServices } from '#server/open-services.ts';
import type { Fetched, FetchJob } from './fetch-files.ts';
import { startBundle } from './server.ts';

export const FILES = 3_000;
/** As many as a browser opens to one host over HTTP/1.1. */
const CONNECTIONS = 6;

/** Seconds to open a whole package of 3,000 files here and from a plain static server, best of three rounds in turns. */
export type PackageFiles = { oursSeconds: number; plainSeconds: number; ratio: number };

/** Names and contents as authoring tools write them: scripts, styles, pages, pictures of a few hundred bytes to some KB. */
function packageOf(count: number): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>([
    ['index.html', Buffer.from('<!doctype html><title>many</title>')],
  ]);
  const ends = ['js', 'css', 'html', 'png', 'json'];
  for (let n = 0; n < count - 1; n += 1) {
    const text = `/* ${n} */ ${'const answer = "what has this stopped you from doing?"; '.repeat(1 + (n % 60))}`;
    files.set(`content/part-${n % 40}/file-${n}.${ends[n % ends.length]}`, Buffer.from(text));
  }
  return files;
}

const manifest = `<?xml version="1.0"?><manifest identifier="many" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"><metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata><organizations default="o"><organization identifier="o"><title>Many files</title><item identifier="i" identifierref="r"><title>Many files</title></item></organization></organizations><resources><resource identifier="r" type="webcontent" adlcp:scormtype="sco" href="index.html"><file href="index.html"/></resource></resources></manifest>`;

async function publishMany(
  env: Record<string, string>,
  files: Map<string, Uint8Array>,
  zip: string,
): Promise<string> {
  writeFileSync(zip, zipSync({ 'imsmanifest.xml': Buffer.from(manifest), ...Object.fromEntries(files) }));
  const services = await openServices(readConfig({ ...env, LOG_LEVEL: 'silent' }));
  try {
    const { courseId, number } = await importPackage(services, { file: zip, fileName: 'many.zip' });
    await publishVersion(services, courseId, number, {});
    const user = await createUser(services, { name: 'Many Files', username: 'many', role: 'agent' });
    return (await launchLesson(services, user, { courseId, lessonId: 'package' })).url;
  } finally {
    await services.store.close();
  }
}

const told = <T>(child: ChildProcess): Promise<T> =>
  new Promise((done) => child.once('message', (m) => done(m as T)));

async function fetchAll(job: FetchJob): Promise<Fetched> {
  const child = fork(join(import.meta.dirname, 'fetch-files.ts'));
  const answer = told<Fetched>(child);
  child.send(job);
  const fetched = await answer;
  child.kill();
  if (fetched.failed > 0) throw new Error(`${fetched.failed} of ${job.paths.length} files were not served.`);
  return fetched;
}

/** The shell page: content hosts are known to browsers only, so the host goes into the header. */
const pageAt = (port: number, { host, pathname }: URL): Promise<string> =>
  new Promise((done, fail) => {
    const asked = get({ port, host: '127.0.0.1', path: pathname, headers: { host } }, (answer) => {
      let text = '';
      answer.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      answer.on('end', () => done(text));
    });
    asked.on('error', fail);
  });

/** @param folder an empty folder to work in */
export async function measurePackageFiles(folder: string, port: number, rounds = 3): Promise<PackageFiles> {
  const files = packageOf(FILES);
  const plain = join(folder, 'plain');
  for (const [path, content] of files) {
    mkdirSync(dirname(join(plain, path)), { recursive: true });
    writeFileSync(join(plain, path), content);
  }
  const env = { DATA_DIR: join(folder, 'data'), PORT: String(port) };
  const shell = new URL(await publishMany(env, files, join(folder, 'many.zip')));
  const server = await startBundle(env, port);
  const other = fork(join(import.meta.dirname, 'plain-static.ts'), [plain]);
  try {
    const otherPort = await told<number>(other);
    const page = await pageAt(port, shell);
    const root = /"href":"(\/files\/[^"]+?\/)/.exec(page)?.[1] ?? '';
    const job = { connections: CONNECTIONS, encoding: 'identity' };
    const [ours, theirs]: [number[], number[]] = [[], []];
    for (let round = 0; round <= rounds; round += 1) {
      const paths = [...files.keys()];
      theirs.push(
        (await fetchAll({ ...job, port: otherPort, host: 'localhost', paths: paths.map((p) => `/${p}`) }))
          .seconds,
      );
      ours.push(
        (await fetchAll({ ...job, port, host: shell.host, paths: paths.map((p) => root + p) })).seconds,
      );
    }
    // The first round only warms both up.
    const [oursSeconds, plainSeconds] = [Math.min(...ours.slice(1)), Math.min(...theirs.slice(1))];
    return { oursSeconds, plainSeconds, ratio: oursSeconds / plainSeconds };
  } finally {
    other.kill();
    await server.stop();
  }
}
