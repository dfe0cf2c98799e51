import { fromMarkdown } from 'mdast-util-from-markdown';
import type { Lesson } from './lesson.ts';
import type { Block, Inline } from './lesson-data.ts';
import type { Option, Step } from './step.ts';

type Root = ReturnType<typeof fromMarkdown>;
type RootNode = Root['children'][number];
type InlineNode = Extract<RootNode, { type: 'paragraph' }>['children'][number];
type ListNode = Extract<RootNode, { type: 'list' }>;

const SAFE_LINK = /^(?:https?:\/\/|mailto:)/i;

/**
 * Compiles the Markdown of a course (paragraphs, lists, strong, emphasis, links) to plain data.
 * Everything else becomes its own text: raw HTML is shown as written, a picture as its description,
 * a heading as a strong paragraph; a link to anything but http, https or mailto loses its address.
 */
export function compileText(markdown: string): Block[] {
  return fromMarkdown(markdown).children.flatMap((node) => blocksOf(node));
}

function blocksOf(node: RootNode): Block[] {
  switch (node.type) {
    case 'paragraph':
      return paragraph(inlines(node.children));
    case 'heading':
      return paragraph([{ t: 'b', c: inlines(node.children) }]);
    case 'list':
      return [{ t: node.ordered === true ? 'ol' : 'ul', items: node.children.map((item) => listItem(item)) }];
    case 'blockquote':
      return node.children.flatMap((child) => blocksOf(child));
    case 'code':
    case 'html':
      return paragraph([oneLine(node.value)]);
    default:
      return [];
  }
}

function paragraph(content: Inline[]): Block[] {
  const joined = join(content);
  return joined.length === 0 ? [] : [{ t: 'p', c: joined }];
}

/** An item is one line of text; lists inside lists are not part of the subset, so their text follows on. */
function listItem(item: ListNode['children'][number]): Inline[] {
  const parts = item.children.flatMap((child) => blocksOf(child)).flatMap((block) => flatten(block));
  return join(parts.flatMap((part, index) => (index === 0 ? part : [' ', ...part])));
}

function flatten(block: Block): Inline[][] {
  return block.t === 'p' ? [block.c] : block.items;
}

function inlines(nodes: readonly InlineNode[]): Inline[] {
  return join(nodes.flatMap((node) => inlineOf(node)));
}

function inlineOf(node: InlineNode): Inline[] {
  switch (node.type) {
    case 'text':
    case 'html':
    case 'inlineCode':
      return [oneLine(node.value)];
    case 'strong':
      return marked('b', node.children);
    case 'emphasis':
      return marked('i', node.children);
    case 'link': {
      const c = inlines(node.children);
      if (c.length === 0 || !SAFE_LINK.test(node.url)) return c;
      return [{ t: 'a', href: node.url, c }];
    }
    case 'image':
      return node.alt ? [oneLine(node.alt)] : [];
    case 'break':
      return [' '];
    default:
      return 'children' in node ? inlines(node.children) : [];
  }
}

function marked(t: 'b' | 'i', nodes: readonly InlineNode[]): Inline[] {
  const c = inlines(nodes);
  return c.length === 0 ? [] : [{ t, c }];
}

/** A line break inside a paragraph is only where the author's line ended. */
function oneLine(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, ' ');
}

/** Neighbouring pieces of plain text become one; empty ones vanish. */
function join(content: readonly Inline[]): Inline[] {
  const joined: Inline[] = [];
  for (const piece of content) {
    const last = joined.at(-1);
    if (piece === '') continue;
    if (typeof piece === 'string' && typeof last === 'string') joined[joined.length - 1] = last + piece;
    else joined.push(piece);
  }
  return joined;
}

/** Every Markdown text of a lesson (fields of type `Text`), each once, in the order of the lesson. */
export function textsOf(lesson: Lesson): string[] {
  return [...new Set([lesson.description, ...lesson.steps.flatMap((step) => stepTexts(step))])];
}

function stepTexts(step: Step): string[] {
  switch (step.kind) {
    case 'card':
    case 'recap':
      return [step.text];
    case 'example':
    case 'choice':
      return [...optional(step.situation), ...step.options.flatMap(optionTexts)];
    case 'sort':
      return [step.coaching];
    case 'ask':
      return [...optional(step.situation), ...(step.lines ?? []).flatMap(optionTexts), step.coaching];
    case 'dialogue':
      return [
        step.opening,
        ...step.turns.flatMap((turn) => turn.choices.map((choice) => choice.coaching)),
        ...step.endings.map((ending) => ending.text),
      ];
    case 'plan':
      return [];
  }
}

const optionTexts = ({ coaching, fuller }: Option): string[] => [coaching, ...optional(fuller)];

function optional(text: string | undefined): string[] {
  return text === undefined ? [] : [text];
}

/** The compiled form of each text of a lesson, by its source; a text that is one plain paragraph, shown as it is, has no entry. */
export function compileTexts(lesson: Lesson): Record<string, Block[]> {
  const compiled = textsOf(lesson).map((text) => [text, compileText(text)] as const);
  return Object.fromEntries(compiled.filter(([text, blocks]) => !isPlain(text, blocks)));
}

function isPlain(text: string, blocks: readonly Block[]): boolean {
  const [first] = blocks;
  return blocks.length === 1 && first?.t === 'p' && first.c.length === 1 && first.c[0] === text;
}
