import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addImportedAttempt, addImportedCourse, COURSE, ODD_SCO } from '#test/support/imported-attempt.ts';
import { cmiWith, openPage, publishFixture, type Said } from '#test/support/learning-fixture.ts';
import { startTestServer, type TestClient, type TestServer } from '#test/support/test-server.ts';

let nowMs = Date.UTC(2026, 0, 5, 9);
let server: TestServer;
let ada: TestClient;
let trainer: TestClient;
const first: Said = { id: 'one_call', response: 'What did it do to your day?', objectives: ['one_ask'] };

async function sit(who: TestClient, answers: Said[], core: Record<string, unknown>): Promise<void> {
  const page = await openPage(server, who, 'one');
  const { epoch } = (await page.post('session')).body;
  nowMs += 600_000;
  await page.post('commit', { epoch, number: 1, final: true, cmi: cmiWith(answers, core) });
}

beforeAll(async () => {
  server = await startTestServer({ now: () => nowMs });
  await publishFixture(server.services);
  trainer = await server.as('trainer');
  ada = await server.as('agent', { name: '=HYPERLINK("http://x","Ada")' });
  await server.as('agent', { name: 'Bo' });
  const tryout = await server.as('agent', { name: 'Try-out', tryout: true });
  const retry = { ...first, time: '10:01:00' };
  const passed = { lesson_status: 'passed', score: { raw: '80' }, session_time: '00:03:30' };
  await sit(ada, [{ ...first, result: 'wrong', response: 'Which model is it?' }, retry], passed);
  await sit(tryout, [first], passed);
});
afterAll(() => server.close());

describe('reports', () => {
  it.each([
    '/api/reports/learners?course=calls',
    '/api/reports/learners.csv?course=calls',
    '/api/reports/answers?course=calls',
    '/api/learners/x/answers?course=calls',
  ])('%s is for trainers and administrators', async (path) => {
    expect((await server.visitor().get(path)).status).toBe(401);
    expect((await ada.get(path)).status).toBe(403);
    expect((await trainer.get(path.replace('=calls', '=none'))).status).toBe(404);
    expect((await trainer.get(path.replace('?course=calls', ''))).status).toBe(400);
  });

  it('show each agent and lesson, without the try-out agent', async () => {
    const { body } = await trainer.get('/api/reports/learners?course=calls');
    expect(body.course).toEqual({ id: 'calls', title: 'Calls' });
    expect(body.lessons.map((lesson: { id: string }) => lesson.id)).toEqual(['one', 'two']);
    expect(body.learners.map((learner: { name: string }) => learner.name)).toEqual([ada.user!.name, 'Bo']);
    const [own, other] = body.learners;
    expect(own.cells[0]).toEqual({
      status: 'passed',
      scaledScore: 0.8,
      totalSeconds: 210,
      lastSeenMs: own.lastSeenMs,
    });
    expect(own.cells[1]).toEqual({
      status: 'not-started',
      scaledScore: null,
      totalSeconds: 0,
      lastSeenMs: null,
    });
    expect(other).toMatchObject({ lastSeenMs: null, tips: { needs: 'not-started' } });
  });

  it('come as a table that no spreadsheet runs', async () => {
    const answer = await trainer.get('/api/reports/learners.csv?course=calls');
    expect(answer.headers.get('Content-Type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('Content-Disposition')).toBe('attachment; filename=askwell-calls-learners.csv');
    const lines = String(answer.body).trim().split('\r\n');
    expect(lines).toHaveLength(5);
    expect(lines[0]).toMatch(
      /^\uFEFF?learner,username,course,lesson,status,score \(%\),time \(minutes\),last seen \(UTC\),tip 1/,
    );
    expect(lines[1]).toContain(`"'=HYPERLINK(""http://x"",""Ada"")"`);
    expect(lines[1]).toContain('Lesson one,passed,80,3.5,');
  });

  it('show first tries by name, in words, and retries to nobody', async () => {
    const { body } = await trainer.get(`/api/learners/${ada.user!.id}/answers?course=calls`);
    expect(body.learner.name).toBe(ada.user!.name);
    expect(body.answers).toEqual([
      {
        id: expect.any(String),
        lessonTitle: 'Lesson one',
        step: 'Step of one_call',
        prompt: 'What do you say? (one_call)',
        response: 'Which model is it?',
        written: '',
        result: 'incorrect',
        correct: [],
        seconds: 5,
        attempt: 1,
        atMs: expect.any(Number),
        writtenTime: '10:00:00',
      },
    ]);
  });

  it('count answers with retries apart and nobody named', async () => {
    const { body } = await trainer.get('/api/reports/answers?course=calls');
    expect(body.prompts).toEqual([
      {
        id: 'one_call',
        scoId: 'SCO-one',
        lessonTitle: 'Lesson one',
        step: 'Step of one_call',
        prompt: 'What do you say? (one_call)',
        responses: [
          { response: 'Which model is it?', result: 'incorrect', firstTries: 1, retries: 0 },
          { response: first.response, result: 'correct', firstTries: 0, retries: 1 },
        ],
      },
    ]);
  });
});

describe('reports of a package that somebody handed in', () => {
  const urn = (text: string) => `urn:scormdriver:${encodeURIComponent(text)}`;
  beforeAll(async () => {
    await addImportedCourse(server.services);
    const asked = { id: 'Q1', description: 'What do you ask first?', correct: [urn('What happened?')] };
    await addImportedAttempt(server.services, ada.user!.id, {
      interactions: [
        { ...asked, response: urn('What happened?'), result: 'correct' },
        { id: 'Drag_and_drop', scoId: 'two', type: 'matching', response: '1.a,2.b', result: 'wrong' },
        { ...asked, scoId: 'two', description: '', response: 'a,b', result: '0.5' },
      ],
    });
    await addImportedAttempt(server.services, ada.user!.id, {
      number: 2,
      trial: true,
      interactions: [{ id: 'Q1', response: 'a trial', result: 'wrong' }],
    });
  });

  it('show the package as one column', async () => {
    const { body } = await trainer.get(`/api/reports/learners?course=${COURSE}`);
    expect(body.lessons).toEqual([{ id: 'package', title: 'Handed in' }]);
    const own = body.learners.find(({ id }: { id: string }) => id === ada.user!.id);
    expect(own.cells).toMatchObject([{ status: 'in-progress', totalSeconds: 5 }]);
  });

  it('show answers in words, with what the package wrote, by the title of their SCO', async () => {
    const { body } = await trainer.get(`/api/learners/${ada.user!.id}/answers?course=${COURSE}`);
    expect(body.answers).toEqual([
      {
        id: expect.any(String),
        lessonTitle: 'First part',
        step: '',
        prompt: 'What do you ask first?',
        response: 'What happened?',
        written: urn('What happened?'),
        result: 'correct',
        correct: ['What happened?'],
        seconds: 7,
        attempt: 1,
        atMs: 1000,
        writtenTime: '10:00:00',
      },
      expect.objectContaining({
        lessonTitle: 'Second part',
        prompt: 'Drag and drop',
        response: '1 – a; 2 – b',
        result: 'incorrect',
      }),
      expect.objectContaining({ prompt: 'Q1', response: 'a; b', written: 'a,b', result: '0.5' }),
    ]);
  });

  it('count answers SCO by SCO, without trials', async () => {
    const { body } = await trainer.get(`/api/reports/answers?course=${COURSE}`);
    expect(
      body.prompts.map(({ scoId, lessonTitle, prompt, responses }: Record<string, unknown>) => [
        scoId,
        lessonTitle,
        prompt,
        responses,
      ]),
    ).toEqual([
      [
        ODD_SCO,
        'First part',
        'What do you ask first?',
        [{ response: 'What happened?', result: 'correct', firstTries: 1, retries: 0 }],
      ],
      [
        'two',
        'Second part',
        'Drag and drop',
        [{ response: '1 – a; 2 – b', result: 'incorrect', firstTries: 1, retries: 0 }],
      ],
      ['two', 'Second part', 'Q1', [{ response: 'a; b', result: '0.5', firstTries: 1, retries: 0 }]],
    ]);
  });
});
