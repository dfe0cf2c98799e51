import { randomBytes } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newPackageKey } from '#server/packages/storage.ts';
import { startTestServer, type TestServer } from '#test/support/test-server.ts';

// Files of a package as a browser asks for them: GET /files/<key>/<path> on a content host.

const script = `const answer = 'what has it stopped you from doing?';\n`.repeat(100);
const large = 'a line of a large script\n'.repeat(20_000);
const video = randomBytes(300_000);
const FILES: Record<string, Uint8Array> = {
  'index.html': Buffer.from('<meta charset="windows-1252"><p>caf\xe9</p>', 'latin1'),
  'Media/Player.JS': Buffer.from(script),
  'Media/large.js': Buffer.from(large),
  'Media/film.mp4': video,
  'Media/kapt\u00e9n #1 100%.vtt': Buffer.from('WEBVTT'),
  'tiny.css': Buffer.from('p{}'),
  LICENSE: Buffer.from('plain words'),
  'empty.txt': Buffer.from(''),
};

let server: TestServer;
let label: string;
let key: string;

beforeAll(async () => {
  server = await startTestServer();
  const { store, storage } = server.services;
  key = newPackageKey();
  await storage.put(
    key,
    Buffer.from('zip'),
    Object.entries(FILES).map(([path, content]) => ({ path, content })),
  );
  label = 'a-label-of-one-learner';
  const { db, t } = store;
  const agent = await server.as('agent');
  await db.insert(t.courses).values({
    id: 'c',
    title: 'C',
    language: 'en',
    description: '',
    currentVersion: 1,
    createdMs: 1,
  });
  await db.insert(t.courseVersions).values({
    id: 'v',
    courseId: 'c',
    number: 1,
    contentHash: 'h',
    edition: '1.2',
    packageKey: key,
    askwell: null,
    document: null,
    publishedMs: 1,
  });
  await db
    .insert(t.registrations)
    .values({ id: 'r', learnerId: agent.user?.id ?? '', courseId: 'c', createdMs: 1 });
  await db
    .insert(t.attempts)
    .values({ id: 'a', registrationId: 'r', versionId: 'v', number: 1, label, createdMs: 1 });
});
afterAll(() => server.close());

const get = (path: string, headers: Record<string, string> = {}) =>
  server.contentFetch(label, `/files/${key}/${path}`, {
    headers: { 'Accept-Encoding': 'identity', ...headers },
  });
const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer());

it('gives every file byte for byte, the second time from memory', async () => {
  for (const round of [1, 2]) {
    for (const [path, content] of Object.entries(FILES)) {
      const answer = await get(path.split('/').map(encodeURIComponent).join('/'));
      expect([round, path, answer.status]).toEqual([round, path, 200]);
      expect((await bytesOf(answer)).equals(content)).toBe(true);
      expect(answer.headers.get('Cache-Control')).toBe('private, max-age=31536000, immutable');
      expect(answer.headers.get('Accept-Ranges')).toBe('bytes');
    }
  }
});

it.each([
  ['index.html', 'text/html'],
  ['Media/Player.JS', 'text/javascript'],
  ['Media/film.mp4', 'video/mp4'],
  ['tiny.css', 'text/css'],
  ['LICENSE', 'application/octet-stream'],
])('names the type of %s, and leaves the charset to the file', async (path, type) => {
  expect((await get(path)).headers.get('Content-Type')).toBe(type);
});

it.each(['Media/Player.JS', 'Media/large.js'])('compresses %s for who can read it', async (path) => {
  const answer = await get(path, { 'Accept-Encoding': 'gzip' });
  expect(answer.headers.get('Content-Encoding')).toBe('gzip');
  expect(answer.headers.get('Vary')).toBe('Accept-Encoding');
  const packed = await bytesOf(answer);
  expect(gunzipSync(packed).equals(FILES[path] as Buffer)).toBe(true);
  expect(packed.byteLength).toBeLessThan((FILES[path]?.byteLength ?? 0) / 5);
});

it.each(['tiny.css', 'Media/film.mp4'])('does not compress %s', async (path) => {
  const answer = await get(path, { 'Accept-Encoding': 'gzip' });
  expect(answer.headers.get('Content-Encoding')).toBeNull();
});

it('answers ranges, also of what it would compress', async () => {
  const film = await get('Media/film.mp4', { Range: 'bytes=1000-1999' });
  expect([film.status, film.headers.get('Content-Range')]).toEqual([206, 'bytes 1000-1999/300000']);
  expect((await bytesOf(film)).equals(video.subarray(1000, 2000))).toBe(true);
  const end = await get('Media/film.mp4', { Range: 'bytes=-5' });
  expect((await bytesOf(end)).equals(video.subarray(-5))).toBe(true);
  const part = await get('Media/large.js', { Range: 'bytes=2-5', 'Accept-Encoding': 'gzip' });
  expect([part.status, part.headers.get('Content-Encoding'), await part.text()]).toEqual([206, null, 'line']);
  expect((await get('Media/film.mp4', { Range: 'bytes=400000-' })).status).toBe(416);
});

it('finds a file whatever the letter case it is asked for in', async () => {
  expect(await (await get('media/player.js')).text()).toBe(script);
  expect(await (await get('license')).text()).toBe('plain words');
  expect((await get('media/players.js')).status).toBe(404);
});

it.each(['', 'Media', 'Media/', 'media/', 'LICENSE/more', 'nothing.js', `${'x'.repeat(300)}.js`])(
  'shows no folder and nothing that is not there: "%s"',
  async (path) => {
    const answer = await get(path);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
    expect(await answer.text()).not.toMatch(/packages|askwell/i);
  },
);

it('answers HEAD with the length alone', async () => {
  const head = await server.contentFetch(label, `/files/${key}/LICENSE`, { method: 'HEAD' });
  expect([head.status, head.headers.get('Content-Length'), await head.text()]).toEqual([200, '11', '']);
});
