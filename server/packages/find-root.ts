import { otherStandard } from './known-tools.ts';
import { type Findings, note } from './notices.ts';
import { refused } from './package-problem.ts';
import { clip } from './safe-path.ts';

export const MANIFEST = 'imsmanifest.xml';

/** Where a package lies in its zip: `folder` is '' or ends with `/`, `manifest` is the name of its manifest there. */
export type Root = { folder: string; manifest: string };

/** What operating systems leave behind; never part of a package. */
export const isLeftover = (path: string): boolean =>
  /^__MACOSX\/|(^|\/)(\.DS_Store|Thumbs\.db|desktop\.ini|\._[^/]*)$/i.test(path);

/**
 * The folder with the manifest: the root of the zip, as the standard asks (CAM 2.2), else the one outermost folder
 * that has one. Throws a PackageProblem that says what the zip is instead, when that can be seen.
 */
export function findRoot(paths: readonly string[], findings: Findings): Root {
  const manifests = paths.filter((path) => !isLeftover(path) && nameIn(path).toLowerCase() === MANIFEST);
  const least = Math.min(...manifests.map(depthOf));
  const outermost = manifests.filter((path) => depthOf(path) === least);
  const found = outermost.find((path) => nameIn(path) === MANIFEST) ?? outermost[0];
  if (found === undefined) throw refusalOf(paths);
  const folder = found.slice(0, found.length - MANIFEST.length);
  const others = outermost.filter(
    (path) => !path.startsWith(folder) || path.slice(folder.length).includes('/'),
  );
  if (others.length > 0) {
    throw refused(
      'no-manifest',
      `The zip holds ${others.length + 1} packages (${[found, ...others]
        .slice(0, 3)
        .map((path) => `"${clip(path)}"`)
        .join(', ')}); expected one. Import each by itself.`,
    );
  }
  const manifest = nameIn(found);
  if (manifest !== MANIFEST) note(findings, 'unusual-form', `a manifest called "${manifest}"`);
  if (folder !== '') note(findings, 'nested-root', folder.slice(0, -1));
  for (const path of paths) {
    if (!path.startsWith(folder) && !isLeftover(path)) note(findings, 'outside-files', path);
  }
  return { folder, manifest };
}

function refusalOf(paths: readonly string[]): Error {
  const standard = otherStandard(paths);
  if (standard !== undefined) {
    return refused(
      'not-scorm',
      `The package was made for ${standard}, not for SCORM: it has no ${MANIFEST}. Export the course again as SCORM 1.2 or SCORM 2004.`,
    );
  }
  const inner = paths.find((path) => /\.zip$/i.test(path));
  const hint =
    inner === undefined
      ? ' Export the course as SCORM in the tool it was made with.'
      : ` It holds another zip ("${clip(inner)}"), which is not opened: unpack once and import that one.`;
  return refused('no-manifest', `The zip holds no ${MANIFEST}, so it is not a SCORM package.${hint}`);
}

const nameIn = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const depthOf = (path: string): number => path.split('/').length;
