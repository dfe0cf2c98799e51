import { withLineBreaks } from '#client/shell/line-breaks.ts';
import type { PackageState } from '#client/shell/protocol.ts';
import type { Scorm2004Module } from '#client/shell/sequencing/engine.ts';
import { openSequencer } from '#client/shell/sequencing/open-sequencer.ts';
import type { NavigationRequest, NavigationResult, Sequencer } from '#client/shell/sequencing/sequencer.ts';
import type { Activity } from '#courses/scorm/activity-tree.ts';
import { placed } from './activities.ts';
import type { Line, Move, OnMove, Route, Standing, Step, Way } from './route.ts';

/** Loads the sequencing engine with what an earlier page left of it. */
export async function openRoute2004(
  organization: Activity,
  { sequencing }: Pick<PackageState, 'sequencing'>,
  onMove: OnMove,
): Promise<Route> {
  const module = (await import('scorm-again/scorm2004')) as unknown as Scorm2004Module;
  const items = itemsOf(organization);
  const sequencer = openSequencer(module, organization, sequencing, (result) => {
    // What content asked for in vain changes nothing: its page stays.
    if (result.kind !== 'refused') onMove(readStep(items, result));
  });
  return route2004(organization, sequencer);
}

const itemsOf = (organization: Activity) =>
  new Map(placed(organization).map(({ item }) => [item.id, item] as const));

/** The learner's moves in the engine's words (SN 5.6). */
function requestFor(move: Move | { kind: 'leave' }): [NavigationRequest, string?] | undefined {
  switch (move.kind) {
    case 'choose':
      return ['choice', move.id];
    case 'leave':
      return ['suspendAll'];
    case 'next':
      return ['continue'];
    case 'previous':
      return ['previous'];
    case 'back':
      return undefined;
  }
}

/** The way through a SCORM 2004 package: the sequencing engine decides, this puts it into the words of the page. */
export function route2004(organization: Activity, sequencer: Sequencer): Route {
  const items = itemsOf(organization);
  const itemNow = () => items.get(sequencer.current()?.sco ?? '');
  const stepFor = (result: NavigationResult): Step => {
    const step = readStep(items, result);
    return step.kind === 'choose' ? { ...step, back: itemNow() } : step;
  };
  /** What was open is opened again where it was left: the engine never left it. */
  const reopen = (): Step => {
    const item = itemNow();
    return item ? { kind: 'open', item, fresh: false } : { kind: 'choose', denied: true };
  };
  return {
    lines() {
      const { choice } = sequencer.valid();
      const statuses = sequencer.statuses();
      const walk = (lines: ReturnType<Sequencer['lines']>, depth: number): Line[] =>
        lines.flatMap(({ id, title, children }) => {
          const kind = items.get(id)?.kind ?? 'folder';
          const isLocked = kind !== 'folder' && !choice.has(id) && sequencer.current()?.sco !== id;
          const lock = isLocked ? { finishFirst: [] } : undefined;
          const line: Line = { id, title, depth, kind, standing: standingOf(statuses[id]), lock };
          return [line, ...walk(children, depth + 1)];
        });
      return walk(sequencer.lines(), 0);
    },
    ways() {
      const valid = sequencer.valid();
      const way = (name: 'continue' | 'previous'): Way => {
        if (valid.hidden.has(name)) return 'hidden';
        return valid[name] ? 'open' : 'closed';
      };
      return { next: way('continue'), previous: way('previous') };
    },
    begin: () => stepFor(sequencer.begin()),
    intend(move) {
      const request = requestFor(move);
      if (request) sequencer.intend(...request);
    },
    move(move) {
      const request = requestFor(move);
      return request ? stepFor(sequencer.navigate(...request)) : reopen();
    },
    startSession: withLineBreaks(sequencer.startSession),
    heard: () => {},
    snapshot: sequencer.snapshot,
    suspend() {
      if (sequencer.current()) sequencer.navigate('suspendAll');
    },
  };
}

/** A result of the engine in the words of the page. */
export function readStep(items: ReadonlyMap<string, Activity>, result: NavigationResult): Step {
  if (result.kind === 'ended') return { kind: 'end' };
  if (result.kind !== 'delivered') return { kind: 'choose', denied: result.kind === 'refused' };
  const item = items.get(result.sco);
  return item ? { kind: 'open', item, fresh: result.fresh } : { kind: 'choose', denied: true };
}

function standingOf(kept: { completionStatus: string; successStatus: string } | undefined): Standing {
  if (kept?.successStatus === 'failed') return 'failed';
  if (kept?.successStatus === 'passed' || kept?.completionStatus === 'completed') return 'done';
  return kept?.completionStatus === 'incomplete' ? 'begun' : 'new';
}
