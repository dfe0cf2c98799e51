import { type Findings, note } from './notices.ts';
import { refused } from './package-problem.ts';

/** Enough for 20,000 files with long names; more would keep the server busy for seconds. */
export const MAX_CHARACTERS = 5_000_000;

/** By byte order mark, else as the XML declaration says, else UTF-8 (XML 1.0 appendix F). */
export function decodeXml(bytes: Uint8Array, file: string): string {
  const label = labelFromMark(bytes) ?? declaredLabel(bytes) ?? 'utf-8';
  const text = decoded(bytes, label);
  if (text === undefined)
    throw refused('bad-manifest', `${file} cannot be read as ${label}; expected UTF-8.`);
  return withinLimit(text, file);
}

/** The same for the real world: where the bytes are not what they claim, they are read as what they can be. */
export function decodeLoosely(bytes: Uint8Array, file: string, findings: Findings): string {
  const mark = labelFromMark(bytes);
  if (mark !== undefined) note(findings, 'unusual-form', 'a byte order mark');
  const claimed = mark ?? labelFromShape(bytes) ?? singleByteLabel(declaredLabel(bytes)) ?? 'utf-8';
  if (!/^utf-?8$/i.test(claimed))
    note(findings, 'unusual-form', `a description in ${claimed.toUpperCase()} instead of UTF-8`);
  const text = decoded(bytes, claimed);
  if (text !== undefined) return withinLimit(text, file);
  // Every byte means something in windows-1252, so the last way always leads somewhere.
  const asUtf8 = decoded(bytes, 'utf-8');
  note(findings, 'wrong-encoding', asUtf8 === undefined ? 'Windows-1252' : 'UTF-8');
  return withinLimit(asUtf8 ?? new TextDecoder('windows-1252').decode(bytes), file);
}

/** Throws when the text is longer than any manifest. */
export function withinLimit(text: string, file: string): string {
  if (text.length > MAX_CHARACTERS)
    throw refused('too-large', `${file} has ${text.length} characters; expected at most ${MAX_CHARACTERS}.`);
  return text;
}

/** Undefined when the bytes are not in the encoding, or nobody knows it. */
function decoded(bytes: Uint8Array, label: string): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function declaredLabel(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  return /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([\w.-]+)["']/.exec(head)?.[1];
}

/** Whoever can read a declaration byte by byte is not reading UTF-16, whatever it says. */
const singleByteLabel = (label: string | undefined): string | undefined =>
  label !== undefined && /^(utf-?16|ucs-?2|utf-?32)/i.test(label) ? undefined : label;

function labelFromMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

/** UTF-16 without a mark shows in its first character, which is `<`. */
function labelFromShape(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0x3c && bytes[1] === 0) return 'utf-16le';
  if (bytes[0] === 0 && bytes[1] === 0x3c) return 'utf-16be';
  return undefined;
}
