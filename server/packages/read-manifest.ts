import type { Activity } from '#courses/scorm/activity-tree.ts';
import { chooseOrganization } from './choose-organization.ts';
import { compareFiles } from './compare-files.ts';
import { indexFiles } from './file-index.ts';
import { titleFrom } from './item-identity.ts';
import { type Findings, note } from './notices.ts';
import { refused } from './package-problem.ts';
import type { XmlNode } from './parse-xml.ts';
import { readActivities, type Sco } from './read-activities.ts';
import { type EditionRead, readEdition } from './read-edition.ts';
import { readCollection, readResources } from './read-resources.ts';
import { clip } from './safe-path.ts';
import { childrenOf, textAt } from './xml-path.ts';

export type Manifest = EditionRead & {
  identifier: string;
  title: string;
  /** The whole table of contents; its root is the organization. */
  contents: Activity;
  /** What of it can be opened, in its order. */
  scos: Sco[];
};

/**
 * What a manifest offers to play, as well as it can be understood; what had to be tolerated is noted in `findings`.
 * `namespaces` are those that the manifest names anywhere, `paths` the files of the package.
 */
export function readManifest(
  root: XmlNode,
  namespaces: ReadonlySet<string>,
  paths: readonly string[],
  findings: Findings,
): Manifest {
  if (root.name !== 'manifest') {
    throw refused(
      'bad-manifest',
      `The root of imsmanifest.xml is <${clip(root.name)}>; expected <manifest>.`,
    );
  }
  const edition = readEdition(root, namespaces, findings);
  const organization = chooseOrganization(root, findings);
  const resources = readResources(root, findings);
  const files = indexFiles(paths);
  const { contents, scos } = readActivities(organization, {
    resources,
    files,
    findings,
    edition: edition.edition,
    collection: readCollection(root),
    isSingle: launchedBy(organization).size === 1,
  });
  compareFiles(resources, files, findings);
  if (scos.every(({ kind }) => kind === 'asset')) note(findings, 'assets-only', '');
  const title = titleOf(root, contents, scos, findings);
  return {
    ...edition,
    identifier: titleFrom(root.attributes['identifier'] ?? ''),
    title,
    contents: { ...contents, title },
    scos,
  };
}

/** The resources that an organization's items name. */
function launchedBy(organization: XmlNode): Set<string> {
  const found = new Set<string>();
  const waiting = [organization];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    const reference = node.attributes['identifierref']?.trim();
    if (reference) found.add(reference);
    for (const item of childrenOf(node, 'item')) waiting.push(item);
  }
  return found;
}

/** The organization's title, else what the metadata or the only entry is called. */
function titleOf(root: XmlNode, contents: Activity, scos: readonly Sco[], findings: Findings): string {
  if (contents.title !== '') return contents.title;
  const general = ['metadata', 'lom', 'general', 'title'];
  const described = textAt(root, ...general, 'langstring') || textAt(root, ...general, 'string');
  const only = scos.length === 1 ? scos[0]?.title : undefined;
  const title = titleFrom(described) || only || 'Untitled';
  note(findings, 'empty-titles', title);
  return title;
}
