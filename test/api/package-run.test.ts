import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cmiWith } from '#test/support/learning-fixture.ts';
import { openPackage, type PackagePage, publishPackage } from '#test/support/package-fixture.ts';
import { startTestServer, type TestClient, type TestServer } from '#test/support/test-server.ts';

const START_MS = Date.UTC(2026, 0, 5, 9);
let nowMs = START_MS;
let server: TestServer;
let agent: TestClient;

beforeAll(async () => {
  server = await startTestServer({ now: () => nowMs });
  await publishPackage(server.services, {
    courseId: 'old',
    edition: '1.2',
    items: [
      {
        id: 'part',
        children: [
          { id: 'greet', data: { launchData: 'slow=1', masteryScore: '80', maxTimeAllowed: '00:30:00' } },
          { id: 'ask', data: { timeLimitAction: 'exit,message' } },
        ],
      },
      { id: 'close' },
    ],
  });
  await publishPackage(server.services, {
    courseId: 'new',
    edition: '2004-4',
    items: [
      {
        id: 'first',
        data: { scaledPassingScore: '0.8', completionThreshold: '0.5', objectives: ['main', 'more'] },
      },
      { id: 'second' },
    ],
  });
});
beforeEach(async () => {
  nowMs = START_MS;
  agent = await server.as('agent');
});
afterAll(() => server.close());

/** What the database holds of a page's attempt; `''` is the whole. */
async function stored(page: Pick<PackagePage, 'attempt'>) {
  const { db, t } = server.services.store;
  const { id } = await page.attempt();
  const mine = ({ attemptId }: { attemptId: string }) => attemptId === id;
  const states = (await db.select().from(t.trackedStates)).filter(mine);
  return {
    whole: states.find(({ scoId }) => scoId === ''),
    of: (sco: string) => states.find(({ scoId }) => scoId === sco),
    interactions: (await db.select().from(t.interactions)).filter(mine),
    state: (await db.select().from(t.packageStates)).find(mine),
    sessions: (await db.select().from(t.playSessions)).filter(mine),
    logs: (await db.select().from(t.callLogs)).filter(mine),
  };
}

/** A page in a session, whose commits number themselves. */
async function play(courseId: string, more: { review?: boolean; fresh?: boolean } = {}, who = agent) {
  const page = await openPackage(server, who, courseId, more);
  const opened = await page.open();
  let number = 0;
  const commit = (sco: string, cmi: object, rest: object = {}) => {
    number += 1;
    return page.post('commit', { epoch: opened.epoch, number, final: false, cmi, sco, ...rest });
  };
  const enter = async (sco: string, fresh = false) => (await page.enter(opened.epoch, sco, fresh)).cmi;
  return { ...page, opened, epoch: opened.epoch as number, commit, enter };
}

const status12 = (lesson_status: string, raw = '') =>
  cmiWith([], { lesson_status, score: { raw, max: '100' } });

describe('a package of three SCOs in SCORM 1.2', () => {
  it('is played from end to end, and rolled up on the way', async () => {
    const page = await play('old');
    expect(page.opened).toMatchObject({ cmi: {}, package: { current: null, sequencing: null, scos: {} } });
    expect(await page.enter('greet')).toMatchObject({
      core: { entry: 'ab-initio', credit: 'credit', lesson_mode: 'normal', student_id: agent.user!.id },
      launch_data: 'slow=1',
      student_data: { mastery_score: '80', max_time_allowed: '00:30:00' },
    });
    expect((await page.commit('greet', status12('incomplete'))).body.outcome).toBe('stored');
    expect((await stored(page)).whole).toMatchObject({
      completionStatus: 'incomplete',
      reported: 'in-progress',
      progress: 0,
    });
    await page.commit('greet', status12('passed', '90'), { final: true });
    expect((await stored(page)).whole).toMatchObject({
      reported: 'in-progress',
      scaledScore: 0.9,
      progress: 1 / 3,
    });
    expect(await page.enter('ask')).toMatchObject({ student_data: { time_limit_action: 'exit,message' } });
    await page.commit('ask', status12('completed'), { final: true });
    await page.enter('close');
    await page.commit('close', status12('passed', '60'), { final: true });
    const after = await stored(page);
    expect(after.whole).toMatchObject({
      completionStatus: 'completed',
      successStatus: 'passed',
      reported: 'passed',
      scaledScore: 0.75,
      progress: 1,
      completedMs: nowMs,
      cmi: null,
    });
    expect(after.of('ask')).toMatchObject({ reported: 'completed', successStatus: 'unknown' });
    const cards = (await agent.get('/api/today')).body.lessons;
    expect(cards.find(({ courseId }: { courseId: string }) => courseId === 'old')).toMatchObject({
      status: 'passed',
    });
  });
});
