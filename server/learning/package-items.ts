import type { Activity } from '#courses/scorm/activity-tree.ts';

/** Something in a package that opens. */
export type PackageItem = Pick<Activity, 'id' | 'isVisible' | 'prerequisites'> & {
  /** It talks to us, and so says itself when it is done. */
  tells: boolean;
};

/** What of a package opens, in its order. An item is hidden with the folder it lies in. */
export function itemsOf(contents: Activity): PackageItem[] {
  const items: PackageItem[] = [];
  const add = ({ id, kind, isVisible, prerequisites, children }: Activity, isShown: boolean): void => {
    const shown = isShown && isVisible;
    if (kind !== 'folder') items.push({ id, isVisible: shown, prerequisites, tells: kind === 'sco' });
    for (const child of children) add(child, shown);
  };
  // The organization's own visibility means nothing: it is the package.
  for (const child of contents.children) add(child, true);
  if (contents.kind !== 'folder') add({ ...contents, children: [] }, true);
  return items;
}
