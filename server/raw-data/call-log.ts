import { LoggedCall } from '#server/contract/commit.ts';
import type { CallLogView } from '#server/contract/raw-data.ts';
import type { Store } from '#server/db/store.ts';
import { isPrivate } from './cmi-elements.ts';
import { emptySummary, noteCall, type Summary } from './judge-session.ts';
import { findLogParts, PARTS_AT_ONCE, type SessionKey } from './raw-data.repo.ts';

/** Parts of one session that are read to judge it: 50,000 calls and more. */
const MOST_PARTS = 100;

type Wanted = SessionKey & { sco: string | undefined; errors: boolean; after: number; hide: boolean };

/** Some parts of a session's log, with the calls that are asked for. */
export async function readLog(store: Store, wanted: Wanted): Promise<CallLogView> {
  const parts = await findLogParts(store, wanted, wanted.after);
  const calls = parts.flatMap(({ part, calls }) =>
    parse(calls)
      .map((call, at) => present(call, `${part}.${at}`, wanted.hide))
      .filter(({ sco, error }) => isWanted(wanted, sco, error)),
  );
  return {
    calls,
    leftOut: parts.reduce((total, { skipped }) => total + skipped, 0),
    next: parts.length === PARTS_AT_ONCE ? (parts.at(-1)?.part ?? null) : null,
    hidden: calls.some(({ value, result }) => value === null || result === null),
  };
}

const isWanted = ({ sco, errors }: Wanted, calledBy: string, error: string): boolean =>
  (sco === undefined || calledBy === sco) && (!errors || (error !== '' && error !== '0'));

export type SessionLog = { summary: Summary; leftOut: number };

/** What a session's calls come to; undefined when none are kept. `sco`: only the calls of this one. */
export async function summariseLog(
  store: Store,
  key: SessionKey,
  sco: string | undefined,
): Promise<SessionLog | undefined> {
  const log: SessionLog = { summary: emptySummary(), leftOut: 0 };
  let after = 0;
  for (let read = 0; read < MOST_PARTS; read += PARTS_AT_ONCE) {
    const parts = await findLogParts(store, key, after);
    for (const part of parts) {
      // a gap in the numbers is a part that never came
      log.leftOut += part.skipped + (part.part - after - 1);
      after = part.part;
      notePart(log.summary, part.calls, sco);
    }
    if (parts.length < PARTS_AT_ONCE) break;
  }
  return after === 0 ? undefined : log;
}

function notePart(summary: Summary, calls: string, sco: string | undefined): void {
  for (const call of parse(calls)) if (sco === undefined || call.sco === sco) noteCall(summary, call);
}

/** Calls as they were stored; what does not look like one is left out. */
function parse(text: string): LoggedCall[] {
  const value: unknown = JSON.parse(text);
  if (!Array.isArray(value)) return [];
  return value.flatMap((one) => {
    const call = LoggedCall.safeParse(one);
    return call.success ? [call.data] : [];
  });
}

function present(call: LoggedCall, id: string, hide: boolean): CallLogView['calls'][number] {
  const { atMs, sco, name, args, result, error } = call;
  const [element = '', value = ''] = args;
  const isHidden = hide && isPrivate(element);
  const isGet = name.endsWith('GetValue');
  return {
    id,
    atMs,
    sco,
    name,
    element,
    value: isHidden && value !== '' ? null : value,
    result: isHidden && isGet && result !== '' ? null : result,
    error,
  };
}
