import { compileText } from './compile-text.ts';
import type { Block, Inline } from './lesson-data.ts';

/** A Markdown text as one plain line, for lists and places that show no markup. */
export function plainText(markdown: string): string {
  return compileText(markdown).map(blockText).join(' ').replace(/\s+/g, ' ').trim();
}

const blockText = (block: Block): string =>
  block.t === 'p' ? inlineText(block.c) : block.items.map(inlineText).join(' ');

const inlineText = (content: readonly Inline[]): string =>
  content.map((piece) => (typeof piece === 'string' ? piece : inlineText(piece.c))).join('');
