import type { Sent } from './wire.ts';

export type Retry = {
  /** There was no answer: tries again later. Says what that means for the learner. */
  after: (sent: Sent<unknown>) => 'unsaved' | 'busy' | 'expired';
  /** An answer has come. */
  succeeded: () => void;
  hasFailed: () => boolean;
  /** The server asked for a pause, which is kept; otherwise whatever waited is called off, to be tried now. */
  isResting: () => boolean;
};

const LONGEST_WAIT_MS = 30_000;

/** Pauses that grow from one second, or as long as the server asks for. */
export function openRetry(later: (work: () => void, ms: number) => () => void, attempt: () => void): Retry {
  let failures = 0;
  let isResting = false;
  let cancel = () => {};
  return {
    after(sent) {
      failures += 1;
      const restMs = sent.kind === 'unknown' ? sent.restMs : undefined;
      isResting = restMs !== undefined;
      const pauseMs = Math.max(restMs ?? 0, Math.min(LONGEST_WAIT_MS, 1000 * 2 ** (failures - 1)));
      cancel();
      cancel = later(() => {
        isResting = false;
        attempt();
      }, pauseMs);
      // A page that slept may be quicker than the app, which renews the token when it wakes.
      if (sent.kind === 'expired' && failures > 1) return 'expired';
      return isResting ? 'busy' : 'unsaved';
    },
    succeeded() {
      failures = 0;
    },
    hasFailed: () => failures > 0,
    isResting() {
      if (!isResting) cancel();
      return isResting;
    },
  };
}
