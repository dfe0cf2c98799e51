import type { Tree } from './protocol.ts';

/** The leaves of a tree with their full names, in the order a run-time wants them: an entry's id and type come first. */
export function leavesOf(tree: Tree, path: string): [element: string, value: string][] {
  return Object.entries(tree)
    .sort(([a], [b]) => placeOf(a) - placeOf(b))
    .flatMap(([name, value]) =>
      typeof value === 'string'
        ? [[`${path}.${name}`, value] as [string, string]]
        : leavesOf(value, `${path}.${name}`),
    );
}

/** Indices by number, then `id`, then `type`, then the rest as they stand. */
function placeOf(name: string): number {
  if (/^\d+$/.test(name)) return Number(name);
  return ['id', 'type'].indexOf(name) + 1 || 3;
}

/**
 * Gives a run-time its state before it is initialized, value by value: one that it refuses (written by another
 * version, or by content that got around the rules) costs only itself.
 */
export function loadTree(load: (flat: Record<string, string>) => void, tree: Tree): { refused: string[] } {
  const refused: string[] = [];
  for (const [element, value] of leavesOf(tree, 'cmi')) {
    if (value === '') continue;
    try {
      load({ [element]: value });
    } catch {
      refused.push(element);
    }
  }
  return { refused };
}
