/** An element to write: attributes with an undefined value are left out; text and elements never mix. */
export type XmlElement = {
  name: string;
  attributes?: Record<string, string | undefined>;
  children?: XmlElement[] | string;
};

/** Shorthand for an element, so that a document reads like the XML it becomes. */
export function element(
  name: string,
  attributes: Record<string, string | undefined> = {},
  children: XmlElement[] | string = [],
): XmlElement {
  return { name, attributes, children };
}

/** The document as UTF-8 text: declaration, no DOCTYPE, no BOM, two spaces of indentation, `\n` at the end of every line. */
export function writeXml(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${writeElement(root, '')}`;
}

function writeElement({ name, attributes = {}, children = [] }: XmlElement, indent: string): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeXml(value ?? '')}"`);
  const open = `${indent}<${name}${written.join('')}`;
  if (children.length === 0) return `${open}/>\n`;
  if (typeof children === 'string') return `${open}>${escapeXml(children)}</${name}>\n`;
  const inside = children.map((child) => writeElement(child, `${indent}  `)).join('');
  return `${open}>\n${inside}${indent}</${name}>\n`;
}

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
const escapeXml = (text: string): string =>
  cleanText(text).replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');

/** Removes what XML 1.0 cannot hold or advises against (control characters, half surrogates); tabs and line ends become spaces. */
export function cleanText(text: string): string {
  return text.replace(/[\t\n\r\u2028\u2029]+/g, ' ').replace(FORBIDDEN, '');
}

// `Char` of XML 1.0 section 2.2, less its discouraged control range; with the `u` flag half surrogates match too.
const FORBIDDEN = /[^\u0020-\u007e\u00a0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\u{10000}-\u{10ffff}]/gu;
