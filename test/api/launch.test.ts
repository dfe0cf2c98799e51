import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  askwellFixture,
  cmiWith,
  openPage,
  type Page,
  publishFixture,
} from '#test/support/learning-fixture.ts';
import { startTestServer, type TestClient, type TestServer } from '#test/support/test-server.ts';

const DAY_MS = 86_400_000;
let nowMs = Date.UTC(2026, 0, 5, 9);
let server: TestServer;
let agent: TestClient;
let packageKey: string;

beforeAll(async () => {
  server = await startTestServer({ now: () => nowMs });
  ({ packageKey } = await publishFixture(server.services));
});
beforeEach(async () => {
  agent = await server.as('agent');
});
afterAll(() => server.close());

/** Opens a lesson and leaves it with this status. */
async function play(lessonId: string, status: string, fresh = false): Promise<Page> {
  const page = await openPage(server, agent, lessonId, fresh);
  const { body } = await page.post('session');
  const cmi = cmiWith([], { lesson_status: status, lesson_location: `${status} here` });
  const answer = await page.post('commit', { epoch: body.epoch, number: 1, final: true, cmi });
  expect(answer.status).toBe(200);
  return page;
}
const opens = async (lessonId: string, fresh = false): Promise<{ entry: string; location: string }> => {
  const page = await openPage(server, agent, lessonId, fresh);
  const { cmi } = (await page.post('session')).body;
  return { entry: cmi.core.entry, location: cmi.core.lesson_location ?? '' };
};
const attempts = async () => {
  const { db, t } = server.services.store;
  const own = (await db.select().from(t.registrations)).filter(
    ({ learnerId }) => learnerId === agent.user!.id,
  );
  return (await db.select().from(t.attempts)).filter((a) => own.some(({ id }) => id === a.registrationId));
};
const today = async () => (await agent.get('/api/today')).body;

describe('launching a lesson', () => {
  it('asks for a signed-in learner, a lesson that exists, and a request that makes sense', async () => {
    const wanted = { courseId: 'calls', lessonId: 'one' };
    expect((await server.visitor().post('/api/launches', wanted)).status).toBe(401);
    expect((await agent.post('/api/launches', { ...wanted, lessonId: 'none' })).status).toBe(404);
    expect((await agent.post('/api/launches', { courseId: 7 })).status).toBe(400);
  });

  it('registers once, and continues what was begun', async () => {
    expect(await opens('one')).toEqual({ entry: 'ab-initio', location: '' });
    await play('one', 'incomplete');
    expect(await opens('one')).toEqual({ entry: 'resume', location: 'incomplete here' });
    expect(await attempts()).toHaveLength(1);
  });

  it('gives a fresh attempt of a finished lesson only, and lets other lessons join it', async () => {
    await play('one', 'incomplete');
    expect((await opens('one', true)).location).toBe('incomplete here');
    await play('one', 'passed');
    await play('two', 'passed');
    expect(await attempts()).toHaveLength(1);
    expect((await opens('one', true)).entry).toBe('ab-initio');
    expect((await opens('two', true)).entry).toBe('ab-initio');
    expect(await attempts()).toHaveLength(2);
    expect((await opens('two')).location).toBe('passed here');
  });

  it('makes one attempt when the same learner launches many times at once', async () => {
    const pages = await Promise.all(Array.from({ length: 6 }, () => openPage(server, agent, 'one')));
    expect(await attempts()).toHaveLength(1);
    expect(new Set(pages.map(({ label }) => label)).size).toBe(1);
    expect(new Set(pages.map(({ token }) => token)).size).toBe(6);
  });

  it('stores no token in readable form', async () => {
    const page = await openPage(server, agent, 'one');
    const { db, t } = server.services.store;
    expect(page.token).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(JSON.stringify(await db.select().from(t.launches))).not.toContain(page.token);
  });
});

describe('today', () => {
  it('offers what was begun, then what is due again, then what is new, then nothing', async () => {
    expect(await today()).toMatchObject({ reason: 'next', next: { lessonId: 'one', status: 'not-started' } });
    await play('two', 'incomplete');
    expect(await today()).toMatchObject({ reason: 'resume', next: { lessonId: 'two' } });
    await play('two', 'passed');
    expect(await today()).toMatchObject({ reason: 'next', next: { lessonId: 'one' } });
    nowMs += 7 * DAY_MS;
    expect(await today()).toMatchObject({ reason: 'due-again', next: { lessonId: 'two', dueAgain: true } });
    await play('two', 'passed', true);
    await play('one', 'completed');
    const done = await today();
    expect(done).toMatchObject({ reason: 'nothing', next: null });
    expect(done.lessons.map((l: { status: string }) => l.status)).toEqual(['completed', 'passed']);
  });
});

describe('the content host', () => {
  it('serves files of its own package, to be kept for good, with ranges', async () => {
    const { label } = await openPage(server, agent, 'one');
    const page = await server.contentFetch(label, `/files/${packageKey}/lessons/index.html`);
    expect(page.status).toBe(200);
    expect(page.headers.get('Content-Type')).toMatch(/^text\/html/);
    expect(page.headers.get('Cache-Control')).toBe('private, max-age=31536000, immutable');
    const part = await server.contentFetch(label, `/files/${packageKey}/lessons/sound.mp3`, {
      headers: { Range: 'bytes=2-4' },
    });
    expect([part.status, await part.text()]).toEqual([206, '234']);
  });

  it.each([
    ['a folder', '/lessons/'],
    ['a hidden file', '/.hidden'],
    ['the folder above', '/lessons/../../../askwell.db'],
    ['the folder above, encoded', '/lessons/%2e%2e/%2e%2e/askwell.db'],
    ['the folder above, with slashes encoded', '/..%2f..%2faskwell.db'],
    ['a backslash', '/lessons%5cindex.html'],
    ['a NUL', '/lessons/index.html%00.png'],
    ['what is not there', '/nothing.html'],
  ])('refuses %s', async (_, path) => {
    const { label } = await openPage(server, agent, 'one');
    const answer = await server.contentFetch(label, `/files/${packageKey}${path}`);
    expect(answer.status).toBe(404);
  });

  it('serves nothing of another package, and nothing of the app', async () => {
    const { label } = await openPage(server, agent, 'one');
    expect((await server.contentFetch(label, `/files/${'a'.repeat(40)}/lessons/index.html`)).status).toBe(
      404,
    );
    expect((await server.contentFetch('nobody', `/files/${packageKey}/lessons/index.html`)).status).toBe(404);
    expect((await server.contentFetch(label, '/api/session')).status).toBe(404);
    expect((await server.contentFetch(label, '/')).status).toBe(404);
  });

  it('keeps its addresses to itself, refuses service workers and never sets a cookie', async () => {
    const { label, token } = await openPage(server, agent, 'one');
    const page = await server.contentFetch(label, `/play/${token}/`, { headers: { Cookie: 'session=1' } });
    expect(page.headers.get('Referrer-Policy')).toBe('no-referrer');
    expect(page.headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(page.headers.get('Permissions-Policy')).toBe('unload=(self)');
    expect(page.headers.get('Cache-Control')).toBe('no-store');
    expect(page.headers.get('Content-Security-Policy')).toContain(
      `frame-ancestors 'self' ${server.services.config.publicUrl}`,
    );
    expect(page.headers.get('Set-Cookie')).toBeNull();
    const worker = await server.contentFetch(label, `/files/${packageKey}/lessons/index.html`, {
      headers: { 'Service-Worker': 'script' },
    });
    expect(worker.status).toBe(403);
  });

  it('says in a plain page that an address opens nothing, without repeating it', async () => {
    const { label, token } = await openPage(server, agent, 'one');
    const strange = await server.contentFetch(label, '/play/%3Cscript%3E/');
    expect(strange.status).toBe(404);
    expect(strange.headers.get('Content-Type')).toMatch(/^text\/html/);
    expect(await strange.text()).not.toContain('<script>');
    nowMs += DAY_MS;
    const expired = await server.contentFetch(label, `/play/${token}/`);
    expect(expired.status).toBe(410);
    expect(await expired.text()).toContain('Open the lesson again from Askwell');
  });
});

describe('a new version of a course', () => {
  it('is played by new attempts only', async () => {
    await play('one', 'incomplete');
    const before = await openPage(server, agent, 'one');
    await publishFixture(server.services, { ...askwellFixture, version: '2' }, 2);
    expect((await opens('one')).location).toBe('incomplete here');
    await play('one', 'passed');
    const fresh = await openPage(server, agent, 'one', true);
    expect(fresh.label).not.toBe(before.label);
    expect((await attempts()).map(({ versionId }) => versionId).sort()).toEqual(['calls-v1', 'calls-v2']);
  });
});
