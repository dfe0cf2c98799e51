import type { ApiObject } from '#client/player/trackers/run-time.ts';
import { shownValue } from './mask.ts';

/** One call of an API object as it may be shown: values that tell of the learner or of typed words are masked. */
export type Call = {
  name: string;
  args: string[];
  answer: string;
  /** The LMS's error code right after the call, where it was asked for; `thrown` when the call itself failed. */
  error?: string;
};

/** What became of the values set for one element. The values themselves are shown to nobody. */
export type Kept = {
  /** The last value that the LMS took without complaint. */
  taken?: string;
  longestTaken: number;
  /** Length of the shortest value refused, and the error code with it. */
  refused?: { characters: number; error: string };
};

export type CallLog = {
  calls: () => readonly Call[];
  first: () => Call | undefined;
  kept: (element: string) => Kept;
};

const MOST_CALLS = 50;
const LONGEST_TEXT = 160;

/** What an LMS answered, as text: never throws, never long. */
export function textOf(value: unknown): string {
  try {
    return String(value).slice(0, LONGEST_TEXT);
  } catch {
    return typeof value;
  }
}

/**
 * The API object behind a face that remembers the last 50 calls. It calls the very same functions with the very same
 * arguments and adds no call of its own. Error codes are noted when the player asks for them.
 */
export function watch(api: ApiObject): { api: ApiObject; log: CallLog } {
  const ring: Call[] = [];
  const kept = new Map<string, Kept>();
  let first: Call | undefined;
  let pending: string[] | undefined;
  /** A set is settled by the error code after it; a player that asks for none was answered "true". */
  const settle = (error = '0'): void => {
    const [element, value] = pending ?? [];
    pending = undefined;
    if (element === undefined || value === undefined) return;
    kept.set(element, afterSet(kept.get(element), value, error));
  };
  const noteError = (code: string): void => {
    const last = ring[ring.length - 1];
    if (last !== undefined) last.error ??= code;
    settle(code);
  };
  const note = (call: Call): void => {
    settle();
    first ??= call;
    ring.push(call);
    if (ring.length > MOST_CALLS) ring.shift();
  };
  const noteAnswer = (name: string, args: string[], answer: unknown): void => {
    if (name.endsWith('GetLastError')) noteError(textOf(answer));
    else note({ name, args: shownArgs(args), answer: shownAnswer(name, args, answer) });
    if (name.endsWith('SetValue')) pending = args;
  };
  const through =
    (name: string, own: (...args: string[]) => unknown) =>
    (...args: string[]): unknown => {
      try {
        const answer: unknown = Reflect.apply(own, api, args);
        noteAnswer(name, args, answer);
        return answer;
      } catch (error) {
        note({ name, args: shownArgs(args), answer: '', error: 'thrown' });
        throw error;
      }
    };
  // Not a proxy of the API itself: one that is frozen would have to hand out its own functions.
  const face: ApiObject = new Proxy(
    {},
    {
      get: (_target, key) => {
        const own: unknown = Reflect.get(api, key);
        return typeof own === 'function' ? through(String(key), own as () => unknown) : own;
      },
    },
  );
  const keptOf = (element: string): Kept => {
    settle();
    return kept.get(element) ?? { longestTaken: 0 };
  };
  return { api: face, log: { calls: () => ring, first: () => first, kept: keptOf } };
}

const shownArgs = (args: string[]): string[] =>
  args.map((arg, at) => (at === 1 ? shownValue(args[0] ?? '', textOf(arg), arg) : textOf(arg)));

const shownAnswer = (name: string, args: string[], answer: unknown): string =>
  name.endsWith('GetValue') ? shownValue(args[0] ?? '', textOf(answer), answer) : textOf(answer);

function afterSet(before: Kept = { longestTaken: 0 }, value: string, error: string): Kept {
  if (error === '0' || error === '')
    return { ...before, taken: value, longestTaken: Math.max(before.longestTaken, value.length) };
  const characters = Math.min(before.refused?.characters ?? value.length, value.length);
  return { ...before, refused: { characters, error } };
}
