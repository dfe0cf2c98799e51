/** Words of SCORM 1.2's lesson_status; an item nobody opened is `not attempted`. */
export type LessonStatus = 'passed' | 'completed' | 'failed' | 'incomplete' | 'browsed' | 'not attempted';
export type StatusOf = (id: string) => LessonStatus;

/** A prerequisites script, read (AICC CMI001, 4.3.3 "Prerequisites", which SCORM 1.2 CAM 2.3.2.5.1 takes over). */
export type Script =
  /** Completed or passed. */
  | { kind: 'done'; id: string }
  | { kind: 'is'; id: string; status: LessonStatus }
  | { kind: 'not'; of: Script }
  /** At least `count` of them. All of them: `&`. Any of them: `|`. */
  | { kind: 'some'; count: number; of: Script[] };

export const isDone = (status: LessonStatus): boolean => status === 'passed' || status === 'completed';

/** How items stand together (AICC CMI001, status of a block); nothing at all is done. */
export function statusTogether(parts: readonly LessonStatus[]): LessonStatus {
  const [first] = parts;
  if (first === undefined) return 'completed';
  if (parts.every((part) => part === first)) return first;
  if (parts.every(isDone)) return 'completed';
  if (parts.includes('failed') && parts.every((part) => isDone(part) || part === 'failed')) return 'failed';
  return 'incomplete';
}

const MAX_LENGTH = 4000;
const MAX_DEPTH = 40;
const TOKEN = /\s*(?:(\d+)\s*\*\s*(?=\{)|(<>|[&|~=(){},])|"([^"]*)"|'([^']*)'|([^\s&|~=<>(){},*"']+))/y;

type Token = { kind: 'count' | 'sign' | 'word'; text: string };

/**
 * Reads a script of `&`, `|`, `~`, `=`, `<>`, brackets and sets such as `2*{a,b,c}` over the ids of items.
 * Null where there is none, or none that can be understood: names of items that the package does not have included.
 * Such a script must not lock anything, because nobody could ever open it.
 */
export function readPrerequisites(text: string, items: ReadonlySet<string>): Script | null {
  const tokens = text.length <= MAX_LENGTH ? tokensOf(text.trim()) : null;
  if (!tokens?.length) return null;
  try {
    const reader = readerOf(tokens, items);
    const script = reader.any(0);
    return reader.isAtEnd() ? script : null;
  } catch (error) {
    if (error instanceof Unreadable) return null;
    throw error;
  }
}

class Unreadable extends Error {}

function tokensOf(text: string): Token[] | null {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const found = TOKEN.exec(text);
    if (!found) return null;
    const [, count, sign, double, single, word] = found;
    if (count !== undefined) tokens.push({ kind: 'count', text: count });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign });
    else tokens.push({ kind: 'word', text: double ?? single ?? word ?? '' });
  }
  return tokens;
}

function readerOf(tokens: Token[], items: ReadonlySet<string>) {
  let at = 0;
  const takes = (sign: string): boolean => {
    const isThere = tokens[at]?.kind === 'sign' && tokens[at]?.text === sign;
    if (isThere) at += 1;
    return isThere;
  };
  const need = (sign: string): void => {
    if (!takes(sign)) throw new Unreadable(sign);
  };
  const list = (sign: string, one: () => Script): Script[] => {
    const found = [one()];
    while (takes(sign)) found.push(one());
    return found;
  };
  const joined = (of: Script[], count: number): Script =>
    of[0] && of.length === 1 ? of[0] : { kind: 'some', count, of };

  const any = (depth: number): Script =>
    joined(
      list('|', () => all(depth)),
      1,
    );
  const all = (depth: number): Script => {
    const of = list('&', () => one(depth));
    return joined(of, of.length);
  };
  const one = (depth: number): Script => {
    if (depth > MAX_DEPTH) throw new Unreadable('nested too deep');
    if (takes('~')) return { kind: 'not', of: one(depth + 1) };
    if (takes('(')) {
      const inside = any(depth + 1);
      need(')');
      return inside;
    }
    const token = tokens[at];
    at += 1;
    if (token?.kind === 'count') return set(Number(token.text), depth);
    if (token?.kind !== 'word' || !items.has(token.text)) throw new Unreadable(token?.text);
    return compared(token.text);
  };
  const set = (count: number, depth: number): Script => {
    need('{');
    const of = list(',', () => any(depth + 1));
    need('}');
    return { kind: 'some', count, of };
  };
  const compared = (id: string): Script => {
    if (takes('=')) return { kind: 'is', id, status: status() };
    if (takes('<>')) return { kind: 'not', of: { kind: 'is', id, status: status() } };
    return { kind: 'done', id };
  };
  const status = (): LessonStatus => {
    const token = tokens[at];
    at += 1;
    const found = token?.kind === 'word' ? STATUS.find((known) => isWritten(known, token.text)) : undefined;
    if (!found) throw new Unreadable(token?.text);
    return found;
  };
  return { any, isAtEnd: () => at === tokens.length };
}

const STATUS: readonly LessonStatus[] = [
  'passed',
  'completed',
  'failed',
  'incomplete',
  'browsed',
  'not attempted',
];
/** Whole, or by its first letter, as AICC allows; `not attempted` may lose its space. */
const isWritten = (status: LessonStatus, text: string): boolean => {
  const written = text.toLowerCase().replace(/[\s_-]/g, '');
  return written === status.replace(' ', '') || written === status[0];
};

export function isMet(script: Script | null, statusOf: StatusOf): boolean {
  if (script === null) return true;
  switch (script.kind) {
    case 'done':
      return isDone(statusOf(script.id));
    case 'is':
      return statusOf(script.id) === script.status;
    case 'not':
      return !isMet(script.of, statusOf);
    case 'some':
      return script.of.filter((part) => isMet(part, statusOf)).length >= script.count;
  }
}

/** The items that would have to be finished, as far as that alone can be said; for a plain reason. */
export function missingFor(script: Script | null, statusOf: StatusOf): string[] {
  if (script === null || isMet(script, statusOf)) return [];
  if (script.kind === 'done') return [script.id];
  if (script.kind !== 'some') return [];
  return [...new Set(script.of.flatMap((part) => missingFor(part, statusOf)))];
}
