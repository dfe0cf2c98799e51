import { cleanText } from './xml.ts';

/** All identifiers of a package. They depend on ids only, so a renamed title or a new version changes none of them. */
export type Identifiers = {
  manifest: string;
  organization: string;
  item: (lessonId: string) => string;
  resource: (lessonId: string) => string;
};

/**
 * Identifiers for a course's manifest: NCNames (xs:ID) whatever the id looks like.
 * The manifest's has exactly 15 characters, because SuccessFactors names its content objects after the first 15 (SAP KBA 2316909).
 */
export function identifiersOf(courseId: string): Identifiers {
  const hash = hash64(courseId).slice(0, 12);
  return {
    manifest: `AW-${hash}`,
    organization: `ORG-${hash}`,
    item: (lessonId) => `SCO-${lessonId}`,
    resource: (lessonId) => `RES-${lessonId}`,
  };
}

/** 64-bit FNV-1a of the text's UTF-16 units as 16 hex digits. It tells ids apart; it keeps no secret. */
function hash64(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (let at = 0; at < text.length; at += 1) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(at))) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, '0');
}

const MAX_TITLE = 200;

/** A title as manifests may hold it: one line, at most 200 UTF-16 units (the smallest maximum of CAM 3.4.1), never half a character. */
export function manifestTitle(title: string): string {
  const clean = cleanText(title).replace(/\s+/g, ' ').trim();
  if (clean.length <= MAX_TITLE) return clean;
  let kept = '';
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(clean)) {
    if (kept.length + segment.length > MAX_TITLE - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}
