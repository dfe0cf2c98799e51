import { describe, expect, it } from 'vitest';
import { createFacade } from './facade.ts';
import type { Edition, Tree } from './protocol.ts';
import { loadRunTime, type Session, type Store } from './run-time.ts';

const EDITIONS: Edition[] = ['1.2', '2004-4'];
const FUNCTIONS: Record<Edition, string[]> = {
  '1.2': [
    'LMSCommit',
    'LMSFinish',
    'LMSGetDiagnostic',
    'LMSGetErrorString',
    'LMSGetLastError',
    'LMSGetValue',
    'LMSInitialize',
    'LMSSetValue',
  ],
  '2004-4': [
    'Commit',
    'GetDiagnostic',
    'GetErrorString',
    'GetLastError',
    'GetValue',
    'Initialize',
    'SetValue',
    'Terminate',
  ],
};
const START: Record<Edition, Tree> = {
  '1.2': {
    core: {
      student_id: 'u1',
      student_name: 'Ada',
      credit: 'credit',
      lesson_mode: 'normal',
      entry: 'resume',
      lesson_location: 'p2',
    },
  },
  '2004-4': {
    learner_id: 'u1',
    learner_name: 'Ada',
    credit: 'credit',
    mode: 'normal',
    entry: 'resume',
    location: 'p2',
  },
};
const NAMES = {
  '1.2': { learner: 'cmi.core.student_id', location: 'cmi.core.lesson_location', exit: 'cmi.core.exit' },
  '2004-4': { learner: 'cmi.learner_id', location: 'cmi.location', exit: 'cmi.exit' },
};

/** A facade over the real run-time, with short names for its functions. */
async function open(edition: Edition, store: Store = () => true) {
  const start = await loadRunTime(edition);
  const session: Session = start(START[edition], store);
  const facade = createFacade(edition, () => session);
  const call = (name: string, ...args: unknown[]): string => {
    const [full] = FUNCTIONS[edition].filter(
      (one) => one.replace(/^LMS/, '').replace('Finish', 'Terminate') === name,
    );
    return facade[full ?? '']!(...args);
  };
  return { facade, session, call };
}

describe.each(EDITIONS)('the facade of %s', (edition) => {
  it('has exactly eight functions, frozen, and nothing inherited', async () => {
    const { facade } = await open(edition);
    expect(Object.keys(facade).sort()).toEqual(FUNCTIONS[edition]);
    expect(Object.isFrozen(facade)).toBe(true);
    expect(Object.values(facade).every((one) => Object.isFrozen(one))).toBe(true);
    expect(Object.getPrototypeOf(facade)).toBeNull();
    expect(() => Object.assign(facade, { more: 1 })).toThrow(TypeError);
  });

  it('runs a session: state, set, get, commit, terminate', async () => {
    const stored: [Tree, boolean][] = [];
    const { call } = await open(edition, (cmi, final) => stored.push([cmi, final]) > 0);
    const { learner, location, exit } = NAMES[edition];
    expect(call('Initialize', '')).toBe('true');
    expect(call('GetValue', learner)).toBe('u1');
    expect(call('GetValue', location)).toBe('p2');
    expect(call('SetValue', location, 'p3')).toBe('true');
    expect(call('SetValue', exit, 'suspend')).toBe('true');
    expect(call('Commit', '')).toBe('true');
    expect(call('Terminate', '')).toBe('true');
    expect(stored.map(([, final]) => final)).toEqual([false, true]);
    expect(JSON.stringify(stored[0]?.[0])).toContain('"p3"');
    expect(stored[0]?.[0]).not.toHaveProperty('cmi');
  });

  it('says honestly that a commit was not taken', async () => {
    const { call } = await open(edition, () => false);
    call('Initialize', '');
    call('SetValue', NAMES[edition].location, 'p3');
    expect(call('Commit', '')).toBe('false');
    expect(call('GetLastError')).not.toBe('0');
  });

  it.each([
    'settings.lmsCommitUrl',
    'currentState',
    'storeData',
    'cmi.core._student_id',
    'cmi._learner_id',
    'cmi.core.reset',
    'cmi.core',
    'cmi.__proto__.polluted',
    '__proto__.toString',
  ])('neither gives nor takes "%s"', async (name) => {
    const { call } = await open(edition);
    call('Initialize', '');
    expect(call('GetValue', name)).toBe('');
    expect(call('GetLastError')).toBe('401');
    expect(call('SetValue', name, 'mine')).toBe('false');
    expect(call('GetLastError')).toBe('401');
    expect(call('GetErrorString', '401')).not.toBe('');
    expect(call('GetValue', NAMES[edition].learner)).toBe('u1');
    expect(call('GetLastError')).toBe('0');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('makes text of whatever content passes, and answers only in text', async () => {
    const { call } = await open(edition);
    expect(call('Initialize')).toBe('true');
    expect(call('SetValue', NAMES[edition].location, 7)).toBe('true');
    expect(call('GetValue', NAMES[edition].location)).toBe('7');
    for (const odd of [undefined, null, {}, [], 5, true]) {
      expect(typeof call('GetValue', odd)).toBe('string');
      expect(typeof call('GetErrorString', odd)).toBe('string');
    }
    expect(call('GetErrorString', '__proto__')).toBe('');
    expect(call('GetDiagnostic', 'constructor')).toBe('');
  });

  it('takes what has no words for nothing, and throws nothing of it at the content', async () => {
    const { call } = await open(edition);
    expect(call('Initialize', Object.create(null))).toBe('true');
    const mute = {
      toString() {
        throw new Error('no words');
      },
    };
    for (const odd of [mute, Object.create(null), Symbol('s')]) {
      expect(typeof call('SetValue', NAMES[edition].location, odd)).toBe('string');
      expect(typeof call('GetValue', odd)).toBe('string');
      expect(typeof call('GetErrorString', odd)).toBe('string');
    }
    expect(call('Terminate', mute)).toBe('true');
  });
});

it('a value that the run-time refuses costs only itself', async () => {
  const start = await loadRunTime('1.2');
  const session = start(
    { core: { lesson_status: 'nonsense', lesson_location: 'p9', student_id: 'u1' } },
    () => true,
  );
  const facade = createFacade('1.2', () => session);
  facade['LMSInitialize']!('');
  expect(facade['LMSGetValue']!('cmi.core.lesson_location')).toBe('p9');
});

it.each(EDITIONS)(
  'answers of %s come back in their order, so that new ones are added after them',
  async (edition) => {
    const answer = (id: string, field: string) => ({
      [field]: 'words',
      type: 'fill-in',
      id,
      result: 'neutral',
    });
    const field = edition === '1.2' ? 'student_response' : 'learner_response';
    const interactions = Object.fromEntries(
      Array.from({ length: 12 }, (_, at) => [String(at), answer(`q${at}`, field)]),
    );
    const start = await loadRunTime(edition);
    const session = start({ ...START[edition], interactions }, () => true);
    const facade = createFacade(edition, () => session);
    const get = facade[edition === '1.2' ? 'LMSGetValue' : 'GetValue']!;
    facade[edition === '1.2' ? 'LMSInitialize' : 'Initialize']!('');
    expect(get('cmi.interactions._count')).toBe('12');
    const kept = session.snapshot()['interactions'] as Record<string, Record<string, string>>;
    expect(Object.values(kept).map((one) => [one['id'], one[field]])).toEqual(
      Array.from({ length: 12 }, (_, at) => [`q${at}`, 'words']),
    );
  },
);
