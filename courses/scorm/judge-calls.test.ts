import { describe, expect, it } from 'vitest';
import type { Edition } from '#courses/format/lesson-data.ts';
import { judgeCalls } from './judge-calls.ts';
import type { Call } from './run-time-calls.ts';
import { formatFault } from './strict-model.ts';

// A blameless session of each edition, and then one thing wrong with it at a time.

const set12 = (element: string, value: string): Call => ({
  call: 'LMSSetValue',
  args: [element, value],
  answer: 'true',
});
const set2004 = (element: string, value: string): Call => ({ ...set12(element, value), call: 'SetValue' });
const one = (call: string, ...args: string[]): Call => ({ call, args, answer: 'true' });

const GOOD_12: Call[] = [
  one('LMSInitialize', ''),
  { call: 'LMSGetValue', args: ['cmi.core.lesson_status'], answer: 'not attempted' },
  one('LMSGetLastError'),
  set12('cmi.core.exit', 'suspend'),
  set12('cmi.core.lesson_status', 'incomplete'),
  one('LMSCommit', ''),
  set12('cmi.interactions.0.id', 'lesson_step'),
  set12('cmi.interactions.0.objectives.0.id', 'lesson_impact'),
  set12('cmi.interactions.0.time', '10:11:12'),
  set12('cmi.interactions.0.type', 'fill-in'),
  set12('cmi.interactions.0.student_response', 'What did it stop you from doing?'),
  set12('cmi.interactions.0.result', 'correct'),
  set12('cmi.suspend_data', '1abc'),
  set12('cmi.core.session_time', '0000:01:02.50'),
  one('LMSCommit', ''),
  set12('cmi.core.score.raw', '87.5'),
  set12('cmi.core.lesson_status', 'passed'),
  one('LMSCommit', ''),
  one('LMSFinish', ''),
];
const GOOD_2004: Call[] = [
  one('Initialize', ''),
  { call: 'GetValue', args: ['cmi.objectives._count'], answer: '1' },
  set2004('cmi.exit', 'suspend'),
  set2004('cmi.completion_status', 'incomplete'),
  one('Commit', ''),
  set2004('cmi.objectives.1.id', 'lesson_impact'),
  set2004('cmi.interactions.0.id', 'lesson_step'),
  set2004('cmi.interactions.0.type', 'long-fill-in'),
  set2004('cmi.interactions.0.timestamp', '2026-11-22T10:11:12.34Z'),
  set2004('cmi.interactions.0.learner_response', 'What did it stop you from doing?'),
  set2004('cmi.session_time', 'PT1M2.5S'),
  set2004('cmi.score.scaled', '0.875'),
  set2004('cmi.completion_status', 'completed'),
  set2004('cmi.success_status', 'passed'),
  one('Commit', ''),
  one('Terminate', ''),
];
const GOOD: Record<Edition, Call[]> = { '1.2': GOOD_12, '2004-3': GOOD_2004, '2004-4': GOOD_2004 };
const rulesIn = (edition: Edition, calls: Call[]): string[] => [
  ...new Set(judgeCalls(edition, calls).map(({ rule }) => rule)),
];

type Change = (calls: Call[]) => Call[];
const without =
  (name: string): Change =>
  (calls) =>
    calls.filter(({ call }) => call !== name);
const insert =
  (at: number, ...more: Call[]): Change =>
  (calls) =>
    calls.toSpliced(at, 0, ...more);
const change =
  (element: string, value: string): Change =>
  (calls) =>
    calls.map((call) => (call.args[0] === element ? { ...call, args: [element, value] } : call));
const drop =
  (element: string): Change =>
  (calls) =>
    calls.filter(({ args }) => args[0] !== element);

describe.each(['1.2', '2004-3', '2004-4'] as const)('a recording of SCORM %s', (edition) => {
  it('without a fault has no problem', () => {
    expect(judgeCalls(edition, GOOD[edition])).toEqual([]);
  });
  it('in two sessions goes on where the first stopped', () => {
    const [begin, end] = [GOOD[edition][0]!, GOOD[edition].at(-1)!];
    const second: Call[] = [begin, end].map((call) => ({ ...call, session: 2 }));
    const next =
      edition === '1.2' ? set12('cmi.interactions.1.id', 'x') : set2004('cmi.interactions.1.id', 'x');
    second.splice(1, 0, { ...next, session: 2 });
    expect(judgeCalls(edition, [...GOOD[edition], ...second])).toEqual([]);
    const lost = edition === '1.2' ? 'cmi.core.lesson_status' : 'cmi.completion_status';
    const worse = { ...next, args: [lost, 'incomplete'], session: 2 };
    expect(rulesIn(edition, [...GOOD[edition], ...second.toSpliced(1, 0, worse)])).toContain('worse-status');
  });
});

const FAULTS_12: [string, string, Change][] = [
  ['begin-first', 'no Initialize', without('LMSInitialize')],
  ['begin-once', 'two Initialize', insert(3, one('LMSInitialize', ''))],
  ['not-ended', 'no Finish', without('LMSFinish')],
  ['end-once', 'two Finish', (calls) => [...calls, one('LMSFinish', '')]],
  ['end-last', 'a Set after Finish', (calls) => [...calls, set12('cmi.suspend_data', 'x')]],
  ['arguments', 'Commit without its argument', insert(6, one('LMSCommit'))],
  ['unknown-function', 'a function of the other edition', insert(6, one('Commit', ''))],
  ['unknown-element', 'an element of the other edition', insert(6, set12('cmi.location', 'x'))],
  ['unknown-element', 'a member of every object', insert(6, set12('constructor', 'x'))],
  ['read-only', 'the learner’s name', insert(6, set12('cmi.core.student_name', 'x'))],
  ['write-only', 'the exit is read', insert(6, one('LMSGetValue', 'cmi.core.exit'))],
  ['format', 'a status of 2004', change('cmi.core.lesson_status', 'unknown')],
  ['format', 'too much suspend data', change('cmi.suspend_data', 'x'.repeat(4097))],
  ['format', 'an answer in two lines', change('cmi.interactions.0.student_response', 'a\nb')],
  ['format', 'an answer of 256 characters', change('cmi.interactions.0.student_response', 'x'.repeat(256))],
  ['format', 'three fraction digits', change('cmi.core.session_time', '0000:01:02.503')],
  ['format', 'a score of 101', change('cmi.core.score.raw', '101')],
  ['format', 'a word of 2004', change('cmi.interactions.0.result', 'incorrect')],
  ['format', 'a sentence as a choice', change('cmi.interactions.0.type', 'choice')],
  ['index-gap', 'the second answer first', insert(6, set12('cmi.interactions.1.id', 'x'))],
  [
    'index-gap',
    'the second objective of an answer first',
    insert(7, set12('cmi.interactions.0.objectives.1.id', 'x')),
  ],
  ['id-first', 'an answer without an id', drop('cmi.interactions.0.id')],
  ['type-first', 'an answer without a type', drop('cmi.interactions.0.type')],
  ['early-score', 'a score before the status', insert(6, set12('cmi.core.score.raw', '40'))],
  ['worse-status', 'passed taken back', insert(17, set12('cmi.core.lesson_status', 'incomplete'))],
  [
    'worse-status',
    'a status of the LMS taken back',
    (calls) => calls.map((call) => (call.call === 'LMSGetValue' ? { ...call, answer: 'passed' } : call)),
  ],
  ['other-exit', 'an exit of its own', change('cmi.core.exit', '')],
  ['portable-id', 'an id with a dot', change('cmi.interactions.0.id', 'a.b')],
  ['plain-suspend-data', 'suspend data with an umlaut', change('cmi.suspend_data', 'ü')],
];
const FAULTS_2004: [string, string, Change][] = [
  ['format', 'three fraction digits', change('cmi.interactions.0.timestamp', '2026-11-22T10:11:12.345Z')],
  ['format', 'a zone without a fraction', change('cmi.interactions.0.timestamp', '2026-11-22T10:11:12Z')],
  [
    'format',
    'a year that Moodle does not know',
    change('cmi.interactions.0.timestamp', '2039-11-22T10:11:12.34Z'),
  ],
  ['format', 'three fraction digits in a duration', change('cmi.session_time', 'PT1.234S')],
  ['format', 'a score above 1', change('cmi.score.scaled', '1.01')],
  ['format', 'an exponent', change('cmi.score.scaled', '1e-7')],
  [
    'format',
    'a choice id with a hyphen',
    (calls) =>
      change(
        'cmi.interactions.0.learner_response',
        'choice-a',
      )(change('cmi.interactions.0.type', 'choice')(calls)),
  ],
  ['id-changed', 'an objective under another id', insert(6, set2004('cmi.objectives.1.id', 'other'))],
  ['same-objective', 'an objective twice', insert(6, set2004('cmi.objectives.2.id', 'lesson_impact'))],
  ['index-gap', 'a gap in the objectives', change('cmi.objectives._count', '')],
  ['type-first', 'an answer before its type', drop('cmi.interactions.0.type')],
];

describe('each fault is caught by its rule', () => {
  it.each(FAULTS_12)('1.2 %s: %s', (rule, _, spoil) => {
    expect(rulesIn('1.2', spoil(GOOD_12))).toContain(rule);
  });
  it.each(FAULTS_2004)('2004 %s: %s', (rule, _, spoil) => {
    const spoilt = spoil(GOOD_2004).map((call) =>
      rule === 'index-gap' && call.call === 'GetValue' ? { ...call, answer: '0' } : call,
    );
    expect(rulesIn('2004-4', spoilt)).toContain(rule);
  });
});

describe('the exit of a profile', () => {
  const closed = insert(17, set12('cmi.core.exit', ''))(GOOD_12);
  it('may close a finished lesson where the profile says so, and only a finished one', () => {
    expect(judgeCalls('1.2', closed, { exitWhenDone: 'normal' })).toEqual([]);
    expect(judgeCalls('1.2', closed).map(({ rule }) => rule)).toEqual(['other-exit']);
    const early = insert(4, set12('cmi.core.exit', ''))(GOOD_12);
    expect(judgeCalls('1.2', early, { exitWhenDone: 'normal' }).map(({ rule }) => rule)).toEqual([
      'other-exit',
    ]);
  });
  it('does not ask for an end where the page was torn away', () => {
    expect(judgeCalls('1.2', GOOD_12.slice(0, -1), { ended: false })).toEqual([]);
  });
});

it('says in words what a value should have been', () => {
  expect(formatFault('2004-3', 'cmi.session_time', '0000:01:00')?.words).toMatch(/ISO 8601/);
  expect(formatFault('1.2', 'cmi.suspend_data', 'x'.repeat(4096))).toBeUndefined();
  expect(formatFault('2004-4', 'cmi.suspend_data', 'x'.repeat(64_000))).toBeUndefined();
  expect(formatFault('2004-4', 'cmi.suspend_data', 'x'.repeat(64_001))?.words).toBe(
    'at most 64000 characters',
  );
});
