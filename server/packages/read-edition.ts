import { type Findings, note } from './notices.ts';
import { refused } from './package-problem.ts';
import type { XmlNode } from './parse-xml.ts';
import { clip } from './safe-path.ts';
import { textAt } from './xml-path.ts';

/** Which run-time a package needs. Every 2004 edition is played by the one of the 4th. */
export type RunTime = '1.2' | '2004-4';
export type Standard = 'SCORM 1.2' | 'SCORM 2004';
export type EditionRead = { edition: RunTime; standard: Standard; schemaVersion: string };

const USUAL = ['1.2', 'CAM 1.3', '2004 3rd Edition', '2004 4th Edition'];
const NAMES: Record<RunTime, Standard> = { '1.2': 'SCORM 1.2', '2004-4': 'SCORM 2004' };

/**
 * The edition that the manifest says (CAM 4.5.1), else the one whose words it uses. Throws a PackageProblem for content packages
 * of another kind.
 */
export function readEdition(root: XmlNode, namespaces: ReadonlySet<string>, findings: Findings): EditionRead {
  const schemaVersion = textAt(root, 'metadata', 'schemaversion').slice(0, 200);
  refuseOtherPackages(textAt(root, 'metadata', 'schema'), namespaces);
  const said = editionSaid(schemaVersion);
  const used = editionUsed(namespaces);
  const edition = said ?? used ?? '1.2'; // tools that leave it out mostly write 1.2
  const standard = NAMES[edition];
  if (schemaVersion === '') note(findings, 'unknown-edition', standard);
  else if (!USUAL.includes(schemaVersion))
    note(findings, 'odd-edition', `"${clip(schemaVersion)}", played as ${standard}`);
  else if (schemaVersion === 'CAM 1.3') note(findings, 'unusual-form', 'an early edition of SCORM 2004');
  if (used === undefined) note(findings, 'unusual-form', 'a description without namespaces');
  else if (said !== undefined && used !== said) note(findings, 'mixed-editions', standard);
  return { edition, standard, schemaVersion };
}

function editionSaid(schemaVersion: string): RunTime | undefined {
  if (/2004|\bCAM\b|^1\.3\b/i.test(schemaVersion)) return '2004-4';
  return /^(SCORM\s*)?(v(ersion)?\s*)?1\.2(\.\d+)*$/i.test(schemaVersion) ? '1.2' : undefined;
}

/** By the namespaces of the two standards (CAM appendix A); the content package's own may stand in either. */
function editionUsed(namespaces: ReadonlySet<string>): RunTime | undefined {
  const all = [...namespaces].join(' ');
  if (/adlcp_v1p3|adlseq_v1p3|adlnav_v1p3|\/imsss\b/.test(all)) return '2004-4';
  if (/adlcp_rootv1p2|imscp_rootv1p1p2/.test(all)) return '1.2';
  return /imscp_v1p1\b/.test(all) ? '2004-4' : undefined;
}

/** Other standards call their list of contents imsmanifest.xml too. */
function refuseOtherPackages(schema: string, namespaces: ReadonlySet<string>): void {
  const cartridge =
    /common\s*cartridge|thin\s*cc/i.test(schema) ||
    [...namespaces].some((name) => /\/imscc(v\d|p)/.test(name));
  const quiz = /^QTI/i.test(schema);
  if (!cartridge && !quiz) return;
  throw refused(
    'not-scorm',
    `This is ${cartridge ? 'a Common Cartridge' : 'a QTI question package'}, not SCORM. Export the course again as SCORM 1.2 or SCORM 2004.`,
  );
}
