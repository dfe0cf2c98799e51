import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { refused } from './package-problem.ts';
import { clip } from './safe-path.ts';

/** An element of a manifest, with names and attributes freed from their namespace prefix. */
export type XmlNode = { name: string; attributes: Record<string, string>; children: XmlNode[]; text: string };

/** More characters than any element of a manifest means; the rest is dropped. */
const MAX_TEXT = 64_000;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
});

/** Reads well-formed XML. A DOCTYPE is refused whole, so no entity but XML's own five can exist. */
export function parseXml(text: string, file: string): XmlNode {
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) {
    throw refused('unsafe-xml', `${file} has a DOCTYPE; expected plain XML without one.`);
  }
  const checked = XMLValidator.validate(text);
  if (checked !== true) {
    throw refused(
      'bad-manifest',
      `${file} is not well-formed XML: ${clip(checked.err.msg)} (line ${checked.err.line}).`,
    );
  }
  const root = treeOf(text, file);
  if (root === undefined) throw refused('bad-manifest', `${file} holds no element; expected <manifest>.`);
  return root;
}

/** Elements nested without end are more than the stack holds; that is a fault of the file like any other. */
function treeOf(text: string, file: string): XmlNode | undefined {
  try {
    return nodesOf(parser.parse(text))[0];
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw refused('bad-manifest', `${file} cannot be read: ${clip(why)}.`, error);
  }
}

/** The parser's ordered form is `{ <name>: children, ':@': attributes }` and `{ '#text': value }`. */
function nodesOf(raw: unknown): XmlNode[] {
  if (!Array.isArray(raw)) return [];
  return raw.flatMap((part: Record<string, unknown>) => {
    const name = Object.keys(part).find((key) => key !== ':@');
    if (name === undefined || name === '#text') return [];
    const inside = part[name];
    return {
      name: localName(name),
      attributes: attributesOf((part[':@'] ?? {}) as Record<string, unknown>),
      children: nodesOf(inside),
      text: textOf(inside),
    };
  });
}

/** Where two attributes differ in their prefix alone, the one without a prefix is meant: it is the element's own. */
function attributesOf(raw: Record<string, unknown>): Record<string, string> {
  const all = Object.entries(raw)
    .filter(([name]) => name !== 'xmlns' && !name.startsWith('xmlns:'))
    .sort(([one], [other]) => Number(other.includes(':')) - Number(one.includes(':')));
  return Object.fromEntries(all.map(([name, value]) => [localName(name), decodeEntities(String(value))]));
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

function textOf(raw: unknown): string {
  if (!Array.isArray(raw)) return '';
  const parts = raw.flatMap((part: Record<string, unknown>) =>
    '#text' in part ? String(part['#text']) : [],
  );
  return decodeEntities(parts.join('').slice(0, MAX_TEXT)).trim();
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
