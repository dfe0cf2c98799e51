import type { ReactNode } from 'react';
import { useBlocks } from '#client/player/player-context.ts';
import type { Block, Inline } from '#courses/format/lesson-data.ts';
import { withKeys } from './with-keys.ts';

/** Only links that a reader can follow: a `javascript:` address in a course stays plain text. */
const isSafe = (href: string): boolean => /^(https?:|mailto:)/i.test(href);

const inline = (nodes: Inline[]): ReactNode[] =>
  withKeys(nodes).map(({ key, item: node }) => {
    if (typeof node === 'string') return node;
    if (node.t === 'a') return <Link key={key} href={node.href} words={inline(node.c)} />;
    return node.t === 'b' ? <strong key={key}>{inline(node.c)}</strong> : <em key={key}>{inline(node.c)}</em>;
  });

function Link({ href, words }: { href: string; words: ReactNode[] }) {
  if (!isSafe(href)) return <span>{words}</span>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {words}
    </a>
  );
}

function Paragraph({ block }: { block: Block }) {
  if (block.t === 'p') return <p>{inline(block.c)}</p>;
  const items = withKeys(block.items).map(({ key, item }) => <li key={key}>{inline(item)}</li>);
  return block.t === 'ul' ? <ul>{items}</ul> : <ol>{items}</ol>;
}

/** A course's text: `source` is what the author wrote, shown in its compiled form. */
export function RichText({ source, className = '' }: { source: string; className?: string | undefined }) {
  return (
    <div className={`prose ${className}`}>
      {withKeys(useBlocks(source)).map(({ key, item }) => (
        <Paragraph key={key} block={item} />
      ))}
    </div>
  );
}
