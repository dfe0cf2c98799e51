import { count } from 'drizzle-orm';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LoggedCall } from '#server/contract/commit.ts';
import { LearnerData } from '#server/contract/learner-data.ts';
import { addImportedAttempt, addImportedCourse, COURSE, ODD_SCO } from '#test/support/imported-attempt.ts';
import { cmiWith, openPage, publishFixture } from '#test/support/learning-fixture.ts';
import { openPackage, publishPackage } from '#test/support/package-fixture.ts';
import {
  startTestServer,
  TEST_PASSWORD,
  type TestClient,
  type TestServer,
} from '#test/support/test-server.ts';

let server: TestServer;
let admin: TestClient;
let ada: TestClient;
let bo: TestClient;
const logged: string[] = [];

const call: LoggedCall = {
  atMs: 1,
  sco: ODD_SCO,
  name: 'LMSInitialize',
  args: [''],
  result: 'true',
  error: '0',
};
const lost = '\uD800 half a letter';
const cmi = { core: { lesson_status: 'completed' }, suspend_data: `"\n</script>\u2028${lost}` };
const idOf = (who: TestClient) => who.user?.id ?? '';
const nameOf = (who: TestClient) => who.user?.username ?? '';

async function erase(who: TestClient, whom: TestClient, body: object) {
  const sent = await who.fetch(`/api/learners/${idOf(whom)}/data`, {
    method: 'DELETE',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: sent.status, body: JSON.parse(await sent.text()) };
}

/** Opens a lesson of ours and gives an answer that counts. */
async function practise(who: TestClient) {
  const page = await openPage(server, who, 'one');
  const { epoch } = (await page.post('session')).body;
  const answers = [
    { id: 'one_call', response: 'What did it do?', objectives: ['one_ask'] },
    { id: 'one_reply', response: 'That is a day lost.', objectives: ['one_hear'] },
  ];
  const commit = { epoch, number: 1, final: false, cmi: cmiWith(answers) };
  expect((await page.post('commit', commit)).body.outcome).toBe('stored');
  return { page, epoch, cmi: commit.cmi };
}

async function rowsPerTable(): Promise<Record<string, number>> {
  const { db, t } = server.services.store;
  const found: [string, number][] = [];
  for (const [name, table] of Object.entries(t)) {
    const [row] = await db.select({ n: count() }).from(table);
    found.push([name, row?.n ?? 0]);
  }
  return Object.fromEntries(found);
}

beforeAll(async () => {
  const log = pino({ level: 'info' }, { write: (line: string) => void logged.push(line) });
  server = await startTestServer({ log });
  await publishFixture(server.services);
  await addImportedCourse(server.services);
  await publishPackage(server.services, {
    courseId: 'package',
    edition: '1.2',
    items: [{ id: 'a' }, { id: 'b' }],
  });
  admin = await server.as('admin');
  bo = await server.as('agent');
  await learn(bo);
});
afterAll(() => server.close());
beforeEach(async () => {
  ada = await server.as('agent', { name: 'Ada "the" <b>Lind</b>' });
  await learn(ada);
});

/** Something of everything that is kept about a person. */
async function learn(who: TestClient) {
  await addImportedAttempt(server.services, idOf(who), {
    cmi,
    calls: [call, call, call],
    interactions: [{ id: 'Q1', response: lost.toWellFormed(), correct: ['a'] }],
  });
  await practise(who);
}

describe('everything that is held about somebody', () => {
  it('comes as one file that says all of it, and no secret', async () => {
    const answer = await ada.get(`/api/learners/${idOf(ada)}/data`);
    expect(answer.headers.get('Content-Disposition')).toBe(
      `attachment; filename=askwell-${nameOf(ada)}.json`,
    );
    const data = LearnerData.parse(answer.body);
    expect(data.account).toMatchObject({ name: 'Ada "the" <b>Lind</b>', hasPassword: true, role: 'agent' });
    expect([data.signIns.length, data.links.length]).toEqual([1, 1]);
    expect(data.courses.map(({ id }) => id).sort()).toEqual(['calls', COURSE]);

    const own = data.courses.find(({ id }) => id === 'calls');
    const evidence = own?.evidence.toSorted((a, b) => a.objectiveId.localeCompare(b.objectiveId));
    expect(evidence).toMatchObject([
      { objectiveId: 'one_ask', kind: 'success' },
      { objectiveId: 'one_hear', kind: 'success' },
    ]);
    expect(own?.objectives).toMatchObject([
      { objectiveId: 'one_ask', level: 'practising' },
      { objectiveId: 'one_hear' },
    ]);
    expect(own?.tips[0]).toMatchObject({ tip: 'needs' });

    const [attempt] = data.courses.find(({ id }) => id === COURSE)?.attempts ?? [];
    expect(attempt).toMatchObject({ number: 1, version: 1, package: { currentSco: ODD_SCO } });
    const sco = attempt?.scos.find(({ sco }) => sco === ODD_SCO);
    expect(sco?.cmi).toEqual(cmi);
    expect(sco?.answers).toMatchObject([
      { interactionId: 'Q1', response: '\uFFFD half a letter', correct: ['a'] },
    ]);
    expect(attempt?.scos.find(({ sco }) => sco === '')?.cmi).toBeNull();
    expect(attempt?.callLog.map(({ part, calls }) => [part, calls.length])).toEqual([
      [1, 2],
      [2, 1],
    ]);
    expect([attempt?.sessions.length, attempt?.launches.length]).toEqual([2, 1]);

    const { db, t } = server.services.store;
    const secrets = [
      ...(await db.select({ s: t.session.token }).from(t.session)),
      ...(await db.select({ s: t.links.tokenHash }).from(t.links)),
      ...(await db.select({ s: t.launches.tokenHash }).from(t.launches)),
      ...(await db.select({ s: t.account.password }).from(t.account)),
    ];
    const text = JSON.stringify(answer.body);
    for (const { s } of secrets) expect(text).not.toContain(s);
    for (const other of [idOf(bo), nameOf(bo)]) expect(text).not.toContain(other);
  });

  it('goes to themselves and to administrators alone', async () => {
    const trainer = await server.as('trainer');
    const path = `/api/learners/${idOf(ada)}/data`;
    expect((await server.visitor().get(path)).status).toBe(401);
    expect((await bo.get(path)).status).toBe(403);
    expect((await trainer.get(path)).status).toBe(403);
    expect((await admin.get(path)).status).toBe(200);
    expect((await admin.get('/api/learners/nobody/data')).status).toBe(404);
  });

  it('takes no more memory for a long history, and all of it comes', async () => {
    const { db, t } = server.services.store;
    const [attempt] = await db.select({ id: t.attempts.id }).from(t.attempts).limit(1);
    const attemptId = await addImportedAttempt(server.services, idOf(ada), { number: 2 });
    expect(attempt).toBeDefined();
    const part = {
      attemptId,
      scoId: '',
      epoch: 3,
      skipped: 0,
      atMs: 1,
      calls: JSON.stringify(Array.from({ length: 400 }, () => call)),
    };
    for (let first = 0; first < 300; first += 50) {
      await db
        .insert(t.callLogs)
        .values(Array.from({ length: 50 }, (_, at) => ({ ...part, part: first + at + 1 })));
    }
    const answer = await ada.get(`/api/learners/${idOf(ada)}/data`);
    const parts = LearnerData.parse(answer.body).courses.flatMap(({ attempts }) =>
      attempts.flatMap((a) => a.callLog),
    );
    expect(parts.reduce((sum, { calls }) => sum + calls.length, 0)).toBe(300 * 400 + 3);
  });
});

describe('erasing', () => {
  it('is for administrators who name the right person', async () => {
    const before = await rowsPerTable();
    expect((await erase(ada, ada, { username: nameOf(ada) })).status).toBe(403);
    expect((await erase(await server.as('trainer'), ada, { username: nameOf(ada) })).status).toBe(403);
    const wrong = await erase(admin, ada, { username: nameOf(bo) });
    expect([wrong.status, wrong.body.id]).toEqual([400, 'wrong-username']);
    expect((await erase(admin, ada, {})).status).toBe(400);
    const { attempts, interactions, callLogs } = await rowsPerTable();
    expect({ attempts, interactions, callLogs }).toMatchObject({
      attempts: before['attempts'],
      interactions: before['interactions'],
      callLogs: before['callLogs'],
    });
  });

  it('leaves nothing of what they did, and everything of everybody else', async () => {
    const before = await rowsPerTable();
    logged.length = 0;
    const erased = await erase(admin, ada, { username: ` ${nameOf(ada).toUpperCase()} ` });
    expect(erased.body).toEqual({ courses: 2, attempts: 2, account: false });
    const after = await rowsPerTable();
    const gone = Object.entries(before).filter(([name, n]) => after[name] !== n);
    const each = {
      registrations: 2,
      attempts: 2,
      trackedStates: 3,
      packageStates: 1,
      playSessions: 3,
      launches: 2,
    };
    expect(Object.fromEntries(gone.map(([name, n]) => [name, n - (after[name] ?? 0)]))).toEqual({
      ...each,
      interactions: 3,
      callLogs: 2,
      evidence: 2,
      objectiveProgress: 2,
      tipProgress: 1,
    });
    const data = LearnerData.parse((await ada.get(`/api/learners/${idOf(ada)}/data`)).body);
    expect(data.courses).toEqual([]);
    expect(LearnerData.parse((await bo.get(`/api/learners/${idOf(bo)}/data`)).body).courses).toHaveLength(2);
    const line = logged.find((text) => text.includes('was erased')) ?? '';
    expect(line).toContain(idOf(admin));
    for (const personal of [idOf(ada), nameOf(ada), 'Lind']) expect(line).not.toContain(personal);
  });

  it('ends open pages, whose later work brings nothing back', async () => {
    const { page, epoch, cmi } = await practise(ada);
    expect((await erase(admin, ada, { username: nameOf(ada) })).status).toBe(200);
    const empty = await rowsPerTable();
    const commit = (number: number) => page.post('commit', { epoch, number, final: true, cmi });
    for (const answer of [await commit(2), await page.post('session'), await commit(3)]) {
      expect([answer.status, answer.body.id]).toEqual([404, 'unknown-launch']);
    }
    expect((await ada.post(`/api/launches/${page.launchId}/renew`)).status).toBe(404);
    expect(await rowsPerTable()).toEqual(empty);
    // and they can begin anew
    await practise(ada);
    expect((await ada.get('/api/today')).body.lessons[0].status).toBe('in-progress');
  });

  it('ends the open page of a package, too', async () => {
    const page = await openPackage(server, ada, 'package');
    const { epoch } = await page.open();
    await page.enter(epoch, 'a');
    const commit = (number: number) => page.post('commit', { epoch, number, final: false, sco: 'a', cmi });
    const log = { epoch, part: 1, skipped: 0, calls: [call] };
    expect((await commit(1)).body.outcome).toBe('stored');
    expect((await erase(admin, ada, { username: nameOf(ada) })).status).toBe(200);
    const empty = await rowsPerTable();
    for (const answer of [
      await commit(2),
      await page.post('sco', { epoch, sco: 'b', fresh: false }),
      await page.post('log', log),
      await page.post('session'),
    ]) {
      expect([answer.status, answer.body.id]).toEqual([404, 'unknown-launch']);
    }
    expect(await rowsPerTable()).toEqual(empty);
  });

  it('loses to no page that is just writing', async () => {
    const { page, epoch, cmi } = await practise(ada);
    const work = Array.from({ length: 6 }, (_, at) =>
      page.post('commit', { epoch, number: at + 2, final: false, cmi }),
    );
    const [erased, ...answers] = await Promise.all([
      erase(admin, ada, { username: nameOf(ada) }),
      ...work,
      page.post('session'),
    ]);
    expect(erased.status).toBe(200);
    for (const { status } of answers) expect([200, 404]).toContain(status);
    const data = LearnerData.parse((await ada.get(`/api/learners/${idOf(ada)}/data`)).body);
    expect(data.courses).toEqual([]);
    const { db, t } = server.services.store;
    const left = await db.select({ id: t.playSessions.attemptId }).from(t.playSessions);
    const attempts = new Set((await db.select({ id: t.attempts.id }).from(t.attempts)).map(({ id }) => id));
    expect(left.filter(({ id }) => !attempts.has(id))).toEqual([]);
  });

  it('takes the account too when asked, with its sign-ins', async () => {
    const erased = await erase(admin, ada, { username: nameOf(ada), account: true });
    expect(erased.body).toMatchObject({ account: true });
    expect((await ada.get('/api/today')).status).toBe(401);
    expect((await admin.get(`/api/learners/${idOf(ada)}/data`)).status).toBe(404);
    const again = await server
      .visitor()
      .post('/api/session', { username: nameOf(ada), password: TEST_PASSWORD });
    expect(again.status).toBe(401);
    const rows = await server.services.store.db.select().from(server.services.store.t.user);
    expect(JSON.stringify(rows)).not.toContain(nameOf(ada));
  });

  it('keeps the last administrator, and all of their data', async () => {
    const refused = await erase(admin, admin, { username: nameOf(admin), account: true });
    expect([refused.status, refused.body.id]).toEqual([409, 'last-admin']);
    const second = await server.as('admin');
    expect((await erase(admin, second, { username: nameOf(second), account: true })).status).toBe(200);
  });
});
