import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { refused } from './package-problem.ts';

/** An element of a manifest, with names and attributes freed from their namespace prefix. */
export type XmlNode = { name: string; attributes: Record<string, string>; children: XmlNode[]; text: string };

const MAX_CHARACTERS = 10_000_000;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
});

/** Reads a manifest's bytes. A DOCTYPE is refused whole, so no entity but XML's own five can exist. */
export function parseXml(bytes: Uint8Array, file: string): XmlNode {
  const text = decodeXml(bytes, file);
  if (text.length > MAX_CHARACTERS) {
    throw refused('too-large', `${file} has ${text.length} characters; expected at most ${MAX_CHARACTERS}.`);
  }
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) {
    throw refused('unsafe-xml', `${file} has a DOCTYPE; expected plain XML without one.`);
  }
  const checked = XMLValidator.validate(text);
  if (checked !== true) {
    throw refused(
      'bad-manifest',
      `${file} is not well-formed XML: ${checked.err.msg} (line ${checked.err.line}).`,
    );
  }
  const root = treeOf(text, file);
  if (root === undefined) throw refused('bad-manifest', `${file} holds no element.`);
  return root;
}

/** Elements nested without end are more than the stack holds; that is a fault of the file like any other. */
function treeOf(text: string, file: string): XmlNode | undefined {
  try {
    return nodesOf(parser.parse(text))[0];
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw refused('bad-manifest', `${file} cannot be read: ${why}.`, error);
  }
}

/** The parser's ordered form is `{ <name>: children, ':@': attributes }` and `{ '#text': value }`. */
function nodesOf(raw: unknown): XmlNode[] {
  if (!Array.isArray(raw)) return [];
  return raw.flatMap((part: Record<string, unknown>) => {
    const name = Object.keys(part).find((key) => key !== ':@');
    if (name === undefined || name === '#text') return [];
    const attributes = Object.entries((part[':@'] ?? {}) as Record<string, unknown>);
    const inside = part[name];
    return {
      name,
      attributes: Object.fromEntries(attributes.map(([key, value]) => [key, decodeEntities(String(value))])),
      children: nodesOf(inside),
      text: textOf(inside),
    };
  });
}

function textOf(raw: unknown): string {
  if (!Array.isArray(raw)) return '';
  const parts = raw.flatMap((part: Record<string, unknown>) =>
    '#text' in part ? String(part['#text']) : [],
  );
  return decodeEntities(parts.join('')).trim();
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi,
    (whole, hex, decimal, name) => {
      if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
        ? String.fromCodePoint(code)
        : whole;
    },
  );
}

/** By byte order mark, else as the XML declaration says, else UTF-8 (XML 1.0 appendix F). */
export function decodeXml(bytes: Uint8Array, file: string): string {
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  const declared = /^<\?xml[^>]*\sencoding\s*=\s*["']([\w.-]+)["']/.exec(head)?.[1];
  const label = labelFromMark(bytes) ?? declared ?? 'utf-8';
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch (error) {
    throw refused('bad-manifest', `${file} cannot be read as ${label}; expected UTF-8.`, error);
  }
}

function labelFromMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}
