import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CourseSettings } from '#server/contract/imports.ts';
import type { LessonCard } from '#server/contract/learning.ts';
import { addImportedAttempt, addImportedCourse, COURSE } from '#test/support/imported-attempt.ts';
import { cmiWith, openPage, publishFixture } from '#test/support/learning-fixture.ts';
import { type Answer, startTestServer, type TestClient, type TestServer } from '#test/support/test-server.ts';

const DAY_MS = 86_400_000;
let nowMs = Date.UTC(2026, 0, 5, 9);
let server: TestServer;
let trainer: TestClient;
let agent: TestClient;

beforeAll(async () => {
  server = await startTestServer({ now: () => nowMs });
  await publishFixture(server.services);
  await addImportedCourse(server.services);
  trainer = await server.as('trainer');
});
beforeEach(async () => {
  agent = await server.as('agent');
});
afterAll(() => server.close());

const SETTINGS = '/api/courses/calls/settings';
const set = async (settings: Partial<CourseSettings>): Promise<void> => {
  expect((await trainer.put(SETTINGS, settings)).status).toBe(200);
};
const launch = (more: object = {}, who = agent): Promise<Answer> =>
  who.post('/api/launches', { courseId: 'calls', lessonId: 'one', ...more });
const tryIt = (who: TestClient, number = 1): Promise<Answer> =>
  who.post(`/api/courses/calls/versions/${number}/try`);

/** One sitting in lesson one that ends so. */
async function sit(status: string, score = '', fresh = false, who = agent): Promise<void> {
  const page = await openPage(server, who, 'one', fresh);
  const { epoch } = (await page.post('session')).body;
  const cmi = cmiWith([{ id: 'one_call', objectives: ['one_ask'] }], {
    lesson_status: status,
    score: { raw: score, min: '0', max: '100' },
  });
  expect((await page.post('commit', { epoch, number: 1, final: true, cmi })).status).toBe(200);
}
const card = async (lessonId = 'one', who = agent): Promise<LessonCard> =>
  (await who.get('/api/today')).body.lessons.find((lesson: LessonCard) => lesson.lessonId === lessonId);
const attemptRows = async () => {
  const { db, t } = server.services.store;
  return db.select().from(t.attempts);
};

describe('the settings of a course', () => {
  it('are for trainers and administrators, of courses that there are, and whole', async () => {
    const defaults = {
      grading: 'best',
      maxAttempts: null,
      masteryOverride: true,
      credit: true,
      reopen: 'resume',
      window: 'frame',
    };
    expect((await trainer.get(SETTINGS)).body).toEqual(defaults);
    expect((await agent.get(SETTINGS)).status).toBe(403);
    expect((await agent.put(SETTINGS, {})).status).toBe(403);
    expect((await server.visitor().put(SETTINGS, {})).status).toBe(401);
    expect((await trainer.get('/api/courses/none/settings')).status).toBe(404);
    expect((await trainer.put('/api/courses/none/settings', {})).status).toBe(404);
    expect((await trainer.put(SETTINGS, { maxAttempts: 0 })).status).toBe(400);
    expect((await trainer.put(SETTINGS, { grading: 'luck' })).status).toBe(400);
    await set({ maxAttempts: 2, window: 'popup' });
    expect((await trainer.get(SETTINGS)).body).toEqual({ ...defaults, maxAttempts: 2, window: 'popup' });
    expect((await launch()).body).toMatchObject({ mode: 'normal', window: 'popup' });
    await set({});
    expect((await trainer.get(SETTINGS)).body).toEqual(defaults);
  });
});

describe('attempts', () => {
  it('are as many as the course allows, and then refused with a sentence', async () => {
    await set({ maxAttempts: 2 });
    expect((await card()).attemptsLeft).toBe(2);
    await sit('passed');
    expect(await card()).toMatchObject({ attemptsLeft: 1, lastAttempt: 'finished' });
    await sit('passed', '', true);
    expect(await card()).toMatchObject({ attemptsLeft: 0 });
    const { status, body } = await launch({ fresh: true });
    expect([status, body.id]).toEqual([409, 'no-attempts-left']);
    expect(body.detail).toBe('Every attempt at this lesson has been taken: there are 2.');
    expect((await launch()).status).toBe(201);
    // The other lesson of the course has attempts of its own.
    expect((await card('two')).attemptsLeft).toBe(2);
    nowMs += 8 * DAY_MS;
    expect((await card()).dueAgain).toBe(false);
    await set({});
    expect((await card()).dueAgain).toBe(true);
  });

  it('are never one too many when many are begun at once', async () => {
    await set({ maxAttempts: 2 });
    await sit('passed');
    const answers = await Promise.all(Array.from({ length: 6 }, () => launch({ fresh: true })));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201, 201]);
    expect(new Set(answers.map(({ body }) => body.contentOrigin)).size).toBe(1);
    await sit('passed', '', true);
    expect((await launch({ fresh: true })).status).toBe(409);
    await set({});
  });

  it('can be begun anew after failing, but not while one is under way', async () => {
    await sit('incomplete', '', true);
    expect(await card()).toMatchObject({ status: 'in-progress', lastAttempt: 'under-way' });
    await sit('failed', '20', true);
    expect(await card()).toMatchObject({ status: 'in-progress', lastAttempt: 'failed', scaledScore: 0.2 });
    expect((await agent.get('/api/today')).body).toMatchObject({ reason: 'next', next: { lessonId: 'two' } });
    await sit('incomplete', '', true);
    expect((await card()).lastAttempt).toBe('under-way');
    const { db, t } = server.services.store;
    const mine = (await db.select().from(t.registrations)).find((r) => r.learnerId === agent.user?.id);
    const own = (await attemptRows()).filter(({ registrationId }) => registrationId === mine?.id);
    expect(own.map(({ number }) => number).sort((a, b) => a - b)).toEqual([1, 2]);
  });

  it('are looked back on: the best finished one, and nothing before that', async () => {
    expect((await launch({ review: true })).body.id).toBe('nothing-to-review');
    await sit('incomplete');
    expect((await launch({ review: true })).status).toBe(409);
    await sit('passed', '60');
    await sit('passed', '90', true);
    await sit('completed', '95', true);
    const { body } = await launch({ review: true });
    expect(body.mode).toBe('review');
    const { db, t } = server.services.store;
    const row = (await db.select().from(t.launches)).find(({ id }) => id === body.id);
    expect(row?.mode).toBe('review');
    expect((await attemptRows()).find(({ id }) => id === row?.attemptId)?.number).toBe(2);
  });

  it('that are finished open for looking back where the course says so', async () => {
    await set({ reopen: 'review' });
    await sit('incomplete');
    expect((await launch()).body.mode).toBe('normal');
    await sit('passed');
    expect((await launch()).body.mode).toBe('review');
    expect(await card()).toMatchObject({ reopen: 'review' });
    expect((await launch({ fresh: true })).body.mode).toBe('normal');
    await set({});
  });

  it.each([
    ['best', 'passed', 0.9],
    ['last', 'in-progress', 0.3],
    ['average', 'passed', 0.6],
  ] as const)(
    'show by %s what several of them come to, everywhere the same',
    async (grading, status, score) => {
      await set({ grading });
      await sit('passed', '90');
      await sit('incomplete', '30', true);
      expect(await card()).toMatchObject({ status, lastAttempt: 'under-way' });
      expect((await card()).scaledScore).toBeCloseTo(score);
      const report = (await trainer.get('/api/reports/learners?course=calls')).body;
      const row = report.learners.find(({ id }: { id: string }) => id === agent.user?.id);
      expect(row.cells[0]).toMatchObject({ status, totalSeconds: expect.any(Number) });
      expect(row.cells[0].scaledScore).toBeCloseTo(score);
      const csv = await (await trainer.fetch('/api/reports/learners.csv?course=calls')).text();
      const line = csv.split('\r\n').find((one) => one.includes(agent.user?.username ?? '?'));
      expect(line).toContain(`,${status.replace('-', ' ')},${Math.round(score * 100)},`);
      await set({});
    },
  );
});

describe('a trial', () => {
  it('is for trainers, of versions that there are', async () => {
    expect((await tryIt(agent)).status).toBe(403);
    expect((await tryIt(trainer, 9)).status).toBe(404);
    expect((await trainer.post('/api/courses/none/versions/1/try')).status).toBe(404);
    expect((await trainer.post('/api/courses/calls/versions/x/try')).status).toBe(400);
  });

  it('plays a draft that no learner sees', async () => {
    const { db, t } = server.services.store;
    await db.insert(t.courses).values({
      id: 'waiting',
      title: 'What a trainer called it',
      language: 'en',
      description: '',
      currentVersion: 0,
      createdMs: 2,
      source: 'import',
    });
    await db.insert(t.courseVersions).values({
      id: 'waiting-v1',
      courseId: 'waiting',
      number: 1,
      contentHash: 'x',
      edition: '1.2',
      packageKey: 'waiting-key',
      publishedMs: 1,
      state: 'draft',
    });
    const sco = { versionId: 'waiting-v1', description: '', minutes: 0, href: 'a.html' };
    await db.insert(t.scos).values([
      { ...sco, scoId: '', lessonId: 'package', title: 'In the manifest', position: 0 },
      { ...sco, scoId: 'package', lessonId: 'package', title: 'A SCO', position: 1, listed: false },
    ]);
    const wanted = { courseId: 'waiting', lessonId: 'package' };
    expect((await agent.post('/api/launches', wanted)).status).toBe(404);
    expect((await trainer.post('/api/launches', wanted)).status).toBe(404);
    expect((await agent.get('/api/today')).body.lessons).toHaveLength(3);
    const answer = await trainer.post('/api/courses/waiting/versions/1/try');
    expect([answer.status, answer.body.title]).toEqual([201, 'What a trainer called it']);
    const attempt = (await attemptRows()).find(({ versionId }) => versionId === 'waiting-v1');
    expect(attempt).toMatchObject({ trial: true });
  });

  it('begins afresh on a host of its own, and takes the place of the last one', async () => {
    const own = await server.as('trainer');
    const first = (await tryIt(own)).body;
    const second = (await tryIt(own)).body;
    expect(second.contentOrigin).not.toBe(first.contentOrigin);
    const { db, t } = server.services.store;
    const { id } = (await db.select().from(t.registrations)).find((r) => r.learnerId === own.user?.id) ?? {};
    const rows = (await attemptRows()).filter(({ registrationId }) => registrationId === id);
    expect(rows.map(({ number, trial }) => [number, trial])).toEqual([[0, true]]);
    const all = await Promise.all(Array.from({ length: 4 }, () => tryIt(own)));
    expect(all.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect((await attemptRows()).filter(({ registrationId }) => registrationId === id)).toHaveLength(1);
  });

  it('counts nowhere', async () => {
    const own = await server.as('trainer');
    await set({ maxAttempts: 1 });
    const before = {
      today: (await own.get('/api/today')).body,
      progress: (await own.get('/api/progress')).body,
      answers: (await trainer.get('/api/reports/answers?course=calls')).body,
    };
    const { body } = await tryIt(own);
    const url = new URL(body.url);
    const post = (path: string, sent: object) =>
      server.contentFetch(url.hostname.split('.')[0] ?? '', `${url.pathname}${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(sent),
      });
    const { epoch } = (await (await post('session', {})).json()) as { epoch: number };
    const cmi = cmiWith([{ id: 'one_call', objectives: ['one_ask'], response: 'a trial' }], {
      lesson_status: 'passed',
    });
    expect((await post('commit', { epoch, number: 1, final: true, cmi })).status).toBe(200);
    const after = {
      today: (await own.get('/api/today')).body,
      progress: (await own.get('/api/progress')).body,
      answers: (await trainer.get('/api/reports/answers?course=calls')).body,
    };
    expect(after).toEqual(before);
    const { db, t } = server.services.store;
    expect((await db.select().from(t.interactions)).some(({ response }) => response === 'a trial')).toBe(
      true,
    );
    const answers = await trainer.get(`/api/learners/${own.user?.id}/answers?course=calls`);
    expect(answers.body.answers).toEqual([]);
    // The one attempt that learners have is still there for them.
    expect((await launch({}, own)).status).toBe(201);
    await sit('passed', '', false, own);
    const numbers = (await attemptRows()).filter(({ trial }) => trial).map(({ number }) => number);
    expect(new Set(numbers)).toEqual(new Set([0]));
    await set({});
  });
});

describe('a package that somebody handed in', () => {
  it('is one card without minutes, under the name that a trainer gave it', async () => {
    expect(await card('package')).toEqual({
      courseId: COURSE,
      courseTitle: 'Handed in',
      language: 'en',
      lessonId: 'package',
      title: 'Handed in',
      description: '',
      minutes: 0,
      status: 'not-started',
      scaledScore: null,
      lastSeenMs: null,
      lastAttempt: 'none',
      dueAgain: false,
      imported: true,
      attemptsLeft: null,
      reopen: 'resume',
    });
    await addImportedAttempt(server.services, agent.user?.id ?? '');
    expect(await card('package')).toMatchObject({ status: 'in-progress', lastAttempt: 'under-way' });
  });

  it('is due again only where its answers can show what stayed', async () => {
    const learnerId = agent.user?.id ?? '';
    const attemptId = await addImportedAttempt(server.services, learnerId);
    const { db, t } = server.services.store;
    const { eq } = await import('drizzle-orm');
    await db
      .update(t.trackedStates)
      .set({ reported: 'completed', completedMs: 1_000 })
      .where(eq(t.trackedStates.attemptId, attemptId));
    expect(await card('package')).toMatchObject({ lastAttempt: 'finished', dueAgain: false });
    const mapping = { tips: [{ objectiveId: '', tip: 'needs' }] };
    expect((await trainer.put(`/api/courses/${COURSE}/mapping`, mapping)).status).toBe(200);
    expect((await card('package')).dueAgain).toBe(true);
    await trainer.put(`/api/courses/${COURSE}/mapping`, { tips: [] });
  });
});
