/**
 * The same value with every text as both databases can keep it: PostgreSQL takes neither NUL nor half a character, and
 * a package may hold either.
 */
export function storable<T>(value: T): T {
  return clean(value) as T;
}

/** At most so many characters, none of them cut in two. */
export const cut = (text: string, most: number): string =>
  text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '');

function clean(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '').toWellFormed();
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [clean(key), clean(inner)]));
}
