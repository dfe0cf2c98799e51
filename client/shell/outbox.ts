import type { Journal } from './journal.ts';
import type { Commit } from './protocol.ts';

export type Entry = { number: number; final: boolean; body: string };

export type Outbox = {
  /** Numbers a data model and keeps it; false when this device cannot keep it beyond the life of the page. */
  put: (cmi: Commit['cmi'], final: boolean) => boolean;
  /** The one to send: the one under way, else the newest, which then is under way. */
  next: () => Entry | undefined;
  newest: () => Entry | undefined;
  /** The server has this one, or will never take it; it has everything that came before. */
  drop: (entry: Entry) => void;
  isEmpty: () => boolean;
};

/**
 * What a session has still to send, on the device until the server has answered. A data model holds everything that
 * earlier ones held, so at most two are kept: the one under way, and the newest after it.
 */
export function openOutbox(epoch: number, journal: Journal): Outbox {
  let number = 0;
  let last = '';
  let sending: Entry | undefined;
  let waiting: Entry | undefined;
  const keep = () => journal.keep(epoch, bodiesOf(sending, waiting));

  return {
    put(cmi, ends) {
      const content = JSON.stringify(cmi);
      // One that ended the session is not taken back by one that follows before it is sent.
      const final = ends || (waiting?.final ?? false);
      if (content !== last || final) {
        last = content;
        number += 1;
        waiting = { number, final, body: JSON.stringify({ epoch, number, final, cmi } satisfies Commit) };
      }
      return keep();
    },
    next() {
      if (!sending) {
        sending = waiting;
        waiting = undefined;
      }
      return sending;
    },
    newest: () => waiting ?? sending,
    drop(entry) {
      if (sending && sending.number <= entry.number) sending = undefined;
      if (waiting && waiting.number <= entry.number) waiting = undefined;
      keep();
    },
    isEmpty: () => sending === undefined && waiting === undefined,
  };
}

const bodiesOf = (...entries: (Entry | undefined)[]): string[] =>
  entries.flatMap((entry) => entry?.body ?? []);
