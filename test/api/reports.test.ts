import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
        result: 'incorrect',
        attempt: 1,
        atMs: expect.any(Number),
      },
    ]);
  });

  it('count answers with retries apart and nobody named', async () => {
    const { body } = await trainer.get('/api/reports/answers?course=calls');
    expect(body.prompts).toEqual([
      {
        id: 'one_call',
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
