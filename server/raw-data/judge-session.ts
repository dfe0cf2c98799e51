import type { LoggedCall } from '#server/contract/commit.ts';
import type { Finding } from '#server/contract/raw-data.ts';
import type { Element } from './cmi-elements.ts';

type Call = Pick<LoggedCall, 'name' | 'args' | 'result' | 'error'>;
type Role = 'initialize' | 'terminate' | 'set' | 'get' | 'commit' | 'other';

/** What is remembered of a session's calls: enough to judge it, however many there were. */
export type Summary = {
  calls: number;
  initialized: boolean;
  terminated: boolean;
  statusSet: boolean;
  /** Elements that were set, with the value of the last time, since the last save and before. */
  saved: Map<string, string>;
  unsaved: Map<string, string>;
  /** By element and error: how often a value was refused. The last one stands last. */
  refused: Map<string, { element: string; value: string; error: string; times: number }>;
  outOfTurn: number;
  failedSaves: { name: string; error: string; times: number } | undefined;
};

export const emptySummary = (): Summary => ({
  calls: 0,
  initialized: false,
  terminated: false,
  statusSet: false,
  saved: new Map(),
  unsaved: new Map(),
  refused: new Map(),
  outOfTurn: 0,
  failedSaves: undefined,
});

const ROLES: ReadonlyMap<string, Role> = new Map([
  ['Initialize', 'initialize'],
  ['Terminate', 'terminate'],
  ['Finish', 'terminate'],
  ['SetValue', 'set'],
  ['GetValue', 'get'],
  ['Commit', 'commit'],
]);
/** Called before the session began or after it ended: 1.2 has one error for all (RTE 3.3), 2004 one for each (RTE 3.1.7). */
const OUT_OF_TURN = /^(?:103|104|1[1-4][23])$/;
const STATUS = /^cmi\.(?:core\.lesson_status|completion_status|success_status)$/;
/** Different things that are remembered at most; content can make up as many indices as it likes. */
const MOST = 5_000;

/** Adds a call to what is remembered. Changes `summary`, as there may be a hundred thousand. */
export function noteCall(summary: Summary, call: Call): void {
  const role = ROLES.get(call.name.replace(/^LMS/, '')) ?? 'other';
  summary.calls += 1;
  const isOk = call.error === '' || call.error === '0';
  if (!isOk && isOutOfTurn(call)) summary.outOfTurn += 1;
  else if (role === 'set') noteSet(summary, call, isOk);
  else if (role === 'initialize') summary.initialized ||= call.result === 'true';
  else if (role === 'commit' || role === 'terminate') noteSave(summary, call, role);
}

const isOutOfTurn = ({ name, error }: Call): boolean =>
  name.startsWith('LMS') ? error === '301' : OUT_OF_TURN.test(error);

function noteSet(summary: Summary, { args, result, error }: Call, isOk: boolean): void {
  const [element = '', value = ''] = args;
  if (isOk && result !== 'false') {
    summary.statusSet ||= STATUS.test(element);
    if (summary.unsaved.size < MOST) summary.unsaved.set(element, value);
    return;
  }
  const key = `${error} ${element.replace(/\.\d+\./g, '.n.')}`;
  const times = (summary.refused.get(key)?.times ?? 0) + 1;
  summary.refused.delete(key);
  if (summary.refused.size < MOST) summary.refused.set(key, { element, value, error, times });
}

function noteSave(summary: Summary, { name, result, error }: Call, role: Role): void {
  if (result !== 'true') {
    summary.failedSaves = { name, error, times: (summary.failedSaves?.times ?? 0) + 1 };
    return;
  }
  summary.terminated ||= role === 'terminate';
  for (const [element, value] of summary.unsaved) {
    if (summary.saved.size < MOST || summary.saved.has(element)) summary.saved.set(element, value);
  }
  summary.unsaved.clear();
}

export type Judged = {
  /** The SCO's last session; undefined when nobody opened it. */
  session: { ended: boolean; lastMs: number } | undefined;
  /** Its calls; undefined when no log is kept of it. */
  summary: Summary | undefined;
  /** Calls that are not in the log, as far as is known. */
  leftOut: number;
  /** What is stored; undefined for a package as a whole, which has no data model of its own. */
  elements: readonly Element[] | undefined;
  /** A page that never talks to a run-time. */
  isAsset?: boolean;
  nowMs: number;
};

/** A page that said something this short a time ago may still be open. */
const OPEN_MS = 10 * 60_000;
const MOST_REFUSALS = 5;

/**
 * What the last session of a SCO shows about whose fault a problem is, the worst first. Nothing is said to be missing
 * when calls were left out of the log.
 */
export function judgeSession(judged: Judged): Finding[] {
  const { session, summary, leftOut } = judged;
  if (!session) return [finding('never-opened', 'info')];
  if (judged.isAsset) return [finding('asset', 'info')];
  // its calls arrive when it ends or the page is left
  if (isOpen(judged) && !summary?.calls) return [finding('still-open', 'info')];
  const findings = [
    ...(summary ? judgeCalls(summary, leftOut) : [finding('no-log', 'info')]),
    ...judgeEnd(judged),
    ...(summary ? judgeStored(judged, summary) : []),
  ];
  if (leftOut > 0) findings.push(finding('log-incomplete', 'info', { times: leftOut }));
  const isFine = findings.every(({ tone }) => tone === 'info');
  const times = summary && judged.elements ? latest(summary).size : 0;
  if (isFine && times > 0 && lostOf(judged, summary).length === 0)
    findings.unshift(finding('all-stored', 'good', { times }));
  return findings.sort((a, b) => RANK[a.tone] - RANK[b.tone]);
}

const RANK = { bad: 0, warn: 1, good: 2, info: 3 };

const finding = (
  kind: Finding['kind'],
  tone: Finding['tone'],
  more: Partial<Omit<Finding, 'kind' | 'tone'>> = {},
): Finding => ({ kind, tone, what: '', value: '', error: '', times: 1, ...more });

function judgeCalls(summary: Summary, leftOut: number): Finding[] {
  const { calls, initialized, refused, outOfTurn, failedSaves } = summary;
  if (leftOut === 0 && calls === 0) return [finding('nothing-called', 'bad')];
  const isMissing = leftOut === 0 && !initialized;
  return [
    ...(isMissing ? [finding('not-initialized', 'bad')] : []),
    ...(failedSaves
      ? [
          finding('save-failed', 'bad', {
            what: failedSaves.name,
            error: failedSaves.error,
            times: failedSaves.times,
          }),
        ]
      : []),
    ...[...refused.values()]
      .slice(-MOST_REFUSALS)
      .reverse()
      .map(({ element, ...more }) => finding('refused', 'bad', { what: element, ...more })),
    ...(outOfTurn > 0 ? [finding('out-of-turn', 'warn', { times: outOfTurn })] : []),
  ];
}

/** How the session ended, as the server knows it: the log's own end may have been lost with the page. */
function judgeEnd(judged: Judged): Finding[] {
  const { session, summary } = judged;
  if (session?.ended || summary?.terminated || summary?.calls === 0) return [];
  return [isOpen(judged) ? finding('still-open', 'info') : finding('not-finished', 'warn')];
}

const isOpen = ({ session, nowMs }: Judged): boolean =>
  session?.ended === false && nowMs - session.lastMs < OPEN_MS;

/** What was set, with the last value of each element. */
const latest = ({ saved, unsaved }: Summary): Map<string, string> => new Map([...saved, ...unsaved]);

const storedIn = (elements: readonly Element[]) => new Map(elements.map(({ name, value }) => [name, value]));

/** What was set and is not stored so; statuses aside, which a pass mark may change. */
function lostOf(
  { elements = [] }: Pick<Judged, 'elements'>,
  summary: Summary | undefined,
): [string, string][] {
  const stored = storedIn(elements);
  return [...(summary ? latest(summary) : [])].filter(
    ([element, value]) => !STATUS.test(element) && !isStored(element, value, stored),
  );
}

/** Compares what was set with what is stored. */
function judgeStored({ session, elements, leftOut }: Judged, summary: Summary): Finding[] {
  if (!elements) return [];
  const stored = storedIn(elements);
  const decided = [...latest(summary)].find(
    ([element, value]) => STATUS.test(element) && !isStored(element, value, stored),
  );
  const isWithoutStatus =
    leftOut === 0 && summary.initialized && !summary.statusSet && !isStatusStored(stored);
  return [
    ...(isWithoutStatus ? [finding('no-status', 'warn')] : []),
    ...judgeLost(
      lostOf({ elements }, summary),
      summary,
      // the end of the log may be lost with the page, though the commit came: then later values are not known
      leftOut === 0 && summary.terminated === session?.ended,
    ),
    // a pass mark of the manifest may have the last word (1.2 RTE 3.4.4, 2004 RTE 4.2.21)
    ...(decided
      ? [finding('status-decided', 'info', { what: decided[0], value: stored.get(decided[0]) ?? '' })]
      : []),
  ];
}

function judgeLost(odd: readonly [string, string][], summary: Summary, isWholeLog: boolean): Finding[] {
  if (!isWholeLog) return [];
  const unsaved = odd.filter(([element]) => summary.unsaved.has(element));
  const last = unsaved.at(-1);
  if (last)
    return [finding('set-after-save', 'warn', { what: last[0], value: last[1], times: unsaved.length })];
  const [first] = odd;
  return first && summary.terminated
    ? [finding('not-as-set', 'bad', { what: first[0], value: first[1] })]
    : [];
}

const isStatusStored = (stored: ReadonlyMap<string, string | null>): boolean =>
  [...stored].some(([name, value]) => STATUS.test(name) && value !== 'not attempted' && value !== 'unknown');

/** Where the run-time keeps another spelling, or nothing at all, of what was set. */
const REWRITTEN = /(?:\.exit|\.result|\.session_time|\.comments)$/;
function isStored(element: string, value: string, stored: ReadonlyMap<string, string | null>): boolean {
  if (!element.startsWith('cmi.') || REWRITTEN.test(element) || value === '') return true;
  const kept = stored.get(element);
  if (kept === null) return true; // hidden: nothing can be said
  if (kept === undefined) return false;
  return kept === value || isSameNumber(kept, value) || isCut(value, kept);
}

/** Long values are cut in the log. */
const isCut = (logged: string, kept: string): boolean =>
  logged.length >= 100 && kept.startsWith(logged.replace(/…$/, ''));

const isSameNumber = (a: string, b: string): boolean => a.trim() !== '' && Number(a) === Number(b);
