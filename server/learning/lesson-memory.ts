import type { PlaySession, Seen, TrackedState } from './apply-commit.ts';
import { bounded } from './bounded.ts';

/** A lesson as it stood when it was last read or written here: state, the present session, and the answers stored. */
export type Remembered = {
  launch: { active: boolean; expiresMs: number };
  state: TrackedState;
  session: PlaySession;
  seen: Seen;
  /** When the launch was last read: somebody may be deactivated meanwhile. */
  readMs: number;
};

/** Lessons in play that are remembered; one with more answers than this is read every time. */
const LESSONS = 2_000;
const MOST_ANSWERS = 200;
const LAUNCH_FRESH_MS = 5_000;

export type LessonMemory = {
  recall: (tokenHash: string, nowMs: number) => Remembered | undefined;
  remember: (tokenHash: string, lesson: Remembered) => void;
  forget: (tokenHash: string) => void;
};

/**
 * Spares a page's commits the reading of what the last one has just written. A memory may be out of date, as other
 * pages and other servers write too: so nothing may rest on it but a write that names the revision it expects, and
 * fails otherwise.
 */
export function lessonMemory(): LessonMemory {
  const known = bounded<string, Remembered>(LESSONS);
  return {
    recall(tokenHash, nowMs) {
      const found = known.get(tokenHash);
      const age = nowMs - (found?.readMs ?? 0);
      return found && age >= 0 && age < LAUNCH_FRESH_MS && found.launch.expiresMs > nowMs ? found : undefined;
    },
    remember(tokenHash, lesson) {
      if (lesson.seen.keys.size <= MOST_ANSWERS) known.set(tokenHash, lesson);
      else known.delete(tokenHash);
    },
    forget: (tokenHash) => void known.delete(tokenHash),
  };
}
