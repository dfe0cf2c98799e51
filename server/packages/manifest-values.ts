import type { XmlNode } from './parse-xml.ts';

/** More entries of a kind than any package has; what is beyond is left out. */
export const MAX_ENTRIES = 500;
/** SPM of a long identifier (RTE 4.1.1.3). */
const MAX_IDENTIFIER = 4000;

/** The attribute's value without blanks around it; '' when there is none. */
export const attribute = (node: XmlNode | undefined, name: string): string =>
  node !== undefined && Object.hasOwn(node.attributes, name) ? (node.attributes[name] ?? '').trim() : '';

/** An xs:boolean; undefined for anything else. Some tools write it with a capital. */
export function yesNo(node: XmlNode | undefined, name: string): boolean | undefined {
  const value = attribute(node, name).toLowerCase();
  if (value === 'true' || value === '1') return true;
  return value === 'false' || value === '0' ? false : undefined;
}

/** A decimal within its limits; undefined for anything else. */
export function fraction(text: string, min: number, max: number): number | undefined {
  if (!/^[+-]?(\d{1,10}(\.\d{0,20})?|\.\d{1,20})$/.test(text.trim())) return undefined;
  const value = Number(text);
  return value >= min && value <= max ? value : undefined;
}

export function wholeNumber(node: XmlNode | undefined, name: string): number | undefined {
  const text = attribute(node, name);
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** One of the words of a vocabulary; undefined for anything else. */
export const word = <const W extends string>(text: string, words: readonly W[]): W | undefined =>
  words.find((known) => known === text.trim());

/** An identifier of the package's own; undefined where it is missing, endless, or a name that JavaScript keeps for itself. */
export function identifier(node: XmlNode | undefined, name: string): string | undefined {
  const value = attribute(node, name);
  return value === '' || value.length > MAX_IDENTIFIER || value === '__proto__' ? undefined : value;
}

/** The parts that are there; undefined when none is. */
export function compact<T extends Record<string, unknown>>(parts: T): { [K in keyof T]?: T[K] } | undefined {
  const there = Object.entries(parts).filter(([, value]) => value !== undefined);
  return there.length > 0 ? (Object.fromEntries(there) as Partial<T>) : undefined;
}
