import { beforeEach, describe, expect, it } from 'vitest';
import { openJournal } from './journal.ts';
import type { Commit, CommitAnswer } from './protocol.ts';
import { openTransport, type SaveState, sendLeftovers } from './transport.ts';
import type { Sent } from './wire.ts';

type Call = { body: Commit; answer: (sent: Sent<CommitAnswer>) => Promise<void> };
const ok = (outcome: CommitAnswer['outcome'] = 'stored'): Sent<CommitAnswer> => ({
  kind: 'ok',
  answer: { result: outcome !== 'superseded', errorCode: 0, outcome, atMs: 42 },
});

/** A server under the test's control: asynchronous requests wait for their answer, others get `now`. */
function stage(epoch = 1, journal = openJournal(localStorage, 'lesson'), selfReporting = false) {
  const calls: Call[] = [];
  const beacons: Commit[] = [];
  const blocking: Commit[] = [];
  const states: SaveState[] = [];
  const timers: { work: () => void; ms: number }[] = [];
  const server = { now: ok(), takesBeacons: true, beaconBytes: 65_536 };
  const settled = async () => {
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  };
  const transport = openTransport(epoch, {
    journal,
    wire: {
      commit: (body) =>
        new Promise((resolve) => {
          calls.push({
            body: JSON.parse(body),
            async answer(sent) {
              resolve(sent);
              await settled();
            },
          });
        }),
      commitNow: (body) => {
        blocking.push(JSON.parse(body));
        return server.now;
      },
      beacon: (body) => {
        const isTaken = server.takesBeacons && body.length <= server.beaconBytes;
        if (isTaken) beacons.push(JSON.parse(body));
        return isTaken;
      },
    },
    selfReporting,
    onState: (state) => states.push(state),
    later: (work, ms) => {
      const timer = { work, ms };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer) >>> 0, 1);
    },
  });
  /** Lets the timer with this length run out. */
  const pass = (ms: number) => {
    const at = timers.findIndex((timer) => timer.ms === ms);
    const [timer] = timers.splice(at, at < 0 ? 0 : 1);
    if (!timer) throw new Error(`no timer of ${ms} ms among ${timers.map((t) => t.ms)}`);
    timer.work();
  };
  return {
    transport,
    calls,
    beacons,
    blocking,
    states,
    server,
    pass,
    journal,
    state: () => states.at(-1)?.name,
  };
}

const at = (place: string) => ({ cmi: { core: { lesson_location: place } } });
const numbers = (calls: { body: Commit }[]) => calls.map(({ body }) => body.number);

beforeEach(() => localStorage.clear());

describe('a commit', () => {
  it('is journalled before it is sent, does not hold up the content, and is forgotten once stored', async () => {
    const s = stage();
    expect(s.transport.commit(at('a'), 'soon')).toBe(true);
    expect(s.journal.leftovers()).toHaveLength(1);
    expect(s.state()).toBe('saving');
    await s.calls[0]!.answer(ok());
    expect(s.states.at(-1)).toEqual({ name: 'saved', atMs: 42 });
    expect(s.journal.leftovers()).toEqual([]);
    expect(s.transport.isClear()).toBe(true);
  });

  it('waits for the one before, and only the newest of those that wait is sent', async () => {
    const s = stage();
    for (const place of ['a', 'b', 'c', 'd']) s.transport.commit(at(place), 'soon');
    expect(numbers(s.calls)).toEqual([1]);
    await s.calls[0]!.answer(ok());
    expect(s.state()).toBe('saving');
    expect(s.calls[1]!.body).toMatchObject({ epoch: 1, number: 4, ...at('d') });
    await s.calls[1]!.answer(ok());
    expect(s.calls).toHaveLength(2);
  });

  it('with nothing new is not sent', async () => {
    const s = stage();
    s.transport.commit(at('a'), 'soon');
    await s.calls[0]!.answer(ok());
    expect(s.transport.commit(at('a'), 'soon')).toBe(true);
    expect(s.calls).toHaveLength(1);
  });

  it('is sent again, as it was, with growing pauses until the server answers', async () => {
    const s = stage();
    s.transport.commit(at('a'), 'soon');
    for (const pause of [1000, 2000, 4000]) {
      await s.calls.at(-1)!.answer({ kind: 'unknown' });
      expect(s.state()).toBe('unsaved');
      s.pass(pause);
    }
    s.transport.commit(at('b'), 'soon');
    await s.calls.at(-1)!.answer(ok());
    expect(numbers(s.calls)).toEqual([1, 1, 1, 1, 2]);
    await s.calls.at(-1)!.answer(ok());
    expect(s.state()).toBe('saved');
  });

  it('is tried at once when the connection is back', async () => {
    const s = stage();
    s.transport.commit(at('a'), 'soon');
    await s.calls[0]!.answer({ kind: 'unknown' });
    s.transport.hurry();
    expect(s.calls).toHaveLength(2);
    s.transport.hurry();
    expect(s.calls).toHaveLength(2);
  });

  it('that takes long is shown as not saved, and as saved when it is', async () => {
    const s = stage();
    s.transport.commit(at('a'), 'soon');
    s.pass(5000);
    expect(s.state()).toBe('unsaved');
    await s.calls[0]!.answer(ok());
    expect(s.state()).toBe('saved');
  });

  it('that the server refuses is not sent for ever, and the next one is', async () => {
    const s = stage();
    s.transport.commit(at('a'), 'soon');
    await s.calls[0]!.answer({ kind: 'refused' });
    expect(s.state()).toBe('refused');
    s.transport.commit(at('b'), 'soon');
    await s.calls[1]!.answer(ok());
    expect(s.state()).toBe('saved');
  });

  it('tells when the page was superseded, and goes on telling', async () => {
    const s = stage();
    s.transport.commit(at('a'), 'soon');
    await s.calls[0]!.answer(ok('superseded'));
    expect(s.state()).toBe('superseded');
    expect(s.transport.commit(at('b'), 'soon')).toBe(false);
    await s.calls[1]!.answer(ok('superseded'));
    expect(s.state()).toBe('superseded');
  });

  it('says that the page is too old only when renewing it has had its chance', async () => {
    const s = stage();
    s.transport.commit(at('a'), 'soon');
    await s.calls[0]!.answer({ kind: 'expired' });
    expect(s.state()).toBe('unsaved');
    s.pass(1000);
    await s.calls[1]!.answer({ kind: 'expired' });
    expect(s.state()).toBe('expired');
    s.pass(2000);
    await s.calls[2]!.answer(ok());
    expect(s.state()).toBe('saved');
  });
});

describe('the end', () => {
  it('waits for the answer', () => {
    const s = stage();
    expect(s.transport.commit(at('a'), 'terminate')).toBe(true);
    expect(s.blocking).toMatchObject([{ number: 1, final: true }]);
    expect(s.calls).toHaveLength(0);
    expect(s.state()).toBe('saved');
  });

  it('overtakes what is under way, whose answer then changes nothing', async () => {
    const s = stage();
    s.transport.commit(at('a'), 'soon');
    s.transport.commit(at('b'), 'terminate');
    expect(s.transport.isClear()).toBe(true);
    await s.calls[0]!.answer({ kind: 'unknown' });
    expect(s.state()).toBe('saved');
    expect(s.calls).toHaveLength(1);
  });

  it('does not freeze the content while the server is known not to answer, and is sent later', async () => {
    const s = stage();
    s.transport.commit(at('a'), 'soon');
    await s.calls[0]!.answer({ kind: 'unknown' });
    expect(s.transport.commit(at('b'), 'terminate')).toBe(true);
    expect(s.blocking).toEqual([]);
    expect(s.beacons).toMatchObject([{ number: 2, final: true }]);
    expect(s.journal.leftovers()[0]?.bodies).toHaveLength(2);
  });

  it('falls back to the browser where waiting fails, and stays in the journal until it is known to be stored', async () => {
    const s = stage();
    s.server.now = { kind: 'unknown' };
    expect(s.transport.commit(at('a'), 'terminate')).toBe(true);
    expect(s.beacons).toHaveLength(1);
    expect(s.transport.isClear()).toBe(false);
    await s.calls[0]!.answer(ok('again'));
    expect(s.transport.isClear()).toBe(true);
  });

  it('is not taken back by what content commits after it', async () => {
    const s = stage();
    s.server.now = { kind: 'unknown' };
    s.transport.commit(at('a'), 'soon');
    s.transport.commit(at('b'), 'terminate');
    s.transport.commit(at('c'), 'soon');
    await s.calls[0]!.answer(ok());
    expect(s.calls[1]!.body).toMatchObject({ number: 3, final: true, ...at('c') });
  });

  it('says no when it is neither stored, nor kept, nor taken by the browser', () => {
    const s = stage(1, openJournal(undefined, 'lesson'));
    s.server.now = { kind: 'unknown' };
    s.server.takesBeacons = false;
    expect(s.transport.commit(at('a'), 'terminate')).toBe(false);
  });

  it('says yes while the page is being left, when the server answered until now and the browser took it', async () => {
    const s = stage(1, openJournal(undefined, 'lesson'));
    s.server.now = { kind: 'unknown' };
    expect(s.transport.commit(at('a'), 'terminate')).toBe(true);
    expect(s.beacons).toMatchObject([{ final: true, ...at('a') }]);
    await s.calls[0]!.answer({ kind: 'unknown' });
    expect(s.transport.commit(at('b'), 'terminate')).toBe(false);
  });
});

describe('a package of several parts', () => {
  const of = (sco: string, place: string) => ({ sco, ...at(place) });

  it('loses no last word of one part to the next one: each is sent, in its order, numbered on', async () => {
    const s = stage();
    s.transport.commit(of('a', '1'), 'soon');
    s.transport.commit(of('a', '2'), 'soon');
    s.transport.commit(of('b', '3'), 'soon');
    s.transport.commit(of('b', '4'), 'soon');
    expect(s.journal.leftovers()[0]?.bodies.map((body) => JSON.parse(body).number)).toEqual([1, 2, 4]);
    for (let n = 0; n < 3; n += 1) await s.calls[n]!.answer(ok());
    expect(s.calls.map(({ body }) => [body.number, body.sco, body.cmi])).toEqual([
      [1, 'a', at('1').cmi],
      [2, 'a', at('2').cmi],
      [4, 'b', at('4').cmi],
    ]);
    expect(s.transport.isClear()).toBe(true);
  });

  it('ends one part only after all that others have still to store', () => {
    const s = stage();
    s.transport.commit(of('a', '1'), 'soon');
    s.transport.commit(of('a', '2'), 'soon');
    s.transport.commit(of('b', '3'), 'terminate');
    expect(s.blocking.map(({ number, sco, final }) => [number, sco, final])).toEqual([
      [2, 'a', false],
      [3, 'b', true],
    ]);
    expect(s.transport.isClear()).toBe(true);
  });

  it('stops at the first that is not answered, so that nothing arrives out of order', () => {
    const s = stage();
    s.transport.commit(of('a', '1'), 'soon');
    s.server.now = { kind: 'unknown' };
    s.transport.commit(of('b', '2'), 'terminate');
    expect(numbers(s.blocking.map((body) => ({ body })))).toEqual([1]);
    expect(s.beacons.map(({ number }) => number)).toEqual([1, 2]);
    expect(s.journal.leftovers()[0]?.bodies).toHaveLength(2);
  });

  it('sends again what only the package itself has changed, with the end that came before', async () => {
    const s = stage();
    const state = {
      completionStatus: 'incomplete',
      successStatus: 'unknown',
      scaledScore: null,
      progress: null,
    } as const;
    s.transport.commit({ ...of('a', '1'), package: { ...state, sequencing: 'at a' } }, 'terminate');
    s.transport.commit({ ...of('a', '1'), package: { ...state, sequencing: 'at b' } }, 'soon', true);
    expect(s.calls[0]!.body).toMatchObject({ number: 2, final: true, package: { sequencing: 'at b' } });
  });
});

describe('a server that asks for a pause (429, 503)', () => {
  const rest = (restMs: number): Sent<CommitAnswer> => ({ kind: 'unknown', restMs });

  it('gets it, whatever content does meanwhile, and the learner hears the reason', async () => {
    const s = stage();
    s.transport.commit(at('a'), 'soon');
    await s.calls[0]!.answer(rest(7000));
    expect(s.state()).toBe('busy');
    s.transport.commit(at('b'), 'soon');
    s.transport.hurry();
    expect(s.calls).toHaveLength(1);
    s.pass(7000);
    await s.calls[1]!.answer(ok());
    await s.calls[2]!.answer(ok());
    expect(numbers(s.calls)).toEqual([1, 1, 2]);
    expect(s.state()).toBe('saved');
  });

  it('is asked again after our own pause where that is longer', async () => {
    const s = stage();
    s.transport.commit(at('a'), 'soon');
    for (const pause of [1000, 2000, 4000]) {
      await s.calls.at(-1)!.answer(rest(500));
      s.pass(pause);
    }
    expect(s.calls).toHaveLength(4);
  });
});

it('the end is not waited for while something under way has no answer', () => {
  const s = stage();
  s.transport.commit(at('a'), 'soon');
  s.pass(400);
  expect(s.transport.commit(at('b'), 'terminate')).toBe(true);
  expect(s.blocking).toEqual([]);
});

describe('a last word that is too big to outlive its page', () => {
  const answers = (count: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, n) => [String(n), { id: `q${n}`, student_response: 'x' }]),
    );
  const big = (count: number, more: object = {}) => ({
    cmi: { suspend_data: 'here', interactions: answers(count) },
    ...more,
  });

  it('goes out without the answers that the server has, and whole with the next page', async () => {
    const s = stage();
    s.transport.commit(big(3), 'soon');
    await s.calls[0]!.answer(ok());
    s.server.beaconBytes = 220;
    s.transport.commit(big(5), 'leave');
    expect(s.beacons).toMatchObject([{ number: 3, cmi: { suspend_data: 'here' } }]);
    expect(Object.keys(s.beacons[0]!.cmi['interactions'] as object)).toEqual(['3', '4']);
    const [kept] = s.journal.leftovers();
    expect(kept?.bodies.map((body) => JSON.parse(body))).toMatchObject([{ number: 4, cmi: big(5).cmi }]);
  });

  it('goes out without the state of sequencing where that is still too much', () => {
    const s = stage();
    const state = {
      completionStatus: 'incomplete',
      successStatus: 'unknown',
      scaledScore: null,
      progress: null,
    } as const;
    s.server.beaconBytes = 220;
    s.transport.commit(big(1, { sco: 'a', package: { ...state, sequencing: 'x'.repeat(500) } }), 'leave');
    expect(s.beacons).toMatchObject([{ sco: 'a', cmi: { suspend_data: 'here' } }]);
    expect(s.beacons[0]).not.toHaveProperty('package');
    expect(s.journal.leftovers()[0]?.bodies.join('')).toContain('x'.repeat(500));
  });
});

it('content that tells the learner what is saved hears of the server alone', async () => {
  const s = stage(1, openJournal(localStorage, 'lesson'), true);
  expect(s.transport.commit(at('a'), 'soon')).toBe(true);
  await s.calls[0]!.answer({ kind: 'unknown' });
  expect(s.transport.commit(at('b'), 'soon')).toBe(false);
  expect(s.transport.commit(at('c'), 'terminate')).toBe(false);
  expect(s.journal.leftovers()[0]?.bodies).toHaveLength(2);
});

it('leaving hands the newest to the browser, which is all that a page can do then', () => {
  const s = stage();
  s.transport.commit(at('a'), 'soon');
  s.transport.commit(at('b'), 'leave');
  expect(s.beacons).toMatchObject([{ number: 2, final: false, ...at('b') }]);
  expect(s.journal.leftovers()[0]?.bodies).toHaveLength(2);
});

describe('what an earlier page left behind', () => {
  const leave = (epoch: number, places: string[]) => {
    const s = stage(epoch);
    for (const place of places) s.transport.commit(at(place), 'soon');
  };
  const server = (answers: Sent<CommitAnswer>[]) => {
    const bodies: Commit[] = [];
    const commit = async (body: string) => {
      bodies.push(JSON.parse(body));
      return answers[bodies.length - 1] ?? ok();
    };
    return { bodies, commit };
  };

  it('is sent in order under its own epoch, and then forgotten', async () => {
    leave(3, ['c', 'd', 'e']);
    leave(2, ['a']);
    const journal = openJournal(localStorage, 'lesson');
    const wire = server([]);
    expect(await sendLeftovers(journal, wire)).toBe(true);
    expect(wire.bodies.map(({ epoch, number }) => [epoch, number])).toEqual([
      [2, 1],
      [3, 1],
      [3, 3],
    ]);
    expect(journal.leftovers()).toEqual([]);
  });

  it('stays when the server cannot be reached, also in part', async () => {
    leave(3, ['c', 'd']);
    const journal = openJournal(localStorage, 'lesson');
    expect(await sendLeftovers(journal, server([ok(), { kind: 'unknown' }]))).toBe(false);
    expect(journal.leftovers()[0]?.bodies).toHaveLength(1);
  });

  it('is dropped when the server will never take it, and other lessons keep theirs', async () => {
    leave(3, ['c']);
    openJournal(localStorage, 'other').keep(1, ['theirs']);
    expect(await sendLeftovers(openJournal(localStorage, 'lesson'), server([{ kind: 'refused' }]))).toBe(
      true,
    );
    expect(openJournal(localStorage, 'lesson').leftovers()).toEqual([]);
    expect(openJournal(localStorage, 'other').leftovers()).toHaveLength(1);
  });
});

describe('the journal', () => {
  it('survives storage that is full, broken or tampered with', () => {
    localStorage.setItem('askwell:lesson:7', '{"not":"a list"}');
    localStorage.setItem('askwell:lesson:8', 'no JSON');
    localStorage.setItem('askwell:lesson:x', '["a"]');
    expect(openJournal(localStorage, 'lesson').leftovers()).toEqual([
      { epoch: 7, bodies: [] },
      { epoch: 8, bodies: [] },
    ]);
    const full = {
      length: 0,
      key: () => null,
      getItem: () => null,
      removeItem: () => {},
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    };
    expect(openJournal(full, 'lesson').keep(1, ['a'])).toBe(false);
  });
});
