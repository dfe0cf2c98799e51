import { describe, expect, it } from 'vitest';
import type { Progress } from '#client/player/tracker.ts';
import { type RunSettings, SAFE_SETTINGS } from '#courses/scorm/run-settings.ts';
import {
  type Attempt,
  againAttempt,
  answer,
  memoryAttempt,
  NOW,
  progress,
  strictAttempt,
} from '#test/support/attempts.ts';

// One list of behaviours for every tracker, on run-times of different making.

const PASSED = {
  completionStatus: 'completed',
  successStatus: 'passed',
  scaledScore: 0.875,
  progressMeasure: 1,
} as const;

const ATTEMPTS: [string, () => Attempt, boolean][] = [
  ['memory', memoryAttempt, false],
  ['SCORM 1.2, a strict run-time', () => strictAttempt('1.2'), true],
  ['SCORM 1.2, scorm-again', () => againAttempt('1.2'), true],
  ['SCORM 2004, a strict run-time', () => strictAttempt('2004'), true],
  ['SCORM 2004, scorm-again', () => againAttempt('2004'), true],
];

describe.each(ATTEMPTS)('a tracker on %s', (_name, begin, records) => {
  it('starts afresh, and is incomplete and suspended from the first moment', async () => {
    const attempt = begin();
    const started = await (await attempt.open()).start();
    expect(started).toMatchObject({
      entry: 'ab-initio',
      mode: 'normal',
      suspendData: '',
      successStatus: 'unknown',
    });
    expect(started.completionStatus).not.toBe('completed');
    expect(attempt.recorded()).toMatchObject({ completed: false, exit: 'suspend', score: undefined });
  });

  it('gives back what was committed, although the session never ended', async () => {
    const attempt = begin();
    const first = await attempt.open();
    await first.start();
    const saved = first.commit(progress({ suspendData: '1the state', location: 'first-call' }));
    expect(saved).toMatchObject(records ? { saved: true, atMs: NOW } : { saved: false, reason: 'none' });
    const again = await (await attempt.open()).start();
    expect(again).toMatchObject({
      entry: 'resume',
      suspendData: '1the state',
      completionStatus: 'incomplete',
    });
    expect(attempt.recorded().location).toBe('first-call');
  });

  it('writes a score only with the final status, and keeps the exit at suspend', async () => {
    const attempt = begin();
    const tracker = await attempt.open();
    await tracker.start();
    tracker.commit(progress({ scaledScore: 0.9 }));
    expect(attempt.recorded().score).toBeUndefined();
    tracker.finish(progress(PASSED));
    expect(attempt.recorded()).toMatchObject({
      completed: true,
      passed: true,
      score: 0.875,
      exit: 'suspend',
    });
  });

  it('never makes a status or a score worse, in this session or a later one', async () => {
    const attempt = begin();
    const first = await attempt.open();
    await first.start();
    first.commit(progress(PASSED));
    first.finish(progress({ ...PASSED, successStatus: 'unknown', scaledScore: 0.5 }));
    const second = await attempt.open();
    expect(await second.start()).toMatchObject({ completionStatus: 'completed', successStatus: 'passed' });
    second.commit(progress({ suspendData: '1begun again' }));
    second.finish(
      progress({ ...PASSED, successStatus: 'unknown', scaledScore: 0.2, suspendData: '1begun again' }),
    );
    expect(attempt.recorded()).toMatchObject({
      completed: true,
      passed: true,
      score: 0.875,
      suspendData: '1begun again',
    });
  });

  it('passes a lesson that was only completed before', async () => {
    const attempt = begin();
    const first = await attempt.open();
    await first.start();
    first.finish(progress({ ...PASSED, successStatus: 'unknown', scaledScore: 0.5 }));
    expect(attempt.recorded()).toMatchObject({ completed: true, passed: false, score: 0.5 });
    const second = await attempt.open();
    await second.start();
    second.finish(progress(PASSED));
    expect(attempt.recorded()).toMatchObject({ completed: true, passed: true, score: 0.875 });
  });

  it('appends answers over all sessions, in words, with their objectives', async () => {
    const attempt = begin();
    const first = await attempt.open();
    await first.start();
    first.commit(progress({ answers: [answer({ prompt: 'What do you say?' })] }));
    first.commit(progress());
    const second = await attempt.open();
    await second.start();
    second.commit(
      progress({
        answers: [
          answer({
            id: 'the-question_pick',
            response: 'A reset',
            result: 'incorrect',
            objectives: ['the-question_impact'],
          }),
          answer({
            id: 'the-question_call',
            response: 'The hour held',
            result: 'correct',
            objectives: ['a_b', 'a_c'],
          }),
        ],
      }),
    );
    expect(attempt.recorded().answers).toMatchObject([
      {
        id: 'the-question_call_first',
        response: 'What is it doing to your week?',
        result: 'neutral',
        objectives: [],
      },
      {
        id: 'the-question_pick',
        response: 'A reset',
        result: 'incorrect',
        objectives: ['the-question_impact'],
      },
      { id: 'the-question_call', response: 'The hour held', result: 'correct', objectives: ['a_b', 'a_c'] },
    ]);
  });

  it('keeps objectives by id, and none of them ever gets worse', async () => {
    const attempt = begin();
    attempt.plantObjective('primary');
    const first = await attempt.open();
    await first.start();
    const impact = { id: 'the-question_impact', best: 1, met: true };
    first.finish(progress({ objectives: [impact, { id: 'the-question_plan', best: 0.4, met: false }] }));
    const second = await attempt.open();
    await second.start();
    second.finish(
      progress({
        objectives: [
          { ...impact, best: 0.2, met: false },
          { id: 'the-question_plan', best: 0.9, met: true },
        ],
      }),
    );
    if (!records) return;
    expect(attempt.recorded().objectives).toEqual([
      { id: 'primary', met: false, score: undefined },
      { id: 'the-question_impact', met: true, score: 1 },
      { id: 'the-question_plan', met: true, score: 0.9 },
    ]);
  });

  it.each(['review', 'browse'] as const)('changes nothing in %s', async (mode) => {
    const attempt = begin();
    const first = await attempt.open();
    await first.start();
    first.finish(progress({ suspendData: '1kept' }));
    const before = attempt.recorded();
    const looking = await attempt.open(mode);
    expect(await looking.start()).toMatchObject({ mode, suspendData: '1kept' });
    expect(looking.commit(progress({ ...PASSED, answers: [answer()] }))).toMatchObject({
      saved: false,
      reason: 'none',
    });
    expect(looking.finish(progress(PASSED))).toMatchObject({ saved: false, reason: 'none' });
    expect({ ...attempt.recorded(), exit: before.exit }).toEqual(before);
  });

  it('ends its session once and is deaf afterwards', async () => {
    const attempt = begin();
    const tracker = await attempt.open();
    await tracker.start();
    tracker.finish(progress({ suspendData: '1last' }));
    expect(tracker.commit(progress({ suspendData: '1too late' })).saved).toBe(false);
    expect(tracker.finish(progress({ suspendData: '1too late' })).saved).toBe(false);
    expect(attempt.recorded().suspendData).toBe('1last');
  });

  it('says when a commit failed, and records every answer once when it works again', async () => {
    if (!records) return;
    const attempt = begin();
    const tracker = await attempt.open();
    await tracker.start();
    attempt.setDown(true);
    expect(tracker.commit(progress({ suspendData: '1a', answers: [answer()] }))).toMatchObject({
      saved: false,
    });
    expect(tracker.commit(progress({ suspendData: '1b', answers: [answer({ id: 'a_b' })] }))).toMatchObject({
      saved: false,
    });
    attempt.setDown(false);
    expect(tracker.commit(progress({ suspendData: '1b' }))).toMatchObject({ saved: true });
    const { suspendData, answers } = attempt.recorded();
    expect(suspendData).toBe('1b');
    expect(answers.map(({ id }) => id)).toEqual(['the-question_call_first', 'a_b']);
  });
});

type Edition = '1.2' | '2004';
const RECORDING: [string, Edition, () => Attempt][] = [
  ['SCORM 1.2, a strict run-time', '1.2', () => strictAttempt('1.2')],
  ['SCORM 1.2, scorm-again', '1.2', () => againAttempt('1.2')],
  ['SCORM 2004, a strict run-time', '2004', () => strictAttempt('2004')],
  ['SCORM 2004, scorm-again', '2004', () => againAttempt('2004')],
];
const DONE = { completionStatus: 'completed', scaledScore: 0.5, progressMeasure: 1 } as const;

describe.each(RECORDING)('the settings of a package on %s', (_name, edition, begin) => {
  const play = async (attempt: Attempt, change: Partial<RunSettings>, steps: Partial<Progress>[]) => {
    const tracker = await attempt.open('normal', { ...SAFE_SETTINGS, ...change });
    await tracker.start();
    for (const step of steps) expect(tracker.commit(progress(step)).saved).toBe(true);
    tracker.finish(progress({ ...steps.at(-1), answers: [] }));
    return attempt.recorded();
  };

  it('exitWhenDone normal: suspended until the lesson is finished, and a normal end after that', async () => {
    const normal = edition === '1.2' ? [undefined, ''] : ['normal'];
    const attempt = begin();
    expect((await play(attempt, { exitWhenDone: 'normal' }, [{}])).exit).toBe('suspend');
    expect(normal).toContain((await play(attempt, { exitWhenDone: 'normal' }, [PASSED])).exit);
    expect(normal).toContain((await play(attempt, { exitWhenDone: 'normal' }, [PASSED])).exit);
    expect((await play(begin(), {}, [PASSED])).exit).toBe('suspend');
  });

  it('report status: no score of any kind, but the status and the objectives', async () => {
    const objectives = [{ id: 'the-question_impact', best: 1, met: true }];
    const record = await play(begin(), { report: 'status' }, [{ ...PASSED, objectives }]);
    expect(record).toMatchObject({ completed: true, passed: true, score: undefined });
    expect(record.objectives).toEqual([{ id: 'the-question_impact', met: true, score: undefined }]);
  });

  it('passedWord completed: what 1.2 then calls a passed lesson; 2004 has two words and keeps both', async () => {
    const record = await play(begin(), { passedWord: 'completed' }, [PASSED]);
    expect(record).toMatchObject({ completed: true, passed: edition === '2004', score: 0.875 });
  });

  it('reportFailed: failed only when all is done without passing, and never the last word', async () => {
    const attempt = begin();
    const failing = { reportFailed: true };
    expect(await play(attempt, failing, [{ scaledScore: 0.5 }])).toMatchObject({ failed: false });
    expect(await play(attempt, failing, [DONE, DONE])).toMatchObject({ failed: true, score: 0.5 });
    expect(await play(attempt, failing, [DONE])).toMatchObject({ failed: true });
    const passed = { failed: false, passed: true, completed: true, score: 0.875 };
    expect(await play(attempt, failing, [DONE, PASSED])).toMatchObject(passed);
    expect(await play(attempt, failing, [DONE])).toMatchObject(passed);
    expect(await play(begin(), {}, [DONE])).toMatchObject({ failed: false, completed: true });
  });

  it('reportFailed with passedWord completed: the later pass still replaces the failure', async () => {
    const settings = { reportFailed: true, passedWord: 'completed' } as const;
    expect(await play(begin(), settings, [DONE, PASSED])).toMatchObject({ failed: false, completed: true });
  });

  it('reportFailed takes nothing back from a lesson that was complete', async () => {
    const attempt = begin();
    await play(attempt, {}, [DONE]);
    expect(await play(attempt, { reportFailed: true }, [DONE])).toMatchObject({
      failed: false,
      completed: true,
    });
  });

  it('answerIds unique: no id twice, over all sessions, and still the ids of the safest kind', async () => {
    const attempt = begin();
    const three = [{ answers: [answer(), answer({ id: 'a_b' })] }, { answers: [answer(), answer()] }];
    const ids = async (): Promise<string[]> =>
      (await play(attempt, { answerIds: 'unique' }, three)).answers.map(({ id }) => id);
    const first = [
      'the-question_call_first',
      'a_b',
      'the-question_call_first-2',
      'the-question_call_first-3',
    ];
    expect(await ids()).toEqual(first);
    await ids();
    const all = await ids();
    expect(all.slice(0, 4)).toEqual(first);
    expect(all).toHaveLength(12);
    expect(new Set(all).size).toBe(12);
    for (const id of all) expect(id).toMatch(/^[A-Za-z0-9_-]{1,255}$/);
  });

  it('answerIds unique: a step that is called like a numbered answer keeps its own name', async () => {
    const answers = ['a_call', 'a_call', 'a_call-2'].map((id) => answer({ id }));
    const record = await play(begin(), { answerIds: 'unique' }, [{ answers }]);
    expect(record.answers.map(({ id }) => id)).toEqual(['a_call', 'a_call-2', 'a_call-2-2']);
  });

  it('answerIds stable: a retry has the id of the first try', async () => {
    const record = await play(begin(), {}, [{ answers: [answer(), answer()] }]);
    expect(record.answers.map(({ id }) => id)).toEqual([
      'the-question_call_first',
      'the-question_call_first',
    ]);
  });

  it('answers off: none is written, everything else is', async () => {
    const record = await play(begin(), { answers: false }, [{ ...PASSED, answers: [answer()] }]);
    expect(record).toMatchObject({ answers: [], passed: true, score: 0.875 });
  });
});

describe.each(RECORDING)('coming back on %s', (_name, edition, begin) => {
  const credit = edition === '1.2' ? 'cmi.core.credit' : 'cmi.credit';

  it('records in full without credit: what counts is for the LMS to say', async () => {
    const attempt = begin();
    attempt.tamper((kept) => kept.set(credit, 'no-credit'));
    const tracker = await attempt.open();
    await tracker.start();
    expect(tracker.commit(progress(PASSED)).saved).toBe(true);
    expect(attempt.recorded()).toMatchObject({ passed: true, score: 0.875 });
  });

  it('keeps status, score and objectives where the LMS wiped the state of a finished lesson', async () => {
    const attempt = begin();
    const met = [{ id: 'the-question_impact', best: 1, met: true }];
    const first = await attempt.open();
    await first.start();
    first.finish(progress({ ...PASSED, objectives: met }));
    attempt.tamper((kept) => kept.delete('cmi.suspend_data'));
    const before = attempt.recorded();
    const second = await attempt.open();
    expect(await second.start()).toMatchObject({ completionStatus: 'completed', suspendData: '' });
    second.finish();
    expect(attempt.recorded()).toMatchObject({ ...before, suspendData: '' });
    const third = await attempt.open();
    await third.start();
    third.finish(progress());
    expect(attempt.recorded()).toMatchObject({ completed: true, passed: true, score: 0.875 });
    expect(attempt.recorded().objectives).toContainEqual(before.objectives[0]);
  });
});

describe('a run-time with a mode that is in no standard', () => {
  it.each(['', 'reviewing', 'NORMAL', 'undefined'])(
    'on SCORM 1.2 and 2004 takes the odd mode %j as normal',
    async (odd) => {
      for (const edition of ['1.2', '2004'] as const) {
        const attempt = strictAttempt(edition);
        const tracker = await attempt.open(odd);
        expect(await tracker.start()).toMatchObject({ mode: 'normal' });
        expect(tracker.commit(progress(PASSED)).saved).toBe(true);
        expect(attempt.recorded()).toMatchObject({ passed: true });
      }
    },
  );
});
