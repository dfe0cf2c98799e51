import type { Progress, Started, Tracker } from '#client/player/tracker.ts';
import type { RunSettings } from '#courses/scorm/run-settings.ts';
import type { FunctionNames, RunTime } from './run-time.ts';

/** One element to set. The state cannot be called saved while a `vital` one is refused. */
export type Write = { element: string; value: string; vital?: boolean };

/** The best that is known of the lesson: what a run-time held at the start, then what was written. */
export type Standing = {
  completed: boolean;
  passed: boolean;
  failed: boolean;
  scaledScore: number | undefined;
  progressMeasure: number;
};

/** The same of one objective. */
export type ObjectiveStanding = { met: boolean; best: number | undefined };

/** How one edition names things. Pure: progress in, elements to set out, in the order to set them. */
export type Dialect = {
  name: Tracker['name'];
  functions: FunctionNames;
  /** Reads what is recorded. `untouched` when no status has ever been set. */
  read: (get: RunTime['get']) => { started: Started; standing: Standing; untouched: boolean };
  /** How the session counts when it is over: set first, so that a closed tab counts as suspended too. */
  exit: (how: RunSettings['exitWhenDone']) => Write;
  /** The first status of a lesson that has none: an LMS may turn "not attempted" into "completed" at the end. */
  touch: Write;
  state: (progress: Progress) => Write[];
  /** Score, success, completion: only what is better than `standing`. */
  outcome: (progress: Progress, standing: Standing, settings: RunSettings) => Write[];
  readObjective: (get: RunTime['get'], at: number) => ObjectiveStanding;
  /** `best` is undefined where no scores are reported. */
  objective: (at: number, best: number | undefined, met: boolean) => Write[];
  /** Whether the ids of recorded answers can be read back. */
  answersReadable: boolean;
  interaction: (at: number, answer: Progress['answers'][number]) => [Write, ...Write[]];
};

/**
 * Whether this progress is the moment to report `failed`: all is done, the pass rule is not met, and the LMS holds
 * nothing better yet. A lesson that is complete already (also one that was before this session) stays that.
 */
export const isFailure = (progress: Progress, standing: Standing, { reportFailed }: RunSettings): boolean =>
  reportFailed &&
  progress.completionStatus === 'completed' &&
  progress.successStatus !== 'passed' &&
  !standing.passed &&
  (!standing.completed || standing.failed);

/** A standing after `progress` was written: nothing in it ever gets worse. */
export function better(standing: Standing, progress: Progress, settings: RunSettings): Standing {
  const completed = progress.completionStatus === 'completed';
  return {
    completed: standing.completed || completed,
    passed: standing.passed || progress.successStatus === 'passed',
    failed: completed ? isFailure(progress, standing, settings) : standing.failed,
    scaledScore: completed ? Math.max(standing.scaledScore ?? 0, progress.scaledScore) : standing.scaledScore,
    progressMeasure: Math.max(standing.progressMeasure, progress.progressMeasure),
  };
}
