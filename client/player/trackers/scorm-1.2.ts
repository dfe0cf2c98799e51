import type { Progress, Started, Tracker } from '#client/player/tracker.ts';
import type { RunSettings } from '#courses/scorm/run-settings.ts';
import { SAFE_SETTINGS } from '#courses/scorm/run-settings.ts';
import type { Dialect, ObjectiveStanding, Standing, Write } from './dialect.ts';
import { isFailure } from './dialect.ts';
import type { ApiObject } from './run-time.ts';
import { scormTracker } from './scorm-tracker.ts';
import { identifier, oneLine, raw, timeOfDay, timespan } from './values.ts';

type Status = Pick<Started, 'completionStatus' | 'successStatus'>;

/** `lesson_status` says in one word what later editions say in two. `failed` work is not complete: it may be tried again. */
const STATUS: Record<string, Status> = {
  passed: { completionStatus: 'completed', successStatus: 'passed' },
  completed: { completionStatus: 'completed', successStatus: 'unknown' },
  failed: { completionStatus: 'incomplete', successStatus: 'failed' },
  incomplete: { completionStatus: 'incomplete', successStatus: 'unknown' },
  browsed: { completionStatus: 'incomplete', successStatus: 'unknown' },
  'not attempted': { completionStatus: 'not attempted', successStatus: 'unknown' },
};
const NO_STATUS: Status = { completionStatus: 'unknown', successStatus: 'unknown' };

const RESULT = { correct: 'correct', incorrect: 'wrong', neutral: 'neutral' } as const;

function read(get: (element: string) => string): ReturnType<Dialect['read']> {
  const word = get('cmi.core.lesson_status').trim().toLowerCase();
  const status = STATUS[word] ?? NO_STATUS;
  const entry = get('cmi.core.entry');
  const mode = get('cmi.core.lesson_mode');
  const score = Number.parseFloat(get('cmi.core.score.raw'));
  return {
    started: {
      ...status,
      entry: entry === 'ab-initio' || entry === 'resume' ? entry : '',
      mode: mode === 'review' || mode === 'browse' ? mode : 'normal',
      learnerName: get('cmi.core.student_name'),
      suspendData: get('cmi.suspend_data'),
    },
    standing: {
      completed: status.completionStatus === 'completed',
      passed: status.successStatus === 'passed',
      failed: status.successStatus === 'failed',
      scaledScore: Number.isFinite(score) ? score / 100 : undefined,
      progressMeasure: 0,
    },
    untouched: STATUS[word] === undefined || word === 'not attempted',
  };
}

function outcome(progress: Progress, standing: Standing, settings: RunSettings): Write[] {
  if (progress.completionStatus !== 'completed') return [];
  const writes: Write[] = [];
  const scored = settings.report === 'status-and-score';
  if (scored && (standing.scaledScore === undefined || progress.scaledScore > standing.scaledScore)) {
    writes.push({ element: 'cmi.core.score.raw', value: raw(progress.scaledScore) });
    writes.push(
      { element: 'cmi.core.score.min', value: '0' },
      { element: 'cmi.core.score.max', value: '100' },
    );
  }
  const status = statusWord(progress, standing, settings);
  if (status !== undefined) writes.push({ element: 'cmi.core.lesson_status', value: status, vital: true });
  return writes;
}

/** The word for finished work, when it is better than the word that stands there. */
function statusWord(progress: Progress, standing: Standing, settings: RunSettings): string | undefined {
  if (standing.passed) return undefined;
  if (isFailure(progress, standing, settings)) return standing.failed ? undefined : 'failed';
  const word = progress.successStatus === 'passed' ? settings.passedWord : 'completed';
  const holdsIt = word === 'completed' && standing.completed && !standing.failed;
  return holdsIt ? undefined : word;
}

function readObjective(get: (element: string) => string, at: number): ObjectiveStanding {
  const score = Number.parseFloat(get(`cmi.objectives.${at}.score.raw`));
  return {
    met: get(`cmi.objectives.${at}.status`) === 'passed',
    best: Number.isFinite(score) ? score / 100 : undefined,
  };
}

/** SCORM 1.2 Run-Time Environment, section 3.4. Sentences go into `fill-in`, because `choice` holds single characters. */
const dialect: Dialect = {
  name: 'scorm-1.2',
  functions: {
    initialize: 'LMSInitialize',
    terminate: 'LMSFinish',
    get: 'LMSGetValue',
    set: 'LMSSetValue',
    commit: 'LMSCommit',
    lastError: 'LMSGetLastError',
  },
  read,
  outcome,
  // There is no word for a normal end: it is the empty one (RTE 1.2, 3.4.4).
  exit: (how) => ({ element: 'cmi.core.exit', value: how === 'suspend' ? 'suspend' : '' }),
  touch: { element: 'cmi.core.lesson_status', value: 'incomplete' },
  state: (progress) => [
    { element: 'cmi.suspend_data', value: progress.suspendData, vital: true },
    { element: 'cmi.core.lesson_location', value: progress.location.slice(0, 255) },
    { element: 'cmi.core.session_time', value: timespan(progress.sessionSeconds) },
  ],
  readObjective,
  objective: (at, best, met) => [
    ...(best === undefined
      ? []
      : [
          { element: `cmi.objectives.${at}.score.raw`, value: raw(best) },
          { element: `cmi.objectives.${at}.score.min`, value: '0' },
          { element: `cmi.objectives.${at}.score.max`, value: '100' },
        ]),
    { element: `cmi.objectives.${at}.status`, value: met ? 'passed' : 'incomplete' },
  ],
  answersReadable: false,
  interaction: (at, answer) => {
    const base = `cmi.interactions.${at}`;
    const response = oneLine(answer.response);
    return [
      { element: `${base}.id`, value: identifier(answer.id) },
      ...answer.objectives.map((id, n) => ({ element: `${base}.objectives.${n}.id`, value: identifier(id) })),
      { element: `${base}.time`, value: timeOfDay(answer.atMs) },
      { element: `${base}.type`, value: 'fill-in' },
      ...(response === '' ? [] : [{ element: `${base}.student_response`, value: response }]),
      { element: `${base}.result`, value: RESULT[answer.result] },
      { element: `${base}.latency`, value: timespan(answer.latencySeconds) },
    ];
  },
};

/** A tracker over an LMS's `window.API`. */
export const scorm12Tracker = (
  api: ApiObject,
  now: () => number = Date.now,
  settings: RunSettings = SAFE_SETTINGS,
): Tracker => scormTracker(dialect, api, now, settings);
