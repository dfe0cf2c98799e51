import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Progress } from '#server/contract/learning.ts';
import { cmiWith, openPage, publishFixture, type Said } from '#test/support/learning-fixture.ts';
import { startTestServer, type TestClient, type TestServer } from '#test/support/test-server.ts';

const DAY_MS = 86_400_000;
let nowMs = Date.UTC(2026, 0, 5, 9);
let server: TestServer;
let agent: TestClient;

beforeAll(async () => {
  server = await startTestServer({ now: () => nowMs });
  await publishFixture(server.services);
});
beforeEach(async () => {
  agent = await server.as('agent');
});
afterAll(() => server.close());

const asks = (id: string, more: Partial<Said> = {}): Said => ({ id, objectives: ['one_ask'], ...more });

/** One sitting in lesson one: all these answers, and its end. */
async function sit(answers: Said[], fresh = false): Promise<void> {
  const page = await openPage(server, agent, 'one', fresh);
  const { epoch } = (await page.post('session')).body;
  const cmi = cmiWith(answers, { lesson_status: 'passed' });
  expect((await page.post('commit', { epoch, number: 1, final: true, cmi })).status).toBe(200);
}
const progress = async (): Promise<Progress> => (await agent.get('/api/progress')).body;
const tip = async (id: string) => (await progress()).tips.find((one) => one.id === id)!;
const objective = async (id: string) =>
  (await progress()).tips.flatMap((t) => t.objectives).find((o) => o.id === id)!;

describe('progress per tip', () => {
  it('starts with every tip, its words and its objectives, and no level', async () => {
    const { tips, source } = await progress();
    expect(tips.map(({ id, number, level }) => [id, number, level])).toEqual([
      ['needs', 1, 'not-started'],
      ['practice', 2, 'not-started'],
      ['support', 3, 'not-started'],
      ['transfer', 4, 'not-started'],
    ]);
    expect(tips[0]?.objectives.map(({ id }) => id)).toEqual(['one_ask', 'one_hear', 'two_ask']);
    expect(source).toContain('Tip 1 is from the article');
  });

  it('shows evidence in words: which lesson, which question, which answer, when', async () => {
    await sit([asks('one_call', { response: 'What did it do to your day?' })]);
    const { level, evidence } = await objective('one_ask');
    expect(level).toBe('practising');
    expect(evidence).toEqual([
      {
        id: expect.any(String),
        kind: 'success',
        because: null,
        courseTitle: 'Calls',
        lessonTitle: 'Lesson one',
        prompt: 'What do you say? (one_call)',
        response: 'What did it do to your day?',
        attempt: 1,
        atMs: nowMs,
      },
    ]);
  });

  it('takes successes in two different questions for "can now"', async () => {
    await sit([asks('one_call'), asks('one_second')]);
    expect((await objective('one_ask')).level).toBe('can-now');
  });

  it.each([
    ['a retry', [asks('one_call', { result: 'wrong' }), asks('one_call', { time: '10:05:00' })], 'retry'],
    ['an answer the learner labelled', [asks('one_mine')], 'labelled'],
    ['what is not there yet', [asks('one_call', { result: 'wrong' })], 'not-yet'],
  ])('takes %s for practice', async (_, answers, because) => {
    await sit(answers);
    const { level, evidence } = await objective('one_ask');
    expect(level).toBe('practising');
    expect(evidence[0]).toMatchObject({ kind: 'practising', because });
  });

  it("takes a plan for the learner's own word", async () => {
    await sit([
      {
        id: 'one_plan',
        result: 'neutral',
        response: 'If it is late, then I ask.',
        objectives: ['one_stick'],
      },
    ]);
    const transfer = await tip('transfer');
    expect(transfer).toMatchObject({ told: true, level: 'practising' });
    expect(transfer.objectives[0]?.evidence[0]).toMatchObject({ because: 'told' });
    expect((await agent.get('/api/today')).body.plans).toEqual([
      { text: 'If it is late, then I ask.', lessonTitle: 'Lesson one', atMs: nowMs },
    ]);
  });

  it('takes nothing from answers that name no objective, an unknown one, or one they do not bear on', async () => {
    await sit([
      asks('one_call', { objectives: [] }),
      asks('one_second', { objectives: ['one_hear', 'nowhere'] }),
      asks('unheard-of'),
      asks('one_call_hello'),
    ]);
    expect((await objective('one_ask')).evidence).toEqual([]);
    expect((await objective('one_hear')).evidence).toEqual([]);
  });

  it('proves nothing by reopening, or by objectives that the content sends again', async () => {
    await sit([asks('one_call')]);
    const before = await progress();
    const page = await openPage(server, agent, 'one');
    const { epoch, cmi } = (await page.post('session')).body;
    const again = {
      ...cmi,
      objectives: { 0: { id: 'one_ask', status: 'passed' }, 1: { id: 'one_hear', status: 'passed' } },
    };
    await page.post('commit', { epoch, number: 1, final: true, cmi: again });
    expect(await progress()).toEqual(before);
  });

  it('takes a success in a new attempt, seven days later by the clock of the server, for "can later"', async () => {
    await sit([asks('one_call'), asks('one_second')]);
    await sit([asks('one_call')], true);
    expect((await objective('one_ask')).level).toBe('can-now');
    nowMs += 7 * DAY_MS;
    await sit([asks('one_second')], true);
    expect((await objective('one_ask')).level).toBe('can-later');
  });

  it('gives a tip the highest level that half of its objectives hold', async () => {
    await sit([asks('one_call'), asks('one_second')]);
    expect((await tip('needs')).level).toBe('not-started');
    await sit([asks('one_call'), asks('one_second'), { id: 'one_reply', objectives: ['one_hear'] }], true);
    expect((await tip('needs')).level).toBe('practising');
  });

  it('is the own one for agents; trainers and administrators see everybody', async () => {
    await sit([asks('one_call')]);
    const path = `/api/learners/${agent.user!.id}/progress`;
    expect((await server.visitor().get('/api/progress')).status).toBe(401);
    expect((await (await server.as('agent')).get(path)).status).toBe(403);
    expect((await agent.get(path)).status).toBe(200);
    const trainer = await server.as('trainer');
    expect((await trainer.get(path)).body).toEqual(await progress());
    expect((await trainer.get('/api/learners/nobody/progress')).status).toBe(404);
  });
});
