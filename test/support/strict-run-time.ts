import type { ApiObject } from '#client/player/trackers/run-time.ts';
import type { Call } from '#courses/scorm/run-time-calls.ts';
import { type ElementRule, formatFault, ruleOf } from '#courses/scorm/strict-model.ts';

// A run-time that takes only what the strict data model takes, so that a player that pleases it pleases any LMS.
// It keeps no rules of its own beyond that table.

const EDITIONS = {
  '1.2': {
    model: '1.2',
    names: ['LMSInitialize', 'LMSFinish', 'LMSGetValue', 'LMSSetValue', 'LMSCommit', 'LMSGetLastError'],
    codes: {
      begun: '101',
      closed: '301',
      unknown: '401',
      readOnly: '403',
      writeOnly: '404',
      value: '405',
      gap: '201',
    },
  },
  '2004': {
    model: '2004-4',
    names: ['Initialize', 'Terminate', 'GetValue', 'SetValue', 'Commit', 'GetLastError'],
    codes: {
      begun: '103',
      closed: '132',
      unknown: '401',
      readOnly: '404',
      writeOnly: '405',
      value: '406',
      gap: '351',
    },
  },
} as const;

/** How an LMS may answer besides by the book; each was met in a real one. */
export type Quirks = {
  /** What a call that worked answers. */
  yes?: unknown;
  /** What a call that failed answers. */
  no?: unknown;
  /** Elements it does not have. */
  without?: RegExp;
  /** Answers false to every Commit, with an error, while this gives true. */
  down?: () => boolean;
};

export type StrictRunTime = { api: ApiObject; calls: string[]; recorded: Call[]; refused: string[] };

/** Opens one session. `kept` is the attempt's record, element by element; a Commit or the end writes to it. */
export function strictRunTime(
  edition: '1.2' | '2004',
  kept: Map<string, string>,
  quirks: Quirks = {},
): StrictRunTime {
  const { model, names, codes } = EDITIONS[edition];
  const { yes = 'true', no = 'false', down = () => false } = quirks;
  const now = new Map(kept);
  const calls: string[] = [];
  const recorded: Call[] = [];
  const refused: string[] = [];
  let state: 'new' | 'running' | 'ended' = 'new';
  let error = '0';
  const fail = (code: string, what: string): unknown => {
    error = code;
    refused.push(`${what} -> ${code}`);
    return no;
  };
  const worked = (): unknown => {
    error = '0';
    return yes;
  };
  const known = (element: string): ElementRule | undefined =>
    quirks.without?.test(element) ? undefined : ruleOf(model, element);
  const count = (family: string): number =>
    [...now.keys()].filter(
      (key) =>
        key.startsWith(`${family}.`) && /^[\w.]+\.\d+\.id$/.test(key) && !/\.\d+\.objectives\./.test(key),
    ).length;
  /** Index gaps are refused, and so is anything of an entry that has no id yet. */
  const outOfOrder = (element: string): boolean => {
    const [, family, at, rest] = /^(cmi\.(?:objectives|interactions))\.(\d+)\.(.+)$/.exec(element) ?? [];
    if (family === undefined) return false;
    return rest === 'id' ? Number(at) > count(family) : !now.has(`${family}.${at}.id`);
  };
  const typeOf = (element: string): string | undefined => now.get(element.replace(/\.[^.]+$/, '.type'));
  const keep = (): void => {
    for (const [element, value] of now) kept.set(element, value);
  };
  const set = (element: string, value: string): unknown => {
    if (state !== 'running') return fail(codes.closed, `Set ${element}`);
    const rule = known(element);
    if (rule === undefined) return fail(codes.unknown, `Set ${element}`);
    if (rule.access === 'r') return fail(codes.readOnly, `Set ${element}`);
    if (typeof value !== 'string' || formatFault(model, element, value, typeOf(element)) !== undefined)
      return fail(codes.value, `Set ${element} = ${value}`);
    if (outOfOrder(element)) return fail(codes.gap, `Set ${element}`);
    now.set(element, value);
    return worked();
  };
  const get = (element: string): unknown => {
    error = '0';
    const rule = known(element);
    if (rule === undefined || rule.access === 'w') {
      error = rule === undefined ? codes.unknown : codes.writeOnly;
      return '';
    }
    if (element.endsWith('._count')) return String(count(element.slice(0, -'._count'.length)));
    return now.get(element) ?? '';
  };
  const [initialize, terminate, getValue, setValue, commit, getLastError] = names;
  const functions: Record<string, (...args: string[]) => unknown> = {
    [initialize]: () => {
      if (state !== 'new') return fail(codes.begun, initialize);
      state = 'running';
      return worked();
    },
    [terminate]: () => {
      if (state !== 'running') return fail(codes.closed, terminate);
      state = 'ended';
      if (!down()) keep();
      return worked();
    },
    [getValue]: (element = '') => get(element),
    [setValue]: (element = '', value = '') => set(element, value),
    [commit]: () => {
      if (state !== 'running') return fail(codes.closed, commit);
      if (down()) return fail(edition === '1.2' ? '101' : '391', commit);
      keep();
      return worked();
    },
  };
  const api: ApiObject = { [getLastError]: () => error };
  for (const [name, act] of Object.entries(functions)) {
    api[name] = (...args: string[]) => {
      calls.push([name, ...args].join(' '));
      const answer = act(...args);
      recorded.push({ call: name, args, answer: String(answer), error });
      return answer;
    };
  }
  return { api, calls, recorded, refused };
}
