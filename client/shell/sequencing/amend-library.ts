import type { Scorm2004API } from 'scorm-again';
import type { EngineActivity } from './engine.ts';

// Where the library's sequencing is not the standard's. Each amendment has a golden test that names the clause.

type RolledUp = EngineActivity & {
  objectiveMeasureStatus: boolean;
  objectiveNormalizedMeasure: number;
  /** SM.1: false where only an earlier attempt of the parent has seen it. */
  objectiveInfoAvailableInCurrentParentAttempt: boolean;
  getAvailableChildren: () => RolledUp[];
};
type Placed = EngineActivity & { parent: Placed | null };
type Verdict = { valid: boolean; exception: string | null };

/** What is amended, as the library has it inside. */
type MeasureProcessor = { measureRollupProcess: (activity: RolledUp) => unknown[] };
type Validity = {
  activityTree: { currentActivity: Placed | null; getActivity: (id: string) => Placed | null };
  validateJumpRequest: (target: string | null) => Verdict & { terminationRequest: string | null };
  isActivityDisabled: (activity: EngineActivity) => boolean;
};
type Choices = {
  validateChoice: (current: Placed | null, target: Placed, options?: unknown) => Verdict;
};

export function amendLibrary(api: Scorm2004API): void {
  const service = api.getSequencingService();
  const validity: unknown = service?.getOverallSequencingProcess()?.['navigationValidityService'];
  const choices: unknown = service?.['sequencingProcess']?.['constraintValidator'];
  const measures: unknown = service?.['rollupProcess'].getMeasureProcessor();
  if (!validity || !choices || !measures) {
    throw new Error('The sequencing library has other parts inside than expected.');
  }
  amendMeasureRollup(measures as MeasureProcessor);
  amendJump(validity as Validity);
  amendChoice(validity as Validity, choices as Choices);
}

/**
 * RB.1.1 a: the library weighs by factors of its own (unfinished 0.8, every further attempt less) and leaves out what
 * has no measure yet, so that the first of many tests would decide for all of them.
 */
function amendMeasureRollup(processor: MeasureProcessor): void {
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

/**
 * NB.2.1, 12: a Jump wants a target in the tree, and ends the attempt on the current activity (the library only leaves
 * it, and what it has reported is lost).
 */
function amendJump(validity: Validity): void {
  const validateJump = validity.validateJumpRequest.bind(validity);
  validity.validateJumpRequest = (target) => {
    const result = validateJump(target);
    if (result.valid && validity.activityTree.getActivity(target ?? '') === null) {
      return Object.assign(result, { valid: false, exception: 'NB.2.1-12' });
    }
    const ends = result.valid && validity.activityTree.currentActivity?.isActive === true;
    return Object.assign(result, { terminationRequest: ends ? 'exit' : null });
  };
}

/**
 * SB.2.9, 3 and 8 to 11, with SB.2.4: what lies on the way to the target may be hidden from choice or stop the
 * traversal. The library asks for the first when it is too late to say so, and for the second at the target alone,
 * where it does not matter.
 */
function amendChoice(validity: Validity, choices: Choices): void {
  validity.isActivityDisabled = (activity) =>
    !activity.isAvailable ||
    activity.isHiddenFromChoice ||
    obeys(activity, 'disabled') ||
    obeys(activity, 'hiddenFromChoice');
  const validateChoice = choices.validateChoice.bind(choices);
  choices.validateChoice = (current, target, options) => {
    const verdict = validateChoice(current, target, options);
    if (!verdict.valid) return verdict;
    if (pathTo(target).some((activity) => obeys(activity, 'hiddenFromChoice'))) {
      return { valid: false, exception: 'SB.2.9-4' };
    }
    if (wayTo(target, current).some((activity) => obeys(activity, 'stopForwardTraversal'))) {
      return { valid: false, exception: 'SB.2.4-1' };
    }
    return verdict;
  };
}

const obeys = (activity: EngineActivity, action: string): boolean =>
  activity.sequencingRules.preConditionRules.some(
    (rule) => rule.action === action && rule.evaluate(activity) === true,
  );

/** From the root to the activity, itself included. */
const pathTo = (activity: Placed): Placed[] =>
  activity.parent === null ? [activity] : [...pathTo(activity.parent), activity];

/** What a choice goes through forwards, the target excluded; nothing where it goes backwards. */
function wayTo(target: Placed, current: Placed | null): Placed[] {
  if (current === null) return pathTo(target).slice(0, -1);
  const siblings = target.parent?.children ?? [];
  if (current !== target && current.parent === target.parent) {
    const from = siblings.indexOf(current);
    return (siblings as Placed[]).slice(from, Math.max(from, siblings.indexOf(target)));
  }
  const [here, there] = [pathTo(current), pathTo(target)];
  const parting = there.findIndex((activity, depth) => activity !== here[depth]);
  if (parting < 1) return []; // the target is the current activity or holds it
  const branches = there[parting - 1]?.children ?? [];
  const [left, entered] = [here[parting], there[parting]];
  const isForward = !left || !entered || branches.indexOf(left) < branches.indexOf(entered);
  return isForward ? there.slice(parting - 1, -1) : [];
}
