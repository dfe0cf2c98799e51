import type { ApiObject } from '#client/player/trackers/run-time.ts';

// A run-time that takes only what the strictest known judges take (ADL's data model and Moodle's patterns), so that a
// player that pleases it pleases them. It keeps no rules of its own beyond the data model.

type Access = 'rw' | 'r' | 'w';
type Rule = [element: RegExp, access: Access, value?: RegExp];

const STATUS_12 = /^(passed|completed|failed|incomplete|browsed)$/;
const REAL_12 = /^-?\d{1,3}(\.\d+)?$/;
const SPAN_12 = /^\d{2,4}:\d{2}:\d{2}(\.\d{1,2})?$/;
const ID = /^[A-Za-z0-9_-]{1,255}$/;
const line = (max: number): RegExp => new RegExp(`^\\P{Cc}{0,${max}}$`, 'u');

/** SCORM 1.2: what Moodle checks with "scormstandard" on. */
const RULES_12: Rule[] = [
  [/^cmi\.core\.(student_id|student_name|credit|entry|total_time|lesson_mode)$/, 'r'],
  [/^cmi\.core\.lesson_location$/, 'rw', line(255)],
  [/^cmi\.core\.lesson_status$/, 'rw', STATUS_12],
  [/^cmi\.core\.score\.(raw|min|max)$/, 'rw', REAL_12],
  [/^cmi\.core\.exit$/, 'w', /^(time-out|suspend|logout|)$/],
  [/^cmi\.core\.session_time$/, 'w', SPAN_12],
  [/^cmi\.suspend_data$/, 'rw', /^[\x20-\x7e]{0,4096}$/],
  [/^cmi\.launch_data$/, 'r'],
  [/^cmi\.(objectives|interactions)\._count$/, 'r'],
  [/^cmi\.objectives\.\d+\.id$/, 'rw', ID],
  [/^cmi\.objectives\.\d+\.score\.(raw|min|max)$/, 'rw', REAL_12],
  [/^cmi\.objectives\.\d+\.status$/, 'rw', /^(passed|completed|failed|incomplete|browsed|not attempted)$/],
  [/^cmi\.interactions\.\d+\.id$/, 'w', ID],
  [/^cmi\.interactions\.\d+\.objectives\.\d+\.id$/, 'w', ID],
  [/^cmi\.interactions\.\d+\.time$/, 'w', /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,2})?$/],
  [
    /^cmi\.interactions\.\d+\.type$/,
    'w',
    /^(true-false|choice|fill-in|matching|performance|sequencing|likert|numeric)$/,
  ],
  [/^cmi\.interactions\.\d+\.student_response$/, 'w', line(255)],
  [/^cmi\.interactions\.\d+\.result$/, 'w', /^(correct|wrong|unanticipated|neutral)$/],
  [/^cmi\.interactions\.\d+\.latency$/, 'w', SPAN_12],
];

const REAL_2004 = /^-?\d+(\.\d{1,7})?$/;
const UNIT_2004 = /^(0(\.\d{1,7})?|1(\.0{1,7})?)$/;
const SPAN_2004 = /^PT(\d+H)?(\d{1,2}M)?(\d{1,2}(\.\d{1,2})?S)?$/;

/** SCORM 2004: ADL's test suite and Moodle's patterns, whichever is the stricter. */
const RULES_2004: Rule[] = [
  [/^cmi\.(learner_id|learner_name|credit|entry|total_time|mode|launch_data)$/, 'r'],
  [/^cmi\.location$/, 'rw', line(1000)],
  [/^cmi\.completion_status$/, 'rw', /^(completed|incomplete|not attempted|unknown)$/],
  [/^cmi\.success_status$/, 'rw', /^(passed|failed|unknown)$/],
  [/^cmi\.score\.scaled$/, 'rw', UNIT_2004],
  [/^cmi\.score\.(raw|min|max)$/, 'rw', REAL_2004],
  [/^cmi\.progress_measure$/, 'rw', UNIT_2004],
  [/^cmi\.exit$/, 'w', /^(time-out|suspend|logout|normal|)$/],
  [/^cmi\.session_time$/, 'w', SPAN_2004],
  [/^cmi\.suspend_data$/, 'rw', /^[\x20-\x7e]{0,64000}$/],
  [/^cmi\.(objectives|interactions)\._count$/, 'r'],
  [/^cmi\.objectives\.\d+\.id$/, 'rw', ID],
  [/^cmi\.objectives\.\d+\.score\.scaled$/, 'rw', UNIT_2004],
  [/^cmi\.objectives\.\d+\.score\.(raw|min|max)$/, 'rw', REAL_2004],
  [/^cmi\.objectives\.\d+\.success_status$/, 'rw', /^(passed|failed|unknown)$/],
  [/^cmi\.objectives\.\d+\.completion_status$/, 'rw', /^(completed|incomplete|not attempted|unknown)$/],
  [/^cmi\.interactions\.\d+\.id$/, 'rw', ID],
  [/^cmi\.interactions\.\d+\.type$/, 'rw', /^(fill-in|long-fill-in|choice|true-false|other)$/],
  [/^cmi\.interactions\.\d+\.objectives\.\d+\.id$/, 'rw', ID],
  [/^cmi\.interactions\.\d+\.timestamp$/, 'rw', /^20[0-3]\d-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d\.\d{2}Z$/],
  [/^cmi\.interactions\.\d+\.learner_response$/, 'rw', line(4000)],
  [/^cmi\.interactions\.\d+\.result$/, 'rw', /^(correct|incorrect|unanticipated|neutral)$/],
  [/^cmi\.interactions\.\d+\.latency$/, 'rw', SPAN_2004],
  [/^cmi\.interactions\.\d+\.description$/, 'rw', /^(?!\{)\P{Cc}{0,250}$/u],
];

const EDITIONS = {
  '1.2': {
    rules: RULES_12,
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
    rules: RULES_2004,
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

export type StrictRunTime = { api: ApiObject; calls: string[]; refused: string[] };

/** Opens one session. `kept` is the attempt's record, element by element; a Commit or the end writes to it. */
export function strictRunTime(
  edition: '1.2' | '2004',
  kept: Map<string, string>,
  quirks: Quirks = {},
): StrictRunTime {
  const { rules, names, codes } = EDITIONS[edition];
  const { yes = 'true', no = 'false', down = () => false } = quirks;
  const now = new Map(kept);
  const calls: string[] = [];
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
  const ruleOf = (element: string): Rule | undefined =>
    quirks.without?.test(element) ? undefined : rules.find(([pattern]) => pattern.test(element));
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
  const keep = (): void => {
    for (const [element, value] of now) kept.set(element, value);
  };
  const set = (element: string, value: string): unknown => {
    if (state !== 'running') return fail(codes.closed, `Set ${element}`);
    const rule = ruleOf(element);
    if (rule === undefined) return fail(codes.unknown, `Set ${element}`);
    if (rule[1] === 'r') return fail(codes.readOnly, `Set ${element}`);
    if (typeof value !== 'string' || (rule[2] && !rule[2].test(value)))
      return fail(codes.value, `Set ${element} = ${value}`);
    if (outOfOrder(element)) return fail(codes.gap, `Set ${element}`);
    now.set(element, value);
    return worked();
  };
  const get = (element: string): unknown => {
    error = '0';
    const rule = ruleOf(element);
    if (rule === undefined || rule[1] === 'w') {
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
      return act(...args);
    };
  }
  return { api, calls, refused };
}
