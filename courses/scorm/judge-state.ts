import type { Edition } from '#courses/format/lesson-data.ts';

/** Something in a recording that an LMS may refuse or misread. `at` is the call's place in the recording, from 0. */
export type CallProblem = {
  level: 'error' | 'warning';
  /** Stable name of the rule. */
  rule: string;
  message: string;
  at: number;
};

/** How the judges of one call tell what they found. */
export type Judging = {
  tell: (level: CallProblem['level'], rule: string, message: string) => void;
  exitWhenDone: 'suspend' | 'normal';
};

/** What is known of one opening of a lesson while its calls are read. */
export type Sitting = {
  edition: Edition;
  session: number;
  phase: 'new' | 'open' | 'ended';
  /** Entries of a list so far, by the list's name (`cmi.interactions`, `cmi.interactions.0.objectives`). */
  counts: Map<string, number>;
  /** What was set last, by element. */
  values: Map<string, string>;
  /** A score was set and no Commit has looked at it. */
  scored: boolean;
  /** The exit of a finished lesson was set and no Commit has looked at it. */
  closing: boolean;
  /** A status that ends the lesson is known: read from the LMS, or set. */
  final: boolean;
  /** How far the statuses have come, by element; none may go back. */
  ranks: Map<string, number>;
};

/** A new opening of a lesson: an LMS keeps its lists and statuses, and asks for a session to be begun again. */
export const newSitting = (edition: Edition, session: number, before?: Sitting): Sitting => ({
  edition,
  session,
  phase: 'new',
  counts: new Map(before?.counts),
  values: new Map(before?.values),
  scored: false,
  closing: false,
  final: before?.final ?? false,
  ranks: new Map(before?.ranks),
});

/** How far a status word has come; 0 for one that says nothing. */
const RANKS: Readonly<Record<string, number>> = {
  'cmi.core.lesson_status=browsed': 1,
  'cmi.core.lesson_status=incomplete': 1,
  'cmi.core.lesson_status=failed': 2,
  'cmi.core.lesson_status=completed': 3,
  'cmi.core.lesson_status=passed': 4,
  'cmi.completion_status=incomplete': 1,
  'cmi.completion_status=completed': 3,
  'cmi.success_status=failed': 2,
  'cmi.success_status=passed': 4,
};
const STATUSES = ['cmi.core.lesson_status', 'cmi.completion_status', 'cmi.success_status'];
const FINAL = 2;

/**
 * Notes a status that was read or set. Answers the word that it took back, if it is worse than one known before.
 * Only `passed` and `completed` must not be lost: work that failed may be tried again.
 */
export function noteStatus(sitting: Sitting, element: string, word: string): string | undefined {
  if (!STATUSES.includes(element)) return undefined;
  const rank = RANKS[`${element}=${word}`] ?? 0;
  const before = sitting.ranks.get(element) ?? 0;
  if (rank >= FINAL) sitting.final = true;
  if (rank >= before) {
    sitting.ranks.set(element, rank);
    return undefined;
  }
  return before > FINAL ? wordOf(element, before) : undefined;
}

const wordOf = (element: string, rank: number): string | undefined =>
  Object.entries(RANKS)
    .find(([key, value]) => value === rank && key.startsWith(`${element}=`))?.[0]
    .slice(element.length + 1);
