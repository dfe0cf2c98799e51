import { describe, expect, it } from 'vitest';
import { withLineBreaks } from './line-breaks.ts';
import type { Edition, Tree } from './protocol.ts';
import { loadRunTime } from './run-time.ts';

const ANSWER = 'It stopped my work.\r\nTwo pupils waited.\u2028I felt\n\nfoolish.';
const RESPONSE: Record<Edition, [type: string, element: string]> = {
  '1.2': ['fill-in', 'student_response'],
  '2004-4': ['long-fill-in', 'learner_response'],
};

describe.each(['1.2', '2004-4'] as const)('an answer of several lines in SCORM %s', (edition) => {
  const [type, element] = RESPONSE[edition];
  const answered = (tree: Tree) => ((tree['interactions'] as Tree)['0'] as Tree)[element];

  it('is taken, stored as it was given, and read again as it was stored', async () => {
    const start = await loadRunTime(edition);
    const stored: Tree[] = [];
    const first = start({}, (tree) => stored.push(tree) > 0);
    first.initialize('');
    first.setValue('cmi.interactions.0.id', 'essay');
    first.setValue('cmi.interactions.0.type', type);
    expect(first.setValue(`cmi.interactions.0.${element}`, ANSWER)).toBe('true');
    first.setValue('cmi.suspend_data', 'one\ntwo');
    expect(first.getValue('cmi.suspend_data')).toBe('one\ntwo');
    expect(answered(first.snapshot())).toBe(ANSWER);
    first.commit('');
    expect(answered(stored[0] ?? {})).toBe(ANSWER);

    const second = start(stored[0] ?? {}, () => true);
    second.initialize('');
    expect(second.getValue('cmi.suspend_data')).toBe('one\ntwo');
    expect(answered(second.snapshot())).toBe(ANSWER);
  });
});

it('leaves every other text alone', () => {
  const seen: string[] = [];
  const start = withLineBreaks(() => ({
    initialize: () => 'true',
    terminate: () => 'true',
    commit: () => 'true',
    getValue: () => 'as it is \u{1F600} \uE000',
    setValue: (_element, value) => seen.push(value) > 0,
    getLastError: () => 0,
    getErrorString: () => '',
    getDiagnostic: () => '',
    isRunning: () => true,
    isOver: () => false,
    snapshot: () => ({}),
  }));
  const session = start({}, () => true);
  session.setValue('cmi.suspend_data', '{"n":3} \ud800');
  expect(seen).toEqual(['{"n":3} \ud800']);
  expect(session.getValue('cmi.suspend_data')).toBe('as it is \u{1F600} \uE000');
});
