import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ImportedVersion } from '#server/contract/imports.ts';
import { importer, storedNames, versionPath } from '#test/support/importer.ts';
import { buildScormPackage, multi12, sequenced2004, single12 } from '#test/support/scorm-package.ts';
import { startTestServer, type TestClient, type TestServer } from '#test/support/test-server.ts';

const MB = 1_000_000;
let server: TestServer;
let trainer: TestClient;
let agent: TestClient;
let zip: Buffer;
let use: ReturnType<typeof importer>;

beforeAll(async () => {
  server = await startTestServer({ config: { maxPackageBytes: MB } });
  trainer = await server.as('trainer');
  agent = await server.as('agent');
  use = importer(server, trainer);
  zip = await buildScormPackage(single12);
});
afterAll(() => server.close());

const stored = () => storedNames(server);
const zipOf = (files: Record<string, string>): Buffer =>
  Buffer.from(
    zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)]))),
  );

/** A request as a browser makes it, to be written by hand. */
const openUpload = (headers: Record<string, string | number>) =>
  request(new URL('/api/imports?fileName=a.zip', server.url), {
    method: 'POST',
    headers: {
      'Content-Type': 'application/zip',
      Origin: server.services.config.publicUrl,
      Cookie: [...trainer.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      ...headers,
    },
  });

/** Announces more than it sends, and hangs up. */
async function brokenUpload(part: Buffer, announced: number): Promise<void> {
  const sent = openUpload({ 'Content-Length': announced });
  const ended = new Promise((resolve) => sent.on('error', resolve).on('close', resolve));
  const before = (await stored()).length;
  sent.write(part);
  await vi.waitUntil(async () => (await stored()).length > before);
  sent.destroy();
  await ended;
}

describe('POST /api/imports', () => {
  it('is for trainers and administrators, from our own pages', async () => {
    const before = await stored();
    expect((await use.hand(zip, { who: server.visitor() })).status).toBe(401);
    expect((await use.hand(zip, { who: agent })).status).toBe(403);
    expect((await use.hand(zip, { headers: { Origin: 'http://elsewhere.test' } })).body.id).toBe(
      'foreign-origin',
    );
    expect(await stored()).toEqual(before);
    const limits = await trainer.get('/api/imports');
    expect(limits.body).toEqual({ maxBytes: MB });
  });

  it('makes a draft that only staff sees, and tells what was found', async () => {
    const answer = await use.hand(await buildScormPackage(multi12), {
      who: await server.as('admin'),
      query: `?fileName=${encodeURIComponent('Calls v2.ZIP')}`,
    });
    expect(answer.status).toBe(201);
    const version = ImportedVersion.parse(answer.body);
    expect(answer.headers.get('location')).toBe(versionPath(version));
    expect(version).toMatchObject({
      courseId: expect.stringMatching(/^p-[a-z2-7]{12}$/),
      number: 1,
      state: 'draft',
      title: multi12.title,
      fileName: 'Calls v2.zip',
      standard: 'SCORM 1.2',
      schemaVersion: '1.2',
      files: 7,
      publishedMs: null,
      replaces: null,
    });
    expect(version.items.map(({ title, kind, depth }) => [depth, kind, title])).toEqual([
      [0, 'folder', 'The start'],
      [1, 'sco', 'Greet'],
      [1, 'sco', 'Ask'],
      [0, 'folder', 'The end'],
      [1, 'sco', 'Agree'],
      [1, 'sco', 'Say goodbye'],
      [1, 'asset', 'A leaflet'],
    ]);
    expect((await trainer.get(versionPath(version))).body).toEqual(version);
    expect(await use.listed(version.courseId)).toMatchObject({
      title: multi12.title,
      source: 'import',
      version: 0,
      publishedMs: null,
      draft: 1,
      lessons: [],
    });
    expect((await agent.get('/api/today')).body.lessons).not.toContainEqual(
      expect.objectContaining({ courseId: version.courseId }),
    );
    const launch = await agent.post('/api/launches', { courseId: version.courseId, lessonId: 'package' });
    expect(launch.status).toBe(404);
  });

  it('stores the files, the zip as it came, and a row for the whole and each item', async () => {
    const bytes = await buildScormPackage(sequenced2004);
    const { courseId } = ImportedVersion.parse((await use.hand(bytes)).body);
    const { db, t } = server.services.store;
    const [version] = (await db.select().from(t.courseVersions)).filter((one) => one.courseId === courseId);
    const file = await server.services.storage.open(version!.packageKey, 'impact.html');
    expect(await readFile(file!, 'utf8')).toContain('Questions about impact');
    expect(
      (await readFile((await server.services.storage.openZip(version!.packageKey))!)).equals(bytes),
    ).toBe(true);
    expect(version).toMatchObject({ edition: '2004-4', state: 'draft', document: null });
    expect(version!.contents?.children.map(({ title }) => title)).toEqual(['Questions', 'Recap']);
    const rows = (await db.select().from(t.scos)).filter((row) => row.versionId === version!.id);
    expect(
      rows.map(({ scoId, lessonId, listed: open }) => `${scoId} ${lessonId} ${open}`).toSorted(),
    ).toEqual([' package true', 'impact impact false', 'open open false', 'recap recap false']);
    expect(rows.find(({ scoId }) => scoId === 'impact')?.data).toMatchObject({ scaledPassingScore: '0.8' });
  });

  it.each([
    ['another type', { headers: { 'Content-Type': 'application/octet-stream' } }, 415, 'unsupported-type'],
    ['no type', { headers: { 'Content-Type': '' } }, 415, 'unsupported-type'],
    ['a coded body', { headers: { 'Content-Encoding': 'gzip' } }, 415, 'unsupported-type'],
    ['no file name', { query: '' }, 400, 'invalid'],
    ['a course that is not there', { query: '?fileName=a.zip&replaces=p-none' }, 404, 'not-found'],
  ])('refuses %s and keeps nothing', async (_what, handing, status, id) => {
    const before = await stored();
    expect(await use.hand(zip, handing)).toMatchObject({ status, body: { id } });
    expect(await stored()).toEqual(before);
  });

  it.each([
    ['nothing', Buffer.alloc(0), 'package-not-a-zip'],
    ['something else', Buffer.from('hello '.repeat(100)), 'package-not-a-zip'],
    ['a zip without a manifest', undefined, 'package-no-manifest'],
  ])('refuses %s with a sentence and keeps nothing', async (_what, bytes, id) => {
    const before = await stored();
    const odd = bytes ?? zipOf({ 'readme.txt': 'hello' });
    const { status, body } = await use.hand(odd);
    expect({ status, id: body.id }).toEqual({ status: 422, id });
    expect(body.detail).toMatch(/\.$/);
    expect(await stored()).toEqual(before);
  });

  it('refuses a package that is announced to be too large before it takes a byte, and one that turns out to be', async () => {
    const before = await stored();
    const large = Buffer.concat([zip, Buffer.alloc(MB)]);
    expect(await use.hand(large)).toMatchObject({ status: 413, body: { id: 'package-too-large' } });
    const unannounced = new ReadableStream({
      start(controller) {
        for (let at = 0; at < large.length; at += 100_000)
          controller.enqueue(large.subarray(at, at + 100_000));
        controller.close();
      },
    });
    const { status, body } = await use.hand(unannounced);
    expect({ status, id: body.id }).toEqual({ status: 413, id: 'package-too-large' });
    expect(body.detail).toContain('1 MB');
    expect(await stored()).toEqual(before);
  });

  it('takes the rest of what it refused half-way, as a browser hears an answer only when it has sent everything', async () => {
    const sent = openUpload({ 'Transfer-Encoding': 'chunked' });
    const answered = once(sent, 'response');
    sent.end(Buffer.alloc(20 * MB));
    await once(sent, 'finish');
    const [answer] = (await answered) as [IncomingMessage];
    expect(answer.statusCode).toBe(413);
    answer.resume();
  });

  it('keeps nothing of an upload that breaks off', async () => {
    const before = await stored();
    await brokenUpload(zip.subarray(0, zip.length - 100), zip.length);
    await vi.waitUntil(async () => (await stored()).length === before.length);
    expect(await stored()).toEqual(before);
  });

  it('takes several at once', async () => {
    const all = await Promise.all(Array.from({ length: 6 }, () => use.hand(zip)));
    expect(all.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201, 201]);
    expect(new Set(all.map(({ body }) => body.courseId)).size).toBe(6);
  });

  it('gives each of several new versions a number of its own', async () => {
    const { courseId } = await use.importDraft();
    const query = `?fileName=a.zip&replaces=${courseId}`;
    const all = await Promise.all(Array.from({ length: 3 }, () => use.hand(zip, { query })));
    expect(all.map(({ status, body }) => `${status} ${body.number}`).toSorted()).toEqual([
      '201 2',
      '201 3',
      '201 4',
    ]);
  });

  it('keeps names and titles as data, in forms that both databases and every system take', async () => {
    const title = `<img src=x onerror="alert(1)"> ${'long '.repeat(100)}`;
    const odd = await buildScormPackage({ ...single12, title, items: [{ id: 'a', title: 'x & <b>' }] });
    const query = `?fileName=${encodeURIComponent('../..\\evil\u202Egpj"\r\nX: 1\u{1F600}.zip')}`;
    const version = ImportedVersion.parse((await use.hand(odd, { query })).body);
    expect(version.title).toMatch(/^<img src=x onerror="alert\(1\)"> long .*…$/);
    expect(version.title).toHaveLength(200);
    expect(version.fileName).toBe('evilgpjX 1\u{1F600}.zip');
    expect(version.items[0]?.title).toBe('x & <b>');
    const answer = await trainer.fetch(`/api/courses/${version.courseId}/package`);
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename="evilgpjX 1??.zip"; filename*=UTF-8''evilgpjX%201%F0%9F%98%80.zip`,
    );
    expect(Buffer.from(await answer.arrayBuffer()).equals(odd)).toBe(true);
  });

  it('says when a new version is the same file again', async () => {
    const first = await use.importDraft();
    const again = await use.importDraft(single12, first.courseId);
    expect(again.notices[0]).toEqual({
      rule: 'same-file',
      message: 'This is the very file that version 1 was made of.',
    });
  });
});
