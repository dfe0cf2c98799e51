import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type Scalar,
  visit,
  type YAMLError,
  type YAMLMap,
} from 'yaml';
import type { Path } from './place.ts';
import type { Problem } from './problem.ts';

/** A file as data, and the way back from a path in the data to a line (1-based) in the text. */
export type Source = { file: string; data: unknown; lineAt: (path: Path) => number };
export type ReadYaml = { source: Source; problems: [] } | { source: undefined; problems: Problem[] };

const MAX_CHARACTERS = 1_000_000;
const MAX_DEPTH = 60;
/** One slip makes the parser stumble over the lines that follow too; the first few faults are the telling ones. */
const MAX_FAULTS = 3;

/** The parser's own words suit programmers; these suit the person who wrote the text. */
const SENTENCES: Partial<Record<YAMLError['code'], string>> = {
  BAD_INDENT:
    'The indentation does not fit the lines around it. Parts of one thing must start in the same column.',
  BLOCK_AS_IMPLICIT_KEY:
    'There is a second ": " in this line. Put the text in quotes if the colon belongs to it, or begin a new line.',
  MISSING_CHAR: 'A closing quote or bracket, or the ":" after a name, is missing here or just before.',
  MULTILINE_IMPLICIT_KEY: 'A name must stand on one line and be followed by ":".',
  TAB_AS_INDENT: 'This line is indented with a tab. Use spaces.',
  MULTIPLE_DOCS:
    'The file holds more than one document (a line with "---"). Expected exactly one: put each lesson in its own file.',
  TAG_RESOLVE_FAILED:
    'Tags (a word beginning with "!") are not part of the course format. Put the text in quotes.',
  NON_STRING_KEY: 'A name (what stands before ":") must be plain text.',
  BAD_SCALAR_START: 'A text may not begin with this character. Put the whole text in quotes.',
};

/** Reads one YAML file. Never throws: whatever the text is, it becomes data or problems. */
export function readYaml(file: string, text: string): ReadYaml {
  if (text.length > MAX_CHARACTERS) {
    const message = `The file has ${text.length} characters; expected at most ${MAX_CHARACTERS}.`;
    return { source: undefined, problems: [{ level: 'error', rule: 'file-size', message, file, path: '' }] };
  }
  try {
    return readDocument(file, text);
  } catch (error) {
    // Nesting deep enough to exhaust the stack arrives here; so would a fault of the parser, which must not stop us.
    const why = error instanceof RangeError ? 'it is nested too deeply' : String(error);
    return {
      source: undefined,
      problems: [
        { level: 'error', rule: 'yaml', message: `The file cannot be read: ${why}.`, file, path: '' },
      ],
    };
  }
}

function readDocument(file: string, text: string): ReadYaml {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    stringKeys: true,
    // The parser compares each name with all others, which takes half a minute for a hostile megabyte; see findRefused.
    uniqueKeys: false,
    logLevel: 'error',
  });
  const lineOf = (offset: number) => Math.max(1, lines.linePos(offset).line);
  const problem = (rule: string, message: string, offset: number): Problem => ({
    level: 'error',
    rule,
    message,
    file,
    line: lineOf(offset),
    path: '',
  });

  const faults = [...document.errors, ...document.warnings].slice(0, MAX_FAULTS);
  if (faults.some(isTooDeep)) throw new RangeError('nested too deeply');
  if (faults.length > 0) {
    const problems = faults.map((fault) =>
      problem('yaml', SENTENCES[fault.code] ?? `${fault.message}.`, fault.pos[0]),
    );
    return { source: undefined, problems };
  }
  const refused = findRefused(document);
  if (refused !== undefined) {
    return { source: undefined, problems: [problem('yaml', refused.message, refused.node.range?.[0] ?? 0)] };
  }
  // Aliases are refused above; the limit stands for any that a future parser would resolve on its own.
  const data: unknown = document.toJS({ maxAliasCount: 0 });
  return { source: { file, data, lineAt: (path) => lineOf(offsetAt(document, path)) }, problems: [] };
}

/** The parser reports an exhausted stack as a fault of the text. */
function isTooDeep(fault: YAMLError): boolean {
  return fault.message.includes('call stack');
}

/**
 * Aliases can make a small file huge or endless, and the studio could not write them back; depth can exhaust the stack of
 * whoever reads the data; of two values under one name the second would silently win.
 */
function findRefused(document: Document): { message: string; node: Node } | undefined {
  let found: { message: string; node: Node } | undefined;
  const refuse = (node: Node, message: string) => {
    found = { message, node };
    return visit.BREAK;
  };
  visit(document, {
    Alias: (_, node) =>
      refuse(
        node,
        `"*${node.source}" repeats another part of the file. Write the text out: "&" and "*" are not part of the course format.`,
      ),
    Collection: (_, node, ancestors) => {
      if (ancestors.length > MAX_DEPTH * 2) {
        return refuse(node, `This is nested more than ${MAX_DEPTH} levels deep, which no course needs.`);
      }
      const twice = isMap(node) ? secondOfOneName(node) : undefined;
      return twice === undefined
        ? undefined
        : refuse(
            twice,
            `The name "${String(twice.value).slice(0, 60)}" is used twice in one place. Remove or rename one of them.`,
          );
    },
  });
  return found;
}

function secondOfOneName(map: YAMLMap): Scalar | undefined {
  const seen = new Set<unknown>();
  for (const { key } of map.items) {
    if (!isScalar(key)) continue;
    if (seen.has(key.value)) return key;
    seen.add(key.value);
  }
  return undefined;
}

/** Offset of the deepest part of the path that the text has; a missing key is reported where it should stand. */
function offsetAt(document: Document, path: Path): number {
  let node: unknown = document.contents;
  let offset = document.contents?.range?.[0] ?? 0;
  for (const part of path) {
    const next = step(node, part);
    if (next === undefined) break;
    node = next.node;
    offset = next.offset ?? offset;
  }
  return offset;
}

function step(node: unknown, part: PropertyKey): { node: unknown; offset: number | undefined } | undefined {
  if (isSeq(node) && typeof part === 'number') {
    const item = node.items[part];
    return item === undefined ? undefined : { node: item, offset: rangeStart(item) };
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(part));
  return pair === undefined ? undefined : { node: pair.value, offset: rangeStart(pair.key) };
}

function rangeStart(node: unknown): number | undefined {
  return isScalar(node) || isMap(node) || isSeq(node) ? node.range?.[0] : undefined;
}
