/** Time and chance, handed in so that a session can be replayed. */
export type Clock = {
  /** Milliseconds since 1970. */
  now: () => number;
  /** A whole number, 0 to 2^31 - 1, new with every call. */
  seed: () => number;
  /** Calls once after `ms`; the returned function calls it off. */
  later: (ms: number, act: () => void) => () => void;
};

export const browserClock: Clock = {
  now: () => Date.now(),
  seed: () => Math.floor(Math.random() * 0x7fffffff),
  later: (ms, act) => {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
};
