import { describe, expect, it } from 'vitest';
import { openTracker } from '#client/player/open-tracker.ts';
import type { ApiObject } from '#client/player/trackers/run-time.ts';
import { SAFE_SETTINGS } from '#courses/scorm/run-settings.ts';
import { answer, progress } from '#test/support/attempts.ts';
import type { Quirks } from '#test/support/strict-run-time.ts';
import { strictRunTime } from '#test/support/strict-run-time.ts';
import { reportText } from './report.ts';
import { runSelfTest } from './run-self-test.ts';

type Edition = '1.2' | '2004-4';
type Api = Record<string, (...args: string[]) => unknown>;
/** Bends a run-time of the strictest kind into one of the faulty ones that were met. */
type Fault = (api: Api, name: (bare: string) => string) => void;

const now = { lost: false, ended: false, review: false };
const nameIn =
  (edition: Edition) =>
  (bare: string): string => {
    if (edition !== '1.2') return bare;
    return bare === 'Terminate' ? 'LMSFinish' : `LMS${bare}`;
  };

async function launch(edition: Edition, fault: Fault = () => {}, quirks: Quirks = {}) {
  const kept = new Map<string, string>();
  const runTime = strictRunTime(edition === '1.2' ? '1.2' : '2004', kept, quirks);
  fault(runTime.api as Api, nameIn(edition));
  const object = edition === '1.2' ? 'API' : 'API_1484_11';
  const win = { [object]: runTime.api, parent: null, opener: null } as unknown as Window;
  const opened = await openTracker({ edition, settings: SAFE_SETTINGS }, win, 0);
  return { ...runTime, ...opened, kept };
}

/** Answers `no` with an error to the calls that `when` picks. */
const failing =
  (bare: string, code: string, when: (...args: string[]) => boolean = () => true): Fault =>
  (api, name) => {
    const own = api[name(bare)] as Api[string];
    const lastError = api[name('GetLastError')] as Api[string];
    let failed = false;
    api[name(bare)] = (...args) => {
      failed = when(...args);
      return failed ? 'false' : own(...args);
    };
    for (const other of ['GetValue', 'SetValue', 'Commit', 'Initialize'].filter((one) => one !== bare)) {
      const through = api[name(other)] as Api[string];
      api[name(other)] = (...args) => {
        failed = false;
        return through(...args);
      };
    }
    api[name('GetLastError')] = () => (failed ? code : lastError());
  };

const answering =
  (element: string, change: (value: string) => string): Fault =>
  (api, name) => {
    const own = api[name('GetValue')] as Api[string];
    api[name('GetValue')] = (asked = '') => (asked === element ? change(String(own(asked))) : own(asked));
  };

const STATE = 'x'.repeat(900);

describe.each<Edition>(['1.2', '2004-4'])('the self-test on SCORM %s', (edition) => {
  const status = edition === '1.2' ? 'cmi.core.lesson_status' : 'cmi.completion_status';
  const generalError = edition === '1.2' ? '101' : '391';

  it.each<[string, Fault, string, string, RegExp?]>([
    ['is in order', () => {}, 'nobody', 'verdict.fine'],
    ['refuses every commit', failing('Commit', generalError), 'lms', 'verdict.commit', /Commit/],
    [
      'stores 500 characters and no more',
      failing('SetValue', edition === '1.2' ? '405' : '406', (element, value = '') =>
        element === 'cmi.suspend_data' ? value.length > 500 : false,
      ),
      'lms',
      'verdict.refuses-more',
      /suspend_data/,
    ],
    [
      'stores no state at all',
      failing('SetValue', generalError, (element) => element === 'cmi.suspend_data'),
      'lms',
      'verdict.refuses-state',
      /suspend_data/,
    ],
    [
      'cuts the state silently',
      answering('cmi.suspend_data', (value) => value.slice(0, 255)),
      'lms',
      'verdict.cuts',
      /GetValue/,
    ],
    ['forgets the state', answering('cmi.suspend_data', () => ''), 'lms', 'verdict.forgets', /GetValue/],
    [
      'mixes up the state',
      answering('cmi.suspend_data', () => 'other'),
      'lms',
      'verdict.changes',
      /GetValue/,
    ],
    [
      'refuses the status',
      failing('SetValue', generalError, (element) => element === status),
      'lms',
      'verdict.status',
      /status/,
    ],
    [
      'calls an objective wrong',
      failing('SetValue', edition === '1.2' ? '405' : '406', (element = '') =>
        /objectives.*status/.test(element),
      ),
      'package',
      'verdict.value',
      /objectives/,
    ],
    ['lacks a function', (api, name) => delete api[name('Commit')], 'lms', 'verdict.function'],
    [
      'has gone away',
      (api, name) => {
        const own = api[name('GetValue')] as Api[string];
        let asked = 0;
        api[name('GetValue')] = (...args) => {
          asked += 1;
          if (asked > 30) throw new DOMException('gone', 'SecurityError');
          return own(...args);
        };
      },
      'lms',
      'verdict.thrown',
      /GetValue/,
    ],
    ['refuses to begin', failing('Initialize', '101'), 'lms', 'verdict.start', /Initialize/],
  ])('on an LMS that %s', async (_name, fault, whose, key, shownBy) => {
    const { tracker, connection, lost } = await launch(edition, fault);
    if (!lost) {
      const objectives = [{ id: 'l_o', best: 1, met: true }];
      tracker.commit(progress({ suspendData: STATE.slice(0, 400), objectives, answers: [answer()] }));
      tracker.commit(progress({ suspendData: STATE, objectives }));
      for (let n = 0; key === 'verdict.thrown' && n < 30; n += 1)
        tracker.commit(progress({ answers: [answer()] }));
    }
    const { verdict } = runSelfTest(connection, { ...now, lost });
    expect(verdict).toMatchObject({ fault: whose, key });
    if (shownBy) expect(verdict.shownBy).toMatch(shownBy);
  });

  it('finds a state that the package made too long', async () => {
    const { tracker, connection } = await launch(edition);
    tracker.commit(progress({ suspendData: 'x'.repeat(70_000) }));
    expect(runSelfTest(connection, now).verdict).toMatchObject({ fault: 'package', key: 'verdict.too-long' });
  });

  it('finds an LMS without the state', async () => {
    const { connection, tracker } = await launch(edition, undefined, { without: /suspend_data/ });
    tracker.commit(progress());
    const { key, fault } = runSelfTest(connection, now).verdict;
    expect([fault, key]).toEqual(['lms', expect.stringMatching(/refuses-state|lacks/)]);
  });

  it('tells a failure that is over from one that lasts', async () => {
    let down = true;
    const { connection, tracker } = await launch(edition, undefined, { down: () => down });
    tracker.commit(progress());
    expect(runSelfTest(connection, now).verdict.key).toBe('verdict.commit');
    down = false;
    tracker.commit(progress());
    expect(runSelfTest(connection, now).verdict.key).toBe('verdict.worked-again');
  });

  it('waits for something to be stored before it says that all is well', async () => {
    const { connection } = await launch(edition);
    expect(runSelfTest(connection, now).verdict).toMatchObject({
      fault: 'nobody',
      key: 'verdict.fine-so-far',
    });
  });

  it.each<[string, object, string, string]>([
    ['a window of its own', { opener: null }, 'launch', 'verdict.outside'],
    ['a frame of a page without API', { opener: null, parent: { opener: null } }, 'lms', 'verdict.no-api'],
    [
      'an LMS of the other edition',
      { opener: null, [edition === '1.2' ? 'API_1484_11' : 'API']: {} },
      'launch',
      'verdict.other-edition',
    ],
    [
      'a frame of another address',
      {
        opener: null,
        parent: new Proxy(
          { opener: null },
          {
            get: (target, key) => {
              if (key === 'parent' || key === 'opener') return Reflect.get(target, key);
              throw new DOMException('Blocked', 'SecurityError');
            },
          },
        ),
      },
      'lms',
      'verdict.blocked',
    ],
  ])('in %s', async (_name, win, fault, key) => {
    const { connection } = await openTracker({ edition, settings: SAFE_SETTINGS }, win as Window, 0);
    expect(runSelfTest(connection, { ...now, lost: true }).verdict).toMatchObject({ fault, key });
  });

  it('changes no status, score, answer or objective, whatever is wrong with the LMS', async () => {
    for (const fault of [
      (): void => {},
      answering('cmi.suspend_data', () => ''),
      answering('cmi.suspend_data', (value) => value.slice(0, 255)),
      failing('Commit', generalError),
    ]) {
      const { tracker, connection, calls, kept } = await launch(edition, fault);
      const done = { completionStatus: 'completed', successStatus: 'passed', scaledScore: 0.9 } as const;
      tracker.commit(progress({ ...done, suspendData: STATE, answers: [answer()] }));
      const before = new Map(kept);
      const from = calls.length;
      runSelfTest(connection, now);
      const sets = calls.slice(from).filter((call) => /SetValue/.test(call));
      for (const set of sets)
        expect(set).toMatch(/SetValue cmi\.(suspend_data|location|core\.lesson_location) /);
      expect(calls.slice(from).some((call) => /Initialize|Terminate|Finish/.test(call))).toBe(false);
      expect(kept).toEqual(before);
    }
  });

  it('writes nothing in a review, and tries nothing once the session is over', async () => {
    const { connection, calls, tracker } = await launch(edition);
    tracker.commit(progress());
    const from = calls.length;
    expect(runSelfTest(connection, { ...now, review: true }).verdict.key).toBe('verdict.review');
    expect(calls.slice(from).some((call) => /SetValue|Commit/.test(call))).toBe(false);
    tracker.finish();
    const after = calls.length;
    expect(runSelfTest(connection, { ...now, ended: true }).verdict.key).toBe('verdict.ended');
    expect(calls).toHaveLength(after);
  });

  it('reports no name, no answer and nothing typed, and at most 50 calls', async () => {
    const { tracker, connection, kept } = await launch(
      edition,
      answering('cmi.core.student_name', () => 'Okoye, Ada'),
    );
    kept.set('cmi.core.student_id', 'ada@example.org');
    for (let n = 0; n < 20; n += 1)
      tracker.commit(
        progress({ suspendData: `1zebra${n}`, answers: [answer({ response: 'zebra', prompt: 'zebra?' })] }),
      );
    const { verdict, calls } = runSelfTest(connection, now);
    expect(calls).toHaveLength(50);
    const report = reportText(verdict, [['Edition', edition]], calls, (key, values) =>
      [key, ...Object.values(values ?? {})].join(' '),
    );
    expect(report).toMatch(/SetValue\("cmi\.suspend_data", "\[\d+\]"\)/);
    expect(report).not.toMatch(/zebra|Okoye|ada@/);
  });

  it('leaves a frozen API as it is', async () => {
    const { tracker, connection } = await launch(edition, (api) => Object.freeze(api as ApiObject));
    expect(tracker.commit(progress()).saved).toBe(true);
    expect(connection.runTime?.log.calls().length).toBeGreaterThan(3);
  });
});
