import type { Scorm2004API } from 'scorm-again';
import type { EngineActivity } from './engine.ts';

type RolledUp = EngineActivity & {
  objectiveMeasureStatus: boolean;
  objectiveNormalizedMeasure: number;
  /** SM.1: false where only an earlier attempt of the parent has seen it. */
  objectiveInfoAvailableInCurrentParentAttempt: boolean;
  getAvailableChildren: () => RolledUp[];
};
type MeasureProcessor = { measureRollupProcess: (activity: RolledUp) => unknown[] };

/**
 * Puts the Measure Rollup Process [RB.1.1 a] of the standard in the place of the library's, which weighs by factors of
 * its own (unfinished 0.8, every further attempt less) and leaves out what has no measure yet, so that the first of
 * many tests would decide for all of them.
 */
export function rollUpMeasuresByTheStandard(api: Scorm2004API): void {
  const process = api.getSequencingService()?.['rollupProcess'];
  if (!process) throw new Error('The sequencing library has no roll-up process; expected one.');
  const processor = process.getMeasureProcessor() as unknown as MeasureProcessor;
  processor.measureRollupProcess = (activity) => {
    rollUpMeasure(activity);
    return []; // clusters that depend on each other by rules of the library's own
  };
}

/** The average of the tracked children by their weights; a child without a measure counts as nothing. */
function rollUpMeasure(activity: RolledUp): void {
  const tracked = activity.getAvailableChildren().filter((child) => child.sequencingControls.tracked);
  const known = tracked.filter(
    (child) => child.objectiveMeasureStatus && child.objectiveInfoAvailableInCurrentParentAttempt,
  );
  const weightOf = (child: RolledUp) => child.sequencingControls.objectiveMeasureWeight;
  const counted = sum(tracked.map(weightOf));
  if (known.length > 0 && counted > 0) {
    const total = sum(known.map((child) => weightOf(child) * child.objectiveNormalizedMeasure));
    activity.objectiveNormalizedMeasure = total / counted;
  }
  activity.objectiveMeasureStatus = known.length > 0 && counted > 0;
}

const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0);
