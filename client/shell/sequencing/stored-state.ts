import type { Engine, Request } from './engine.ts';
import { applyChanges, type Changes, changesBetween, type Json } from './state-changes.ts';

/**
 * How a sequencer is kept: what has changed in the library's state since the very beginning (a state says everything
 * about every activity several times over), and the request that was being processed, so that it is not lost with a
 * page that dies between an activity's end and the next one's delivery.
 */
type Stored = { version: 1; changes?: Changes | undefined; pending?: Request | undefined };

export function writeState({ api }: Engine, beginning: string, pending: Request | undefined): string {
  const changes = changesBetween(readable(beginning), readable(api.serializeSequencingState()));
  return JSON.stringify({ version: 1, changes, pending } satisfies Stored);
}

/** Puts an engine that was just opened into the stored state; one that cannot be read counts as none. */
export function readState(
  { api }: Engine,
  beginning: string,
  stored: string | null,
): { pending: Request | undefined } {
  const { changes, pending } = parse(stored);
  if (changes !== undefined) {
    api.deserializeSequencingState(JSON.stringify(applyChanges(readable(beginning), changes)));
  }
  return { pending };
}

function parse(stored: string | null): Partial<Stored> {
  try {
    const state = JSON.parse(stored ?? '{}') as Partial<Stored>;
    return state.version === 1 ? state : {};
  } catch {
    return {};
  }
}

type Pointers = { [pointer: string]: Json };
type LibraryState = {
  currentActivityId: Json;
  sequencing: Pointers;
  suspensionState: Pointers;
};

/**
 * The library's state without what it gets wrong when reading it back: the second pair of pointers makes an activity
 * active that had ended its attempt, and a current activity beside a suspended one is left over from within a Suspend
 * All (TB.2.3, 5.6).
 */
function readable(serialized: string): Json {
  const state = JSON.parse(serialized) as LibraryState;
  delete state.suspensionState['currentActivityId'];
  delete state.suspensionState['suspendedActivityId'];
  if (state.sequencing['suspendedActivity'] !== null) {
    state.sequencing['currentActivity'] = null;
    state.currentActivityId = null;
  }
  return state;
}
