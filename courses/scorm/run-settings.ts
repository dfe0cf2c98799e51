/** How a packaged lesson behaves towards its LMS. Plain data, chosen when a package is exported; the player obeys it. */
export type RunSettings = {
  /** `cmi.core.exit` / `cmi.exit` once the lesson is finished. `suspend` keeps a finished lesson open for another look. */
  exitWhenDone: 'suspend' | 'normal';
  /** Whether a score is reported beside the status. */
  report: 'status-and-score' | 'status';
  /** What SCORM 1.2 calls a lesson whose pass rule is met. */
  passedWord: 'passed' | 'completed';
  /** Report `failed` when everything required is done and the pass rule is not met. Off: it is completed and neither passed nor failed, and trying again is normal. */
  reportFailed: boolean;
  /** `unique` adds a counter to the id of every answer after the first with that id, for LMSs that keep only one of each. */
  answerIds: 'stable' | 'unique';
  /** Report answers at all; some LMSs refuse or lose them, and some owners do not want them there. */
  answers: boolean;
};

/** What is safe everywhere; a profile changes a setting only with its reason. */
export const SAFE_SETTINGS: RunSettings = {
  exitWhenDone: 'suspend',
  report: 'status-and-score',
  passedWord: 'passed',
  reportFailed: false,
  answerIds: 'stable',
  answers: true,
};
