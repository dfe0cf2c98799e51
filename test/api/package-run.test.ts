import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cmiWith } from '#test/support/learning-fixture.ts';
import { openPackage, type PackagePage, publishPackage } from '#test/support/package-fixture.ts';
import { startTestServer, type TestClient, type TestServer } from '#test/support/test-server.ts';

const START_MS = Date.UTC(2026, 0, 5, 9);
const MINUTE_MS = 60_000;
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

describe('what was left', () => {
  it('comes back at the SCO that was open last, with what each had set', async () => {
    const first = await play('old');
    await first.enter('greet');
    await first.commit('greet', status12('completed'), { final: true });
    await first.enter('ask');
    nowMs += 10 * MINUTE_MS;
    const half = cmiWith(
      [],
      { lesson_location: 'p2', session_time: '00:04:00' },
      { suspend_data: 'half \u0000 \ud800' },
    );
    await first.commit('ask', half);
    const second = await play('old');
    expect(second.epoch).toBe(first.epoch + 1);
    expect(second.opened.package).toEqual({
      current: 'ask',
      sequencing: null,
      scos: {
        greet: { completionStatus: 'completed', successStatus: 'unknown' },
        ask: { completionStatus: 'incomplete', successStatus: 'unknown' },
      },
    });
    const cmi = await second.enter('ask');
    expect(cmi).toMatchObject({
      core: { entry: 'resume', lesson_location: 'p2', total_time: '0000:04:00.00' },
      suspend_data: 'half \u0000 \ud800',
    });
    expect(cmi.core).not.toHaveProperty('session_time');
    expect(cmi.core).not.toHaveProperty('exit');
  });

  it('ended without asking to be suspended is neither new nor resumed', async () => {
    const page = await play('old');
    await page.enter('greet');
    await page.commit('greet', cmiWith([], { lesson_status: 'completed', exit: '' }), { final: true });
    expect((await page.enter('greet')).core).toMatchObject({ entry: '', lesson_status: 'completed' });
  });

  it('adds up the time of a SCO that is opened twice, and never more for the whole than the clock allows', async () => {
    const page = await play('old');
    await page.enter('greet');
    await page.enter('ask');
    nowMs += 5 * MINUTE_MS;
    const claim = cmiWith([], { session_time: '09:00:00' });
    await page.commit('greet', claim, { final: true });
    await page.commit('ask', claim, { final: true });
    expect((await stored(page)).whole).toMatchObject({ totalSeconds: 300 });
    await page.enter('greet');
    nowMs += MINUTE_MS;
    await page.commit('greet', cmiWith([], { session_time: '00:01:00' }));
    const after = await stored(page);
    expect(after.of('greet')).toMatchObject({ totalSeconds: 360 });
    expect(after.whole).toMatchObject({ totalSeconds: 360 });
  });
});

describe('a SCORM 2004 package', () => {
  const sequenced = (more: object = {}) => ({
    package: {
      completionStatus: 'incomplete',
      successStatus: 'unknown',
      scaledScore: null,
      progress: 0.5,
      sequencing: '{"current":"first"}',
      ...more,
    },
  });
  const cmi2004 = (more: object = {}) => ({
    completion_status: 'incomplete',
    exit: 'suspend',
    session_time: 'PT0S',
    ...more,
  });

  it('starts its SCOs with what the manifest says, and keeps what sequencing came to with every commit', async () => {
    const page = await play('new');
    expect(await page.enter('first')).toMatchObject({
      entry: 'ab-initio',
      mode: 'normal',
      credit: 'credit',
      scaled_passing_score: '0.8',
      completion_threshold: '0.5',
      objectives: { 0: { id: 'main' }, 1: { id: 'more' } },
    });
    const objectives = { 0: { id: 'main', success_status: 'passed' } };
    const done = cmi2004({
      completion_status: 'completed',
      success_status: 'passed',
      progress_measure: '1',
      objectives,
    });
    await page.commit('first', done, sequenced());
    const between = await stored(page);
    expect(between.whole).toMatchObject({ reported: 'in-progress', progress: 0.5, scaledScore: null });
    expect(between.of('first')).toMatchObject({ reported: 'passed', progress: 1 });
    const next = await play('new');
    expect(next.opened.package).toMatchObject({ current: 'first', sequencing: '{"current":"first"}' });
    expect((await next.enter('first')).objectives).toEqual(objectives);
    await next.enter('second');
    const end = sequenced({
      completionStatus: 'completed',
      successStatus: 'passed',
      scaledScore: 0.4,
      progress: 1,
      sequencing: '{}',
    });
    await next.commit('second', cmi2004(), end);
    expect((await stored(next)).whole).toMatchObject({ reported: 'passed', scaledScore: 0.4, progress: 1 });
    expect((await stored(next)).state).toMatchObject({ currentSco: 'second', sequencing: '{}' });
  });

  it('gives nothing of an earlier attempt on an activity to a fresh one, and keeps what was reported', async () => {
    const page = await play('new');
    await page.enter('first');
    nowMs += MINUTE_MS;
    const done = cmi2004({
      completion_status: 'completed',
      suspend_data: 'old',
      session_time: 'PT1M',
      location: 'end',
    });
    await page.commit('first', done, { final: true, ...sequenced() });
    const cmi = await page.enter('first', true);
    expect(cmi).toMatchObject({ entry: 'ab-initio', total_time: 'PT0S', objectives: { 0: { id: 'main' } } });
    expect(cmi).not.toHaveProperty('suspend_data');
    expect(cmi).not.toHaveProperty('location');
    expect((await stored(page)).of('first')).toMatchObject({
      reported: 'completed',
      completionStatus: 'not attempted',
      cmi: null,
    });
    nowMs += MINUTE_MS;
    await page.commit('first', cmi2004({ session_time: 'PT1M' }), sequenced());
    const after = await stored(page);
    expect(after.of('first')).toMatchObject({
      reported: 'completed',
      completionStatus: 'incomplete',
      totalSeconds: 60,
    });
    expect(after.whole).toMatchObject({ totalSeconds: 120 });
  });

  it('takes the word of sequencing, and rolls up itself only where there is none', async () => {
    const page = await play('new');
    await page.enter('first');
    await page.commit('first', cmi2004({ completion_status: 'completed' }), sequenced({ progress: 0.1 }));
    await page.enter('second');
    await page.commit('second', cmi2004({ completion_status: 'completed' }));
    expect((await stored(page)).whole).toMatchObject({ reported: 'in-progress', progress: 0.1 });
    const alone = await play('new', {}, await server.as('agent'));
    for (const sco of ['first', 'second']) {
      await alone.enter(sco);
      await alone.commit(sco, cmi2004({ completion_status: 'completed' }));
    }
    expect((await stored(alone)).whole).toMatchObject({ reported: 'completed', progress: 1 });
  });
});

describe('commits of one page', () => {
  it('of two SCOs may overtake each other; what sequencing said last stays', async () => {
    const page = await play('old');
    await page.enter('greet');
    await page.enter('ask');
    const commit = (number: number, sco: string, cmi: object) =>
      page.post('commit', { epoch: page.epoch, number, final: false, sco, cmi });
    const answers = [
      await commit(4, 'ask', status12('incomplete')),
      await commit(3, 'greet', cmiWith([], { lesson_status: 'passed' }, { suspend_data: 'newest of greet' })),
      await commit(2, 'greet', cmiWith([{ id: 'q' }], {}, { suspend_data: 'older' })),
      await commit(3, 'greet', cmiWith([], { lesson_status: 'passed' }, { suspend_data: 'newest of greet' })),
      await commit(4, 'ask', status12('incomplete')),
    ];
    expect(answers.map(({ body }) => body.outcome)).toEqual(['stored', 'stored', 'late', 'again', 'again']);
    expect((await commit(4, 'ask', status12('passed'))).body).toMatchObject({ id: 'commit-contradiction' });
    const after = await stored(page);
    expect(after.whole).toMatchObject({ lastNumber: 4, progress: 1 / 3 });
    expect(JSON.parse(after.of('greet')?.cmi ?? '')).toMatchObject({ suspend_data: 'newest of greet' });
    expect(after.interactions.map(({ scoId, interactionId }) => [scoId, interactionId])).toEqual([
      ['greet', 'q'],
    ]);
  });

  it('of a superseded page keep their answers, change no state and say so; it can open nothing more', async () => {
    const first = await play('old');
    await first.enter('greet');
    await first.commit('greet', cmiWith([], {}, { suspend_data: 'first' }));
    const second = await play('old');
    await second.enter('greet');
    await second.commit('greet', cmiWith([], {}, { suspend_data: 'second' }));
    const late = await first.commit('greet', cmiWith([{ id: 'q' }], {}, { suspend_data: 'stale' }));
    expect(late.body).toMatchObject({ result: false, errorCode: 101, outcome: 'superseded' });
    const entering = await first.post('sco', { epoch: first.epoch, sco: 'ask', fresh: false });
    expect(entering).toMatchObject({ status: 409, body: { id: 'superseded' } });
    const after = await stored(second);
    expect(JSON.parse(after.of('greet')?.cmi ?? '').suspend_data).toBe('second');
    expect(after.interactions).toHaveLength(1);
    expect(after.state).toMatchObject({ currentSco: 'greet' });
  });

  it('that an earlier page left behind count while nobody has opened the package since', async () => {
    const first = await play('old');
    await first.enter('greet');
    const page = await openPackage(server, agent, 'old');
    const left = { epoch: first.epoch, number: 7, final: true, sco: 'greet', cmi: status12('passed') };
    expect((await page.post('commit', left)).body.outcome).toBe('stored');
    expect((await page.open()).package.scos).toMatchObject({ greet: { successStatus: 'passed' } });
    expect((await page.post('commit', left)).body.outcome).toBe('superseded');
  });

  it('32 at once are all taken', async () => {
    const page = await play('old');
    await page.enter('greet');
    await page.enter('ask');
    const answers = await Promise.all(
      Array.from({ length: 32 }, (_, at) => {
        const sco = at % 2 === 0 ? 'greet' : 'ask';
        const cmi = cmiWith([{ id: `q${at}` }], {}, { suspend_data: `n${at + 1}` });
        return page.post('commit', { epoch: page.epoch, number: at + 1, final: false, sco, cmi });
      }),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const after = await stored(page);
    expect(after.whole).toMatchObject({ lastNumber: 32 });
    expect(JSON.parse(after.of('greet')?.cmi ?? '').suspend_data).toBe('n31');
    expect(JSON.parse(after.of('ask')?.cmi ?? '').suspend_data).toBe('n32');
    expect(after.interactions).toHaveLength(32);
  });
});

describe('an answer that is set piece by piece', () => {
  const piece = (more: object) => ({
    ...cmiWith([]),
    interactions: { 0: { id: 'q', type: 'choice', student_response: 'a', result: '', ...more } },
  });

  it('is completed by the commits that follow, and nothing of it changes once it is there', async () => {
    const page = await play('old');
    await page.enter('greet');
    await page.commit('greet', piece({}));
    const patterns = { 0: { pattern: 'a' }, 1: { pattern: 'b' } };
    await page.commit('greet', piece({ result: 'wrong', correct_responses: patterns }));
    const more = { time: '10:00:00', latency: '00:00:07' };
    await page.commit('greet', piece({ ...more, result: 'wrong' }));
    await page.commit('greet', piece({ ...more, result: 'correct' }));
    const { interactions } = await stored(page);
    expect(interactions).toHaveLength(1);
    expect(interactions[0]).toMatchObject({
      response: 'a',
      result: 'incorrect',
      latency: '00:00:07',
      time: '10:00:00',
      correct: ['a', 'b'],
      firstTry: true,
    });
  });

  it('keeps what was asked and what would have been right, in both editions', async () => {
    const old = await play('old');
    await old.enter('greet');
    await old.commit('greet', piece({ result: 'correct' }));
    expect((await stored(old)).interactions[0]).toMatchObject({ description: '', correct: null });
    const page = await play('new');
    await page.enter('first');
    const said = {
      id: 'q',
      type: 'fill-in',
      learner_response: 'x',
      result: 'correct',
      description: 'What \u0000 now?',
    };
    const interactions = { 0: { ...said, correct_responses: { 0: { pattern: 'x' } } } };
    await page.commit('first', { completion_status: 'incomplete', interactions });
    expect((await stored(page)).interactions[0]).toMatchObject({
      description: 'What \uFFFD now?',
      correct: ['x'],
    });
  });
});

describe('review', () => {
  it('hands out what is stored, in review mode, stores nothing, and takes nothing from another page', async () => {
    const page = await play('old');
    for (const sco of ['greet', 'ask', 'close']) {
      await page.enter(sco);
      await page.commit(sco, cmiWith([], { lesson_status: 'passed' }, { suspend_data: sco }), {
        final: true,
      });
    }
    const before = await stored(page);
    const look = await play('old', { review: true });
    expect(look.epoch).toBe(page.epoch);
    expect(look.opened.package).toMatchObject({ current: 'close' });
    expect(await look.enter('ask')).toMatchObject({
      core: { lesson_mode: 'review', credit: 'no-credit', lesson_status: 'passed' },
      suspend_data: 'ask',
    });
    const answer = await look.commit('ask', cmiWith([{ id: 'q' }], { lesson_status: 'failed' }));
    expect(answer.body).toMatchObject({ result: true, outcome: 'review' });
    expect((await look.post('log', { epoch: look.epoch, part: 1, skipped: 0, calls: [] })).status).toBe(204);
    expect(JSON.stringify(await stored(page))).toBe(JSON.stringify(before));
    expect((await page.commit('close', status12('passed'))).body.outcome).toBe('stored');
  });

  it('is told in the page, with the settings of the course', async () => {
    await publishPackage(server.services, {
      courseId: 'strict',
      edition: '1.2',
      items: [{ id: 'only' }],
      settings: { credit: false, masteryOverride: false },
    });
    const page = await play('strict');
    expect((await page.enter('only')).core).toMatchObject({ credit: 'no-credit', lesson_mode: 'normal' });
    await page.commit('only', status12('passed'));
    const look = await openPackage(server, agent, 'strict', { review: true });
    const answer = await server.contentFetch(look.label, `/play/${look.token}/`);
    const [, json] =
      /<script type="application\/json" id="launch">(.*?)<\/script>/.exec(await answer.text()) ?? [];
    expect(JSON.parse(json ?? '')).toMatchObject({
      mode: 'review',
      masteryOverride: false,
      href: expect.stringMatching(/^\/files\/[^/]+\/$/),
      contents: { children: [{ id: 'only', kind: 'sco' }] },
      title: 'Course strict',
    });
  });
});

describe('a hostile page', () => {
  it.each([
    ['an item that the package does not have', 'nobody', 400, 'unknown-sco'],
    ['the package itself', 'ORG', 400, 'unknown-sco'],
    ['a folder', 'part', 400, 'unknown-sco'],
    ['the whole', '', 400, 'invalid'],
    ['a name that means something to JavaScript', '__proto__', 400, 'unknown-sco'],
    ['another such name', 'constructor', 400, 'unknown-sco'],
    ['a NUL', 'greet\u0000', 400, 'unknown-sco'],
    ['a megabyte', 'x'.repeat(1_000_000), 413, 'too-large'],
  ])('cannot open %s', async (_, sco, status, id) => {
    const page = await play('old');
    const answer = await page.post('sco', { epoch: page.epoch, sco, fresh: false });
    expect(answer).toMatchObject({ status, body: { id } });
    expect((await stored(page)).state).toBeUndefined();
  });

  it.each([
    ['a SCO that it has not opened', { sco: 'close' }, 409, 'sco-not-entered'],
    ['a SCO that is none', { sco: '__proto__' }, 409, 'sco-not-entered'],
    ['no SCO', {}, 400, 'invalid-commit'],
    ['an epoch never given out', { sco: 'greet', epoch: 99 }, 409, 'unknown-epoch'],
    [
      'a data model of the other edition',
      { sco: 'greet', cmi: { completion_status: 'completed' } },
      400,
      'invalid-commit',
    ],
    [
      'a value of a megabyte',
      { sco: 'greet', cmi: { suspend_data: 'x'.repeat(1_000_000) } },
      400,
      'invalid-commit',
    ],
    [
      'a reserved name',
      { sco: 'greet', cmi: JSON.parse('{"core":{"__proto__":{"x":"1"}}}') },
      400,
      'invalid-commit',
    ],
  ])('cannot commit for %s', async (_, more, status, id) => {
    const page = await play('old');
    await page.enter('greet');
    const before = JSON.stringify(await stored(page));
    const commit = { epoch: page.epoch, number: 1, final: false, cmi: {}, ...more };
    expect(await page.post('commit', commit)).toMatchObject({ status, body: { id } });
    expect(JSON.stringify(await stored(page))).toBe(before);
  });

  it('decides nothing about a package in 1.2, and stores no state that a database cannot keep', async () => {
    const forged = {
      completionStatus: 'completed',
      successStatus: 'passed',
      scaledScore: 1,
      progress: 1,
      sequencing: 'x',
    };
    const page = await play('old');
    await page.enter('greet');
    await page.commit('greet', status12('incomplete'), { package: forged });
    const after = await stored(page);
    expect(after.whole).toMatchObject({ reported: 'in-progress', scaledScore: null });
    expect(after.state?.sequencing).toBeNull();
    const newer = await play('new');
    await newer.enter('first');
    const nul = await newer.commit('first', {}, { package: { ...forged, sequencing: 'a\u0000b' } });
    expect(nul).toMatchObject({ status: 400, body: { id: 'invalid-commit' } });
  });

  it('reaches no attempt but its own', async () => {
    const page = await play('old');
    const other = await play('old', {}, await server.as('agent'));
    const answer = await server.contentFetch(other.label, `/play/${page.token}/sco`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ epoch: 1, sco: 'greet', fresh: true }),
    });
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ id: 'unknown-launch' });
    expect((await stored(other)).state).toBeUndefined();
  });

  it('does not fill the disk with made-up answers', async () => {
    const page = await play('old');
    await page.enter('greet');
    for (let round = 0; round < 4; round += 1) {
      const answers = Array.from({ length: 2000 }, (_, at) => ({ id: 'q', response: `${round} ${at}` }));
      expect((await page.commit('greet', cmiWith(answers))).body.outcome).toBe('stored');
    }
    expect((await stored(page)).interactions).toHaveLength(5000);
  });
});

describe('the call log', () => {
  const call = {
    atMs: 5,
    sco: 'greet',
    name: 'LMSSetValue',
    args: ['cmi.core.exit', 'a\u0000\ud800'],
    result: 'true',
    error: '0',
  };
  const part = (epoch: number, number: number, calls: object[] = [call]) => ({
    epoch,
    part: number,
    skipped: 0,
    calls,
  });

  it('is kept part by part, once each, for the session that holds the package', async () => {
    const page = await play('old');
    expect((await page.post('log', part(page.epoch, 1))).status).toBe(204);
    expect((await page.post('log', part(page.epoch, 1, []))).status).toBe(204);
    expect((await page.post('log', part(page.epoch, 2))).status).toBe(204);
    expect((await page.post('log', part(page.epoch + 1, 3))).status).toBe(204);
    const { logs } = await stored(page);
    expect(logs.map((log) => [log.part, JSON.parse(log.calls)])).toEqual([
      [1, [call]],
      [2, [call]],
    ]);
    await page.open();
    await page.post('log', part(page.epoch, 4));
    expect((await stored(page)).logs).toHaveLength(2);
  });

  it('of a session has 60 parts and 2 MB at most', async () => {
    const parts = await play('old');
    const { db, t } = server.services.store;
    const { id } = await parts.attempt();
    const row = { attemptId: id, scoId: '', epoch: parts.epoch, skipped: 0, calls: '[]', atMs: nowMs };
    await db.insert(t.callLogs).values(Array.from({ length: 59 }, (_, at) => ({ ...row, part: at + 1 })));
    for (const number of [60, 61]) await parts.post('log', part(parts.epoch, number));
    expect((await stored(parts)).logs).toHaveLength(60);
    const bytes = await play('old', {}, await server.as('agent'));
    const long = { ...call, args: ['ü'.repeat(600), 'ü'.repeat(600)] };
    const calls = Array.from({ length: 180 }, () => long);
    for (const number of [1, 2, 3, 4, 5, 6]) {
      expect((await bytes.post('log', part(bytes.epoch, number, calls))).status).toBe(204);
    }
    expect((await stored(bytes)).logs).toHaveLength(4);
  });

  it('is forgotten after 30 days, and with the sixth session after it', async () => {
    const page = await play('old');
    await page.post('log', part(page.epoch, 1));
    nowMs += 31 * 24 * 60 * MINUTE_MS;
    const other = await play('old', {}, await server.as('agent'));
    expect((await stored(page)).logs).toHaveLength(0);
    await other.post('log', part(other.epoch, 1));
    for (let again = 0; again < 4; again += 1) await other.open();
    expect((await stored(other)).logs).toHaveLength(1);
    await other.open();
    expect((await stored(other)).logs).toHaveLength(0);
  });

  it('that is none is refused', async () => {
    const page = await play('old');
    expect(await page.post('log', { epoch: page.epoch, part: 0 })).toMatchObject({ status: 400 });
    expect((await page.post('log', 'x'.repeat(600_000))).status).toBe(413);
  });
});

describe('a page that floods the server', () => {
  it('is asked to wait, with when, and harms no other learner', async () => {
    const flooder = await play('old');
    await flooder.enter('greet');
    const other = await play('old', {}, await server.as('agent'));
    await other.enter('greet');
    let number = 0;
    const answers: Awaited<ReturnType<typeof flooder.post>>[] = [];
    /** 40 at once, as fast as they are answered. */
    const lane = async () => {
      while (number < 3000) {
        number += 1;
        const commit = { epoch: flooder.epoch, number, final: false, sco: 'greet' };
        answers.push(await flooder.post('commit', { ...commit, cmi: status12('incomplete') }));
      }
    };
    const flood = Array.from({ length: 40 }, lane);
    const answer = await other.commit('greet', status12('completed'));
    const answeredBefore = answers.length;
    await Promise.all(flood);
    expect(answer.body.outcome).toBe('stored');
    // It did not wait until the flood had gone by.
    expect(answeredBefore).toBeLessThan(2000);
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(1000);
    expect(refused[0]?.body).toMatchObject({ id: 'too-many', status: 429 });
    expect(Number(refused[0]?.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect(answers.filter(({ status }) => ![200, 429].includes(status))).toEqual([]);
    expect((await other.commit('greet', status12('passed'))).status).toBe(200);
  });

  it('is limited in opening, too, and guessed addresses are limited by network', async () => {
    const page = await play('old');
    const opened = await Promise.all(Array.from({ length: 70 }, () => page.post('session')));
    expect(opened.some(({ status }) => status === 429)).toBe(true);
    // A call centre behind one address opens its lessons in the same second.
    const learner = await server.as('agent');
    const pages = await Promise.all(Array.from({ length: 120 }, () => openPackage(server, learner, 'old')));
    const first = await Promise.all(pages.map(({ post }) => post('session')));
    expect(new Set(first.map(({ status }) => status))).toEqual(new Set([200]));
    const guess = (at: number) => server.contentFetch(page.label, `/play/${'A'.repeat(40)}${at}/`);
    const guesses: Response[] = [];
    for (let at = 0; at < 120; at += 1) guesses.push(await guess(at));
    const statuses = new Set(guesses.map(({ status }) => status));
    expect(statuses).toEqual(new Set([404, 429]));
    const told = guesses.find(({ status }) => status === 429);
    expect(told?.headers.get('Retry-After')).toMatch(/^\d+$/);
    expect(told?.headers.get('Content-Type')).toMatch(/^text\/html/);
    expect(await told?.text()).toContain('asks too often');
    const known = await page.commit('greet', status12('passed'));
    expect(known).toMatchObject({ status: 409, body: { id: 'sco-not-entered' } });
  });
});
