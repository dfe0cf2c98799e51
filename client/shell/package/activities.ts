import type { Activity } from '#courses/scorm/activity-tree.ts';

export type Placed = { item: Activity; depth: number; parents: Activity[] };

/** Every item below the organization in document order, with where it stands. */
export function placed(organization: Activity): Placed[] {
  const walk = (items: Activity[], parents: Activity[]): Placed[] =>
    items.flatMap((item) => [
      { item, depth: parents.length, parents },
      ...walk(item.children, [...parents, item]),
    ]);
  return walk(organization.children, []);
}

/** Opens in the stage or in a tab of its own; folders do neither. */
export const isPlayable = ({ kind }: Activity): boolean => kind !== 'folder';
