import type { z } from 'zod';
import { didYouMean } from './closest.ts';
import { keysAt, valueAt } from './known-keys.ts';
import { type Path, pathText } from './place.ts';

type Issue = z.core.$ZodIssue;
/** One mismatch between a document and its schema, in a sentence for the person who wrote it. */
export type Described = { rule: string; path: Path; message: string };

const TYPES: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list (lines that begin with "- ")',
  object: 'names with values ("name: value")',
  record: 'names with values ("name: value")',
};

/** A data file of another kind may have any number of names; each is compared with those that are known. */
const MAX_KEYS = 50;

/** All mismatches of one document: a union is reported against the member that was most likely meant. */
export function describeIssues(
  schema: z.ZodType,
  data: unknown,
  issues: readonly Issue[],
  base: Path = [],
): Described[] {
  return issues.flatMap((issue) => describe(schema, data, issue, [...base, ...issue.path]));
}

function describe(schema: z.ZodType, data: unknown, issue: Issue, path: Path): Described[] {
  if (issue.code === 'invalid_union') return describeUnion(schema, data, issue, path);
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema, path, data);
    return issue.keys.slice(0, MAX_KEYS).map((key) => ({
      rule: 'unknown-key',
      path: [...path, key],
      message: `"${short(key)}" is not known here.${didYouMean(key, known)} Expected ${list(known)}.`,
    }));
  }
  const value = valueAt(data, path);
  const guess =
    issue.code === 'invalid_value' && typeof value === 'string'
      ? didYouMean(value, issue.values.map(String))
      : '';
  const sized = issue.code === 'too_big' || issue.code === 'too_small';
  const what = sized ? `${name(path)} ${measured(value)}` : subject(path, value);
  const rule = value === undefined ? 'missing' : ruleOf(issue);
  return [{ rule, path, message: `${what}; expected ${expectation(issue)}.${guess}` }];
}

function describeUnion(
  schema: z.ZodType,
  data: unknown,
  issue: z.core.$ZodIssueInvalidUnion,
  path: Path,
): Described[] {
  const value = valueAt(data, path);
  if (issue.discriminator !== undefined) {
    const kinds = 'options' in issue ? (issue.options ?? []).map(String) : [];
    const guess = typeof value === 'string' ? didYouMean(value, kinds) : '';
    return [
      { rule: 'kind', path, message: `${subject(path, value)}; expected one of ${list(kinds)}.${guess}` },
    ];
  }
  const best = [...issue.errors].sort((a, b) => unlikeliness(a) - unlikeliness(b))[0] ?? [];
  if (!best.some(isWrongType)) return describeIssues(schema, data, best, path);
  const expected = new Set(issue.errors.flat().filter(isWrongType).map(expectation));
  const rule = value === undefined ? 'missing' : 'type';
  return [{ rule, path, message: `${subject(path, value)}; expected ${[...expected].join(', or ')}.` }];
}

function isWrongType(issue: Issue): boolean {
  return issue.code === 'invalid_type' && issue.path.length === 0;
}

/** How badly a member of a union fits: another type altogether, then keys it does not know, then anything else. */
function unlikeliness(issues: readonly Issue[]): number {
  return issues.reduce((sum, issue) => {
    if (isWrongType(issue)) return sum + 1000;
    return sum + (issue.code === 'unrecognized_keys' ? 10 * issue.keys.length : 1);
  }, 0);
}

function ruleOf(issue: Issue): string {
  if (issue.code === 'invalid_value') return 'value';
  if (issue.code === 'invalid_type') return 'type';
  if (issue.code === 'invalid_format') return 'form';
  return issue.code === 'too_big' || issue.code === 'too_small' ? 'size' : 'invalid';
}

function expectation(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return TYPES[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return issue.values.length === 1 ? show(issue.values[0]) : `one of ${list(issue.values.map(String))}`;
    case 'too_big':
      return amount(issue.inclusive === false ? 'less than' : 'at most', issue.maximum, issue.origin);
    case 'too_small':
      return amount(issue.inclusive === false ? 'more than' : 'at least', issue.minimum, issue.origin);
    default:
      return issue.message;
  }
}

function amount(bound: string, limit: number | bigint, origin: string): string {
  const one = Number(limit) === 1;
  if (origin === 'string') return `${bound} ${limit} ${one ? 'character' : 'characters'}`;
  return origin === 'array' ? `${bound} ${limit} ${one ? 'item' : 'items'}` : `${bound} ${limit}`;
}

function measured(value: unknown): string {
  if (Array.isArray(value))
    return value.length === 0
      ? 'is an empty list'
      : `has ${value.length} item${value.length === 1 ? '' : 's'}`;
  if (typeof value !== 'string') return `is ${show(value)}`;
  return value.trim() === '' ? 'is empty' : `has ${value.trim().length} characters`;
}

/** `"minutes" is "three"`, or `"minutes" is missing`. */
function subject(path: Path, value: unknown): string {
  return `${name(path)} is ${value === undefined ? 'missing' : show(value)}`;
}

/** What the author called it: the last name of the path with what follows, `choices[2]`. */
function name(path: Path): string {
  const at = path.findLastIndex((part) => typeof part === 'string');
  return path.length === 0 ? 'The file' : `"${pathText(path.slice(Math.max(at, 0)))}"`;
}

function list(words: readonly string[]): string {
  return words.length === 0 ? 'nothing' : words.join(', ');
}

function short(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
}

/** A value as the author sees it. */
export function show(value: unknown): string {
  if (typeof value === 'string') return `"${short(value)}"`;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  return typeof value === 'object' && value !== null ? 'a group of names and values' : 'empty';
}
