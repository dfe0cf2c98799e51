import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cmiWith, openPage, type Page, publishFixture } from '#test/support/learning-fixture.ts';
import { startTestServer, type TestClient, type TestServer } from '#test/support/test-server.ts';

const MINUTE_MS = 60_000;
let nowMs = Date.UTC(2026, 0, 5, 9);
let server: TestServer;
let agent: TestClient;

beforeAll(async () => {
  server = await startTestServer({ now: () => nowMs });
  await publishFixture(server.services);
});
beforeEach(async () => {
  nowMs = Date.UTC(2026, 0, 5, 9);
  agent = await server.as('agent');
});
afterAll(() => server.close());

const open = async (lesson = 'one', who = agent): Promise<Page & { epoch: number }> => {
  const page = await openPage(server, who, lesson);
  const { body } = await page.post('session');
  return { ...page, epoch: body.epoch };
};
const commitTo = (page: Page, epoch: number, number: number, cmi: object, final = false) =>
  page.post('commit', { epoch, number, final, cmi });
/** What the database holds of the agent's one attempt. */
const stored = async () => {
  const { db, t } = server.services.store;
  const own = (await db.select().from(t.registrations)).find(
    ({ learnerId }) => learnerId === agent.user!.id,
  )!;
  const attempt = (await db.select().from(t.attempts)).find(
    ({ registrationId }) => registrationId === own.id,
  )!;
  const ofAttempt = ({ attemptId }: { attemptId: string }) => attemptId === attempt.id;
  const state = (await db.select().from(t.trackedStates)).find(ofAttempt)!;
  return { ...state, interactions: (await db.select().from(t.interactions)).filter(ofAttempt) };
};

describe('a commit', () => {
  it('is stored before it is answered, and comes back when the lesson is opened again', async () => {
    const page = await open();
    const cmi = cmiWith([], { lesson_location: 'step-2' }, { suspend_data: 'where I was \u0000 \ud800 ü' });
    expect((await commitTo(page, page.epoch, 1, cmi)).body).toEqual({
      result: true,
      errorCode: 0,
      outcome: 'stored',
      atMs: nowMs,
    });
    const again = await openPage(server, agent, 'one');
    const { body } = await again.post('session');
    expect(body.epoch).toBe(page.epoch + 1);
    expect(body.cmi.suspend_data).toBe('where I was \u0000 \ud800 ü');
    expect(body.cmi.core).toMatchObject({
      entry: 'resume',
      lesson_location: 'step-2',
      student_id: agent.user!.id,
    });
  });

  it('is acknowledged again when it is sent again, and refused with another content under its number', async () => {
    const page = await open();
    const cmi = cmiWith([{ id: 'one_call' }]);
    await commitTo(page, page.epoch, 1, cmi);
    const before = await stored();
    expect((await commitTo(page, page.epoch, 1, cmi)).body.outcome).toBe('again');
    const other = await commitTo(page, page.epoch, 1, cmiWith([]));
    expect(other.status).toBe(409);
    expect(other.body.id).toBe('commit-contradiction');
    expect(await stored()).toEqual(before);
  });

  it('that comes late keeps its answers and changes no state', async () => {
    const page = await open();
    await commitTo(page, page.epoch, 5, cmiWith([{ id: 'one_call' }], {}, { suspend_data: 'new' }));
    const late = await commitTo(
      page,
      page.epoch,
      3,
      cmiWith([{ id: 'one_mine', time: '09:00:00' }], {}, { suspend_data: 'old' }),
    );
    expect(late.body).toMatchObject({ result: true, outcome: 'late' });
    const after = await stored();
    expect(JSON.parse(after.cmi!).suspend_data).toBe('new');
    expect(after.interactions.map((i) => i.interactionId).sort()).toEqual(['one_call', 'one_mine']);
  });

  it('of a page that no longer holds the lesson keeps its answers, changes no state and says so', async () => {
    const first = await open();
    await commitTo(first, first.epoch, 1, cmiWith([], {}, { suspend_data: 'first tab' }));
    const second = await open();
    await commitTo(second, second.epoch, 1, cmiWith([], {}, { suspend_data: 'second tab' }));
    const answer = await commitTo(
      first,
      first.epoch,
      2,
      cmiWith([{ id: 'one_call' }], {}, { suspend_data: 'stale' }),
    );
    expect(answer.body).toMatchObject({ result: false, errorCode: 101, outcome: 'superseded' });
    const after = await stored();
    expect(JSON.parse(after.cmi!).suspend_data).toBe('second tab');
    expect(after.interactions).toHaveLength(1);
  });

  it('that an earlier page could not send becomes the state, if no session was opened since', async () => {
    const page = await open();
    const leftover = {
      epoch: page.epoch,
      number: 4,
      final: false,
      cmi: cmiWith([{ id: 'one_call' }], {}, { suspend_data: 'offline work' }),
    };
    const next = await openPage(server, agent, 'one');
    expect((await next.post('commit', leftover)).body.outcome).toBe('stored');
    const { body } = await next.post('session');
    expect(body.cmi.suspend_data).toBe('offline work');
    expect(Object.keys(body.cmi.interactions)).toEqual(['0']);
    expect((await next.post('commit', leftover)).body.outcome).toBe('superseded');
    expect((await stored()).interactions).toHaveLength(1);
  });

  it('never makes the reported status or score worse, and never un-finishes', async () => {
    const page = await open();
    const passed = cmiWith([], { lesson_status: 'passed', score: { raw: '90', min: '0', max: '100' } });
    await commitTo(page, page.epoch, 1, passed, true);
    const finished = await stored();
    expect(finished).toMatchObject({ reported: 'passed', scaledScore: 0.9, ended: true, completedMs: nowMs });
    nowMs += MINUTE_MS;
    await commitTo(page, page.epoch, 2, cmiWith([], { lesson_status: 'incomplete', score: { raw: '10' } }));
    expect(await stored()).toMatchObject({
      reported: 'passed',
      scaledScore: 0.9,
      ended: true,
      completedMs: finished.completedMs,
      completionStatus: 'incomplete',
    });
  });

  it('adds up the time of sessions, each bounded by the clock on the wall', async () => {
    const first = await open();
    nowMs += 10 * MINUTE_MS;
    await commitTo(first, first.epoch, 1, cmiWith([], { session_time: '00:04:00' }));
    await commitTo(first, first.epoch, 2, cmiWith([], { session_time: '00:05:00' }), true);
    expect((await stored()).totalSeconds).toBe(300);
    const second = await open();
    nowMs += 2 * MINUTE_MS;
    await commitTo(second, second.epoch, 1, cmiWith([], { session_time: '99:00:00' }));
    expect((await stored()).totalSeconds).toBe(300 + 120);
    const { body } = await (await openPage(server, agent, 'one')).post('session');
    expect(body.cmi.core.total_time).toBe('0000:07:00.00');
    expect(body.cmi.core).not.toHaveProperty('session_time');
  });

  it('does not change who the learner is, nor anything else that is ours to say', async () => {
    const page = await open();
    const forged = {
      student_id: 'somebody-else',
      student_name: 'Somebody Else',
      credit: 'no-credit',
      lesson_mode: 'review',
      total_time: '9999:00:00',
      entry: 'ab-initio',
    };
    const more = { launch_data: 'forged', comments_from_lms: 'forged', student_data: { mastery_score: '1' } };
    await commitTo(page, page.epoch, 1, cmiWith([], forged, more));
    const { body } = await (await openPage(server, agent, 'one')).post('session');
    expect(body.cmi.core).toMatchObject({
      student_id: agent.user!.id,
      student_name: agent.user!.name,
      credit: 'credit',
      lesson_mode: 'normal',
      total_time: '0000:00:00.00',
      entry: 'resume',
    });
    expect(JSON.stringify(body.cmi)).not.toContain('forged');
  });

  it('is taken from a beacon, which can only send plain text', async () => {
    const page = await open();
    const body = JSON.stringify({ epoch: page.epoch, number: 1, final: false, cmi: cmiWith([]) });
    expect((await page.post('commit', body, 'text/plain;charset=UTF-8')).body.outcome).toBe('stored');
  });
});

const nested = (depth: number): object => (depth === 0 ? {} : { a: nested(depth - 1) });

describe('nonsense', () => {
  const refused: [what: string, body: (epoch: number) => unknown, status: number, words: RegExp][] = [
    ['no JSON', () => '{"epoch":1', 400, /not valid JSON/],
    ['no object', () => '[]', 400, /Not a commit/],
    ['no epoch', () => ({ number: 1, final: false, cmi: {} }), 400, /epoch/],
    ['a number out of range', (epoch) => ({ epoch, number: 0, final: false, cmi: {} }), 400, /number/],
    ['an epoch never given out', () => ({ epoch: 99, number: 1, final: false, cmi: {} }), 409, /Epoch 99/],
    [
      'an unknown element',
      (epoch) => ({ epoch, number: 1, final: false, cmi: { cmi: {} } }),
      400,
      /cmi\.cmi.*no such element/,
    ],
    [
      'a number for a text',
      (epoch) => ({ epoch, number: 1, final: false, cmi: { core: { score: { raw: 90 } } } }),
      400,
      /cmi\.core\.score\.raw.*a number/,
    ],
    [
      'null for a text',
      (epoch) => ({ epoch, number: 1, final: false, cmi: { suspend_data: null } }),
      400,
      /null/,
    ],
    [
      'a reserved name',
      (epoch) => `{"epoch":${epoch},"number":1,"final":false,"cmi":{"core":{"__proto__":{"x":"1"}}}}`,
      400,
      /__proto__/,
    ],
    [
      'a reserved name at the top',
      (epoch) => `{"epoch":${epoch},"number":1,"final":false,"cmi":{"__proto__":{"x":"1"}}}`,
      400,
      /__proto__/,
    ],
    [
      'too long a suspend_data',
      (epoch) => ({ epoch, number: 1, final: false, cmi: { suspend_data: 'x'.repeat(64_001) } }),
      400,
      /64001 characters, at most 64000/,
    ],
    [
      '5 MB of suspend_data',
      (epoch) => ({ epoch, number: 1, final: false, cmi: { suspend_data: 'x'.repeat(5_000_000) } }),
      413,
      /larger/,
    ],
    [
      'too many interactions',
      (epoch) => ({
        epoch,
        number: 1,
        final: false,
        cmi: { interactions: Object.fromEntries(Array.from({ length: 2001 }, (_, i) => [i, { id: 'x' }])) },
      }),
      400,
      /2001 interactions, at most 2000/,
    ],
    [
      'a tree that no data model has',
      (epoch) => ({
        epoch,
        number: 1,
        final: false,
        cmi: { core: nested(20) },
      }),
      400,
      /cmi\.core\.a: SCORM 1\.2 has no such element/,
    ],
  ];

  it.each(refused)('%s is refused with a reason, and changes nothing', async (_, bodyFor, status, words) => {
    const page = await open();
    await commitTo(page, page.epoch, 1, cmiWith([{ id: 'one_call' }], {}, { suspend_data: 'good' }));
    const before = await stored();
    const answer = await page.post('commit', bodyFor(page.epoch));
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ status, id: expect.any(String) });
    expect(answer.body.detail).toMatch(words);
    expect(await stored()).toEqual(before);
  });

  it('of another edition is refused too', async () => {
    const page = await open();
    const answer = await commitTo(page, page.epoch, 1, { completion_status: 'completed' });
    expect(answer.status).toBe(400);
    expect(answer.body.detail).toContain('SCORM 1.2');
  });
});

describe('a launch token', () => {
  it('that nobody gave out opens nothing', async () => {
    const page = await open();
    const strange = { ...page, token: 'A'.repeat(43) };
    const answer = await server.contentFetch(strange.label, `/play/${strange.token}/commit`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{}',
    });
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ id: 'unknown-launch' });
  });

  it('is good on its own host only', async () => {
    const page = await open();
    const other = await open('one', await server.as('agent'));
    const answer = await server.contentFetch(other.label, `/play/${page.token}/session`, { method: 'POST' });
    expect(answer.status).toBe(404);
  });

  it('expires after 30 idle minutes; a commit slides it; its owner can renew it, nobody else', async () => {
    const page = await open();
    nowMs += 25 * MINUTE_MS;
    expect((await commitTo(page, page.epoch, 1, cmiWith([]))).status).toBe(200);
    nowMs += 25 * MINUTE_MS;
    expect((await commitTo(page, page.epoch, 2, cmiWith([], { lesson_location: 'b' }))).status).toBe(200);
    nowMs += 31 * MINUTE_MS;
    const late = await commitTo(page, page.epoch, 3, cmiWith([], { lesson_location: 'c' }));
    expect(late).toMatchObject({ status: 410, body: { id: 'expired-launch' } });
    const stranger = await server.as('agent');
    expect((await stranger.post(`/api/launches/${page.launchId}/renew`)).status).toBe(404);
    const renewed = await agent.post(`/api/launches/${page.launchId}/renew`);
    expect(renewed.body).toEqual({ expiresMs: nowMs + 30 * MINUTE_MS });
    expect((await commitTo(page, page.epoch, 3, cmiWith([], { lesson_location: 'c' }))).status).toBe(200);
  });

  it('stops working when its learner is deactivated', async () => {
    const page = await open();
    const admin = await server.as('admin');
    await admin.patch(`/api/users/${agent.user!.id}`, { active: false });
    expect((await commitTo(page, page.epoch, 1, cmiWith([]))).status).toBe(404);
  });
});

describe('many at once', () => {
  it('32 commits of one page are all taken, and the newest is the state', async () => {
    const page = await open();
    const numbers = Array.from({ length: 32 }, (_, at) => at + 1);
    const answers = await Promise.all(
      numbers.map((number) =>
        commitTo(
          page,
          page.epoch,
          number,
          cmiWith(
            [{ id: 'one_call', time: `10:00:${String(number).padStart(2, '0')}` }],
            {},
            { suspend_data: `n${number}` },
          ),
        ),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(numbers.map(() => 200));
    const after = await stored();
    expect(after.lastNumber).toBe(32);
    expect(JSON.parse(after.cmi!).suspend_data).toBe('n32');
    expect(after.interactions).toHaveLength(32);
    expect(after.interactions.filter(({ firstTry }) => firstTry)).toHaveLength(1);
  });

  it('32 learners commit at once, and two lessons of one learner roll up together', async () => {
    const learners = await Promise.all(Array.from({ length: 8 }, () => server.as('agent')));
    const pages = await Promise.all(
      learners.flatMap((learner) => [open('one', learner), open('two', learner)]),
    );
    const answers = await Promise.all(
      pages.flatMap((page, at) => {
        const id = at % 2 === 0 ? 'one_call' : 'two_call';
        const objectives = [at % 2 === 0 ? 'one_ask' : 'two_ask'];
        return [1, 2].map((number) =>
          commitTo(page, page.epoch, number, cmiWith([{ id, objectives }], { lesson_location: `${number}` })),
        );
      }),
    );
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    const { db, t } = server.services.store;
    const ids = learners.map((learner) => learner.user!.id);
    const registrations = (await db.select().from(t.registrations)).filter(({ learnerId }) =>
      ids.includes(learnerId),
    );
    expect(registrations.map(({ revision }) => revision)).toEqual(ids.map(() => 2));
    const own = new Set(registrations.map(({ id }) => id));
    const evidence = (await db.select().from(t.evidence)).filter(({ registrationId }) =>
      own.has(registrationId),
    );
    expect(evidence).toHaveLength(16);
  });
});
