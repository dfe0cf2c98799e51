import type { CommitAnswer, EnteredSco, EnterSco, OpenedSession, ShellState } from './protocol.ts';

/**
 * What became of a request. `unknown`: no answer, or a fault of the server; the same request may be sent again, after
 * `restMs` where the server said so (429, 503).
 * `refused`: the server will never take it; `id` names why. `expired`: the launch token is no longer good (the app may renew it).
 */
export type Sent<A> =
  | { kind: 'ok'; answer: A }
  | { kind: 'unknown'; restMs?: number | undefined }
  | { kind: 'refused'; id?: string | undefined }
  | { kind: 'expired' };

/** How this page talks to the server. */
export type Wire = {
  commit: (body: string) => Promise<Sent<CommitAnswer>>;
  /** Blocks the page until it is answered; fails while the page is being left. */
  commitNow: (body: string) => Sent<CommitAnswer>;
  /** Hands it to the browser, which sends it even when the page is gone. Says whether the browser took it. */
  beacon: (body: string) => boolean;
  openSession: () => Promise<Sent<OpenedSession>>;
  openSessionNow: () => Sent<OpenedSession>;
  enterSco: (sco: EnterSco) => Promise<Sent<EnteredSco>>;
  enterScoNow: (sco: EnterSco) => Sent<EnteredSco>;
  /** Best effort: true when it went out. `leaving`: the page will not be there for the answer. */
  log: (body: string, leaving: boolean) => boolean;
};

/** Browsers take at most 64 KiB in flight for requests that outlive their page. */
const KEEPALIVE_BYTES = 60_000;
const PATIENCE_MS = 20_000;
const LONGEST_REST_MS = 60_000;

type Paths = Pick<ShellState, 'commitPath' | 'sessionPath' | 'scoPath' | 'logPath'>;

export function openWire({ commitPath, sessionPath, scoPath, logPath }: Paths): Wire {
  return {
    commit: (body) => post<CommitAnswer>(commitPath, body),
    commitNow: (body) => postNow<CommitAnswer>(commitPath, body),
    beacon: (body) => navigator.sendBeacon(commitPath, body),
    openSession: () => post<OpenedSession>(sessionPath, '{}'),
    openSessionNow: () => postNow<OpenedSession>(sessionPath, '{}'),
    enterSco: (sco) => post<EnteredSco>(scoPath, JSON.stringify(sco)),
    enterScoNow: (sco) => postNow<EnteredSco>(scoPath, JSON.stringify(sco)),
    log(body, leaving) {
      if (leaving) return navigator.sendBeacon(logPath, body);
      void post<unknown>(logPath, body);
      return true;
    },
  };
}

const HEADERS = { 'Content-Type': 'application/json' };
const sizeOf = (body: string): number => new Blob([body]).size;

async function post<A>(path: string, body: string): Promise<Sent<A>> {
  try {
    const keepalive = sizeOf(body) <= KEEPALIVE_BYTES;
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const answer = await fetch(path, {
      method: 'POST',
      headers: HEADERS,
      body,
      keepalive,
      signal,
      credentials: 'omit',
    });
    return read<A>(answer.status, await answer.text(), answer.headers.get('Retry-After'));
  } catch {
    return { kind: 'unknown' };
  }
}

function postNow<A>(path: string, body: string): Sent<A> {
  try {
    const request = new XMLHttpRequest();
    request.open('POST', path, false);
    request.setRequestHeader('Content-Type', HEADERS['Content-Type']);
    request.send(body);
    return read<A>(request.status, request.responseText, request.getResponseHeader('Retry-After'));
  } catch {
    return { kind: 'unknown' };
  }
}

/** Only what the server itself says about the commit is final; proxies and gateways answer with other numbers. */
function read<A>(status: number, text: string, retryAfter: string | null): Sent<A> {
  if (status === 200 || status === 204) return { kind: 'ok', answer: (text && JSON.parse(text)) as A };
  if (status === 404 || status === 410) return { kind: 'expired' };
  if (status === 429 || status === 503) return { kind: 'unknown', restMs: restFrom(retryAfter) };
  return [400, 409, 413, 422].includes(status)
    ? { kind: 'refused', id: problemIn(text) }
    : { kind: 'unknown' };
}

/** The name of a problem (RFC 9457, as this server writes it). */
function problemIn(text: string): string | undefined {
  try {
    const problem: unknown = JSON.parse(text);
    const isNamed = typeof problem === 'object' && problem !== null && 'id' in problem;
    return isNamed && typeof problem.id === 'string' ? problem.id : undefined;
  } catch {
    return undefined;
  }
}

/** Seconds; the header's other form, a date, is as good as none. */
function restFrom(retryAfter: string | null): number | undefined {
  const seconds = /^\s*\d{1,6}\s*$/.test(retryAfter ?? '') ? Number(retryAfter) : undefined;
  return seconds === undefined ? undefined : Math.min(LONGEST_REST_MS, seconds * 1000);
}
