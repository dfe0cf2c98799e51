import { type Findings, note } from './notices.ts';
import type { XmlNode } from './parse-xml.ts';
import { attributeLike, child, childrenOf } from './xml-path.ts';

export type Resource = {
  /** What `xml:base` says around its address, outermost first; '' where it says nothing. */
  bases: string[];
  /** Undefined when it cannot be launched. */
  href: string | undefined;
  /** As it is said, in either spelling; undefined when it says nothing that is known. */
  scormType: 'sco' | 'asset' | undefined;
  /** What its `file` elements name, as written. */
  files: string[];
};

/** The resources by their identifiers; of two with the same one, the first. */
export function readResources(root: XmlNode, findings: Findings): Map<string, Resource> {
  const found = new Map<string, Resource>();
  for (const all of childrenOf(root, 'resources')) {
    const outer = [root, all].map(baseOf);
    for (const node of childrenOf(all, 'resource')) {
      const id = node.attributes['identifier']?.trim() ?? '';
      if (!found.has(id)) found.set(id, resourceOf(node, [...outer, baseOf(node)], findings));
    }
  }
  return found;
}

function resourceOf(node: XmlNode, bases: string[], findings: Findings): Resource {
  const files = childrenOf(node, 'file').flatMap((file) => {
    const href = file.attributes['href']?.trim();
    return href ? [`${file.attributes['base'] ?? ''}${href}`] : [];
  });
  const written = attributeLike(node, 'scormtype');
  const said = written?.trim().toLowerCase();
  if (said !== written) note(findings, 'unusual-form', 'page types in capital letters');
  return {
    bases,
    // Some tools name the page in its list of files alone.
    href: node.attributes['href']?.trim() || files.find((file) => /\.html?$/i.test(file)),
    scormType: said === 'sco' || said === 'asset' ? said : undefined,
    files,
  };
}

/** The sequencing that items may share (CAM 5.1.1.1), by its ID. */
export function readCollection(root: XmlNode): Map<string, XmlNode> {
  const all = child(root, 'sequencingCollection')?.children ?? [];
  return new Map(all.flatMap((node) => (node.attributes['ID'] ? [[node.attributes['ID'], node]] : [])));
}

const baseOf = (node: XmlNode): string => node.attributes['base'] ?? '';
