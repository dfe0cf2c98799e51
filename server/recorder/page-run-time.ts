import type { Edition } from '#courses/format/lesson-data.ts';
import { apiNames, type Call, type Role } from '#courses/scorm/run-time-calls.ts';
import { type Access, modelOf } from '#courses/scorm/strict-model.ts';

/** What the page's run-time is made from: plain data, so that it can travel into the page. */
export type RunTimeSpec = {
  object: string;
  functions: Record<Role, string>;
  access: Record<string, Access>;
  /** What elements hold before anything is set. */
  start: Record<string, string>;
  codes: Record<'begun' | 'closed' | 'unknown' | 'readOnly' | 'writeOnly' | 'gap' | 'unset', string>;
};

/** What the run-time offers the recorder, as `window.recorder`. */
export type PageRecorder = {
  /** A lesson is about to be opened: its record of earlier sessions is taken up. */
  begin: (sco: string, session: number) => void;
  /** The calls since the last drain. */
  drain: () => Call[];
  /** `ended` once the lesson has ended its session itself. */
  state: () => { ended: boolean; record: Record<string, string> };
};

/** Without formats: a walk goes on as in a lenient LMS, and the recording is judged afterwards. */
export function specOf(edition: Edition): RunTimeSpec {
  const { object, functions } = apiNames(edition);
  const model = modelOf(edition);
  const access = Object.fromEntries(Object.entries(model).map(([element, rule]) => [element, rule.access]));
  const children = Object.keys(model)
    .filter((element) => element.endsWith('._children'))
    .map((element) => [element, childrenOf(Object.keys(model), element)] as const);
  const old = edition === '1.2';
  return {
    object,
    functions,
    access,
    start: { ...Object.fromEntries(children), ...(old ? START_12 : START_2004) },
    codes: old ? CODES_12 : CODES_2004,
  };
}

const childrenOf = (elements: string[], of: string): string => {
  const base = of.slice(0, -'_children'.length);
  const names = elements
    .filter((element) => element.startsWith(base))
    .map((element) => element.slice(base.length).replace(/^n\./, '').split('.')[0] ?? '');
  return [...new Set(names)].filter((name) => name !== '' && !name.startsWith('_')).join(',');
};

const START_12 = {
  'cmi._version': '3.4',
  'cmi.core.student_id': 'recorder',
  'cmi.core.student_name': 'Recorder, The',
  'cmi.core.credit': 'credit',
  'cmi.core.lesson_mode': 'normal',
  'cmi.core.lesson_status': 'not attempted',
  'cmi.core.total_time': '0000:00:00',
  'cmi.core.entry': 'ab-initio',
};
const START_2004 = {
  'cmi._version': '1.0',
  'cmi.learner_id': 'recorder',
  'cmi.learner_name': 'Recorder, The',
  'cmi.credit': 'credit',
  'cmi.mode': 'normal',
  'cmi.completion_status': 'unknown',
  'cmi.success_status': 'unknown',
  'cmi.total_time': 'PT0S',
  'cmi.entry': 'ab-initio',
};
const CODES_12 = {
  begun: '101',
  closed: '301',
  unknown: '401',
  readOnly: '403',
  writeOnly: '404',
  gap: '201',
  unset: '0',
};
const CODES_2004 = {
  begun: '103',
  closed: '132',
  unknown: '401',
  readOnly: '404',
  writeOnly: '405',
  gap: '351',
  unset: '403',
};

/**
 * A run-time that writes everything down. It is sent to the page as text: it uses nothing from outside itself.
 * `host` is the page's window.
 */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: it travels into the page as one text.
export function installRunTime(host: Record<string, unknown>, spec: RunTimeSpec): void {
  const { codes, functions } = spec;
  const records = new Map<string, Map<string, string>>();
  let calls: Call[] = [];
  let sco = '';
  let session = 0;
  let now = new Map<string, string>();
  let phase: 'new' | 'open' | 'ended' = 'new';
  let error = '0';

  const fail = (code: string, answer = 'false'): string => {
    error = code;
    return answer;
  };
  const accessOf = (element: string): Access | undefined => {
    const pattern = element.replace(/\{target=[^}]*\}/, '{}').replace(/\.\d+(?=\.|$)/g, '.n');
    return Object.hasOwn(spec.access, pattern) ? spec.access[pattern] : undefined;
  };
  const count = (family: string): number => {
    const indexes = [...now.keys()]
      .filter((element) => element.startsWith(`${family}.`))
      .map((element) => Number(element.slice(family.length + 1).split('.')[0]));
    return Math.max(-1, ...indexes.filter(Number.isInteger)) + 1;
  };
  const keep = (): void => {
    records.set(sco, new Map(now));
  };
  const get = (element: string): string => {
    if (phase !== 'open') return fail(codes.closed, '');
    const access = accessOf(element);
    if (access === undefined) return fail(codes.unknown, '');
    if (access === 'w') return fail(codes.writeOnly, '');
    if (element.endsWith('._count')) return String(count(element.slice(0, -'._count'.length)));
    const value = now.get(element) ?? spec.start[element.replace(/\.\d+(?=\.)/g, '.n')];
    return value ?? fail(codes.unset, '');
  };
  const set = (element: string, value: string): string => {
    if (phase !== 'open') return fail(codes.closed);
    const access = accessOf(element);
    if (access === undefined) return fail(codes.unknown);
    if (access === 'r') return fail(codes.readOnly);
    const [, family, index] = /^(.+?)\.(\d+)\./.exec(element) ?? [];
    if (family !== undefined && Number(index) > count(family)) return fail(codes.gap);
    now.set(element, value);
    return 'true';
  };
  const acts: Record<string, (...args: string[]) => string> = {
    [functions.initialize]: () => {
      if (phase !== 'new') return fail(codes.begun);
      phase = 'open';
      return 'true';
    },
    [functions.terminate]: () => {
      if (phase !== 'open') return fail(codes.closed);
      phase = 'ended';
      keep();
      return 'true';
    },
    [functions.commit]: () => {
      if (phase !== 'open') return fail(codes.closed);
      keep();
      return 'true';
    },
    [functions.get]: (element = '') => get(element),
    [functions.set]: (element = '', value = '') => set(element, value),
    [functions.errorString]: (code = '') => (code === '0' ? 'No error' : `Error ${code}`),
    [functions.diagnostic]: (code = '') => `Error ${code}`,
  };
  const api: Record<string, (...args: unknown[]) => string> = {};
  const note = (call: string, args: unknown[], answer: string): string => {
    calls.push({ sco, session, atMs: Date.now(), call, args: args.map(String), answer, error });
    return answer;
  };
  for (const [name, act] of Object.entries(acts)) {
    api[name] = (...args) => {
      if (name !== functions.errorString && name !== functions.diagnostic) error = '0';
      return note(name, args, act(...args.map(String)));
    };
  }
  api[functions.lastError] = (...args) => note(functions.lastError, args, error);
  host[spec.object] = Object.freeze(api);

  const recorder: PageRecorder = {
    begin: (nextSco, nextSession) => {
      sco = nextSco;
      session = nextSession;
      phase = 'new';
      now = new Map(records.get(sco));
      const entry = [...now].some(([element, value]) => element.endsWith('.exit') && value === 'suspend');
      if (now.size > 0)
        now.set(spec.object === 'API' ? 'cmi.core.entry' : 'cmi.entry', entry ? 'resume' : '');
    },
    drain: () => {
      const drained = calls;
      calls = [];
      return drained;
    },
    state: () => ({ ended: phase === 'ended', record: Object.fromEntries(now) }),
  };
  host['recorder'] = recorder;
}

/** The LMS's page: the run-time of one edition, and a frame that `openLesson` and `closeLesson` fill and empty. */
export const lmsPage = (edition: Edition): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Recorder</title>
<style>html,body{margin:0;height:100%}iframe{border:0;width:100%;height:100%;display:block}</style></head><body><script>
(${installRunTime.toString()})(window, ${JSON.stringify(specOf(edition)).replaceAll('<', '\\u003c')});
window.closeLesson = () => new Promise((done) => {
  const frame = document.querySelector('iframe');
  if (!frame) return done();
  frame.onload = () => { frame.remove(); done(); };
  frame.src = 'about:blank';
});
window.openLesson = (href) => {
  const frame = document.createElement('iframe');
  frame.title = 'lesson';
  frame.allow = 'autoplay; fullscreen';
  // A lesson may not send the LMS's own page away.
  frame.sandbox = 'allow-scripts allow-same-origin allow-forms allow-modals allow-popups';
  frame.src = href;
  document.body.append(frame);
};
</script></body></html>`;
