import type { CallLog, LoggedCall } from './protocol.ts';

export type CallLogWriter = {
  record: (call: Omit<LoggedCall, 'atMs'>) => void;
  /** Sends what was recorded since the last part. `leaving`: the page is going away. */
  send: (leaving: boolean) => void;
};

type Deps = {
  epoch: number;
  /** Milliseconds since the page was loaded. */
  elapsedMs: () => number;
  later: (work: () => void, ms: number) => () => void;
  send: (body: string, leaving: boolean) => boolean;
};

const MAX_CALLS = 500;
const MAX_TEXT = 600;
const MAX_PARTS = 10_000;
const ENDS = /^(LMSFinish|Terminate)$/;
/** Ends one part at most every two seconds, however often content ends and starts again. */
const SHORTEST_PART_MS = 2_000;

const cut = (text: string): string => (text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT - 1)}…`);

/**
 * What content calls and what it hears, for a trainer who has to find out whose fault a problem is. The newest 500 calls
 * of a part are kept, the rest counted. Best effort: nothing waits for it, and a part that is lost is lost.
 */
export function openCallLog({ epoch, elapsedMs, later, send }: Deps): CallLogWriter {
  const ring: LoggedCall[] = [];
  let start = 0;
  let skipped = 0;
  let part = 0;
  let sentMs = -SHORTEST_PART_MS;

  /** Halves what a leaving page hands over until the browser takes it: the newest calls tell most. */
  const hand = (calls: LoggedCall[], left: number, leaving: boolean): void => {
    const body = JSON.stringify({ epoch, part, skipped: left, calls } satisfies CallLog);
    if (send(body, leaving) || calls.length <= 1) return;
    const half = Math.ceil(calls.length / 2);
    hand(calls.slice(half), left + half, leaving);
  };

  const sendPart = (leaving: boolean): void => {
    const now = elapsedMs();
    if (ring.length === 0 || part >= MAX_PARTS) return;
    if (!leaving && now - sentMs < SHORTEST_PART_MS) return;
    sentMs = now;
    part += 1;
    const calls = [...ring.slice(start), ...ring.slice(0, start)];
    const left = skipped;
    ring.length = start = skipped = 0;
    hand(calls, left, leaving);
  };

  return {
    send: sendPart,
    record(call) {
      const kept: LoggedCall = {
        atMs: Math.max(0, Math.round(elapsedMs())),
        sco: call.sco.slice(0, 255),
        name: call.name.slice(0, 30),
        args: call.args.slice(0, 3).map(cut),
        result: cut(call.result),
        error: call.error.slice(0, 10),
      };
      if (ENDS.test(call.name)) later(() => sendPart(false), 0);
      if (ring.length < MAX_CALLS) {
        ring.push(kept);
        return;
      }
      ring[start] = kept;
      start = (start + 1) % MAX_CALLS;
      skipped += 1;
    },
  };
}

type Facade = Readonly<Record<string, (...args: unknown[]) => string>>;

/** Content's own questions about errors are left out: each call is recorded with its error. */
const UNRECORDED = /LastError$/;

/** The same eight functions, written down as they are called. */
export function recorded(facade: Facade, sco: string, record: CallLogWriter['record']): Facade {
  const lastError = Object.entries(facade).find(([name]) => UNRECORDED.test(name))?.[1];
  const wrapped = Object.entries(facade).map(([name, call]) => {
    if (UNRECORDED.test(name)) return [name, call] as const;
    const observed = (...args: unknown[]): string => {
      const result = call(...args);
      record({ sco, name, args: args.slice(0, 3).map(textOf), result, error: lastError?.() ?? '' });
      return result;
    };
    return [name, Object.freeze(observed)] as const;
  });
  return Object.freeze(Object.assign(Object.create(null) as Facade, Object.fromEntries(wrapped)));
}

/** Objects are not asked for their words a second time: they are content's own code. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : typeof value;
}
