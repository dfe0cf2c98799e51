/** The digits of base64url (RFC 4648, section 5); stored numbers and keys use the first 62, in that order. */
export const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

const KEY_LENGTH = 3;
const KEYS = 62 ** KEY_LENGTH;

/** 32-bit FNV-1a of the text's UTF-16 units with a finishing mix, so that near texts fall far apart. It tells ids apart; it keeps no secret. */
export function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) h = Math.imul(h ^ text.charCodeAt(at), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** The three-character key under which an id is stored: it depends on nothing but the id, so edits around it change nothing. */
export const keyOf = (id: string): string => toDigits(hash(id) % KEYS, KEY_LENGTH);

/** Any number (a clock, a random fraction, NaN) as a seed that three characters can store. */
export const toSeed = (n: number): number => hash(String(n)) % KEYS;

/** A whole number >= 0 as exactly `length` base-62 digits. */
export function toDigits(n: number, length: number): string {
  let digits = '';
  for (let rest = n; digits.length < length; rest = Math.floor(rest / 62))
    digits = DIGITS.charAt(rest % 62) + digits;
  return digits;
}

/** The number that base-62 digits stand for; undefined when the text is anything else. */
export function fromDigits(text: string): number | undefined {
  if (!/^[0-9A-Za-z]+$/.test(text)) return undefined;
  let n = 0;
  for (const digit of text) n = n * 62 + DIGITS.indexOf(digit);
  return n;
}
