import type { Journal } from './journal.ts';
import type { Commit } from './protocol.ts';

/** What one commit stores: a data model, in a package whose it is, and how the package as a whole stands. */
export type Content = Pick<Commit, 'cmi' | 'sco' | 'package'>;
export type Entry = { number: number; final: boolean; content: Content; body: string };

export type Outbox = {
  /** Numbers a data model and keeps it; false when this device cannot keep it beyond the life of the page. */
  put: (content: Content, final: boolean) => boolean;
  /** The one to send: the one under way, else the first that waits, which then is under way. */
  next: () => Entry | undefined;
  /** The newest of every SCO, in the order of their numbers: all that still has to reach the server. */
  unsent: () => Entry[];
  /** The server has this one, or will never take it; it has everything of its SCO that came before. */
  drop: (entry: Entry, stored: boolean) => void;
  /**
   * Smaller bodies for one that is too big to outlive the page, best first: without the answers that the server has,
   * then without the state of sequencing, too. The whole keeps a later number, to be sent when the page is back.
   */
  slim: (entry: Entry) => string[];
  isEmpty: () => boolean;
};

/**
 * What a session has still to send, on the device until the server has answered. A data model holds everything that
 * earlier ones of the same SCO held, so at most two of a SCO are kept: the one under way, and the newest after it.
 */
export function openOutbox(epoch: number, journal: Journal): Outbox {
  let number = 0;
  let last = '';
  let sending: Entry | undefined;
  let waiting: Entry[] = [];
  const stored = new Map<string | undefined, unknown>();
  const all = () => (sending ? [sending, ...waiting] : waiting);
  const keep = () =>
    journal.keep(
      epoch,
      all().map(({ body }) => body),
    );
  const write = (content: Content, final: boolean): Entry => {
    number += 1;
    const body = JSON.stringify({ epoch, number, final, ...content } satisfies Commit);
    return { number, final, content, body };
  };
  const others = (entry: Pick<Entry, 'content'>) =>
    waiting.filter(({ content }) => content.sco !== entry.content.sco);

  return {
    put(content, ends) {
      const text = JSON.stringify(content);
      const before = waiting.find((entry) => entry.content.sco === content.sco);
      // One that ended the session is not taken back by one that follows before it is sent.
      const final = ends || (before?.final ?? false);
      if (text !== last || final) {
        last = text;
        waiting = [...others({ content }), write(content, final)];
      }
      return keep();
    },
    next() {
      sending ??= waiting.shift();
      return sending;
    },
    unsent: () => all().filter((entry) => !all().some((other) => isNewerOfSame(other, entry))),
    drop(entry, isStored) {
      if (isStored) stored.set(entry.content.sco, entry.content.cmi['interactions']);
      const isGone = (one: Entry) => one.content.sco === entry.content.sco && one.number <= entry.number;
      if (sending && isGone(sending)) sending = undefined;
      waiting = waiting.filter((one) => !isGone(one));
      keep();
    },
    slim(entry) {
      const cmi = withoutAnswers(entry.content.cmi, stored.get(entry.content.sco));
      const small = write({ ...entry.content, cmi }, entry.final);
      const smallest = JSON.stringify({ epoch, number, final: entry.final, cmi, sco: entry.content.sco });
      waiting = [...others(entry), write(entry.content, entry.final)];
      keep();
      return [small.body, smallest];
    },
    isEmpty: () => all().length === 0,
  };
}

const isNewerOfSame = (one: Entry, other: Entry): boolean =>
  one.content.sco === other.content.sco && one.number > other.number;

/** A data model without the interactions that are as the server has them already. */
function withoutAnswers(cmi: Commit['cmi'], stored: unknown): Commit['cmi'] {
  const { interactions, ...rest } = cmi;
  const known = entriesOf(stored);
  const unseen = [...entriesOf(interactions)].filter(
    ([at, answer]) => JSON.stringify(answer) !== JSON.stringify(known.get(at)),
  );
  return unseen.length > 0 ? { ...rest, interactions: Object.fromEntries(unseen) } : rest;
}

const entriesOf = (list: unknown): Map<string, unknown> =>
  new Map(typeof list === 'object' && list !== null ? Object.entries(list) : []);
