import { type Engine, type EngineActivity, type Request, stateOf, suspendedIn } from './engine.ts';
import type { NavigationResult } from './sequencer.ts';

type Ask = (request: Request) => NavigationResult;

/**
 * Opens an attempt wherever its last page has left it: with a Suspend All, in the middle of an activity (a closed tab,
 * which the library by itself can neither resume nor start again), between two activities, at its end, or never.
 */
export function beginAttempt(engine: Engine, pending: Request | undefined, ask: Ask): NavigationResult {
  const { currentActivity } = stateOf(engine);
  if (currentActivity === null) {
    return suspendedIn(engine) ? orAnew(engine, ask({ name: 'resumeAll' }), ask) : anew(engine, ask);
  }
  if (currentActivity.isActive || (currentActivity.isSuspended && pending === undefined)) {
    ask({ name: 'suspendAll' });
    return orAnew(engine, ask({ name: 'resumeAll' }), ask);
  }
  const next = ask(pending ?? { name: 'continue' });
  if (next.kind === 'delivered') return next;
  return next.kind !== 'ended' && offersChoice(engine) ? { kind: 'choosing', reason: '' } : anew(engine, ask);
}

const orAnew = (engine: Engine, result: NavigationResult, ask: Ask): NavigationResult =>
  result.kind === 'delivered' ? result : anew(engine, ask);

function offersChoice(engine: Engine): boolean {
  const process = engine.api.getSequencingService()?.getOverallSequencingProcess();
  const leaves = leavesOf(stateOf(engine).rootActivity);
  return leaves.length > 1 && leaves.some(({ id }) => process?.predictChoiceEnabled(id));
}

/**
 * The start of a new attempt on the package. Where the root does not flow, a Start delivers nothing and the learner
 * would have to choose (SB.2.5); the first activity that can be chosen is opened for them.
 */
function anew(engine: Engine, ask: Ask): NavigationResult {
  if (stateOf(engine).currentActivity !== null) ask({ name: 'exitAll' });
  const started = ask({ name: 'start' });
  if (started.kind === 'delivered') return started;
  for (const { id } of leavesOf(stateOf(engine).rootActivity)) {
    const chosen = ask({ name: 'choice', target: engine.names.outside(id) });
    if (chosen.kind === 'delivered') return chosen;
  }
  return { kind: 'choosing', reason: '' };
}

const leavesOf = (activity: EngineActivity): EngineActivity[] =>
  activity.children.length === 0 ? [activity] : activity.children.flatMap(leavesOf);
