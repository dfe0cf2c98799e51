import type { Activity } from '#courses/scorm/activity-tree.ts';
import { readPrerequisites, type Script } from '#courses/scorm/prerequisites.ts';

/** Something in a package that opens. */
export type PackageItem = {
  id: string;
  isVisible: boolean;
  /** It talks to us, and so says itself when it is done. */
  tells: boolean;
  /** Its own prerequisites and those of the folders it lies in (SCORM 1.2). */
  locks: readonly Script[];
  /** The folders and items it lies in, the nearest last. */
  within: readonly string[];
};

/** What of a package opens, in its order. An item is hidden with the folder it lies in. */
export function itemsOf(contents: Activity): PackageItem[] {
  const ids = new Set(idsIn(contents));
  const items: PackageItem[] = [];
  const add = (activity: Activity, above: Pick<PackageItem, 'isVisible' | 'locks' | 'within'>): void => {
    const { id, kind, children } = activity;
    const script = readPrerequisites(activity.prerequisites, ids);
    const isVisible = above.isVisible && activity.isVisible;
    const locks = script ? [...above.locks, script] : above.locks;
    if (kind !== 'folder') items.push({ id, isVisible, locks, within: above.within, tells: kind === 'sco' });
    for (const child of children) add(child, { isVisible, locks, within: [...above.within, id] });
  };
  // The organization's own visibility means nothing: it is the package.
  add({ ...contents, isVisible: true }, { isVisible: true, locks: [], within: [] });
  return items;
}

const idsIn = ({ id, children }: Activity): string[] => [id, ...children.flatMap(idsIn)];
