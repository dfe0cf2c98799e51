import { identityOf, type NewInteraction, type Seen } from './apply-commit.ts';
import { bounded } from './bounded.ts';
import type { CommitRepo } from './commit.repo.ts';

/** Lessons in play whose answers are remembered; the answers of a longer one are read every time. */
const LESSONS = 2_000;
const MOST_ANSWERS = 200;

export type SeenCache = {
  /** The answers stored when the state had this revision. */
  at: (attemptId: string, scoId: string, revision: number) => Promise<Seen>;
  /** Notes what was stored with this revision. */
  wrote: (
    attemptId: string,
    scoId: string,
    revision: number,
    before: Seen,
    added: readonly NewInteraction[],
  ) => void;
};

/**
 * Spares reading all answers of a lesson with every commit. What is remembered counts only for the very revision of the
 * state that it was stored with, so that another server's writes are never overlooked.
 */
export function seenCache(repo: Pick<CommitRepo, 'findSeen'>): SeenCache {
  const known = bounded<string, { revision: number; seen: Seen }>(LESSONS);
  const keyOf = (attemptId: string, scoId: string) => `${attemptId} ${scoId}`;
  return {
    async at(attemptId, scoId, revision) {
      const found = known.get(keyOf(attemptId, scoId));
      return found?.revision === revision ? found.seen : repo.findSeen(attemptId, scoId);
    },
    wrote(attemptId, scoId, revision, before, added) {
      const seen = added.length === 0 ? before : withAnswers(before, added);
      if (seen.identities.size <= MOST_ANSWERS) known.set(keyOf(attemptId, scoId), { revision, seen });
      else known.delete(keyOf(attemptId, scoId));
    },
  };
}

const withAnswers = ({ identities, ids }: Seen, added: readonly NewInteraction[]): Seen => ({
  identities: new Set([...identities, ...added.map(identityOf)]),
  ids: new Set([...ids, ...added.map(({ interactionId }) => interactionId)]),
});
