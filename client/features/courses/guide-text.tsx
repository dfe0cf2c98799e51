import type { ReactNode } from 'react';
import type { Block, Inline } from '#courses/format/lesson-data.ts';

/** Compiled text as elements. Its places never change, so they serve as keys. */
export function GuideText({ blocks }: { blocks: readonly Block[] }) {
  return blocks.map((block, at) => <TextBlock key={String(at)} block={block} />);
}

function TextBlock({ block }: { block: Block }) {
  if (block.t === 'p') return <p>{inline(block.c)}</p>;
  const items = block.items.map((item, at) => <li key={String(at)}>{inline(item)}</li>);
  return block.t === 'ul' ? <ul>{items}</ul> : <ol>{items}</ol>;
}

const inline = (nodes: readonly Inline[]): ReactNode[] =>
  nodes.map((node, at) => {
    if (typeof node === 'string') return node;
    const key = String(at);
    const words = inline(node.c);
    if (node.t === 'a') {
      return (
        <a key={key} href={node.href} target="_blank" rel="noopener noreferrer">
          {words}
        </a>
      );
    }
    return node.t === 'b' ? <strong key={key}>{words}</strong> : <em key={key}>{words}</em>;
  });
