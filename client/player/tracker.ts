import type { Answer } from '#courses/engine/types.ts';

/** What a run-time tells at the start of a session. */
export type Started = {
  entry: 'ab-initio' | 'resume' | '';
  learnerName: string;
  /** `review` and `browse` change nothing that is recorded. An empty or odd mode is `normal`. */
  mode: 'normal' | 'review' | 'browse';
  /** '' when there is none. */
  suspendData: string;
  completionStatus: 'not attempted' | 'incomplete' | 'completed' | 'unknown';
  successStatus: 'passed' | 'failed' | 'unknown';
};

/** The lesson's whole state, as the player knows it; a tracker writes what changed. */
export type Progress = {
  suspendData: string;
  /** The step's id. */
  location: string;
  completionStatus: 'incomplete' | 'completed';
  successStatus: 'passed' | 'unknown';
  /** 0..1; written only together with the final status. */
  scaledScore: number;
  progressMeasure: number;
  objectives: { id: string; best: number | undefined; met: boolean }[];
  /** New answers since the last call, in order: a tracker keeps those that it could not write. */
  answers: (Answer & {
    atMs: number;
    latencySeconds: number;
    /** What was asked, in words, where the edition has room for it. */
    prompt?: string;
  })[];
  /** Length of the present session. */
  sessionSeconds: number;
};

export type Saved =
  | { saved: true; atMs: number }
  | {
      saved: false;
      reason: 'refused' | 'offline' | 'none';
      /** Which kind of call failed. */
      call?: 'set' | 'commit' | 'finish';
      detail: string;
    };

/** The one door between player and run-time; the player knows nothing else of SCORM. */
export type Tracker = {
  name: 'scorm-1.2' | 'scorm-2004' | 'memory';
  start: () => Promise<Started>;
  /** Writes and commits; never throws. `final` only when the learner leaves by the Exit button or the page goes away. */
  commit: (progress: Progress) => Saved;
  /** Without progress it only ends the session: nothing happened in it that could be worth recording. */
  finish: (progress?: Progress) => Saved;
};
