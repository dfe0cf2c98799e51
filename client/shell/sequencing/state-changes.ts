/** Plain data as JSON has it. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/**
 * What makes `after` out of `before`: objects by their keys (`[value]` replaces, `[]` removes, an object goes deeper),
 * everything else as a whole; undefined where they are equal. The engine's state of a large package is mostly what it
 * was at the start, so that its changes are small where itself would not fit in a commit.
 */
export type Changes = Json[] | { [key: string]: Changes };

export function changesBetween(before: Json, after: Json): Changes | undefined {
  if (!isRecord(before) || !isRecord(after)) return same(before, after) ? undefined : [after];
  const removed = Object.keys(before).filter((key) => !Object.hasOwn(after, key));
  const changes = Object.entries(after).flatMap(([key, value]) => {
    const old = Object.hasOwn(before, key) ? before[key] : undefined;
    const change = old === undefined ? [value] : changesBetween(old, value);
    return change === undefined ? [] : [[key, change] as const];
  });
  const all = [...changes, ...removed.map((key) => [key, []] as const)];
  return all.length > 0 ? Object.fromEntries(all) : undefined;
}

/** `after` again. */
export function applyChanges(before: Json, changes: Changes | undefined): Json {
  if (changes === undefined) return before;
  if (Array.isArray(changes)) return changes[0] ?? null;
  const result = new Map(Object.entries(isRecord(before) ? before : {}));
  for (const [key, change] of Object.entries(changes)) {
    if (Array.isArray(change) && change.length === 0) result.delete(key);
    else result.set(key, applyChanges(result.get(key) ?? null, change));
  }
  return Object.fromEntries(result);
}

const isRecord = (value: Json): value is { [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const same = (a: Json, b: Json): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);
