import { DIGITS } from './hash.ts';

/** The most a learner's typed text takes in a stored run, in UTF-8 bytes. */
export const MAX_TEXT_BYTES = 200;

const LONE_SURROGATE = /\p{Surrogate}/gu;
const BLANK = /[\s\p{Cc}]+/gu;

/** The text on one line and well-formed: line breaks and control characters become spaces, half characters U+FFFD. */
export const oneLine = (text: string): string =>
  text.replace(LONE_SURROGATE, '\u{FFFD}').replace(BLANK, ' ').trim();

/** One line of at most `max` UTF-8 bytes, cut between whole characters. */
export function clipText(text: string, max = MAX_TEXT_BYTES): string {
  let kept = '';
  let bytes = 0;
  for (const character of oneLine(text)) {
    bytes += utf8Length(character);
    if (bytes > max) break;
    kept += character;
  }
  return kept.trimEnd();
}

function utf8Length(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}

/** Well-formed text as base64url of its UTF-8 bytes: survives every LMS, and costs any alphabet the same. */
export function packText(text: string): string {
  const bytes = utf8Bytes(text);
  let packed = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = bytes.slice(at, at + 3);
    const bits = (a << 16) | (b << 8) | c;
    const digits = [bits >>> 18, (bits >>> 12) & 63, (bits >>> 6) & 63, bits & 63];
    for (const digit of digits.slice(0, bytes.length - at + 1)) packed += DIGITS.charAt(digit);
  }
  return packed;
}

function utf8Bytes(text: string): number[] {
  const units = encodeURIComponent(text).match(/%..|./g) ?? [];
  return units.map((unit) => (unit.length === 1 ? unit.charCodeAt(0) : Number.parseInt(unit.slice(1), 16)));
}

/** The text again, at most MAX_TEXT_BYTES long; '' when it was damaged. */
export function unpackText(packed: string): string {
  let bits = 0;
  let count = 0;
  let escaped = '';
  for (const digit of packed.slice(0, 2 * MAX_TEXT_BYTES)) {
    bits = ((bits << 6) | DIGITS.indexOf(digit)) & 0xfff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    escaped += `%${((bits >>> count) & 0xff).toString(16).padStart(2, '0')}`;
  }
  try {
    return clipText(decodeURIComponent(escaped));
  } catch {
    return '';
  }
}
