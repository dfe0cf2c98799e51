/** What an interaction's response, or a correct response pattern, says, apart from how its edition spells it. */
export type AnswerValue =
  | { kind: 'truth'; value: boolean }
  /** Chosen options; `ordered` where their order is the answer. */
  | { kind: 'ids'; ids: string[]; ordered: boolean }
  /** Typed words, one entry per blank. */
  | { kind: 'words'; words: string[] }
  /** Matching: source and target. Performance: step ('' for none) and answer. */
  | { kind: 'pairs'; pairs: [string, string][]; typed: boolean }
  /** Numbers between two ends, which may be open (''). */
  | { kind: 'range'; min: string; max: string }
  | { kind: 'text'; text: string };

/** Anything longer is cut before it is read, so that reading takes no longer than it should. */
const MOST_READ = 16_000;

const LANGUAGE = /^\{lang=[^{}]{0,250}\}/;
const MATCH_RULES = /^(?:\{(?:case_matters|order_matters)=(?:true|false)\})+/;

/**
 * Reads a response or pattern of an interaction of this type, in either edition's spelling: `a,b` and `{a,b}` (SCORM 1.2
 * RTE 3.4.7) or `a[,]b`, `a[.]x`, `{lang=en}word`, `1[:]3` (SCORM 2004 RTE 4.2.9.2). Whatever it cannot be sure
 * of is text. Never throws.
 */
export function readAnswer(type: string, written: string): AnswerValue {
  const text = written.slice(0, MOST_READ).trim();
  const read = Object.hasOwn(READERS, type) ? READERS[type as keyof typeof READERS] : readOther;
  return read(text) ?? { kind: 'text', text };
}

const READERS = {
  'true-false': readTruth,
  choice: (text: string) => readIds(text, false),
  sequencing: (text: string) => readIds(text, true),
  likert: (text: string) => ({ kind: 'ids', ids: [text], ordered: false }) as const,
  'fill-in': readWords,
  'long-fill-in': readWords,
  matching: readMatching,
  performance: readPerformance,
  numeric: readRange,
  other: readOther,
} satisfies Record<string, (text: string) => AnswerValue | undefined>;

function readTruth(text: string): AnswerValue | undefined {
  if (/^(?:t|true|1)$/i.test(text)) return { kind: 'truth', value: true };
  return /^(?:f|false|0)$/i.test(text) ? { kind: 'truth', value: false } : undefined;
}

function readIds(text: string, ordered: boolean): AnswerValue | undefined {
  if (text === '') return undefined;
  return { kind: 'ids', ids: listOf(text).map(withoutLanguage), ordered };
}

/** Typed words are the learner's own: nothing but the standard's own marks is taken out of them. */
function readWords(text: string): AnswerValue | undefined {
  const bare = text.replace(MATCH_RULES, '');
  if (bare === text && !bare.includes('[,]') && !LANGUAGE.test(bare)) return undefined;
  return { kind: 'words', words: bare.split('[,]').map(withoutLanguage) };
}

function readMatching(text: string): AnswerValue | undefined {
  const pairs = listOf(text).map((item) => splitOnce(item, item.includes('[.]') ? '[.]' : '.'));
  return pairs.every((pair) => pair !== undefined)
    ? { kind: 'pairs', pairs, typed: false }
    : readIds(text, false);
}

/** 1.2 leaves a performance's text free; in 2004 it is steps with answers, either of which may be missing. */
function readPerformance(text: string): AnswerValue | undefined {
  if (!text.includes('[.]')) return undefined;
  const items = text.replace(MATCH_RULES, '').split('[,]');
  return { kind: 'pairs', pairs: items.map((item) => splitOnce(item, '[.]') ?? ['', item]), typed: true };
}

function readRange(text: string): AnswerValue | undefined {
  const parts = text.split('[:]');
  return parts.length === 2
    ? { kind: 'range', min: parts[0]?.trim() ?? '', max: parts[1]?.trim() ?? '' }
    : undefined;
}

function readOther(text: string): AnswerValue | undefined {
  if (text.includes('[.]')) return readMatching(text);
  if (text.includes('[,]')) return readIds(text, false);
  return /^urn:/i.test(text) ? { kind: 'ids', ids: [text], ordered: false } : undefined;
}

/**
 * The items of a list. A comma separates them only where no item would hold a space or begin with one that a tool has
 * replaced: `Paris, in spring` and `Paris,_in_spring` are one option.
 */
function listOf(text: string): string[] {
  if (text.includes('[,]')) return text.split('[,]').filter((item) => item !== '');
  const bare = /^\{[^{}]*\}$/.test(text) ? text.slice(1, -1) : text;
  const items = bare.split(',').map((item) => item.trim());
  return items.some((item) => item === '' || /^_|\s/.test(item)) ? [bare] : items;
}

function splitOnce(item: string, mark: string): [string, string] | undefined {
  const at = item.indexOf(mark);
  return at < 0 ? undefined : [item.slice(0, at), item.slice(at + mark.length)];
}

const withoutLanguage = (text: string): string => text.replace(LANGUAGE, '');
