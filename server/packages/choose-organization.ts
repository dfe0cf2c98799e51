import { titleFrom } from './item-identity.ts';
import { type Findings, note } from './notices.ts';
import { refused } from './package-problem.ts';
import type { XmlNode } from './parse-xml.ts';
import { clip } from './safe-path.ts';
import { child, childrenOf, textAt } from './xml-path.ts';

/**
 * The organization to play: the default one, else the first that holds an item. A manifest without any is a resource package,
 * which moves files between repositories and is not for playing (CAM 3.2), so it is refused.
 */
export function chooseOrganization(root: XmlNode, findings: Findings): XmlNode {
  const all = childrenOf(root, 'organizations').flatMap((node) => childrenOf(node, 'organization'));
  const wanted = child(root, 'organizations')?.attributes['default']?.trim();
  const full = all.filter((organization) => child(organization, 'item') !== undefined);
  const named = full.find(({ attributes }) => attributes['identifier']?.trim() === wanted);
  const found = named ?? full[0];
  if (found === undefined) {
    throw refused(
      'nothing-to-play',
      all.length === 0
        ? 'The package has no table of contents (organization), so nothing says what to open; expected one with at least one entry. Export it again as a course.'
        : 'The table of contents of the package is empty (no item); expected at least one entry to open.',
    );
  }
  const called = `"${clip(titleFrom(textAt(found, 'title')) || 'Untitled')}"`;
  if (full.length > 1) note(findings, 'several-organizations', called);
  if (wanted && named === undefined) note(findings, 'default-organization', called);
  return found;
}
