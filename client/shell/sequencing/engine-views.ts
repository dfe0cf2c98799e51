import type { PackageCommit } from '#client/shell/protocol.ts';
import type { Activity } from '#courses/scorm/activity-tree.ts';
import { type Engine, type EngineActivity, stateOf } from './engine.ts';
import type { Line, Sequencer, Valid } from './sequencer.ts';

// What an engine's state looks like from outside.

const everyActivity = (activity: EngineActivity): EngineActivity[] => [
  activity,
  ...activity.children.flatMap(everyActivity),
];

/** @param isOpen an activity is open, whose wishes about our controls count */
export function validNow(engine: Engine, isOpen: boolean): Valid {
  const { currentActivity, rootActivity } = stateOf(engine);
  const process = engine.api.getSequencingService()?.getOverallSequencingProcess();
  if (!process || currentActivity === null) {
    return { continue: false, previous: false, choice: new Set(), hidden: new Set() };
  }
  // The prediction looks at the tree alone; the preview tries with what the open SCO has set so far.
  const isBlocked = (request: 'continue' | 'previous') =>
    engine.api.previewNavigationRequest(request).outcome === 'blocked';
  const choices = engine.choices(); // what NB.2.1 allows; the process predicts what SB.2.9 makes of it
  type Current = Parameters<typeof process.getEffectiveHideLmsUi>[0];
  const hidden: Valid['hidden'] = new Set(
    isOpen ? process.getEffectiveHideLmsUi(currentActivity as unknown as Current) : [],
  );
  const choosable = everyActivity(rootActivity).filter(
    ({ id }) => choices.has(id) && process.predictChoiceEnabled(id),
  );
  return {
    continue: !hidden.has('continue') && process.predictContinueEnabled() && !isBlocked('continue'),
    previous: !hidden.has('previous') && process.predictPreviousEnabled() && !isBlocked('previous'),
    choice: new Set(choosable.map(({ id }) => engine.names.outside(id))),
    hidden,
  };
}

/** The root activity's roll-up. */
export function rollUpOf({ api, names }: Engine, rootId: string): Omit<PackageCommit, 'sequencing'> {
  const tracking = api.getActivityTrackingData(names.inside(rootId));
  return {
    completionStatus: oneOf(tracking?.completionStatus, [
      'completed',
      'incomplete',
      'not attempted',
    ] as const),
    successStatus: oneOf(tracking?.successStatus, ['passed', 'failed'] as const),
    scaledScore: within(tracking?.score ?? null, -1),
    progress: tracking?.attemptCompletionAmountStatus ? within(tracking.attemptCompletionAmount, 0) : null,
  };
}

const oneOf = <const W extends string>(value: string | undefined, words: readonly W[]): W | 'unknown' =>
  words.find((word) => word === value) ?? 'unknown';

const within = (value: number | null, min: number): number | null =>
  value === null || !Number.isFinite(value) ? null : Math.min(1, Math.max(min, value));

export function statusesOf(engine: Engine): ReturnType<Sequencer['statuses']> {
  const all = everyActivity(stateOf(engine).rootActivity).flatMap(({ id }) => {
    const tracking = engine.api.getActivityTrackingData(id);
    if (tracking === null) return [];
    const { completionStatus, successStatus } = tracking;
    return [[engine.names.outside(id), { completionStatus, successStatus }] as const];
  });
  return Object.fromEntries(all);
}

/**
 * The table of contents below the root, in the engine's order. An item that is not visible is left out by itself, its
 * children are not (CAM 3.4.1.12); what selection or a rule has taken away is left out with all that it holds.
 */
export function linesOf(engine: Engine, contents: Activity): Line[] {
  const titles = new Map(allOf(contents).map(({ id, title }) => [id, title]));
  const linesUnder = (parent: EngineActivity): Line[] =>
    parent.children
      .filter((child) => isOffered(child, parent))
      .flatMap((child) => {
        const id = engine.names.outside(child.id);
        const children = linesUnder(child);
        return child.isVisible ? [{ id, title: titles.get(id) ?? '', children }] : children;
      });
  return linesUnder(stateOf(engine).rootActivity);
}

const allOf = (activity: Activity): Activity[] => [activity, ...activity.children.flatMap(allOf)];

function isOffered(activity: EngineActivity, parent: EngineActivity): boolean {
  const isSelected = parent.sequencingControls.selectionTiming === 'never' || activity.isAvailable;
  const isHidden = activity.sequencingRules.preConditionRules.some(
    (rule) => rule.action === 'hiddenFromChoice' && rule.evaluate(activity) === true,
  );
  return isSelected && !isHidden;
}
