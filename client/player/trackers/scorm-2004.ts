import type { Progress, Started, Tracker } from '#client/player/tracker.ts';
import type { RunSettings } from '#courses/scorm/run-settings.ts';
import { SAFE_SETTINGS } from '#courses/scorm/run-settings.ts';
import type { Dialect, Standing, Write } from './dialect.ts';
import { isFailure } from './dialect.ts';
import type { ApiObject } from './run-time.ts';
import { scormTracker } from './scorm-tracker.ts';
import { duration, identifier, oneLine, raw, real, timestamp } from './values.ts';

const COMPLETION = ['not attempted', 'incomplete', 'completed'] as const;
const SUCCESS = ['passed', 'failed'] as const;

const oneOf = <T extends string>(values: readonly T[], value: string): T | 'unknown' =>
  values.find((known) => known === value) ?? 'unknown';

const numberOr = <T>(text: string, otherwise: T): number | T => {
  const value = Number.parseFloat(text);
  return Number.isFinite(value) ? value : otherwise;
};

function read(get: (element: string) => string): ReturnType<Dialect['read']> {
  const completionStatus = oneOf(COMPLETION, get('cmi.completion_status'));
  const successStatus = oneOf(SUCCESS, get('cmi.success_status'));
  const entry = get('cmi.entry');
  const mode = get('cmi.mode');
  const started: Started = {
    completionStatus,
    successStatus,
    entry: entry === 'ab-initio' || entry === 'resume' ? entry : '',
    mode: mode === 'review' || mode === 'browse' ? mode : 'normal',
    learnerName: get('cmi.learner_name'),
    suspendData: get('cmi.suspend_data'),
  };
  return {
    started,
    standing: {
      completed: completionStatus === 'completed',
      passed: successStatus === 'passed',
      failed: successStatus === 'failed',
      scaledScore: numberOr(get('cmi.score.scaled'), undefined),
      progressMeasure: numberOr(get('cmi.progress_measure'), 0),
    },
    untouched: completionStatus === 'unknown' || completionStatus === 'not attempted',
  };
}

function outcome(progress: Progress, standing: Standing, settings: RunSettings): Write[] {
  const measure = Math.max(progress.progressMeasure, standing.progressMeasure);
  const writes: Write[] = [{ element: 'cmi.progress_measure', value: real(measure) }];
  if (progress.completionStatus !== 'completed') return writes;
  const scored = settings.report === 'status-and-score';
  if (scored && (standing.scaledScore === undefined || progress.scaledScore > standing.scaledScore)) {
    writes.push(
      { element: 'cmi.score.scaled', value: real(progress.scaledScore) },
      { element: 'cmi.score.raw', value: raw(progress.scaledScore) },
      { element: 'cmi.score.min', value: '0' },
      { element: 'cmi.score.max', value: '100' },
    );
  }
  if (progress.successStatus === 'passed' && !standing.passed)
    writes.push({ element: 'cmi.success_status', value: 'passed', vital: true });
  else if (isFailure(progress, standing, settings) && !standing.failed)
    writes.push({ element: 'cmi.success_status', value: 'failed', vital: true });
  if (!standing.completed) writes.push({ element: 'cmi.completion_status', value: 'completed', vital: true });
  return writes;
}

/** SCORM 2004 4th Edition Run-Time Environment, chapter 4. An interaction's id comes first, then its type, then the rest. */
const dialect: Dialect = {
  name: 'scorm-2004',
  functions: {
    initialize: 'Initialize',
    terminate: 'Terminate',
    get: 'GetValue',
    set: 'SetValue',
    commit: 'Commit',
    lastError: 'GetLastError',
  },
  read,
  outcome,
  exit: (how) => ({ element: 'cmi.exit', value: how }),
  touch: { element: 'cmi.completion_status', value: 'incomplete' },
  state: (progress) => [
    { element: 'cmi.suspend_data', value: progress.suspendData, vital: true },
    { element: 'cmi.location', value: progress.location.slice(0, 255) },
    { element: 'cmi.session_time', value: duration(progress.sessionSeconds) },
  ],
  readObjective: (get, at) => ({
    met: get(`cmi.objectives.${at}.success_status`) === 'passed',
    best: numberOr(get(`cmi.objectives.${at}.score.scaled`), undefined),
  }),
  objective: (at, best, met) => [
    ...(best === undefined
      ? []
      : [
          { element: `cmi.objectives.${at}.score.scaled`, value: real(best) },
          { element: `cmi.objectives.${at}.score.raw`, value: raw(best) },
          { element: `cmi.objectives.${at}.score.min`, value: '0' },
          { element: `cmi.objectives.${at}.score.max`, value: '100' },
        ]),
    ...(met ? [{ element: `cmi.objectives.${at}.success_status`, value: 'passed' }] : []),
    { element: `cmi.objectives.${at}.completion_status`, value: met ? 'completed' : 'incomplete' },
  ],
  answersReadable: true,
  interaction: (at, answer) => {
    const base = `cmi.interactions.${at}`;
    const response = oneLine(answer.response);
    const prompt = oneLine(answer.prompt ?? '');
    return [
      { element: `${base}.id`, value: identifier(answer.id) },
      { element: `${base}.type`, value: 'long-fill-in' },
      ...answer.objectives.map((id, n) => ({ element: `${base}.objectives.${n}.id`, value: identifier(id) })),
      { element: `${base}.timestamp`, value: timestamp(answer.atMs) },
      ...(response === '' ? [] : [{ element: `${base}.learner_response`, value: response }]),
      { element: `${base}.result`, value: answer.result },
      { element: `${base}.latency`, value: duration(answer.latencySeconds) },
      ...(prompt === '' ? [] : [{ element: `${base}.description`, value: prompt }]),
    ];
  },
};

/** A tracker over an LMS's `window.API_1484_11`. */
export const scorm2004Tracker = (
  api: ApiObject,
  now: () => number = Date.now,
  settings: RunSettings = SAFE_SETTINGS,
): Tracker => scormTracker(dialect, api, now, settings);
