import type { XmlNode } from './parse-xml.ts';

export const childrenOf = (node: XmlNode, name: string): XmlNode[] =>
  node.children.filter((inner) => inner.name === name);
export const child = (node: XmlNode, name: string): XmlNode | undefined =>
  node.children.find((inner) => inner.name === name);

/** Text of the first element at the path below `node`, on one line; '' when there is none. */
export function textAt(node: XmlNode, ...names: string[]): string {
  let at: XmlNode | undefined = node;
  for (const name of names) at = at === undefined ? undefined : child(at, name);
  return at?.text.replace(/\s+/g, ' ') ?? '';
}

/** Text of the first child whose name is one of these but for letter case: SCORM 1.2 and 2004 spell many differently. */
export const textLike = (node: XmlNode, name: string): string =>
  node.children.find((inner) => inner.name.toLowerCase() === name)?.text ?? '';

/** The same for attributes; undefined when there is none. */
export const attributeLike = (node: XmlNode, name: string): string | undefined =>
  Object.entries(node.attributes).find(([key]) => key.toLowerCase() === name)?.[1];
