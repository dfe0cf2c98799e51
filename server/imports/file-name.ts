import { cut } from './storable.ts';

const LONGEST = 120;

/**
 * What a handed-in file is called, fit to be shown, stored and offered again: no folders, nothing that steers a
 * terminal or turns the direction of writing, always a .zip.
 */
export function cleanFileName(name: string): string {
  const base = name.split(/[/\\]/).at(-1) ?? '';
  const plain = base
    .toWellFormed()
    .replace(/[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}<>:"|?*]/gu, '')
    .replace(/\.zip$/i, '')
    .replace(/^[. ]+|[. ]+$/g, '');
  return `${cut(plain, LONGEST) || 'package'}.zip`;
}
