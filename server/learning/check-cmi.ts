import type { Cmi } from './cmi.ts';

export type Edition = '1.2' | '2004-4';
export type CmiProblem = { path: string; message: string };

/** Far above what SCORM allows and content does, far below what would hurt. */
export const LIMITS = {
  /** UTF-16 units of any one value; SCORM 2004 4th edition gives suspend_data 64,000. */
  text: 64_000,
  interactions: 2_000,
  values: 60_000,
  depth: 8,
  nameLength: 100,
} as const;

const ROOTS: Record<Edition, ReadonlySet<string>> = {
  '1.2': new Set([
    'core',
    'suspend_data',
    'launch_data',
    'comments',
    'comments_from_lms',
    'objectives',
    'student_data',
    'student_preference',
    'interactions',
  ]),
  '2004-4': new Set([
    'comments_from_learner',
    'comments_from_lms',
    'completion_status',
    'completion_threshold',
    'credit',
    'entry',
    'exit',
    'interactions',
    'launch_data',
    'learner_id',
    'learner_name',
    'learner_preference',
    'location',
    'max_time_allowed',
    'mode',
    'objectives',
    'progress_measure',
    'scaled_passing_score',
    'score',
    'session_time',
    'success_status',
    'suspend_data',
    'time_limit_action',
    'total_time',
  ]),
};

/** Names that mean something to JavaScript itself. */
const FORBIDDEN: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Refuses what no data model holds: unknown elements, values that are not text, too long, too many, too deep.
 * Gives the tree, or the first problem found.
 */
export function checkCmi(edition: Edition, cmi: unknown): { cmi: Cmi } | { problem: CmiProblem } {
  if (!isBranch(cmi)) return { problem: { path: 'cmi', message: `expected an object, got ${kindOf(cmi)}` } };
  const odd = Object.keys(cmi).find((name) => !ROOTS[edition].has(name));
  if (odd !== undefined) {
    const message = `SCORM ${edition} has no such element; expected core elements such as ${edition === '1.2' ? 'core, suspend_data' : 'completion_status, suspend_data'}`;
    return { problem: { path: `cmi.${odd.slice(0, LIMITS.nameLength)}`, message } };
  }
  const interactions = cmi['interactions'];
  const count = isBranch(interactions) ? Object.keys(interactions).length : 0;
  if (count > LIMITS.interactions) {
    return {
      problem: {
        path: 'cmi.interactions',
        message: `${count} interactions, at most ${LIMITS.interactions} are kept`,
      },
    };
  }
  const problem = checkBranch(cmi, 'cmi', 1, { values: 0 });
  return problem ? { problem } : { cmi: cmi as Cmi };
}

type Counter = { values: number };

function checkBranch(
  branch: Record<string, unknown>,
  path: string,
  depth: number,
  counter: Counter,
): CmiProblem | undefined {
  if (depth > LIMITS.depth) return { path, message: `nested more than ${LIMITS.depth} levels deep` };
  for (const name of Object.keys(branch)) {
    if (name.length > LIMITS.nameLength || FORBIDDEN.has(name)) {
      return {
        path: `${path}.${name.slice(0, LIMITS.nameLength)}`,
        message: 'not the name of a data-model element',
      };
    }
    counter.values += 1;
    if (counter.values > LIMITS.values) return { path, message: `more than ${LIMITS.values} values` };
    const problem = checkValue(branch[name], `${path}.${name}`, depth, counter);
    if (problem) return problem;
  }
  return undefined;
}

function checkValue(value: unknown, path: string, depth: number, counter: Counter): CmiProblem | undefined {
  if (typeof value === 'string') {
    if (value.length <= LIMITS.text) return undefined;
    return { path, message: `${value.length} characters, at most ${LIMITS.text} are kept` };
  }
  if (isBranch(value)) return checkBranch(value, path, depth + 1, counter);
  return { path, message: `expected text, got ${kindOf(value)}` };
}

const isBranch = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const kindOf = (value: unknown): string => (value === null ? 'null' : `a ${typeof value}`);
