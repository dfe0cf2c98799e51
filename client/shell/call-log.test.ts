import { describe, expect, it, vi } from 'vitest';
import { openCallLog, recorded } from './call-log.ts';
import type { CallLog } from './protocol.ts';

function stage(largest = Number.POSITIVE_INFINITY) {
  const sent: CallLog[] = [];
  const clock = { ms: 5_000 };
  const due: (() => void)[] = [];
  const log = openCallLog({
    epoch: 4,
    elapsedMs: () => clock.ms,
    later: (work) => {
      due.push(work);
      return () => {};
    },
    send: (body) => {
      if (body.length > largest) return false;
      sent.push(JSON.parse(body));
      return true;
    },
  });
  const call = (name = 'LMSGetValue', text = 'x') =>
    log.record({ sco: 's', name, args: [text], result: text, error: '0' });
  return { log, sent, clock, due, call };
}

describe('the call log', () => {
  it('sends what was called since the last part, and nothing when there was nothing', () => {
    const s = stage();
    s.log.send(false);
    s.call();
    s.clock.ms = 7_000.4;
    s.call('LMSCommit');
    s.log.send(false);
    expect(s.sent).toMatchObject([
      {
        epoch: 4,
        part: 1,
        skipped: 0,
        calls: [
          { atMs: 5000, name: 'LMSGetValue' },
          { atMs: 7000, name: 'LMSCommit' },
        ],
      },
    ]);
    s.clock.ms += 60_000;
    s.log.send(false);
    expect(s.sent).toHaveLength(1);
    s.call();
    s.log.send(false);
    expect(s.sent[1]).toMatchObject({ part: 2, calls: [{ name: 'LMSGetValue' }] });
  });

  it('keeps the newest 500 in their order, counts the rest, and cuts long texts', () => {
    const s = stage();
    for (let n = 0; n < 1_203; n += 1) s.call(`n${n}`);
    s.call('LMSSetValue', 'y'.repeat(1_000_000));
    s.log.send(false);
    const [part] = s.sent;
    expect(part).toMatchObject({ skipped: 704 });
    expect(part?.calls).toHaveLength(500);
    expect(part?.calls.slice(0, 2).map(({ name }) => name)).toEqual(['n704', 'n705']);
    expect(part?.calls.at(-1)?.args[0]).toHaveLength(600);
    expect(part?.calls.at(-1)?.result).toMatch(/y…$/);
  });

  it('goes out when content ends, however often it does that', () => {
    const s = stage();
    for (let n = 0; n < 50; n += 1) s.call('LMSFinish');
    for (const work of s.due) work();
    expect(s.sent).toHaveLength(1);
    expect(s.sent[0]?.calls).toHaveLength(50);
  });

  it('gives a leaving page’s browser as many of the newest calls as it takes', () => {
    const s = stage(8_000);
    for (let n = 0; n < 400; n += 1) s.call(`n${n}`);
    s.log.send(true);
    const [part] = s.sent;
    expect(part?.calls.at(-1)?.name).toBe('n399');
    expect((part?.skipped ?? 0) + (part?.calls.length ?? 0)).toBe(400);
  });
});

describe('recording', () => {
  it('changes nothing of what is called: same functions, frozen, same answers', () => {
    const record = vi.fn();
    const facade = Object.freeze(
      Object.assign(Object.create(null) as Record<string, (...args: unknown[]) => string>, {
        Initialize: () => 'true',
        GetValue: (name: unknown) => `value of ${String(name)}`,
        GetLastError: Object.freeze(() => '403'),
      }),
    );
    const wrapped = recorded(facade, 'sco-1', record);
    expect(Object.keys(wrapped)).toEqual(Object.keys(facade));
    expect(Object.isFrozen(wrapped) && Object.values(wrapped).every((one) => Object.isFrozen(one))).toBe(
      true,
    );
    expect(Object.getPrototypeOf(wrapped)).toBeNull();
    expect(wrapped['GetValue']?.('cmi.location')).toBe('value of cmi.location');
    expect(wrapped['GetLastError']?.()).toBe('403');
    expect(record.mock.calls).toEqual([
      [
        {
          sco: 'sco-1',
          name: 'GetValue',
          args: ['cmi.location'],
          result: 'value of cmi.location',
          error: '403',
        },
      ],
    ]);
  });

  it('does not run content’s own code a second time to write an argument down', () => {
    const record = vi.fn();
    const facade = { SetValue: (_name: unknown, value: unknown) => String(value), GetLastError: () => '0' };
    const words = { toString: vi.fn(() => 'mine') };
    expect(recorded(facade, 's', record)['SetValue']?.('a', words)).toBe('mine');
    expect(words.toString).toHaveBeenCalledTimes(1);
    expect(record.mock.calls[0]?.[0]).toMatchObject({ args: ['a', 'object'] });
  });
});
