import type { Journal } from './journal.ts';
import { type Entry, openOutbox } from './outbox.ts';
import type { Commit, CommitAnswer } from './protocol.ts';
import type { Sent, Wire } from './wire.ts';

/** What can truthfully be said about the learner's work. */
export type SaveState =
  | { name: 'nothing' | 'saving' | 'unsaved' | 'refused' | 'expired' | 'superseded' }
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
   */
  commit: (cmi: Commit['cmi'], how: 'soon' | 'terminate' | 'leave') => boolean;
  /** Everything given to `commit` is stored. */
  isClear: () => boolean;
  /** Tries now what waits for a later try. */
  hurry: () => void;
  /** Sends what is left and waits for it, as the next session must not begin without it. */
  settle: () => boolean;
};

const SLOW_MS = 5_000;
const LONGEST_WAIT_MS = 30_000;

/**
 * Commits of one session, numbered and in order: journalled on the device first, then sent without holding up the
 * content, and sent again until the server answers.
 */
export function openTransport(
  epoch: number,
  { wire, journal, onState, later, selfReporting }: Deps,
): Transport {
  const outbox = openOutbox(epoch, journal);
  let inFlight = false;
  let failures = 0;
  let superseded = false;
  let state: SaveState = { name: 'nothing' };
  let cancelRetry = () => {};

  const say = (next: SaveState) => {
    state = superseded ? { name: 'superseded' } : next;
    onState(state);
  };

  /** Draws the conclusions from an answer; false when there was none and the entry has to be sent again. */
  const conclude = (entry: Entry, sent: Sent<CommitAnswer>): boolean => {
    if (sent.kind === 'unknown' || sent.kind === 'expired') return false;
    outbox.drop(entry);
    failures = 0;
    if (sent.kind === 'refused') {
      say({ name: 'refused' });
      return true;
    }
    superseded ||= sent.answer.outcome === 'superseded';
    say(outbox.isEmpty() ? { name: 'saved', atMs: sent.answer.atMs } : { name: 'saving' });
    return true;
  };

  const retryLater = (kind: Sent<CommitAnswer>['kind']) => {
    failures += 1;
    // A page that slept may be quicker than the app, which renews the token when it wakes.
    say({ name: kind === 'expired' && failures > 1 ? 'expired' : 'unsaved' });
    cancelRetry = later(pump, Math.min(LONGEST_WAIT_MS, 1000 * 2 ** (failures - 1)));
  };

  const send = async (entry: Entry): Promise<void> => {
    inFlight = true;
    if (failures === 0) say({ name: 'saving' });
    const cancelSlow = later(() => say({ name: 'unsaved' }), SLOW_MS);
    const sent = await wire.commit(entry.body);
    cancelSlow();
    inFlight = false;
    // A blocking commit may have overtaken it and brought the news already.
    const isStillWanted = outbox.next() === entry;
    if (!isStillWanted || conclude(entry, sent)) pump();
    else retryLater(sent.kind);
  };

  function pump(): void {
    cancelRetry();
    const entry = inFlight ? undefined : outbox.next();
    if (entry) void send(entry);
  }

  const sendNow = (entry: Entry): boolean => {
    const sent = wire.commitNow(entry.body);
    return conclude(entry, sent) && sent.kind === 'ok' && sent.answer.result;
  };

  /**
   * Browsers may forbid storage in a framed page: then only an answering server makes work safe. Content that tells the
   * learner what is saved hears of the server alone, so that it never says more than the bar.
   */
  const isTaken = (kept: boolean, answers: boolean): boolean =>
    (answers || (kept && !selfReporting)) && !superseded && state.name !== 'refused';

  return {
    commit(cmi, how) {
      const kept = outbox.put(cmi, how === 'terminate');
      const newest = outbox.newest();
      if (!newest) return !superseded;
      // While the server is known not to answer, waiting for it would only freeze the lesson.
      const answers = failures === 0 && state.name !== 'unsaved';
      if (how === 'terminate' && answers && sendNow(newest)) return true;
      // What the browser took may still get lost: it stays in the journal until the server has answered.
      const taken = how !== 'soon' && wire.beacon(newest.body);
      if (how !== 'leave' || !taken) pump();
      return isTaken(kept, answers && how !== 'terminate');
    },
    isClear: outbox.isEmpty,
    hurry: pump,
    settle() {
      const newest = outbox.newest();
      if (newest) sendNow(newest);
      return outbox.isEmpty();
    },
  };
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
