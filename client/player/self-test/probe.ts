import { type ApiObject, textOf as answered } from '#client/player/trackers/run-time.ts';
import { type CallLog, textOf } from './call-log.ts';
import type { Needs } from './needs.ts';

/** One call that the self-test made. */
export type Check = { call: string; element: string; answer: string; error: string };

/** What the tries showed. `returned`: what the LMS gave back of the state it took. */
export type Evidence = {
  missingFunctions: string[];
  reads: Check[];
  writes: Check[];
  commit: Check | undefined;
  /** Every Check that threw, in order. */
  thrown: Check[];
  returned: 'nothing-stored' | 'same' | 'empty' | 'shorter' | 'other';
  returnedLength: number;
};

type Ask = (name: string, ...args: string[]) => { value: string; check: Check };

/**
 * Tries what a lesson needs, and changes nothing: it reads, sets the state and the place to the very values just read
 * (only where these are what the lesson last stored, so that an LMS with a bad memory loses nothing by it), and commits.
 * `writable` is false in a review: there it only reads.
 */
export function probe(
  { api, log }: { api: ApiObject; log: CallLog },
  needs: Needs,
  writable: boolean,
): Evidence {
  const { functions } = needs;
  const thrown: Check[] = [];
  const lastError = (): string => {
    try {
      return textOf((api[functions.lastError] as () => unknown)());
    } catch {
      return 'thrown';
    }
  };
  const ask: Ask = (name, ...args) => {
    const check: Check = { call: name, element: args[0] ?? '', answer: '', error: '' };
    try {
      const answer = (api[name] as (...all: string[]) => unknown)(...args);
      const value = answered(answer);
      return { value, check: { ...check, answer: textOf(answer), error: lastError() } };
    } catch {
      const failed = { ...check, error: 'thrown' };
      thrown.push(failed);
      return { value: '', check: failed };
    }
  };
  const missingFunctions = functions.all.filter((name) => typeof api[name] !== 'function');
  const nothing: Evidence = {
    missingFunctions,
    reads: [],
    writes: [],
    commit: undefined,
    thrown,
    returned: 'nothing-stored',
    returnedLength: 0,
  };
  if (missingFunctions.length > 0) return nothing;

  const read = new Map(
    [...needs.needed, ...needs.optional].map((element) => [element, ask(functions.get, element)]),
  );
  const state = read.get(needs.state)?.value ?? '';
  const writes = writable
    ? [needs.state, needs.location].flatMap((element) => {
        const before = read.get(element);
        const { taken } = log.kept(element);
        const safe =
          before?.check.error === '0' && before.value !== '' && (taken ?? before.value) === before.value;
        return safe && before ? [ask(functions.set, element, before.value).check] : [];
      })
    : [];
  return {
    ...nothing,
    reads: [...read.values()].map(({ check }) => check),
    writes,
    commit: writable ? ask(functions.commit, '').check : undefined,
    returned: compare(log.kept(needs.state).taken, state),
    returnedLength: state.length,
  };
}

function compare(taken: string | undefined, returned: string): Evidence['returned'] {
  if (taken === undefined || taken === '') return returned === '' ? 'nothing-stored' : 'same';
  if (taken === returned) return 'same';
  if (returned === '') return 'empty';
  return taken.startsWith(returned) ? 'shorter' : 'other';
}
