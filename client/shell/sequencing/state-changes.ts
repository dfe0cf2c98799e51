/** Plain data as JSON has it. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/**
 * What makes `after` out of `before`: objects by their keys and lists of the same length by their places (`[value]`
 * replaces, `[]` removes, an object goes deeper), everything else as a whole; undefined where they are equal. The
 * engine's state of a large package is mostly what it was at the start, so that its changes are small where itself
 * would not fit in a commit.
 */
export type Changes = Json[] | { [key: string]: Changes };

export function changesBetween(before: Json, after: Json): Changes | undefined {
  const [old, now] = [partsOf(before), partsOf(after)];
  if (!old || !now || !areAlike(before, after)) return same(before, after) ? undefined : [after];
  const changed = [...now].flatMap(([key, value]) => {
    const had = old.get(key);
    const change = had === undefined ? [value] : changesBetween(had, value);
    return change === undefined ? [] : [[key, change] as const];
  });
  const removed = [...old.keys()].filter((key) => !now.has(key)).map((key) => [key, []] as const);
  const all = [...changed, ...removed];
  return all.length > 0 ? Object.fromEntries(all) : undefined;
}

/** `after` again. */
export function applyChanges(before: Json, changes: Changes | undefined): Json {
  if (changes === undefined) return before;
  if (Array.isArray(changes)) return changes[0] ?? null;
  const result = partsOf(before) ?? new Map<string, Json>();
  for (const [key, change] of Object.entries(changes)) {
    if (Array.isArray(change) && change.length === 0) result.delete(key);
    else result.set(key, applyChanges(result.get(key) ?? null, change));
  }
  return Array.isArray(before) ? [...result.values()] : Object.fromEntries(result);
}

/** The parts of an object or list by their names; undefined for anything else. */
const partsOf = (value: Json): Map<string, Json> | undefined =>
  typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : undefined;

const areAlike = (a: Json, b: Json): boolean =>
  Array.isArray(a) ? Array.isArray(b) && a.length === b.length : !Array.isArray(b);

const same = (a: Json, b: Json): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);
