import { describe, expect, it } from 'vitest';
import type { Progress, Tracker } from '#client/player/tracker.ts';
import { strictRunTime } from '#test/support/strict-run-time.ts';
import { emptyMemory, memoryTracker } from './memory.ts';
import type { ApiObject } from './run-time.ts';
import { scorm12Tracker } from './scorm-1.2.ts';
import { scorm2004Tracker } from './scorm-2004.ts';

// One list of behaviours for every tracker, against run-times of different making: a strict one of ours, scorm-again,
// and memory. A run-time's record is read back in one form, whatever the edition calls things.

type Recorded = {
  suspendData: string;
  location: string;
  completed: boolean;
  passed: boolean;
  score: number | undefined;
  exit: string | undefined;
  objectives: { id: string; met: boolean; score: number | undefined }[];
  answers: {
    id: string;
    response: string;
    result: string;
    objectives: string[];
    prompt: string | undefined;
  }[];
};

/** One learner's attempt on one run-time; sessions are opened on it one after the other. */
type Attempt = {
  open: (mode?: 'normal' | 'review' | 'browse') => Promise<Tracker>;
  recorded: () => Recorded;
  /** Makes every Commit fail, or work again. */
  setDown: (down: boolean) => void;
  /** Puts an objective of the manifest's own in front. */
  plantObjective: (id: string) => void;
};

type Flat = Map<string, string>;

const NOW = Date.UTC(2026, 10, 22, 10, 11, 12, 345);
const now = (): number => NOW;

const listOf = (flat: Flat, family: string): ((name: string) => string | undefined)[] => {
  const entries: ((name: string) => string | undefined)[] = [];
  for (let at = 0; flat.has(`${family}.${at}.id`); at += 1)
    entries.push((name) => flat.get(`${family}.${at}.${name}`));
  return entries;
};

const numberOf = (text: string | undefined): number | undefined => (text ? Number(text) : undefined);

function read12(flat: Flat): Recorded {
  const status = flat.get('cmi.core.lesson_status') ?? '';
  const raw = numberOf(flat.get('cmi.core.score.raw'));
  return {
    suspendData: flat.get('cmi.suspend_data') ?? '',
    location: flat.get('cmi.core.lesson_location') ?? '',
    completed: status === 'completed' || status === 'passed',
    passed: status === 'passed',
    score: raw === undefined ? undefined : raw / 100,
    exit: flat.get('cmi.core.exit'),
    objectives: listOf(flat, 'cmi.objectives').map((get) => {
      const score = numberOf(get('score.raw'));
      return {
        id: get('id') ?? '',
        met: get('status') === 'passed',
        score: score === undefined ? undefined : score / 100,
      };
    }),
    answers: listOf(flat, 'cmi.interactions').map((get) => ({
      id: get('id') ?? '',
      response: get('student_response') ?? '',
      result: (get('result') ?? '').replace('wrong', 'incorrect'),
      objectives: [get('objectives.0.id'), get('objectives.1.id')].filter((id) => id !== undefined),
      prompt: undefined,
    })),
  };
}

function read2004(flat: Flat): Recorded {
  return {
    suspendData: flat.get('cmi.suspend_data') ?? '',
    location: flat.get('cmi.location') ?? '',
    completed: flat.get('cmi.completion_status') === 'completed',
    passed: flat.get('cmi.success_status') === 'passed',
    score: numberOf(flat.get('cmi.score.scaled')),
    exit: flat.get('cmi.exit'),
    objectives: listOf(flat, 'cmi.objectives').map((get) => ({
      id: get('id') ?? '',
      met: get('success_status') === 'passed',
      score: numberOf(get('score.scaled')),
    })),
    answers: listOf(flat, 'cmi.interactions').map((get) => ({
      id: get('id') ?? '',
      response: get('learner_response') ?? '',
      result: get('result') ?? '',
      objectives: [get('objectives.0.id'), get('objectives.1.id')].filter((id) => id !== undefined),
      prompt: get('description'),
    })),
  };
}

const EDITIONS = {
  '1.2': { create: scorm12Tracker, read: read12, mode: 'cmi.core.lesson_mode', entry: 'cmi.core.entry' },
  '2004': { create: scorm2004Tracker, read: read2004, mode: 'cmi.mode', entry: 'cmi.entry' },
} as const;

function strictAttempt(edition: '1.2' | '2004'): Attempt {
  const { create, read, mode, entry } = EDITIONS[edition];
  const kept: Flat = new Map();
  const sessions: { refused: string[] }[] = [];
  let down = false;
  return {
    open: async (wanted = 'normal') => {
      kept.set(mode, wanted);
      kept.set(entry, kept.has('cmi.suspend_data') ? 'resume' : 'ab-initio');
      const runTime = strictRunTime(edition, kept, { down: () => down });
      sessions.push(runTime);
      return create(runTime.api, now);
    },
    recorded: () => {
      const odd = sessions
        .flatMap(({ refused }) => refused)
        .filter((what) => !/Commit|Finish|Terminate/.test(what));
      expect(odd, 'values that the strict run-time refused').toEqual([]);
      return read(kept);
    },
    setDown: (value) => {
      down = value;
    },
    plantObjective: (id) => kept.set('cmi.objectives.0.id', id),
  };
}

type Json = { [name: string]: Json | string };

function flatten(node: Json, path: string, into: Flat): Flat {
  for (const [name, value] of Object.entries(node)) {
    const at = path === '' ? name : `${path}.${name}`;
    if (typeof value === 'object') flatten(value, at, into);
    else if (value !== '') into.set(at, value);
  }
  return into;
}

type AgainApi = ApiObject & { loadFromFlattenedJSON: (record: Record<string, string>) => void };
type AgainSettings = Record<string, unknown>;
type AgainClass = new (settings: AgainSettings) => AgainApi;

/** scorm-again as an LMS: it keeps what its transport is handed and gives it back at the next session. */
function againAttempt(edition: '1.2' | '2004'): Attempt {
  const { create, read, mode, entry } = EDITIONS[edition];
  let kept: Flat = new Map();
  let down = false;
  const httpService = {
    processHttpRequest: (_url: string, params: Json) => {
      if (down) return { result: 'false', errorCode: 101 };
      kept = flatten(params, '', new Map());
      return { result: 'true', errorCode: 0 };
    },
    updateSettings: () => {},
  };
  const load = async (): Promise<AgainClass> => {
    if (edition === '1.2') {
      const module = (await import('scorm-again/scorm12')) as unknown as { Scorm12API: AgainClass };
      return module.Scorm12API;
    }
    const module = (await import('scorm-again/scorm2004')) as unknown as { Scorm2004API: AgainClass };
    return module.Scorm2004API;
  };
  return {
    open: async (wanted = 'normal') => {
      const Api = await load();
      const api = new Api({ lmsCommitUrl: '/commit', httpService, logLevel: 5, mastery_override: false });
      const before = new Map(kept);
      for (const name of ['session_time', 'exit', 'total_time'])
        before.delete(edition === '1.2' ? `cmi.core.${name}` : `cmi.${name}`);
      before.set(mode, wanted);
      before.set(entry, before.has('cmi.suspend_data') ? 'resume' : 'ab-initio');
      api.loadFromFlattenedJSON(Object.fromEntries(before));
      return create(api, now);
    },
    recorded: () => read(kept),
    setDown: (value) => {
      down = value;
    },
    plantObjective: (id) => kept.set('cmi.objectives.0.id', id),
  };
}

function memoryAttempt(): Attempt {
  const memory = emptyMemory();
  return {
    open: async (mode = 'normal') => {
      memory.started.mode = mode;
      return memoryTracker(memory);
    },
    recorded: () => ({
      suspendData: memory.started.suspendData,
      location: memory.location,
      completed: memory.started.completionStatus === 'completed',
      passed: memory.started.successStatus === 'passed',
      score: memory.scaledScore,
      exit: 'suspend',
      objectives: [...memory.objectives.values()].map(({ id, met, best }) => ({ id, met, score: best })),
      answers: memory.answers.map(({ id, response, result, objectives, prompt }) => ({
        id,
        response,
        result,
        objectives,
        prompt,
      })),
    }),
    setDown: () => {},
    plantObjective: () => {},
  };
}

const progress = (change: Partial<Progress> = {}): Progress => ({
  suspendData: '1ABC',
  location: 'first-call',
  completionStatus: 'incomplete',
  successStatus: 'unknown',
  scaledScore: 0,
  progressMeasure: 0.25,
  objectives: [
    { id: 'the-question_impact', best: undefined, met: false },
    { id: 'the-question_plan', best: undefined, met: false },
  ],
  answers: [],
  sessionSeconds: 61.239,
  ...change,
});

const answer = (change: Partial<Progress['answers'][number]> = {}): Progress['answers'][number] => ({
  id: 'the-question_call_first',
  kind: 'decision',
  response: 'What is it doing to your week?',
  ownWords: false,
  reading: '',
  result: 'neutral',
  objectives: [],
  first: true,
  atMs: NOW,
  latencySeconds: 5.5,
  ...change,
});

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
