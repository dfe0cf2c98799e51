import { clipText, MAX_TEXT_BYTES, oneLine } from '#courses/engine/typed-text.ts';

const letters = (text: string): number => Array.from(text).length;

/**
 * How many more letters like these can be kept; negative: how many are too many. A run keeps bytes, and a letter takes
 * one to four of them.
 */
export function lettersLeft(text: string): number {
  const line = oneLine(text);
  const bytes = new TextEncoder().encode(line).length;
  if (bytes > MAX_TEXT_BYTES) return letters(clipText(line)) - letters(line);
  return line === '' ? MAX_TEXT_BYTES : Math.floor(((MAX_TEXT_BYTES - bytes) * letters(line)) / bytes);
}
