import { type Entry, getFileNameLowLevel } from 'yauzl';
import { type Findings, note } from './notices.ts';

const UTF8_FLAG = 0x800;
/** Old tools and Windows' own zipper write names in this code page (APPNOTE.TXT appendix D). */
const HIGH_BYTE = /[\u0080-\u00ff]/;

/**
 * The name of an entry as it is meant: `/` between folders, no `./` before it, composed letters. Nothing about it is safe
 * yet. Names without the UTF-8 flag are UTF-8 all the same when they can be (macOS writes them so), else code page 437.
 */
export function entryName(entry: Entry, findings: Findings): string {
  const name = decoded(entry, findings);
  if (name.includes('\\')) note(findings, 'unusual-form', 'file names with "\\" between folders');
  return name
    .replaceAll('\\', '/')
    .replace(/^(\.\/)+/, '')
    .normalize('NFC');
}

function decoded(entry: Entry, findings: Findings): string {
  const { generalPurposeBitFlag, fileNameRaw, extraFields } = entry;
  const isUnmarked =
    (generalPurposeBitFlag & UTF8_FLAG) === 0 && HIGH_BYTE.test(Buffer.from(fileNameRaw).toString('latin1'));
  if (isUnmarked) note(findings, 'unusual-form', 'file names in an unmarked encoding');
  const name = isUnmarked ? asUtf8(fileNameRaw) : undefined;
  return name ?? getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, true);
}

function asUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
