import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MappingView } from '#server/contract/imports.ts';
import type { Progress } from '#server/contract/learning.ts';
import { sha256 } from '#server/learning/apply-commit.ts';
import { commitRepo } from '#server/learning/commit.repo.ts';
import { evidenceAndStanding } from '#server/learning/commit-evidence.ts';
import { askwellFixture, cmiWith, publishFixture, type Said } from '#test/support/learning-fixture.ts';
import { openPackage, publishPackage } from '#test/support/package-fixture.ts';
import { startTestServer, type TestClient, type TestServer } from '#test/support/test-server.ts';

const DAY_MS = 86_400_000;
let nowMs = Date.UTC(2026, 0, 5, 9);
let server: TestServer;
let trainer: TestClient;
let agent: TestClient;
let courseId = '';
let made = 0;

beforeAll(async () => {
  server = await startTestServer({ now: () => nowMs });
  await publishFixture(server.services);
  trainer = await server.as('trainer');
});
beforeEach(async () => {
  agent = await server.as('agent');
  made += 1;
  courseId = `fire-${made}`;
  await publishPackage(server.services, {
    courseId,
    edition: '1.2',
    items: [{ id: 'alarm', data: { objectives: ['main', 'exits'] } }, { id: 'quiz' }],
  });
});
afterAll(() => server.close());

const path = () => `/api/courses/${courseId}/mapping`;
type Target = { objectiveId: string; tip: string };
const map = async (...tips: Target[]): Promise<MappingView> => {
  const answer = await trainer.put(path(), { tips });
  expect(answer.status).toBe(200);
  return answer.body;
};
const whole: Target = { objectiveId: '', tip: 'needs' };

/** One sitting in one SCO of the package with these answers. */
async function sit(answers: Said[], { sco = 'quiz', fresh = false, who = agent } = {}): Promise<void> {
  const page = await openPackage(server, who, courseId, { fresh });
  const { epoch } = await page.open();
  await page.enter(epoch, sco);
  const cmi = cmiWith(answers, { lesson_status: 'passed' });
  const sent = await page.post('commit', { epoch, number: 1, final: true, cmi, sco });
  expect(sent.status).toBe(200);
}
const finish = async () => sit([], { sco: 'alarm' });
const progress = async (who = agent): Promise<Progress> => (await who.get('/api/progress')).body;
const objectives = async (tip = 'needs', who = agent) =>
  ((await progress(who)).tips.find(({ id }) => id === tip)?.objectives ?? []).filter(({ id }) =>
    id.startsWith(`${courseId}:`),
  );
const level = async (tip = 'needs', who = agent) =>
  (await progress(who)).tips.find(({ id }) => id === tip)?.level;

describe('the mapping of a package', () => {
  it('is for trainers, of courses that there are', async () => {
    expect((await agent.get(path())).status).toBe(403);
    expect((await agent.put(path(), { tips: [] })).status).toBe(403);
    expect((await server.visitor().get(path())).status).toBe(401);
    expect((await trainer.get('/api/courses/none/mapping')).status).toBe(404);
    expect((await trainer.put('/api/courses/none/mapping', { tips: [] })).status).toBe(404);
  });

  it('offers the package as a whole, what its manifest names, and what learners reported', async () => {
    expect((await trainer.get(path())).body).toEqual({
      targets: [
        { objectiveId: '', seenIn: 'package', tip: null },
        { objectiveId: 'main', seenIn: 'manifest', tip: null },
        { objectiveId: 'exits', seenIn: 'manifest', tip: null },
      ],
      judgedAnswers: 0,
      mapsItself: false,
    });
    await sit([
      { id: 'q1', objectives: ['exits', 'smoke'] },
      { id: 'q2', result: 'neutral' },
    ]);
    const view = await map(
      { objectiveId: 'smoke', tip: 'practice' },
      { objectiveId: 'unheard', tip: 'needs' },
    );
    expect(view.judgedAnswers).toBe(1);
    expect(view.targets.slice(3)).toEqual([
      { objectiveId: 'smoke', seenIn: 'reports', tip: 'practice' },
      { objectiveId: 'unheard', seenIn: 'reports', tip: 'needs' },
    ]);
    expect((await trainer.get(path())).body).toEqual(view);
  });

  it.each([
    ['one objective twice', [whole, { ...whole, tip: 'practice' }]],
    ['a tip that is none', [{ objectiveId: 'main', tip: 'luck' }]],
    ['an id that no index holds', [{ objectiveId: 'x'.repeat(501), tip: 'needs' }]],
    ['an id that no database holds', [{ objectiveId: 'a\0b', tip: 'needs' }]],
    ['half a character', [{ objectiveId: '\ud800', tip: 'needs' }]],
  ])('refuses %s', async (_, tips) => {
    expect((await trainer.put(path(), { tips })).status).toBe(400);
    expect((await trainer.get(path())).body.targets.every(({ tip }: Target) => tip === null)).toBe(true);
  });

  it('is not asked of a package that says itself what counts', async () => {
    const { status, body } = await trainer.get('/api/courses/calls/mapping');
    expect([status, body.mapsItself]).toEqual([200, true]);
    expect(body.targets[0]).toEqual({ objectiveId: 'one_ask', seenIn: 'manifest', tip: 'needs' });
    const refused = await trainer.put('/api/courses/calls/mapping', { tips: [whole] });
    expect([refused.status, refused.body.id]).toEqual([409, 'maps-itself']);
  });
});

describe('evidence of a mapped package', () => {
  it('is a judged answer, in words, under the tip', async () => {
    await map(whole);
    await sit([{ id: 'Where_do_you_go', response: 'To_the_stairs' }]);
    const [objective] = await objectives();
    expect(objective).toEqual({
      id: `${courseId}:`,
      behaviour: 'Right answers in this package',
      lessonTitle: `Course ${courseId}`,
      level: 'practising',
      evidence: [
        {
          id: expect.any(String),
          kind: 'success',
          because: null,
          courseTitle: `Course ${courseId}`,
          lessonTitle: `Course ${courseId}`,
          prompt: 'Where do you go',
          response: 'To_the_stairs',
          attempt: 1,
          atMs: nowMs,
        },
      ],
    });
  });

  it('climbs as everywhere: two questions, then a week later in another attempt', async () => {
    await map(whole);
    await sit([{ id: 'q1' }, { id: 'q2' }]);
    expect([(await objectives())[0]?.level, await level()]).toEqual(['can-now', 'can-now']);
    await finish();
    nowMs += 7 * DAY_MS;
    await sit([{ id: 'q1' }], { fresh: true });
    expect((await objectives())[0]?.level).toBe('can-later');
  });

  it('is nothing without a verdict, without a mapped objective, or from an objective’s mere state', async () => {
    await map({ objectiveId: 'exits', tip: 'needs' });
    const page = await openPackage(server, agent, courseId);
    const { epoch } = await page.open();
    await page.enter(epoch, 'quiz');
    const cmi = cmiWith(
      [
        { id: 'a', objectives: ['smoke'] },
        { id: 'b', objectives: ['exits'], result: 'neutral' },
        { id: 'c', objectives: ['exits'], result: '0.9' },
        { id: 'd', objectives: ['exits'], result: 'unanticipated' },
        { id: 'e' },
      ],
      { lesson_status: 'passed' },
      { objectives: { 0: { id: 'exits', status: 'passed' } } },
    );
    await page.post('commit', { epoch, number: 1, final: true, cmi, sco: 'quiz' });
    expect(await objectives()).toMatchObject([{ level: 'not-started', evidence: [] }]);
  });

  it('comes from what has been answered before, moves with the mapping, and goes with it', async () => {
    await sit([
      { id: 'q1', objectives: ['exits'] },
      { id: 'q2', objectives: ['exits', 'smoke'] },
    ]);
    expect(await objectives()).toEqual([]);
    await map({ objectiveId: 'exits', tip: 'needs' });
    expect(await objectives()).toMatchObject([{ level: 'can-now', evidence: { length: 2 } }]);
    await map({ objectiveId: 'exits', tip: 'practice' }, { objectiveId: 'smoke', tip: 'needs' });
    expect(await objectives()).toMatchObject([{ level: 'practising' }]);
    expect(await level('practice')).toBe('can-now');
    const report = (await trainer.get(`/api/reports/learners?course=${courseId}`)).body;
    const row = report.learners.find(({ id }: { id: string }) => id === agent.user?.id);
    expect(row.tips).toMatchObject({ needs: 'practising', practice: 'can-now' });
    await map();
    expect([...(await objectives()), ...(await objectives('practice'))]).toEqual([]);
    const { db, t } = server.services.store;
    const own = (rows: { objectiveId: string }[]) =>
      rows.filter(({ objectiveId }) => objectiveId.startsWith(`${courseId}:`));
    expect(own(await db.select().from(t.evidence))).toEqual([]);
    expect(own(await db.select().from(t.objectiveProgress))).toEqual([]);
    await map({ objectiveId: 'exits', tip: 'needs' });
    expect(await level()).toBe('can-now');
  });

  it('is the same whether the mapping was there before or came after', async () => {
    const answers: Said[] = [
      { id: 'q1', result: 'wrong', objectives: ['exits'] },
      { id: 'q1', time: '10:01:00', objectives: ['exits'] },
      { id: 'q2', objectives: ['exits'] },
    ];
    await map(whole, { objectiveId: 'exits', tip: 'practice' });
    await sit(answers);
    const live = await progress();
    await map();
    await map(whole, { objectiveId: 'exits', tip: 'practice' });
    expect(await progress()).toEqual(live);
    const reasons = (await objectives())[0]?.evidence.map(({ because }) => because) ?? [];
    expect(new Set(reasons)).toEqual(new Set([null, 'not-yet', 'retry']));
  });

  it('leaves out trials', async () => {
    const { body } = await trainer.post(`/api/courses/${courseId}/versions/1/try`);
    const url = new URL(body.url);
    const post = async (name: string, sent: object) => {
      const answer = await server.contentFetch(url.hostname.split('.')[0] ?? '', `${url.pathname}${name}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(sent),
      });
      expect(answer.status).toBe(200);
      return answer.json() as Promise<{ epoch: number }>;
    };
    const { epoch } = await post('session', {});
    await post('sco', { epoch, sco: 'quiz', fresh: false });
    const commit = {
      epoch,
      number: 1,
      final: true,
      sco: 'quiz',
      cmi: cmiWith([{ id: 'q1', objectives: ['mine'] }]),
    };
    await post('commit', commit);
    const view = await map(whole);
    expect([view.judgedAnswers, view.targets.length]).toEqual([0, 3]);
    await post('commit', { ...commit, number: 2, cmi: cmiWith([{ id: 'q1' }, { id: 'q2' }]) });
    const { db, t } = server.services.store;
    const evidence = await db.select().from(t.evidence);
    expect(evidence.filter(({ objectiveId }) => objectiveId.startsWith(courseId))).toEqual([]);
  });

  it('of our own package that somebody handed in is what the package says', async () => {
    const { db, t } = server.services.store;
    const askwell = {
      ...askwellFixture,
      course: { ...askwellFixture.course, id: courseId },
      lessons: askwellFixture.lessons.map((lesson) => ({ ...lesson, sco: 'quiz' })),
    };
    const { eq } = await import('drizzle-orm');
    await db.update(t.courseVersions).set({ askwell }).where(eq(t.courseVersions.courseId, courseId));
    await sit([
      { id: 'one_call', objectives: ['one_ask'] },
      { id: 'two_call', objectives: ['two_ask'] },
    ]);
    const needs = (await progress()).tips.find(({ id }) => id === 'needs');
    expect(needs?.objectives.map(({ id, level }) => [id, level])).toEqual([
      ['one_ask', 'practising'],
      ['one_hear', 'not-started'],
      ['two_ask', 'practising'],
    ]);
  });
});

it('keeps every answer’s evidence while learners answer and the mapping changes under them', async () => {
  const learners = await Promise.all(Array.from({ length: 4 }, () => server.as('agent')));
  const ANSWERS = 12;
  const playing = learners.map(async (who) => {
    const page = await openPackage(server, who, courseId);
    const { epoch } = await page.open();
    await page.enter(epoch, 'quiz');
    for (let number = 1; number <= ANSWERS; number += 1) {
      const answers = Array.from({ length: number }, (_, at) => ({ id: `q${at}`, objectives: ['exits'] }));
      const commit = { epoch, number, final: false, sco: 'quiz', cmi: cmiWith(answers) };
      expect((await page.post('commit', commit)).status).toBe(200);
    }
  });
  const changing = (async () => {
    for (let round = 0; round < 5; round += 1) {
      await map(whole);
      await Promise.all([
        trainer.put(path(), { tips: [{ objectiveId: 'smoke', tip: 'needs' }] }),
        trainer.put(path(), { tips: [{ objectiveId: 'exits', tip: 'practice' }] }),
      ]);
      await map();
      await map({ objectiveId: 'exits', tip: 'practice' });
    }
  })();
  await Promise.all([...playing, changing]);
  const { db, t } = server.services.store;
  const evidence = (await db.select().from(t.evidence)).filter(({ objectiveId }) =>
    objectiveId.startsWith(`${courseId}:`),
  );
  expect(new Set(evidence.map(({ objectiveId }) => objectiveId))).toEqual(new Set([`${courseId}:exits`]));
  expect(evidence).toHaveLength(learners.length * ANSWERS);
  for (const who of learners) expect(await level('practice', who)).toBe('can-now');
});

it('guards an answer that nothing was mapped for against a mapping that comes before it is stored', async () => {
  const page = await openPackage(server, agent, courseId);
  const { store } = server.services;
  const repo = commitRepo(store);
  const launch = await repo.findLaunch(sha256(page.token));
  if (!launch) throw new Error('The launch is not there.');
  const answer = { ...ANSWER, key: 'a-key', firstTry: true, atMs: nowMs };
  const deps = { repo, askwellOf: async () => null, nowMs };
  const decided = await evidenceAndStanding(deps, launch, 'quiz', { interactions: [answer], completed: [] });
  const revision = async () =>
    (await store.db.select().from(store.t.registrations)).find(({ id }) => id === launch.registrationId)
      ?.revision;
  expect(decided).toMatchObject({ evidence: [], revision: await revision() });
  await map(whole);
  expect(await revision()).not.toBe(decided?.revision);
  const unjudged = { interactions: [{ ...answer, result: 'neutral' }], completed: [] };
  expect(await evidenceAndStanding(deps, launch, 'quiz', unjudged)).toBeUndefined();
});

const ANSWER = {
  position: 0,
  interactionId: 'q1',
  type: 'choice',
  time: '10:00:00',
  response: 'a',
  result: 'correct',
  latency: '',
  objectives: [],
  description: '',
  correct: [],
};
