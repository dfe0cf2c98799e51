import { sha256 } from './apply-commit.ts';
import { bounded } from './bounded.ts';
import type { CommitRepo, LaunchRow } from './commit.repo.ts';
import { requireOpen, unknownLaunch } from './require-open.ts';

/** The launches that pages hold. What of one never changes is remembered between requests. */
export function openLaunches(repo: Pick<CommitRepo, 'findLaunch'>, now: () => number) {
  const known = bounded<string, LaunchRow>(10_000);
  return {
    /** The launch that a token stands for; throws when it is unknown, expired, or belongs to another host. */
    async get(token: string, label: string): Promise<LaunchRow> {
      const tokenHash = sha256(token);
      const launch = await repo.findLaunch(tokenHash);
      if (launch?.label !== label) throw unknownLaunch();
      known.set(tokenHash, launch);
      requireOpen(launch, now());
      return launch;
    },

    /** The same from memory, for who looks again at whether it is still open. */
    recall(tokenHash: string, label: string): LaunchRow | undefined {
      const launch = known.get(tokenHash);
      return launch?.label === label ? launch : undefined;
    },

    isKnown: (token: string): boolean => known.get(sha256(token)) !== undefined,
  };
}
