import { conflict } from '#server/errors.ts';
import { type Applied, applyCommit } from './apply-commit.ts';
import { applyToPackage, type PackageBefore } from './apply-to-package.ts';
import { evidenceAndStanding } from './commit-evidence.ts';
import type { CommitWrite } from './commit-write.ts';
import type { PackageRepo } from './package.repo.ts';
import type { PackageItem } from './package-items.ts';
import { requireOpen } from './require-open.ts';
import { type Deps, type Incoming, slideOf } from './store-commit.ts';

type PackageDeps = Omit<Deps, 'memory'> & {
  packages: PackageRepo;
  itemsOf: (versionId: string) => Promise<readonly PackageItem[]>;
};

/**
 * One try at a commit of a package that is played as a whole. Everything of the package is guarded by the revision of
 * its own row. Rejects with `Conflict` when that has changed meanwhile.
 */
export async function storePackageCommit(
  deps: PackageDeps,
  incoming: Incoming & { scoId: string },
): Promise<Applied['outcome']> {
  const { repo, packages, nowMs } = deps;
  const { launch, tokenHash, commit, scoId } = incoming;
  const { attemptId } = launch;
  const found = await packages.findStates(tokenHash);
  requireOpen(found.launch, nowMs);
  const { whole, scos } = found;
  if (!whole || commit.epoch > whole.epoch) return 'unknown-epoch';
  const state = scos.get(scoId);
  const sessions = state && (await packages.findSessions(attemptId, scoId, commit.epoch));
  if (!state || !sessions?.sco || !sessions.whole) throw notEntered(scoId);
  const seen = await repo.findSeen(attemptId, scoId);
  const before = { attemptId, scoId, state, session: sessions.sco, seen, stream: whole };
  const applied = applyCommit(before, commit, nowMs);
  if (!('interactions' in applied)) return applied.outcome;
  const { outcome, interactions, completed } = applied;
  const stored =
    outcome === 'stored'
      ? await storedOf(deps, incoming, { whole, session: sessions.whole, scos }, applied)
      : { stored: undefined, whole: { stored: undefined, sequencing: undefined } };
  if (!stored.stored && interactions.length + completed.length === 0) return outcome;
  await repo.write({
    attemptId,
    scoId,
    epoch: commit.epoch,
    revision: whole.revision,
    ...stored,
    interactions,
    completed,
    rolledUp: await evidenceAndStanding(deps, launch, scoId, applied),
    slide: slideOf(launch.id, found.launch.expiresMs, nowMs),
  });
  return outcome;
}

async function storedOf(
  { packages, itemsOf, nowMs }: PackageDeps,
  { launch, commit, cmi, scoId }: Incoming & { scoId: string },
  before: Omit<PackageBefore, 'items' | 'isSequenced'>,
  { state, session }: Extract<Applied, { outcome: 'stored' }>,
): Promise<Pick<CommitWrite, 'stored' | 'whole'>> {
  const items = await itemsOf(launch.versionId);
  const isSequenced = launch.edition !== '1.2' && (await packages.isSequenced(launch.attemptId));
  const after = applyToPackage({ ...before, items, isSequenced }, { scoId, state, commit }, nowMs);
  const isNewest = commit.number > before.whole.lastNumber;
  return {
    stored: { state, session, cmi },
    whole: {
      stored: { ...after, scoProgress: commit.reading.progress },
      sequencing: isNewest ? commit.package?.sequencing : undefined,
    },
  };
}

const notEntered = (scoId: string) =>
  conflict(`The page that sends this has not opened ${JSON.stringify(scoId.slice(0, 80))} in its session.`, {
    as: 'sco-not-entered',
  });
