import type { CommitAnswer, OpenedSession } from './protocol.ts';

/**
 * What became of a request. `unknown`: no answer, or a fault of the server; the same request may be sent again.
 * `refused`: the server will never take it. `expired`: the launch token is no longer good (the app may renew it).
 */
export type Sent<A> =
  | { kind: 'ok'; answer: A }
  | { kind: 'unknown' }
  | { kind: 'refused' }
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
};

/** Browsers take at most 64 KiB in flight for requests that outlive their page. */
const KEEPALIVE_BYTES = 60_000;
const PATIENCE_MS = 20_000;

type Paths = { commitPath: string; sessionPath: string };

export function openWire({ commitPath, sessionPath }: Paths): Wire {
  return {
    commit: (body) => post<CommitAnswer>(commitPath, body),
    commitNow: (body) => postNow<CommitAnswer>(commitPath, body),
    beacon: (body) => sizeOf(body) <= KEEPALIVE_BYTES && navigator.sendBeacon(commitPath, body),
    openSession: () => post<OpenedSession>(sessionPath, '{}'),
    openSessionNow: () => postNow<OpenedSession>(sessionPath, '{}'),
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
    return read<A>(answer.status, answer.ok ? await answer.text() : '');
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
    return read<A>(request.status, request.responseText);
  } catch {
    return { kind: 'unknown' };
  }
}

/** Only what the server itself says about the commit is final; proxies and gateways answer with other numbers. */
function read<A>(status: number, text: string): Sent<A> {
  if (status === 200) return { kind: 'ok', answer: JSON.parse(text) as A };
  if (status === 404 || status === 410) return { kind: 'expired' };
  return { kind: [400, 409, 413, 422].includes(status) ? 'refused' : 'unknown' };
}
