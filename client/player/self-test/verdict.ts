import type { MessageKey } from '#client/player/translate.ts';
import type { Call } from './call-log.ts';
import type { Connection } from './connection.ts';
import { type Needs, needsOf } from './needs.ts';
import type { Check, Evidence } from './probe.ts';

/** Who has to mend it; `nobody` when all is well or nothing can be said. */
export type Fault = 'nobody' | 'lms' | 'package' | 'launch';

/** The outcome of a self-test: whose fault, in which words, and the call that shows it. */
export type Verdict = {
  fault: Fault;
  key: Extract<MessageKey, `verdict.${string}`>;
  values?: Record<string, string | number>;
  shownBy?: string;
};

export type Circumstances = {
  connection: Connection;
  /** Undefined when there was nothing to try. */
  evidence: Evidence | undefined;
  /** A run-time was expected and the session could not begin. */
  lost: boolean;
  /** The learner has left: the session is over. */
  ended: boolean;
  review: boolean;
};

const isFine = (error: string | undefined): boolean => error === undefined || error === '0' || error === '';

const inWords = ({ name, args }: Call): string =>
  `${name}(${args.map((arg) => JSON.stringify(arg)).join(', ')})`;
const tried = ({ call, element }: Check): string => `${call}(${JSON.stringify(element)})`;

/** Says in one verdict what is wrong: the first cause in the order in which things have to work. */
export function judge(seen: Circumstances): Verdict {
  const { edition, runTime } = seen.connection;
  if (edition === 'none') return { fault: 'nobody', key: 'verdict.preview' };
  if (runTime === undefined) return whyNoApi(seen.connection);
  const needs = needsOf(edition);
  const calls = runTime.log.calls();
  return (
    whyNoSession(seen) ??
    (seen.evidence &&
      (whyNotSaved(seen, needs, seen.evidence) ??
        whyRefused(calls, needs, seen.evidence) ??
        whatWorks(seen, calls, needs, seen.evidence))) ?? { fault: 'nobody', key: 'verdict.ended' }
  );
}

function whyNoApi({ alone, blocked, otherEdition, edition }: Connection): Verdict {
  if (otherEdition)
    return {
      fault: 'launch',
      key: 'verdict.other-edition',
      values: { edition: edition === '1.2' ? '2004' : '1.2' },
    };
  if (alone) return { fault: 'launch', key: 'verdict.outside' };
  return { fault: 'lms', key: blocked ? 'verdict.blocked' : 'verdict.no-api' };
}

/** The functions are not all there, one of them broke, or the session did not begin. */
function whyNoSession({ connection, evidence, lost, ended }: Circumstances): Verdict | undefined {
  const [missing] = evidence?.missingFunctions ?? [];
  if (missing !== undefined) return { fault: 'lms', key: 'verdict.function', values: { name: missing } };
  const first = connection.runTime?.log.first();
  if (lost && first !== undefined)
    return {
      fault: 'lms',
      key: 'verdict.start',
      values: { answer: first.answer, error: first.error ?? '0' },
      shownBy: inWords(first),
    };
  if (ended) return { fault: 'nobody', key: 'verdict.ended' };
  const [thrown] = evidence?.thrown ?? [];
  return (
    thrown && { fault: 'lms', key: 'verdict.thrown', values: { name: thrown.call }, shownBy: tried(thrown) }
  );
}

/** The state is refused, cut or forgotten, or cannot be committed. */
function whyNotSaved(
  { connection }: Circumstances,
  { state, stateLimit, functions }: Needs,
  { returned, returnedLength, commit }: Evidence,
): Verdict | undefined {
  const kept = connection.runTime?.log.kept(state);
  const set = `${functions.set}(${JSON.stringify(state)})`;
  if (kept?.refused !== undefined) {
    const values = { ...kept.refused, taken: kept.longestTaken, limit: stateLimit };
    if (kept.refused.characters > stateLimit)
      return { fault: 'package', key: 'verdict.too-long', values, shownBy: set };
    return {
      fault: 'lms',
      key: kept.longestTaken > 0 ? 'verdict.refuses-more' : 'verdict.refuses-state',
      values,
      shownBy: set,
    };
  }
  if (commit !== undefined && !isFine(commit.error))
    return {
      fault: 'lms',
      key: 'verdict.commit',
      values: { answer: commit.answer, error: commit.error },
      shownBy: tried(commit),
    };
  const get = `${functions.get}(${JSON.stringify(state)})`;
  const values = { sent: kept?.taken?.length ?? 0, kept: returnedLength };
  if (returned === 'shorter') return { fault: 'lms', key: 'verdict.cuts', values, shownBy: get };
  if (returned === 'empty') return { fault: 'lms', key: 'verdict.forgets', values, shownBy: get };
  return returned === 'other' ? { fault: 'lms', key: 'verdict.changes', values, shownBy: get } : undefined;
}

/** An element that a lesson cannot do without is missing, a status is refused, or a value is called wrong. */
function whyRefused(calls: readonly Call[], needs: Needs, evidence: Evidence): Verdict | undefined {
  const lacking = [...evidence.reads, ...evidence.writes].find(
    ({ element, error }) => needs.needed.includes(element) && needs.missingErrors.includes(error),
  );
  if (lacking)
    return {
      fault: 'lms',
      key: 'verdict.lacks',
      values: { element: lacking.element, error: lacking.error },
      shownBy: tried(lacking),
    };
  const refused = calls.filter(({ name, error }) => name === needs.functions.set && !isFine(error));
  const wrong = refused.find(({ error = '' }) => needs.valueErrors.includes(error));
  if (wrong) return told('package', 'verdict.value', wrong);
  const status = refused.find(({ args: [element = ''] }) => needs.status.includes(element));
  return status && told('lms', 'verdict.status', status);
}

const told = (fault: Fault, key: Verdict['key'], call: Call): Verdict => ({
  fault,
  key,
  values: { element: call.args[0] ?? '', error: call.error ?? '' },
  shownBy: inWords(call),
});

/** Nothing hinders the lesson; what is odd is said all the same. */
function whatWorks(
  { review }: Circumstances,
  calls: readonly Call[],
  needs: Needs,
  { returned }: Evidence,
): Verdict {
  if (review) return { fault: 'nobody', key: 'verdict.review' };
  const failed = calls.find(({ name, error }) => name === needs.functions.commit && !isFine(error));
  if (failed)
    return {
      fault: 'lms',
      key: 'verdict.worked-again',
      values: { error: failed.error ?? '' },
      shownBy: inWords(failed),
    };
  return { fault: 'nobody', key: returned === 'nothing-stored' ? 'verdict.fine-so-far' : 'verdict.fine' };
}
