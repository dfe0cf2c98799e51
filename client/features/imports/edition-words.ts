import type { ImportedVersion } from '#server/contract/imports.ts';

export type Edition = '1_2' | '2004' | '2004_2' | '2004_3' | '2004_4';

/**
 * Which edition to name, as a key of the catalogue (a dot would start a new level there). SCORM 2004 manifests write
 * `CAM 1.3` in the 2nd edition, `2004 3rd Edition` and `2004 4th Edition` later; many write nothing of use.
 */
export function editionOf({
  standard,
  schemaVersion,
}: Pick<ImportedVersion, 'standard' | 'schemaVersion'>): Edition {
  if (standard === 'SCORM 1.2') return '1_2';
  if (/\b3rd\b/i.test(schemaVersion)) return '2004_3';
  if (/\b4th\b/i.test(schemaVersion)) return '2004_4';
  return /\b(cam 1\.3|2nd)\b/i.test(schemaVersion) ? '2004_2' : '2004';
}
