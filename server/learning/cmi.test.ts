import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_SCO_DATA } from '#courses/scorm/activity-tree.ts';
import { checkCmi } from './check-cmi.ts';
import type { Cmi } from './cmi.ts';
import { formatTimespan12, parseTimespan12, readCmi12, readEnded12, startCmi12 } from './cmi-1.2.ts';
import { formatDuration, parseDuration, readCmi2004, startCmi2004 } from './cmi-2004.ts';

describe('SCORM 1.2', () => {
  it.each([
    ['passed', 'completed', 'passed'],
    ['completed', 'completed', 'unknown'],
    ['failed', 'incomplete', 'failed'],
    ['incomplete', 'incomplete', 'unknown'],
    ['browsed', 'incomplete', 'unknown'],
    ['not attempted', 'not attempted', 'unknown'],
    ['Passed!', 'not attempted', 'unknown'],
    ['constructor', 'not attempted', 'unknown'],
  ])('reads the status %s as %s and %s', (lesson_status, completionStatus, successStatus) => {
    expect(readCmi12({ core: { lesson_status } })).toMatchObject({ completionStatus, successStatus });
  });

  it.each([
    ['80', '100', 0.8],
    ['80', '', 0.8],
    ['4', '5', 0.8],
    ['120', '100', 1],
    ['', '100', null],
    ['many', '100', null],
    ['1e9', '100', null],
    ['5', '0', null],
  ])('reads a score of %s out of %s as %s', (raw, max, scaledScore) => {
    expect(readCmi12({ core: { score: { raw, max } } }).scaledScore).toBe(scaledScore);
  });

  it.each([
    ['not attempted', '', 'completed'],
    ['', 'logout', 'completed'],
    ['not attempted', 'suspend', 'not attempted'],
    ['incomplete', '', 'incomplete'],
    ['failed', '', 'incomplete'],
  ])('a session that ends with "%s" and exit "%s" stands at %s', (lesson_status, exit, completionStatus) => {
    expect(readEnded12({ core: { lesson_status, exit } })).toMatchObject({ completionStatus });
  });

  it('reads interactions in the order of their indices, in the words of 2004', () => {
    const member = (id: string) => ({
      id,
      time: '10:00:00',
      student_response: 'a',
      result: 'wrong',
      objectives: { 0: { id: 'o' }, 1: {} },
    });
    const { interactions } = readCmi12({
      interactions: { 10: member('late'), 2: member('early'), x: member('odd') },
    });
    expect(interactions).toMatchObject([
      { position: 2, interactionId: 'early', result: 'incorrect', response: 'a', objectives: ['o'] },
      { position: 10, interactionId: 'late' },
    ]);
  });

  it('writes and reads time spans', () => {
    expect(formatTimespan12(3661.5)).toBe('0001:01:01.50');
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3_599_999_999 }),
        (n) => parseTimespan12(formatTimespan12(n / 100)) === n / 100,
      ),
    );
    for (const text of ['', '1:00:00', '00:00:00.123', 'PT5S', '00:00:-1'])
      expect(parseTimespan12(text)).toBeNull();
  });
});

describe('SCORM 2004', () => {
  it('reads statuses, the scaled score before the raw one, and the session time', () => {
    expect(
      readCmi2004({
        completion_status: 'completed',
        success_status: 'failed',
        score: { scaled: '-0.5', raw: '90' },
        session_time: 'PT1H2M3.45S',
      }),
    ).toMatchObject({
      completionStatus: 'completed',
      successStatus: 'failed',
      scaledScore: -0.5,
      sessionSeconds: 3723.45,
    });
    expect(readCmi2004({ score: { raw: '9', max: '10' } }).scaledScore).toBe(0.9);
    expect(readCmi2004({ completion_status: 'done' })).toMatchObject({
      completionStatus: 'unknown',
      successStatus: 'unknown',
    });
  });

  it('writes and reads durations', () => {
    expect(formatDuration(3723.45)).toBe('PT1H2M3.45S');
    expect(parseDuration('P1DT1S')).toBe(86_401);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3_599_999_999 }),
        (n) => Math.abs((parseDuration(formatDuration(n / 100)) ?? -1) - n / 100) < 0.001,
      ),
    );
    for (const text of ['', 'P', 'PT', 'P1', '00:00:01', 'PT1.234S', '-PT1S'])
      expect(parseDuration(text)).toBeNull();
  });
});

describe('what a run-time starts with', () => {
  const start = {
    learnerId: 'u1',
    learnerName: 'Ada',
    entry: 'resume',
    totalSeconds: 61,
    credit: 'credit',
    mode: 'normal',
    data: NO_SCO_DATA,
  } as const;

  it('leaves out what would count twice or be forged', () => {
    const cmi: Cmi = {
      core: {
        student_id: 'x',
        session_time: '00:10:00',
        exit: 'suspend',
        total_time: '99:00:00',
        lesson_status: 'not attempted',
        lesson_location: 'p2',
      },
      suspend_data: 's',
      comments: '',
    };
    expect(startCmi12({ ...start, cmi })).toEqual({
      core: {
        student_id: 'u1',
        student_name: 'Ada',
        credit: 'credit',
        lesson_mode: 'normal',
        entry: 'resume',
        total_time: '0000:01:01.00',
        lesson_location: 'p2',
      },
      suspend_data: 's',
    });
    const started = startCmi2004({
      ...start,
      cmi: { learner_id: 'x', session_time: 'PT9S', exit: 'suspend', location: 'p2' },
    });
    expect(started).toMatchObject({ learner_id: 'u1', total_time: 'PT1M1S', location: 'p2' });
    expect(started).not.toHaveProperty('exit');
    expect(started).not.toHaveProperty('session_time');
  });
});

it('whatever is not a data model is refused with a place and a reason, and nothing throws', () => {
  fc.assert(
    fc.property(fc.constantFrom('1.2' as const, '2004-4' as const), fc.jsonValue(), (edition, value) => {
      const checked = checkCmi(edition, value);
      if ('cmi' in checked) {
        expect(() => [readCmi12(checked.cmi), readCmi2004(checked.cmi)]).not.toThrow();
      } else {
        expect(checked.problem.message.length).toBeGreaterThan(10);
      }
    }),
  );
});
