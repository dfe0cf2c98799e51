import type { Edition } from '#client/shell/protocol.ts';
import { DATA_MODEL } from '#courses/scorm/data-model.ts';

// Calls of content at random: sensible ones, wrong ones and hostile ones.

export type Chance = () => number;
export type Role = 'initialize' | 'terminate' | 'commit' | 'get' | 'set' | 'error' | 'words' | 'diagnosis';
export type RandomCall = { role: Role; args: unknown[] };

const NAMES: Record<Edition, Record<Role, string>> = {
  '1.2': {
    initialize: 'LMSInitialize',
    terminate: 'LMSFinish',
    commit: 'LMSCommit',
    get: 'LMSGetValue',
    set: 'LMSSetValue',
    error: 'LMSGetLastError',
    words: 'LMSGetErrorString',
    diagnosis: 'LMSGetDiagnostic',
  },
  '2004-4': {
    initialize: 'Initialize',
    terminate: 'Terminate',
    commit: 'Commit',
    get: 'GetValue',
    set: 'SetValue',
    error: 'GetLastError',
    words: 'GetErrorString',
    diagnosis: 'GetDiagnostic',
  },
};
export const nameOf = (edition: Edition, role: Role): string => NAMES[edition][role];

export const pick = <T>(next: Chance, list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;

/** Names that lead anywhere but into a data model. */
export const HOSTILE_NAMES: readonly string[] = [
  '__proto__',
  'constructor',
  'constructor.prototype.polluted',
  'cmi.__proto__.polluted',
  'cmi.core.__proto__',
  'cmi.core.reset',
  'cmi.core.toJSON',
  'cmi.reset',
  'cmi.initialize',
  'cmi.interactions.-1.id',
  'cmi.interactions.01.id',
  'cmi.interactions.99999.id',
  'cmi.interactions.4294967295.id',
  'cmi.interactions.1e3.id',
  'cmi.interactions.n.id',
  'cmi.interactions.childArray',
  'cmi.interactions.0.__proto__.id',
  'cmi.objectives.constructor.id',
  'cmi.objectives.0.objectives.0.id',
  'settings.lmsCommitUrl',
  'settings',
  'adl.nav.request',
  'adl.nav.request_valid.choice.{target=__proto__}',
  'adl.nav.request_valid.choice.{target=a.b}',
  'adl.data.0.store',
  'currentState',
  'cmi',
  'cmi.',
  '.',
  '',
  'n',
  'cmi.suspend_data\0',
  '\ud800',
  'cmi.\u202esuspend_data',
  'ｃｍｉ.core.lesson_status',
  'x'.repeat(5000),
  'cmi.'.repeat(2000),
];

const MUTE = {
  toString(): string {
    throw new Error('no words');
  },
};

/** Values that are no text at all, or texts that nothing may trip over. */
const HOSTILE_VALUES: readonly unknown[] = [
  undefined,
  null,
  MUTE,
  Object.create(null),
  Symbol('symbol'),
  () => 'function',
  ['a', 'b'],
  { valueOf: () => 1 },
  10n ** 40n,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  -0,
  true,
  '\0',
  '\ud800',
  '\udfff\ud800',
  '\u202e\u0007',
  '__proto__',
  '{"__proto__":{"polluted":"1"}}',
  '[,]a[.]b[:]c',
  '9'.repeat(400),
  '1e309',
  '-0',
];

const WORDS: readonly string[] = [
  'passed',
  'completed',
  'failed',
  'incomplete',
  'browsed',
  'not attempted',
  'unknown',
  'bogus',
  'suspend',
  'time-out',
  'logout',
  'normal',
  '',
  'choice',
  'fill-in',
  'true-false',
  'numeric',
  'likert',
  'performance',
  'correct',
  'wrong',
  'incorrect',
  'neutral',
  'unanticipated',
  'continue',
  'previous',
  'exitAll',
  'suspendAll',
  'abandonAll',
  '{target=open}choice',
  '{target=recap}choice',
  '00:00:07',
  '0000:01:30.25',
  '9999:99:99.99',
  '10:11:12',
  'PT1M30S',
  'P9999999Y',
  'PT0.5S',
  'P',
  '2026-01-05T09:00:00Z',
  '0',
  '1',
  '-1',
  '0.5',
  '1.5',
  '-7',
  '80',
  '100',
  '101',
  '999999999999',
  '.5',
  '5.',
  '1,5',
];

const NOISE = ['', ' and more', '_ä_日本', '\0', '\ud800', '<script>', '"quoted"', '\n', '[,]', '😀'];

/** Text that carries the mark of the attempt it is set in. */
function marked(next: Chance, mark: string): string {
  const text = `${mark}${pick(next, NOISE)}`;
  const chance = next();
  if (chance < 0.002) return text.padEnd(1_100_000, 'm');
  if (chance < 0.01) return text.padEnd(70_000, 'k');
  if (chance < 0.05) return text.padEnd(4100, 'k');
  return text;
}

function value(next: Chance, mark: string): unknown {
  const chance = next();
  if (chance < 0.45) return marked(next, mark);
  if (chance < 0.85) return pick(next, WORDS);
  if (chance < 0.9) return next() * 400 - 200;
  return pick(next, HOSTILE_VALUES);
}

export function randomElement(edition: Edition, next: Chance): string {
  if (next() < 0.12) return pick(next, HOSTILE_NAMES);
  const other: Edition = edition === '1.2' ? '2004-4' : '1.2';
  const elements = DATA_MODEL[next() < 0.05 ? other : edition];
  // Low indices: lists grow by one, so high ones are always refused.
  const index = () => String(Math.floor(next() * (next() < 0.9 ? 3 : 30)));
  return pick(next, elements)
    .split('.')
    .map((part) => (part === 'n' ? index() : part))
    .join('.');
}

/** What content does most: what decides where a learner stands. */
export const VITAL: Record<Edition, readonly [string, readonly string[]][]> = {
  '1.2': [
    [
      'cmi.core.lesson_status',
      ['passed', 'completed', 'failed', 'incomplete', 'browsed', 'not attempted', 'bogus'],
    ],
    ['cmi.core.score.raw', ['0', '50', '100', '101', '-1', '1e3', 'x', '']],
    ['cmi.core.score.max', ['100', '0', '-5', '10', '']],
    ['cmi.core.session_time', ['00:00:07', '9999:59:59.99', '00:61:00', 'x']],
    ['cmi.core.exit', ['suspend', 'logout', 'time-out', '', 'x']],
  ],
  '2004-4': [
    ['cmi.completion_status', ['completed', 'incomplete', 'not attempted', 'unknown', 'bogus']],
    ['cmi.success_status', ['passed', 'failed', 'unknown', 'bogus']],
    ['cmi.score.scaled', ['0', '1', '-1', '1.01', '-2', '0.5', 'x', '']],
    ['cmi.progress_measure', ['0', '1', '0.5', '-1', '2', 'x']],
    ['cmi.session_time', ['PT7S', 'P1D', 'P999999Y', 'x']],
    ['cmi.exit', ['suspend', 'logout', 'time-out', 'normal', '', 'x']],
    ['adl.nav.request', ['continue', 'previous', '{target=recap}choice', 'exitAll', 'suspendAll', 'x']],
  ],
};

function randomCall(edition: Edition, next: Chance, mark: string): RandomCall {
  const chance = next();
  const odd = () => (next() < 0.85 ? '' : value(next, mark));
  if (chance < 0.12) return { role: 'initialize', args: [odd()] };
  if (chance < 0.16) return { role: 'terminate', args: [odd()] };
  if (chance < 0.26) return { role: 'commit', args: [odd()] };
  if (chance < 0.42)
    return { role: 'get', args: [next() < 0.95 ? randomElement(edition, next) : value(next, mark)] };
  if (chance < 0.6) {
    const [element, values] = pick(next, VITAL[edition]);
    return { role: 'set', args: [element, pick(next, values)] };
  }
  if (chance < 0.92) return { role: 'set', args: [randomElement(edition, next), value(next, mark)] };
  const code = next() < 0.6 ? String(Math.floor(next() * 500)) : value(next, mark);
  return { role: pick(next, ['error', 'words', 'diagnosis']), args: [code] };
}

/** Between one call and 25; most begin as they should. */
export function randomCalls(edition: Edition, next: Chance, mark: string): RandomCall[] {
  const count = 1 + Math.floor(next() * 25);
  const calls = Array.from({ length: count }, () => randomCall(edition, next, mark));
  if (next() < 0.85) calls[0] = { role: 'initialize', args: [''] };
  return calls;
}
