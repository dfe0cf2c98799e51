import type { Activity } from '#courses/scorm/activity-tree.ts';

export type Placed = { item: Activity; depth: number; parents: Activity[] };

/** Every item of the organization in document order, with where it stands; itself, where it opens something. */
export function placed(organization: Activity): Placed[] {
  const walk = (items: Activity[], parents: Activity[]): Placed[] =>
    items.flatMap((item) => [
      { item, depth: parents.length, parents },
      ...walk(item.children, [...parents, item]),
    ]);
  const own = isPlayable(organization) ? [{ item: organization, depth: 0, parents: [] }] : [];
  return [...walk(organization.children, []), ...own];
}

/** Opens in the stage or in a tab of its own; folders do neither. */
export const isPlayable = ({ kind }: Activity): boolean => kind !== 'folder';
