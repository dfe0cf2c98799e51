import type { Activity } from '#courses/scorm/activity-tree.ts';
import type { SequencingControls } from '#courses/scorm/sequencing.ts';
import { type Engine, type EngineActivity, stateOf } from './engine.ts';

/** An activity whose children are drawn; the library keeps both marks with its state. */
type Drawn = EngineActivity & {
  setChildOrder: (ids: string[]) => void;
  setProcessedChildren: (children: EngineActivity[]) => void;
  sequencingControls: { reorderChildren: boolean };
};

/**
 * Select Children and Randomize Children [SR.1, SR.2] for what has no attempt now: once, or for each attempt as soon
 * as the one before has ended (UP.4). The library draws twice within one attempt, and from what its last draw has left
 * over; so it is told that all is drawn already.
 */
export function drawChildren(engine: Engine, contents: Activity): void {
  const controls = new Map(allOf(contents).map(({ id, sequencing }) => [id, sequencing?.sequencingControls]));
  const visit = (activity: EngineActivity): void => {
    draw(activity as Drawn, controls.get(engine.names.outside(activity.id)));
    for (const child of activity.children) visit(child);
  };
  visit(stateOf(engine).rootActivity);
}

const allOf = (activity: Activity): Activity[] => [activity, ...activity.children.flatMap(allOf)];

function draw(activity: Drawn, controls: SequencingControls | undefined): void {
  const timings = [controls?.selectionTiming ?? 'never', controls?.randomizationTiming ?? 'never'];
  if (timings.every((timing) => timing === 'never')) return;
  const marks = activity.sequencingControls;
  if (activity.isActive || activity.isSuspended) {
    // What was drawn for each attempt is used up with this one.
    if (timings.includes('onEachNewAttempt')) marks.reorderChildren = false;
  } else if (!marks.reorderChildren) {
    drawNow(activity, controls ?? {});
    marks.reorderChildren = true;
  }
}

function drawNow(activity: Drawn, controls: SequencingControls): void {
  const isDue = (timing: string | undefined) =>
    timing === 'onEachNewAttempt' || (timing === 'once' && activity.attemptCount === 0);
  if (isDue(controls.selectionTiming)) select(activity, controls.selectCount ?? activity.children.length);
  if (isDue(controls.randomizationTiming) && controls.randomizeChildren) {
    activity.setChildOrder(shuffled(activity.children).map(({ id }) => id));
  }
  activity.setProcessedChildren(activity.children.filter(({ isAvailable }) => isAvailable));
}

function select(activity: Drawn, count: number): void {
  const selected = new Set(shuffled(activity.children).slice(0, count));
  for (const child of activity.children) {
    child.isAvailable = selected.has(child);
    child.isHiddenFromChoice = !selected.has(child);
  }
}

function shuffled<T>(list: readonly T[]): T[] {
  const drawn = list.map((item) => ({ item, lot: Math.random() }));
  return drawn.sort((a, b) => a.lot - b.lot).map(({ item }) => item);
}
