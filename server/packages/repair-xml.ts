import { withinLimit } from './decode-xml.ts';
import { type Findings, note } from './notices.ts';
import { refused } from './package-problem.ts';
import { readTag } from './xml-tag.ts';

/** The manifest's text with its small mistakes put right, and the namespaces that it names anywhere. */
export type RepairedXml = { text: string; namespaces: ReadonlySet<string> };

/** Five for each of 100,000 listed files: tag, two attributes, blanks, end tag. */
const MAX_PIECES = 500_000;

/** What a piece of the text becomes, and where the next one begins. */
type Piece = { text: string; next: number };
type Repair = {
  source: string;
  file: string;
  findings: Findings;
  namespaces: Set<string>;
  bound: Set<string>;
  used: Set<string>;
  hasDoctype: boolean;
  attributes: number;
};

/**
 * Puts right what parsers refuse and people write: a bare `&` or `<`, a prefix without a namespace, something before the
 * declaration. Comments and a DOCTYPE become blank lines, so that lines keep their numbers. A DOCTYPE is never
 * processed, and refused when it declares an entity. One pass, in time linear to the text.
 */
export function repairXml(source: string, file: string, findings: Findings): RepairedXml {
  const repair: Repair = {
    source,
    file,
    findings,
    namespaces: new Set(),
    bound: new Set(['xml', 'xmlns']),
    used: new Set(),
    hasDoctype: false,
    attributes: 0,
  };
  const start = Math.max(source.indexOf('<'), 0);
  if (source.slice(0, start).replace('\ufeff', '') !== '')
    note(findings, 'repaired-xml', 'something before its beginning');
  const parts = [blank(source, 0, start).text];
  for (let at = start; at < source.length; ) {
    if (parts.length + repair.attributes > MAX_PIECES)
      throw refused('too-large', `${file} holds more than ${MAX_PIECES} elements and attributes.`);
    const { text, next } = source[at] === '<' ? markupAt(repair, at) : wordsAt(repair, at);
    parts.push(text);
    at = next;
  }
  for (const prefix of repair.used) {
    if (!repair.bound.has(prefix)) {
      note(findings, 'repaired-xml', 'a prefix without its namespace');
      break;
    }
  }
  return { text: withinLimit(parts.join(''), file), namespaces: repair.namespaces };
}

function wordsAt({ source, findings }: Repair, at: number): Piece {
  const end = source.indexOf('<', at);
  const next = end === -1 ? source.length : end;
  return { text: escapeAmpersands(source.slice(at, next), findings), next };
}

function markupAt(repair: Repair, at: number): Piece {
  const { source } = repair;
  if (source.startsWith('<!--', at)) return blank(source, at, endOf(source, '-->', at + 4));
  if (source.startsWith('<?', at)) return blank(source, at, endOf(source, '?>', at + 2));
  if (source.startsWith('<![CDATA[', at)) {
    const next = endOf(source, ']]>', at + 9);
    return { text: source.slice(at, next), next };
  }
  if (/^<!doctype/i.test(source.slice(at, at + 9))) return doctypeAt(repair, at);
  return tagAt(repair, at);
}

/** LMSs that do not read namespaces look for these to the letter. */
function usualPrefix(namespace: string, prefix: string): string {
  if (/imscp_(rootv1p1p2|v1p1)$/.test(namespace)) return '';
  return /adlcp_(rootv1p2|v1p3)$/.test(namespace) ? 'adlcp' : prefix;
}

function tagAt(repair: Repair, at: number): Piece {
  const { source, findings } = repair;
  if (!/^<\/?[\p{L}_:]/u.test(source.slice(at, at + 4))) {
    note(findings, 'repaired-xml', 'a bare "<"');
    return { text: '&lt;', next: at + 1 };
  }
  const tag = readTag(source, at);
  repair.attributes += tag.values.length;
  for (const prefix of tag.prefixes) repair.used.add(prefix);
  for (const [prefix, namespace] of tag.namespaces) {
    if (prefix !== usualPrefix(namespace, prefix)) note(findings, 'unusual-form', 'prefixes of its own');
    repair.bound.add(prefix);
    repair.namespaces.add(namespace);
  }
  if (tag.values.some((value) => value.includes('<'))) note(findings, 'repaired-xml', 'a bare "<"');
  return { text: escapeAmpersands(tag.text, findings), next: tag.next };
}

const MAX_DOCTYPE = 10_000;

/** Its end is the first `>` outside its quotes, brackets and comments (XML 1.0, 2.8). */
function doctypeAt(repair: Repair, at: number): Piece {
  const { source, file, findings } = repair;
  const length = lengthOfDoctype(source.slice(at, at + MAX_DOCTYPE));
  if (length === undefined || repair.hasDoctype)
    throw refused('unsafe-xml', `${file} has a document type without an end; expected none.`);
  repair.hasDoctype = true;
  if (/<!ENTITY/i.test(source.slice(at, at + length))) {
    throw refused(
      'unsafe-xml',
      `${file} declares entities of its own, which can be used to read other files or to fill the memory; expected none.`,
    );
  }
  note(findings, 'unusual-form', 'a document type, which is not used');
  return blank(source, at, at + length);
}

function lengthOfDoctype(text: string): number | undefined {
  let depth = 0;
  for (const found of text.matchAll(/"[^"]*"|'[^']*'|<!--[\s\S]*?-->|[[\]>]/g)) {
    if (found[0] === '[') depth += 1;
    else if (found[0] === ']') depth -= 1;
    else if (found[0] === '>' && depth <= 0) return found.index + 1;
  }
  return undefined;
}

/** Entities that XML itself knows, by name or number (XML 1.0, 4.6). */
const BARE_AMPERSAND = /&(?!(?:#\d{1,7}|#x[0-9a-f]{1,6}|amp|lt|gt|quot|apos);)/gi;

function escapeAmpersands(text: string, findings: Findings): string {
  if (!text.includes('&')) return text;
  const escaped = text.replace(BARE_AMPERSAND, '&amp;');
  if (escaped !== text) note(findings, 'repaired-xml', 'a bare "&"');
  return escaped;
}

/** Where `end` is over; the end of the text when there is none. */
function endOf(source: string, end: string, from: number): number {
  const found = source.indexOf(end, from);
  return found === -1 ? source.length : found + end.length;
}

const blank = (source: string, at: number, next: number): Piece => ({
  text: source.slice(at, next).replace(/[^\n]+/g, ''),
  next,
});
