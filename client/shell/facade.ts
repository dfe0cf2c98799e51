import type { Edition } from './protocol.ts';
import { isElement } from './vocabulary.ts';

/** A run-time's eight functions, by their part in the life of a session. */
export type RunTime = {
  initialize: (argument: string) => unknown;
  terminate: (argument: string) => unknown;
  getValue: (element: string) => unknown;
  setValue: (element: string, value: string) => unknown;
  commit: (argument: string) => unknown;
  getLastError: () => unknown;
  getErrorString: (code: string) => unknown;
  getDiagnostic: (code: string) => unknown;
};

/** Content passes numbers, nothing at all, or objects that refuse to speak, where the standards want strings. */
function text(value: unknown): string {
  if (value === undefined || value === null) return '';
  try {
    // oxlint-disable-next-line typescript/no-base-to-string -- an object's own words are as good as any other nonsense
    return String(value);
  } catch {
    return '';
  }
}

type Call = (...args: unknown[]) => string;

/** Undefined data model element: 401 in both editions. */
const UNDEFINED_ELEMENT = '401';

/**
 * The only thing that content sees of the run-time: exactly eight frozen functions that take and give strings and know
 * no element outside the standard's own vocabulary.
 * @param current the run-time of the present session; a page may go through several
 * @param activities ids of the package's activities, which SCORM 2004 content may ask about
 */
export function createFacade(
  edition: Edition,
  current: () => RunTime,
  activities?: ReadonlySet<string>,
): Readonly<Record<string, Call>> {
  let refused = false;
  const plain = (act: (runTime: RunTime, argument: string) => unknown) => (argument: unknown) => {
    refused = false;
    return text(act(current(), text(argument)));
  };
  const about = (act: (runTime: RunTime, code: string) => unknown) => (code: unknown) => {
    const asked = text(code);
    return asked === '' || /^\d{1,5}$/.test(asked) ? text(act(current(), asked)) : '';
  };
  const ifKnown = (element: unknown, refusal: string, act: (name: string) => unknown): string => {
    const name = text(element);
    refused = !isElement(edition, name, activities);
    return refused ? refusal : text(act(name));
  };
  const calls: Record<keyof RunTime, Call> = {
    initialize: plain((runTime, argument) => runTime.initialize(argument)),
    terminate: plain((runTime, argument) => runTime.terminate(argument)),
    commit: plain((runTime, argument) => runTime.commit(argument)),
    getValue: (element) => ifKnown(element, '', (name) => current().getValue(name)),
    setValue: (element, value) => ifKnown(element, 'false', (name) => current().setValue(name, text(value))),
    getLastError: () => (refused ? UNDEFINED_ELEMENT : text(current().getLastError())),
    getErrorString: about((runTime, code) => runTime.getErrorString(code)),
    getDiagnostic: about((runTime, code) => runTime.getDiagnostic(code)),
  };
  const named = Object.entries(calls).map(
    ([role, call]) => [NAMES[edition](role), Object.freeze(call)] as const,
  );
  return Object.freeze(Object.assign(Object.create(null) as Record<string, Call>, Object.fromEntries(named)));
}

/** `initialize` is `LMSInitialize` in 1.2, where ending is called Finish, and `Initialize` in 2004. */
const NAMES: Record<Edition, (role: string) => string> = {
  '1.2': (role) => `LMS${role === 'terminate' ? 'Finish' : capital(role)}`,
  '2004-4': (role) => capital(role),
};
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** Where content looks for its run-time. */
export const GLOBAL_NAME: Record<Edition, string> = { '1.2': 'API', '2004-4': 'API_1484_11' };
