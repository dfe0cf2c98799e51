import { expect } from 'vitest';
import type { Progress, Tracker } from '#client/player/tracker.ts';
import { emptyMemory, memoryTracker } from '#client/player/trackers/memory.ts';
import type { ApiObject } from '#client/player/trackers/run-time.ts';
import { scorm12Tracker } from '#client/player/trackers/scorm-1.2.ts';
import { scorm2004Tracker } from '#client/player/trackers/scorm-2004.ts';
import { type RunSettings, SAFE_SETTINGS } from '#courses/scorm/run-settings.ts';
import { strictRunTime } from './strict-run-time.ts';

// Run-times of different making, to hold a tracker against: a strict one of ours, scorm-again, and memory.
// A run-time's record is read back in one form, whatever the edition calls things.

export type Recorded = {
  suspendData: string;
  location: string;
  completed: boolean;
  passed: boolean;
  failed: boolean;
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
export type Attempt = {
  open: (mode?: string, settings?: RunSettings) => Promise<Tracker>;
  recorded: () => Recorded;
  /** Makes every Commit fail, or work again. */
  setDown: (down: boolean) => void;
  /** Puts an objective of the manifest's own in front. */
  plantObjective: (id: string) => void;
  /** Changes the record behind the lesson's back, as LMSs do between two sessions. */
  tamper: (change: (kept: Map<string, string>) => void) => void;
};

type Flat = Map<string, string>;

export const NOW = Date.UTC(2026, 10, 22, 10, 11, 12, 345);
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
    failed: status === 'failed',
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
    failed: flat.get('cmi.success_status') === 'failed',
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

export function strictAttempt(edition: '1.2' | '2004'): Attempt {
  const { create, read, mode, entry } = EDITIONS[edition];
  const kept: Flat = new Map();
  const sessions: { refused: string[] }[] = [];
  let down = false;
  return {
    open: async (wanted = 'normal', settings = SAFE_SETTINGS) => {
      kept.set(mode, wanted);
      kept.set(entry, kept.has('cmi.suspend_data') ? 'resume' : 'ab-initio');
      const runTime = strictRunTime(edition, kept, { down: () => down });
      sessions.push(runTime);
      return create(runTime.api, now, settings);
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
    tamper: (change) => change(kept),
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
export function againAttempt(edition: '1.2' | '2004'): Attempt {
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
    open: async (wanted = 'normal', settings = SAFE_SETTINGS) => {
      const Api = await load();
      const api = new Api({ lmsCommitUrl: '/commit', httpService, logLevel: 5, mastery_override: false });
      const before = new Map(kept);
      for (const name of ['session_time', 'exit', 'total_time'])
        before.delete(edition === '1.2' ? `cmi.core.${name}` : `cmi.${name}`);
      before.set(mode, wanted);
      before.set(entry, before.has('cmi.suspend_data') ? 'resume' : 'ab-initio');
      api.loadFromFlattenedJSON(Object.fromEntries(before));
      return create(api, now, settings);
    },
    recorded: () => read(kept),
    setDown: (value) => {
      down = value;
    },
    plantObjective: (id) => kept.set('cmi.objectives.0.id', id),
    tamper: (change) => change(kept),
  };
}

export function memoryAttempt(): Attempt {
  const memory = emptyMemory();
  return {
    open: async (mode = 'normal') => {
      memory.started.mode = mode === 'review' || mode === 'browse' ? mode : 'normal';
      return memoryTracker(memory);
    },
    recorded: () => ({
      suspendData: memory.started.suspendData,
      location: memory.location,
      completed: memory.started.completionStatus === 'completed',
      passed: memory.started.successStatus === 'passed',
      failed: memory.started.successStatus === 'failed',
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
    tamper: () => {},
  };
}

export const progress = (change: Partial<Progress> = {}): Progress => ({
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

export const answer = (change: Partial<Progress['answers'][number]> = {}): Progress['answers'][number] => ({
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
