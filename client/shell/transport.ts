import type { Journal } from './journal.ts';
import { type Content, type Entry, type Outbox, openOutbox } from './outbox.ts';
import type { CommitAnswer } from './protocol.ts';
import { openRetry } from './retry.ts';
import type { Sent, Wire } from './wire.ts';

/** What can truthfully be said about the learner's work. */
export type SaveState =
  | { name: 'nothing' | 'saving' | 'unsaved' | 'busy' | 'refused' | 'expired' | 'superseded' }
  | { name: 'saved'; atMs: number };

type Deps = {
  wire: Pick<Wire, 'commit' | 'commitNow' | 'beacon'>;
  journal: Journal;
  onState: (state: SaveState) => void;
  /** Runs `work` later; gives a function that calls it off. */
  later: (work: () => void, ms: number) => () => void;
  /** The content shows the learner what a commit answered. */
  selfReporting: boolean;
};

export type Transport = {
  /**
   * Takes a data model for storing; true when it is on its way. `terminate` waits for the answer where the server is
   * known to answer, `leave` cannot wait at all.
   * @param final the content has ended its session
   */
  commit: (content: Content, how: 'soon' | 'terminate' | 'leave', final?: boolean) => boolean;
  /** Everything given to `commit` is stored. */
  isClear: () => boolean;
  /** Tries now what waits for a later try. */
  hurry: () => void;
  /** Sends what is left and waits for it, as the next session must not begin without it. */
  settle: () => boolean;
};

const SLOW_MS = 5_000;
/** An answer that takes longer is not waited for at the end. */
const QUIET_MS = 400;

/**
 * Commits of one session, numbered and in order: journalled on the device first, then sent without holding up the
 * content, and sent again until the server answers.
 */
export function openTransport(
  epoch: number,
  { wire, journal, onState, later, selfReporting }: Deps,
): Transport {
  const outbox = openOutbox(epoch, journal);
  const retry = openRetry(later, pump);
  let inFlight = false;
  /** What is under way has been so for a while. */
  let isQuiet = false;
  let superseded = false;
  let state: SaveState = { name: 'nothing' };

  const say = (next: SaveState) => {
    state = superseded ? { name: 'superseded' } : next;
    onState(state);
  };

  /** Draws the conclusions from an answer; false when there was none and the entry has to be sent again. */
  const conclude = (entry: Entry, sent: Sent<CommitAnswer>): boolean => {
    if (sent.kind === 'unknown' || sent.kind === 'expired') return false;
    outbox.drop(entry, sent.kind === 'ok');
    retry.succeeded();
    if (sent.kind === 'refused') {
      say({ name: 'refused' });
      return true;
    }
    superseded ||= sent.answer.outcome === 'superseded';
    say(outbox.isEmpty() ? { name: 'saved', atMs: sent.answer.atMs } : { name: 'saving' });
    return true;
  };

  const send = async (entry: Entry): Promise<void> => {
    inFlight = true;
    if (!retry.hasFailed()) say({ name: 'saving' });
    const cancelQuiet = later(() => {
      isQuiet = true;
    }, QUIET_MS);
    const cancelSlow = later(() => say({ name: 'unsaved' }), SLOW_MS);
    const sent = await wire.commit(entry.body);
    cancelQuiet();
    cancelSlow();
    inFlight = isQuiet = false;
    // A blocking commit may have overtaken it and brought the news already.
    const isStillWanted = outbox.next() === entry;
    if (!isStillWanted || conclude(entry, sent)) pump();
    else say({ name: retry.after(sent) });
  };

  function pump(): void {
    if (retry.isResting()) return;
    const entry = inFlight ? undefined : outbox.next();
    if (entry) void send(entry);
  }

  /** Sends all there is and waits for it, oldest first; false when the server did not take the last of it. */
  const sendNow = (): boolean => {
    let isStored = true;
    for (const entry of outbox.unsent()) {
      const sent = wire.commitNow(entry.body);
      if (!conclude(entry, sent)) return false;
      isStored = sent.kind === 'ok' && sent.answer.result;
    }
    return isStored;
  };

  /**
   * Browsers may forbid storage in a framed page: then only an answering server makes work safe. Content that tells the
   * learner what is saved hears of the server alone, so that it never says more than the bar.
   */
  const isTaken = (kept: boolean, answers: boolean): boolean =>
    (answers || (kept && !selfReporting)) && !superseded && state.name !== 'refused';

  /** A page that is being left cannot wait for an answer: until now the server gave one, and the browser has it all. */
  const isInGoodHands = (taken: boolean): boolean => taken && !selfReporting;

  return {
    commit(content, how, final = how === 'terminate') {
      const kept = outbox.put(content, final);
      if (outbox.isEmpty()) return !superseded;
      // While the server is known not to answer, waiting for it would only freeze the lesson.
      const answers = !retry.hasFailed() && !isQuiet;
      if (how === 'terminate' && answers && sendNow()) return true;
      // What the browser took may still get lost: it stays in the journal until the server has answered.
      const taken = how !== 'soon' && handOver(outbox, wire);
      if (how !== 'leave' || !taken) pump();
      return isTaken(kept, answers && (how !== 'terminate' || isInGoodHands(taken)));
    },
    isClear: outbox.isEmpty,
    hurry: pump,
    settle() {
      sendNow();
      return outbox.isEmpty();
    },
  };
}

/** Gives all there is to the browser, in part where the whole is more than it takes. */
function handOver(outbox: Outbox, wire: Deps['wire']): boolean {
  const taken = outbox.unsent().map((entry) => {
    const isWhole = wire.beacon(entry.body);
    if (!isWhole) outbox.slim(entry).some(wire.beacon);
    return isWhole;
  });
  return taken.every(Boolean);
}

/**
 * Sends what earlier pages of this lesson could not, in their order and under their own epochs, before a new session
 * begins: if nobody else has had the lesson since, the newest of it becomes its state; answers are kept in any case.
 * False when the server could not be reached: it has to be tried again before the lesson opens.
 */
export async function sendLeftovers(journal: Journal, wire: Pick<Wire, 'commit'>): Promise<boolean> {
  for (const { epoch, bodies } of journal.leftovers()) {
    for (const [at, body] of bodies.entries()) {
      const sent = await wire.commit(body);
      if (sent.kind === 'unknown' || sent.kind === 'expired') return false;
      journal.keep(epoch, bodies.slice(at + 1));
    }
    if (bodies.length === 0) journal.keep(epoch, []);
  }
  return true;
}

/** In a review nothing is stored, so nothing is sent; the content may go on as if it were. */
export const NOTHING_SENT: Transport = {
  commit: () => true,
  isClear: () => true,
  hurry: () => {},
  settle: () => true,
};
