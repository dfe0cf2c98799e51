import { describe, expect, it } from 'vitest';
import type { Finding } from '#server/contract/raw-data.ts';
import { elementsOf } from './cmi-elements.ts';
import { emptySummary, type Judged, judgeSession, noteCall } from './judge-session.ts';

type Line = [name: string, args?: string[], result?: string, error?: string];
const HOUR = 3_600_000;

function judge(lines: Line[] | undefined, more: Partial<Judged> = {}): Finding[] {
  const summary = lines && emptySummary();
  for (const [name, args = [], result = 'true', error = '0'] of lines ?? []) {
    if (summary) noteCall(summary, { name, args, result, error });
  }
  const session = { ended: true, lastMs: 0 };
  return judgeSession({ session, summary, leftOut: 0, elements: [], nowMs: HOUR, ...more });
}
const kinds = (found: Finding[]) => found.map(({ kind }) => kind);
const passed = elementsOf({ core: { lesson_status: 'passed', exit: '' }, suspend_data: 'page 3' }, false);
const good: Line[] = [
  ['LMSInitialize', ['']],
  ['LMSSetValue', ['cmi.core.lesson_status', 'passed']],
  ['LMSSetValue', ['cmi.core.exit', 'suspend']],
  ['LMSSetValue', ['cmi.suspend_data', 'page 3']],
  ['LMSFinish', ['']],
];

describe('what a session shows', () => {
  it('says that everything is stored, and how much that is', () => {
    expect(judge(good, { elements: passed })).toEqual([
      { kind: 'all-stored', tone: 'good', what: '', value: '', error: '', times: 3 },
    ]);
  });

  it.each<[string, Line[] | undefined, Partial<Judged>, string[]]>([
    ['nobody opened it', undefined, { session: undefined }, ['never-opened']],
    ['no log is kept', undefined, {}, ['no-log']],
    ['the content never looked for its run-time', [], {}, ['nothing-called']],
    [
      'the content never began',
      [['LMSGetValue', ['cmi.core.entry'], '', '301']],
      {},
      ['not-initialized', 'out-of-turn'],
    ],
    [
      'it was never ended, and what it set last is lost',
      good.slice(0, -1),
      { elements: passed.slice(0, 1), session: { ended: false, lastMs: 0 } },
      ['not-finished', 'set-after-save'],
    ],
    [
      'it was never ended, but the page saved for it',
      good.slice(0, -1),
      { elements: passed, session: { ended: false, lastMs: 0 } },
      ['not-finished'],
    ],
    [
      'the end of the log was lost, so a later value is not known',
      good.slice(0, -1),
      { elements: passed.slice(0, 1), session: { ended: true, lastMs: 0 } },
      [],
    ],
    [
      'it may still be open',
      [...good.slice(0, -1), ['LMSCommit']],
      { elements: passed, session: { ended: false, lastMs: HOUR - 1 } },
      ['all-stored', 'still-open'],
    ],
    [
      'no status was ever set',
      [['Initialize'], ['SetValue', ['cmi.location', '3']], ['Terminate']],
      { elements: elementsOf({ location: '3', completion_status: 'unknown' }, false) },
      ['no-status'],
    ],
    [
      'a save was refused',
      [...good, ['LMSCommit', [''], 'false', '391']],
      { elements: passed },
      ['save-failed'],
    ],
    [
      'something else is stored',
      good,
      { elements: elementsOf({ core: { lesson_status: 'passed' }, suspend_data: 'page 2' }, false) },
      ['not-as-set'],
    ],
    [
      'a pass mark decided',
      good,
      { elements: elementsOf({ core: { lesson_status: 'failed' }, suspend_data: 'page 3' }, false) },
      ['all-stored', 'status-decided'],
    ],
    [
      'calls are missing from the log',
      [['LMSSetValue', ['cmi.suspend_data', 'page 3']], ['LMSFinish']],
      { elements: passed, leftOut: 4 },
      ['all-stored', 'log-incomplete'],
    ],
    [
      'calls came after the end',
      [...good, ['LMSSetValue', ['cmi.core.exit', ''], 'false', '301']],
      { elements: passed },
      ['out-of-turn'],
    ],
    [
      'calls came after the end, in 2004',
      [
        ['Initialize'],
        ['SetValue', ['cmi.success_status', 'passed']],
        ['Terminate'],
        ['GetValue', ['cmi.exit'], '', '123'],
      ],
      { elements: elementsOf({ success_status: 'passed' }, false) },
      ['out-of-turn'],
    ],
    ['a package as a whole is judged by its calls alone', good, { elements: undefined }, []],
    ['it was opened just now', undefined, { session: { ended: false, lastMs: HOUR } }, ['still-open']],
    [
      'it was opened just now and a log has begun',
      [],
      { session: { ended: false, lastMs: HOUR } },
      ['still-open'],
    ],
    ['it is only shown', [], { isAsset: true }, ['asset']],
  ])('%s', (_, lines, more, expected) => expect(kinds(judge(lines, more))).toEqual(expected));

  it('names what was refused, the last first, and each kind once', () => {
    const refused: Line[] = [
      ['LMSSetValue', ['cmi.core.score.raw', '101'], 'false', '405'],
      ['LMSSetValue', ['cmi.interactions.0.type', 'odd'], 'false', '405'],
      ['LMSSetValue', ['cmi.interactions.1.type', 'odd'], 'false', '405'],
    ];
    expect(judge([...refused, ...good], { elements: passed })).toEqual([
      { kind: 'refused', tone: 'bad', what: 'cmi.interactions.1.type', value: 'odd', error: '405', times: 2 },
      { kind: 'refused', tone: 'bad', what: 'cmi.core.score.raw', value: '101', error: '405', times: 1 },
    ]);
  });

  it('takes a value that the log has cut, and a number in another spelling, for the stored one', () => {
    const long = 'x'.repeat(900);
    const lines: Line[] = [
      ['Initialize'],
      ['SetValue', ['cmi.suspend_data', `${long.slice(0, 500)}…`]],
      ['SetValue', ['cmi.score.raw', '90.0']],
      ['SetValue', ['cmi.completion_status', 'completed']],
      ['Terminate'],
    ];
    const elements = elementsOf(
      { suspend_data: long, score: { raw: '90' }, completion_status: 'completed' },
      false,
    );
    expect(kinds(judge(lines, { elements }))).toEqual(['all-stored']);
  });

  it('remembers no more than it needs, however much is called', () => {
    const summary = emptySummary();
    for (let i = 0; i < 20_000; i += 1) {
      noteCall(summary, {
        name: 'SetValue',
        args: [`cmi.interactions.${i}.id`, 'q'],
        result: 'true',
        error: '0',
      });
      noteCall(summary, { name: 'SetValue', args: [`cmi.odd${i}`, 'q'], result: 'false', error: '401' });
    }
    expect(summary.unsaved.size + summary.refused.size).toBeLessThanOrEqual(10_000);
  });
});
