import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LoggedCall } from '#server/contract/commit.ts';
import { AttemptSessions, CallLogView, LearnerAttempts, RawCmi } from '#server/contract/raw-data.ts';
import { addImportedAttempt, addImportedCourse, COURSE, ODD_SCO } from '#test/support/imported-attempt.ts';
import { askwellFixture } from '#test/support/learning-fixture.ts';
import { openPackage, publishPackage } from '#test/support/package-fixture.ts';
import { startTestServer, type TestClient, type TestServer } from '#test/support/test-server.ts';

let server: TestServer;
let ada: TestClient;
let trainer: TestClient;
let attemptId: string;
let ownAttemptId: string;
const sco = `sco=${encodeURIComponent(ODD_SCO)}`;

const call = (
  name: string,
  args: string[] = [''],
  result = 'true',
  error = '0',
  scoId = ODD_SCO,
): LoggedCall => ({
  atMs: 10,
  sco: scoId,
  name,
  args,
  result,
  error,
});
const cmi = {
  core: { lesson_status: 'completed', score: { raw: '50', min: '', max: '100' }, exit: 'suspend' },
  suspend_data: '<b>page 3</b>',
  interactions: { 0: { id: 'Q1', type: 'choice', student_response: 'a', result: 'wrong' } },
};

beforeAll(async () => {
  server = await startTestServer();
  await addImportedCourse(server.services);
  trainer = await server.as('trainer');
  ada = await server.as('agent', { name: 'Ada' });
  attemptId = await addImportedAttempt(server.services, ada.user?.id ?? '', {
    cmi,
    calls: [
      call('LMSInitialize'),
      call('LMSSetValue', ['cmi.core.lesson_status', 'completed']),
      call('LMSSetValue', ['cmi.suspend_data', 'x'.repeat(300)], 'false', '405'),
      call('LMSInitialize', [''], 'true', '0', 'two'),
      call('LMSSetValue', ['cmi.core.score.raw', '101'], 'false', '405', 'two'),
      call('LMSFinish'),
    ],
  });
  await addImportedCourse(server.services, { id: 'ours', askwell: askwellFixture });
  ownAttemptId = await addImportedAttempt(server.services, ada.user?.id ?? '', {
    courseId: 'ours',
    cmi: { ...cmi, suspend_data: 'A secret' },
    calls: [call('LMSSetValue', ['cmi.suspend_data', 'A secret'], 'false', '405')],
  });
});
afterAll(() => server.close());

describe('raw data', () => {
  it('is for trainers and administrators', async () => {
    const paths = ['cmi', 'cmi.json', 'log', 'sessions'].map(
      (what) => `/api/attempts/${attemptId}/${what}?${sco}&launched=&epoch=1`,
    );
    for (const path of [...paths, `/api/learners/${ada.user?.id}/attempts?course=${COURSE}`]) {
      expect((await server.visitor().get(path)).status).toBe(401);
      expect((await ada.get(path)).status).toBe(403);
      expect((await trainer.get(path)).status).toBe(200);
      const elsewhere = path.replace(attemptId, 'none').replace(COURSE, 'none');
      expect((await trainer.get(elsewhere)).status).toBe(404);
    }
    expect((await trainer.get(`/api/attempts/${attemptId}/cmi`)).status).toBe(400);
    expect((await trainer.get(`/api/attempts/${attemptId}/cmi?sco=other`)).status).toBe(404);
    expect((await trainer.get(`/api/attempts/${attemptId}/log?launched=&epoch=0`)).status).toBe(400);
  });

  it('lists attempts with each SCO as it stands, and the package first', async () => {
    const { body } = await trainer.get(`/api/learners/${ada.user?.id}/attempts?course=${COURSE}`);
    const { attempts, course, learner } = LearnerAttempts.parse(body);
    expect([learner.name, course.title]).toEqual(['Ada', 'Handed in']);
    expect(attempts).toHaveLength(1);
    expect(attempts[0]).toMatchObject({
      number: 1,
      edition: '1.2',
      tool: 'Some tool',
      whole: true,
      trial: false,
    });
    expect(attempts[0]?.scos.map(({ scoId, title, hasData }) => [scoId, title, hasData])).toEqual([
      ['', 'Handed in', false],
      [ODD_SCO, 'First part', true],
    ]);
    expect(attempts[0]?.scos[1]).toMatchObject({
      reported: 'completed',
      completionStatus: 'completed',
      scaledScore: 0.5,
      progress: 0.75,
      totalSeconds: 5,
      ended: true,
    });
  });

  it('lists the elements that are stored, and says what the last session shows', async () => {
    const { body } = await trainer.get(`/api/attempts/${attemptId}/cmi?${sco}`);
    const raw = RawCmi.parse(body);
    expect(raw.elements.map(({ name, value }) => `${name} = ${value}`)).toEqual([
      'cmi.core.lesson_status = completed',
      'cmi.core.score.raw = 50',
      'cmi.core.score.max = 100',
      'cmi.core.exit = suspend',
      'cmi.suspend_data = <b>page 3</b>',
      'cmi.interactions.0.id = Q1',
      'cmi.interactions.0.type = choice',
      'cmi.interactions.0.student_response = a',
      'cmi.interactions.0.result = wrong',
    ]);
    expect(raw.hidden).toBe(false);
    expect(raw.findings).toEqual([
      {
        kind: 'refused',
        tone: 'bad',
        what: 'cmi.suspend_data',
        value: 'x'.repeat(200),
        error: '405',
        times: 1,
      },
    ]);
    const whole = RawCmi.parse((await trainer.get(`/api/attempts/${attemptId}/cmi?sco=`)).body);
    expect(whole.findings.map(({ kind, what }) => [kind, what])).toEqual([
      ['refused', 'cmi.core.score.raw'],
      ['refused', 'cmi.suspend_data'],
    ]);
  });

  it('hands out what is stored as a file', async () => {
    const answer = await trainer.get(`/api/attempts/${attemptId}/cmi.json?${sco}`);
    expect(answer.headers.get('Content-Disposition')).toBe('attachment; filename=askwell-cmi.json');
    expect(answer.body).toEqual({ cmi });
    expect((await trainer.get(`/api/attempts/${attemptId}/cmi.json?sco=`)).status).toBe(404);
  });

  it('lists page loads, and the calls of one of them', async () => {
    const { sessions } = AttemptSessions.parse(
      (await trainer.get(`/api/attempts/${attemptId}/sessions`)).body,
    );
    const session = { epoch: 1, startedMs: 1000, lastMs: 6000, seconds: 5, log: { parts: 2, leftOut: 0 } };
    expect(sessions.toSorted((a, b) => a.sco.length - b.sco.length)).toEqual([
      { ...session, sco: '', title: 'Handed in', ended: false },
      { ...session, sco: ODD_SCO, title: 'First part', ended: true },
    ]);
    const log = async (more: string) =>
      CallLogView.parse((await trainer.get(`/api/attempts/${attemptId}/log?launched=&epoch=1${more}`)).body);
    expect((await log('')).calls.map(({ name }) => name)).toEqual([
      'LMSInitialize',
      'LMSSetValue',
      'LMSSetValue',
      'LMSInitialize',
      'LMSSetValue',
      'LMSFinish',
    ]);
    expect((await log(`&errors=true&${sco}`)).calls).toEqual([
      {
        id: '1.2',
        atMs: 10,
        sco: ODD_SCO,
        name: 'LMSSetValue',
        element: 'cmi.suspend_data',
        value: 'x'.repeat(300),
        result: 'false',
        error: '405',
      },
    ]);
    expect((await log('&after=1')).calls).toHaveLength(3);
    expect((await log('&after=1')).next).toBeNull();
    const none = await trainer.get(`/api/attempts/${attemptId}/log?launched=&epoch=2`);
    expect(none.body).toEqual({ calls: [], leftOut: 0, next: null, hidden: false });
  });

  it('keeps second tries of our own lessons private, and says so', async () => {
    const raw = RawCmi.parse((await trainer.get(`/api/attempts/${ownAttemptId}/cmi?${sco}`)).body);
    const hidden = raw.elements.filter(({ value }) => value === null);
    expect(hidden).toEqual([
      { name: 'cmi.suspend_data', value: null, length: 8 },
      { name: 'cmi.interactions.0.student_response', value: null, length: 1 },
      { name: 'cmi.interactions.0.result', value: null, length: 5 },
    ]);
    expect(raw.hidden).toBe(true);
    expect(raw.findings.find(({ kind }) => kind === 'refused')).toMatchObject({
      what: 'cmi.suspend_data',
      value: '',
    });
    const log = await trainer.get(`/api/attempts/${ownAttemptId}/log?launched=&epoch=1`);
    expect(log.body).toMatchObject({ hidden: true, calls: [{ element: 'cmi.suspend_data', value: null }] });
    const file = await trainer.get(`/api/attempts/${ownAttemptId}/cmi.json?${sco}`);
    expect(file.body.cmi.suspend_data).toBe('[hidden: 8 characters]');
    for (const answer of [raw, log.body, file.body])
      expect(JSON.stringify(answer)).not.toMatch(/A secret|wrong/);
  });

  it('pages through a log of any length', async () => {
    const { db, t } = server.services.store;
    const part = {
      attemptId,
      scoId: '',
      epoch: 7,
      skipped: 1,
      calls: JSON.stringify([call('LMSCommit')]),
      atMs: 1,
    };
    await db.insert(t.callLogs).values(Array.from({ length: 23 }, (_, at) => ({ ...part, part: at + 1 })));
    let after: number | null = 0;
    let calls = 0;
    let leftOut = 0;
    const asked = [];
    while (after !== null) {
      asked.push(after);
      const { body } = await trainer.get(`/api/attempts/${attemptId}/log?launched=&epoch=7&after=${after}`);
      calls += body.calls.length;
      leftOut += body.leftOut;
      after = body.next;
    }
    expect([calls, leftOut, asked]).toEqual([23, 23, [0, 10, 20]]);
  });

  it('tells what a page of a package really did', async () => {
    await publishPackage(server.services, {
      courseId: 'played',
      edition: '2004-4',
      items: [{ id: 'a' }, { id: 'b' }],
    });
    const page = await openPackage(server, ada, 'played');
    const { epoch } = await page.open();
    await page.enter(epoch, 'a');
    const data = { location: '3', completion_status: 'completed', success_status: 'unknown' };
    const told = {
      completionStatus: 'incomplete',
      successStatus: 'unknown',
      scaledScore: null,
      progress: null,
      sequencing: '{}',
    };
    const commit = { epoch, number: 1, final: true, sco: 'a', cmi: data, package: told };
    expect((await page.post('commit', commit)).body.outcome).toBe('stored');
    const calls = [
      call('Initialize', [''], 'true', '0', 'a'),
      call('SetValue', ['cmi.location', '3'], 'true', '0', 'a'),
      call('SetValue', ['cmi.score.scaled', '2'], 'false', '407', 'a'),
      call('SetValue', ['cmi.completion_status', 'completed'], 'true', '0', 'a'),
      call('Terminate', [''], 'true', '0', 'a'),
    ];
    expect((await page.post('log', { epoch, part: 1, skipped: 0, calls })).status).toBe(204);
    await page.enter(epoch, 'b');
    const attempts = await trainer.get(`/api/learners/${ada.user?.id}/attempts?course=played`);
    const [{ id, scos }] = attempts.body.attempts;
    expect(scos.map(({ scoId }: { scoId: string }) => scoId)).toEqual(['', 'a', 'b']);
    const judged = async (scoId: string) => {
      const { findings, sco } = RawCmi.parse(
        (await trainer.get(`/api/attempts/${id}/cmi?sco=${scoId}`)).body,
      );
      return [sco.ended, findings.map(({ kind, what, error }) => `${kind} ${what} ${error}`.trim())];
    };
    expect(await judged('a')).toEqual([true, ['refused cmi.score.scaled 407']]);
    expect(await judged('b')).toEqual([false, ['still-open']]);
    expect(await judged('')).toEqual([false, ['refused cmi.score.scaled 407']]);
  });
});
