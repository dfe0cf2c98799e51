import { NO_SCO_DATA, type ScoData } from '#courses/scorm/activity-tree.ts';
import { EnterSco, type PackageState } from '#server/contract/commit.ts';
import { conflict, invalid, notFound } from '#server/errors.ts';
import type { TrackedState } from './apply-commit.ts';
import { enterItem, type WholeState, withRollUp } from './apply-to-package.ts';
import { bounded } from './bounded.ts';
import type { Cmi, PlayMode } from './cmi.ts';
import type { LaunchRow } from './commit.repo.ts';
import { entryOf } from './entry.ts';
import type { PackageRepo } from './package.repo.ts';
import { itemsOf, type PackageItem } from './package-items.ts';
import { editions } from './read-commit.ts';
import { requireOpen } from './require-open.ts';
import { rollUpPackage, standingOf } from './roll-up-package.ts';

type Contents = { items: readonly PackageItem[]; dataOf: ReadonlyMap<string, ScoData> };
type Entering = { launch: LaunchRow; tokenHash: string; mode: PlayMode; body: unknown; nowMs: number };

/** Packages that are played as a whole: their state, and the opening of their items. */
export function packageService(packages: PackageRepo) {
  const known = bounded<string, Contents>(200);

  /** Versions never change. */
  async function contentsOf(versionId: string): Promise<Contents> {
    const found = known.get(versionId);
    if (found) return found;
    const { contents, dataOf } = await packages.findContents(versionId);
    const read = { items: contents ? itemsOf(contents) : [], dataOf };
    known.set(versionId, read);
    return read;
  }

  return {
    itemsOf: async (versionId: string) => (await contentsOf(versionId)).items,

    /** The package as it was left. */
    async getState(tokenHash: string, attemptId: string): Promise<PackageState> {
      const [{ scos }, state] = await Promise.all([
        packages.findStates(tokenHash),
        packages.findPackageState(attemptId),
      ]);
      return {
        ...state,
        scos: Object.fromEntries([...scos].map(([id, sco]) => [id, standingOf(sco)])),
      };
    },

    /**
     * One try at opening an item; gives what its run-time starts with. Rejects with `Conflict` when the package has
     * changed meanwhile. A review stores nothing.
     */
    async enterSco({ launch, tokenHash, mode, body, nowMs }: Entering): Promise<Cmi> {
      const { sco, epoch, fresh } = readEnterSco(body);
      const { items, dataOf } = await contentsOf(launch.versionId);
      const item = items.find(({ id }) => id === sco);
      if (!item) throw unknownSco(sco);
      const { launch: open, whole, scos } = await packages.findStates(tokenHash);
      requireOpen(open, nowMs);
      if (!whole) throw notFound('This attempt is not one of a whole package.');
      const before = scos.get(sco);
      const cmi = fresh ? null : await packages.findCmi(launch.attemptId, sco);
      if (mode.mode === 'normal') {
        requireEpoch(epoch, whole);
        await enter(packages, { launch, items, whole, scos, item, before, fresh }, nowMs);
      }
      const left = before && !fresh ? { ...before, cmi } : NOTHING;
      return startOf(launch, { ...mode, data: dataOf.get(sco) ?? NO_SCO_DATA }, left);
    },
  };
}

type Left = { cmi: string | null; ended: boolean; totalSeconds: number };
const NOTHING: Left = { cmi: null, ended: false, totalSeconds: 0 };

function startOf(
  { learnerId, learnerName, edition }: LaunchRow,
  more: PlayMode & { data: ScoData },
  left: Left,
): Cmi {
  const { totalSeconds, ended } = left;
  const cmi = left.cmi === null ? null : (JSON.parse(left.cmi) as Cmi);
  const entry = entryOf(cmi, ended);
  return editions[edition].start({ learnerId, learnerName, entry, cmi, totalSeconds, ...more });
}

type EnterWrite = {
  launch: LaunchRow;
  items: readonly PackageItem[];
  whole: WholeState;
  scos: ReadonlyMap<string, TrackedState>;
  item: PackageItem;
  before: TrackedState | undefined;
  fresh: boolean;
};

async function enter(
  packages: PackageRepo,
  { launch, items, whole, scos, item, before, fresh }: EnterWrite,
  nowMs: number,
): Promise<void> {
  const { attemptId } = launch;
  const { tells, id: scoId } = item;
  const state = enterItem({ whole, before, tells, fresh }, nowMs);
  // Opening an item that never talks to us is all that is ever heard of it.
  const isNews = !tells && !(await packages.isSequenced(attemptId));
  const rolledUp = isNews ? rollUpPackage(items, new Map(scos).set(scoId, state)) : undefined;
  const after = { ...withRollUp(whole, rolledUp, nowMs), firstMs: whole.firstMs ?? nowMs, lastMs: nowMs };
  await packages.enter({
    attemptId,
    scoId,
    revision: whole.revision,
    state,
    fresh,
    whole: isNews ? after : undefined,
    nowMs,
  });
}

function readEnterSco(body: unknown): EnterSco {
  const parsed = EnterSco.safeParse(body);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  throw invalid(`Not a SCO to open: ${problems[0]?.path || 'body'}: ${problems[0]?.message}`, { problems });
}

function requireEpoch(epoch: number, whole: WholeState): void {
  if (epoch === whole.epoch) return;
  if (epoch < whole.epoch) {
    throw conflict('A newer page holds this package; this one no longer saves.', { as: 'superseded' });
  }
  throw conflict(`Epoch ${epoch} was not given out for this package; open a session first.`, {
    as: 'unknown-epoch',
  });
}

const unknownSco = (sco: string) =>
  invalid(
    `${JSON.stringify(sco.slice(0, 80))} is not in this package; expected the id of one of its items.`,
    {
      as: 'unknown-sco',
    },
  );
