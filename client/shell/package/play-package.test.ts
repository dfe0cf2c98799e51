import { describe, expect, it } from 'vitest';
import type { RunTime } from '#client/shell/facade.ts';
import type { Content } from '#client/shell/outbox.ts';
import type { EnteredSco, EnterSco, PackageCommit, Tree } from '#client/shell/protocol.ts';
import { loadRunTime } from '#client/shell/run-time.ts';
import type { Sent } from '#client/shell/wire.ts';
import type { Activity } from '#courses/scorm/activity-tree.ts';
import { type OwnPage, playPackage } from './play-package.ts';
import type { Route, Step } from './route.ts';
import { route12 } from './route-1.2.ts';

const sco = (id: string, kind: Activity['kind'] = 'sco'): Activity => ({
  id,
  title: id,
  isVisible: true,
  kind,
  href: `${id}.html`,
  prerequisites: '',
  children: [],
});
const COURSE: Activity = {
  ...sco('org', 'folder'),
  children: [sco('a'), sco('b'), sco('leaflet', 'asset'), sco('away', 'elsewhere')],
};
const START = await loadRunTime('1.2');
const cmiOf = (id: string): Tree => ({
  core: { student_id: 'u1', credit: 'credit', lesson_mode: 'normal', lesson_location: `kept-${id}` },
});

type Stage = { route?: (route: Route) => Route; onLeave?: () => void };

/** A package on a stage of the test's: pages, the place of the API, the server, and what is stored. */
function stage({ route: around = (route) => route, onLeave }: Stage = {}) {
  const happened: string[] = [];
  const stored: (Content & { final: boolean })[] = [];
  const server = {
    clear: true,
    answer: (entered: EnterSco): Sent<EnteredSco> => ({
      kind: 'ok',
      answer: { cmi: cmiOf(entered.sco), atMs: 1 },
    }),
  };
  let api: (() => RunTime) | null = null;
  const current = { leave: onLeave };
  const note = (page: OwnPage) =>
    happened.push(`page ${page.kind}${'item' in page ? ` ${page.item.id}` : ''}`);
  const player = playPackage({
    epoch: 3,
    route: around(route12(COURSE, { current: null, sequencing: null, scos: {} }, START)),
    screen: {
      leave: async () => {
        current.leave?.();
        await Promise.resolve();
      },
      content: (item) => happened.push(`content ${item.id}`),
      page: note,
      changed: () => {},
      moved: () => {},
    },
    transport: {
      commit: (content, how, final = how === 'terminate') => stored.push({ ...content, final }) > 0,
      isClear: () => server.clear,
      hurry: () => {},
      settle: () => server.clear,
    },
    wire: {
      enterSco: async (entered) => {
        happened.push(`enter ${entered.sco}`);
        return server.answer(entered);
      },
      enterScoNow: (entered) => server.answer(entered),
    },
    install: (runTime) => {
      api = runTime;
    },
    pause: () => new Promise((resolve) => setTimeout(resolve, 0)),
    later: (work, ms) => {
      if (ms > 0) return () => {};
      const timer = setTimeout(work, 0);
      return () => clearTimeout(timer);
    },
    onExpired: () => happened.push('expired'),
    onSuperseded: () => happened.push('superseded'),
  });
  const runTime = (): RunTime => {
    if (!api) throw new Error('There is no run-time.');
    return api();
  };
  return { player, happened, stored, server, runTime, hasApi: () => api !== null, current, api: () => api };
}
const SNAPSHOT: PackageCommit = {
  completionStatus: 'incomplete',
  successStatus: 'unknown',
  scaledScore: null,
  progress: null,
  sequencing: 'state',
};
const turn = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('a package', () => {
  it('opens its first part once the server has, with what the server kept of it', async () => {
    const s = stage();
    await s.player.begin();
    expect(s.happened).toEqual(['enter a', 'content a']);
    expect(s.player.position()).toBe('a');
    s.runTime().initialize('');
    expect(s.runTime().getValue('cmi.core.lesson_location')).toBe('kept-a');
  });

  it('gives the next part a run-time of its own: nothing of the one before is in it', async () => {
    const s = stage();
    await s.player.begin();
    const first = s.api();
    s.runTime().initialize('');
    s.runTime().setValue('cmi.suspend_data', 'of a');
    s.runTime().setValue('cmi.core.lesson_status', 'completed');
    s.runTime().commit('');
    await s.player.go({ kind: 'next' });
    s.runTime().initialize('');
    expect(s.runTime().getValue('cmi.suspend_data')).toBe('');
    expect(s.runTime().getValue('cmi.core.lesson_status')).toBe('not attempted');
    expect(s.runTime().getValue('cmi.core.lesson_location')).toBe('kept-b');
    expect(first).not.toBe(s.api());
  });

  it('stores what a part set in its last moment under its own name, and lets it set nothing more', async () => {
    const s = stage();
    await s.player.begin();
    const old = s.api();
    old?.().initialize('');
    s.current.leave = () => {
      old?.().setValue('cmi.core.lesson_status', 'completed');
      old?.().terminate('');
    };
    await s.player.go({ kind: 'next' });
    expect(s.stored).toMatchObject([
      { sco: 'a', final: true, cmi: { core: { lesson_status: 'completed' } } },
    ]);
    expect(old?.().initialize('')).toBe('false');
    expect(old?.().setValue('cmi.core.lesson_location', 'stolen')).toBe('false');
    expect(old?.().getValue('cmi.core.lesson_location')).toBe('');
    expect(old?.().commit('')).toBe('false');
    expect(old?.().getLastError()).toBe('101');
    expect(s.stored).toHaveLength(1);
  });

  it('stores what was set and never committed by a part that just goes away', async () => {
    const s = stage();
    await s.player.begin();
    s.runTime().initialize('');
    s.runTime().setValue('cmi.core.lesson_location', 'p7');
    await s.player.go({ kind: 'choose', id: 'b' });
    expect(s.stored).toMatchObject([{ sco: 'a', final: false, cmi: { core: { lesson_location: 'p7' } } }]);
  });

  it('opens nothing before everything is stored, and goes on by itself when it is', async () => {
    const s = stage();
    await s.player.begin();
    s.server.clear = false;
    const going = s.player.go({ kind: 'next' });
    await turn();
    expect(s.happened).not.toContain('enter b');
    s.server.clear = true;
    await going;
    expect(s.happened.slice(-2)).toEqual(['enter b', 'content b']);
  });

  it('tries again while the server does not answer, and never shows an empty page', async () => {
    const s = stage();
    await s.player.begin();
    const answers: Sent<EnteredSco>[] = [{ kind: 'unknown' }, { kind: 'expired' }];
    const { answer } = s.server;
    s.server.answer = (entered) => answers.shift() ?? answer(entered);
    await s.player.go({ kind: 'next' });
    expect(s.happened.slice(2)).toEqual(['enter b', 'enter b', 'expired', 'enter b', 'content b']);
  });

  it('says so when the server will not open a part', async () => {
    const s = stage();
    s.server.answer = () => ({ kind: 'refused' });
    await s.player.begin();
    expect(s.happened).toEqual(['enter a', 'page refused']);
    s.server.answer = () => ({ kind: 'refused', id: 'superseded' });
    await s.player.go({ kind: 'choose', id: 'b' });
    expect(s.happened.slice(2)).toEqual(['enter b', 'superseded', 'page superseded']);
  });

  it('forgets what the learner wanted before they wanted something else', async () => {
    const s = stage();
    await s.player.begin();
    s.server.clear = false;
    const first = s.player.go({ kind: 'next' });
    await turn();
    const second = s.player.go({ kind: 'choose', id: 'leaflet' });
    s.server.clear = true;
    await Promise.all([first, second]);
    expect(s.happened.slice(2)).toEqual(['enter leaflet', 'content leaflet']);
  });

  it('has no run-time for a page that never talks to us, and never frames one from elsewhere', async () => {
    const s = stage();
    await s.player.begin();
    await s.player.go({ kind: 'choose', id: 'leaflet' });
    expect(s.hasApi()).toBe(false);
    await s.player.go({ kind: 'next' });
    expect(s.happened.slice(-3)).toEqual(['content leaflet', 'enter away', 'page elsewhere away']);
    expect(s.hasApi()).toBe(false);
  });

  it('stores how sequencing stands when a page that never talks to us is opened, and when it is left', async () => {
    const s = stage({ route: (route) => ({ ...route, snapshot: () => SNAPSHOT }) });
    await s.player.begin();
    await s.player.go({ kind: 'choose', id: 'leaflet' });
    expect(s.stored).toEqual([{ sco: 'leaflet', cmi: {}, package: SNAPSHOT, final: true }]);
    await s.player.suspend();
    expect(s.stored).toHaveLength(2);
    const plain = stage();
    await plain.player.begin();
    await plain.player.go({ kind: 'choose', id: 'leaflet' });
    expect(plain.stored).toEqual([]);
  });

  it('sends nothing of an attempt that is over when a new one at the same part sets nothing', async () => {
    const again: Step = { kind: 'open', item: sco('a'), fresh: true };
    const s = stage({ route: (route) => ({ ...route, snapshot: () => SNAPSHOT, move: () => again }) });
    await s.player.begin();
    s.runTime().initialize('');
    s.runTime().setValue('cmi.suspend_data', 'of the first attempt');
    s.runTime().terminate('');
    await s.player.go({ kind: 'next' });
    const sent = s.stored.length;
    await s.player.suspend();
    expect(s.stored.slice(sent)).toEqual([]);
  });

  it('starts content again that starts again after its end, with what was stored', async () => {
    const s = stage();
    await s.player.begin();
    s.runTime().initialize('');
    s.runTime().terminate('');
    expect(s.runTime().initialize('')).toBe('true');
    expect(s.runTime().getValue('cmi.core.lesson_location')).toBe('kept-a');
    s.runTime().terminate('');
    s.server.answer = () => ({ kind: 'unknown' });
    expect(s.runTime().initialize('')).toBe('false');
  });

  it('stores a hidden page without ending it', async () => {
    const s = stage();
    await s.player.begin();
    s.player.flush('leave');
    expect(s.stored).toEqual([]);
    s.runTime().initialize('');
    s.player.flush('leave');
    expect(s.stored).toMatchObject([{ sco: 'a', final: false }]);
    expect(s.runTime().getValue('cmi.core.lesson_location')).toBe('kept-a');
  });
});

describe('a package that decides itself where to go', () => {
  const state: PackageCommit = {
    completionStatus: 'incomplete',
    successStatus: 'unknown',
    scaledScore: null,
    progress: 0.5,
    sequencing: 'where we are',
  };
  const toB: Step = { kind: 'open', item: sco('b'), fresh: true };

  it('is obeyed once its call is over, and what it changed is stored before the next part opens', async () => {
    const s = stage({ route: (route) => ({ ...route, snapshot: () => state }) });
    await s.player.begin();
    s.runTime().initialize('');
    s.runTime().terminate('');
    s.player.goOn(toB);
    expect(s.player.position()).toBe('a');
    await turn();
    expect(s.happened.slice(2)).toEqual(['enter b', 'content b']);
    expect(s.stored).toMatchObject([
      { sco: 'a', final: true, package: state },
      { sco: 'a', final: true, package: state },
    ]);
  });

  it('wins over what the learner asked for when it decides while its page goes away', async () => {
    const moves: string[] = [];
    const s = stage({
      route: (route) => ({
        ...route,
        intend: () => moves.push('intended'),
        move: (move) => {
          moves.push('moved');
          return route.move(move);
        },
      }),
    });
    await s.player.begin();
    s.current.leave = () => s.player.goOn(toB);
    await s.player.go({ kind: 'choose', id: 'leaflet' });
    expect(s.happened.slice(2)).toEqual(['enter b', 'content b']);
    expect(moves).toEqual(['intended']);
  });

  it('shows its end, and how the learner left it is stored', async () => {
    const suspended: string[] = [];
    const s = stage({
      route: (route) => ({ ...route, snapshot: () => state, suspend: () => suspended.push('yes') }),
    });
    await s.player.begin();
    s.runTime().initialize('');
    s.runTime().commit('');
    s.player.goOn({ kind: 'end' });
    await turn();
    expect(s.happened.at(-1)).toBe('page end');
    expect(s.player.position()).toBeNull();
    await s.player.suspend();
    expect(suspended).toEqual(['yes']);
    expect(s.stored.at(-1)).toMatchObject({ sco: 'a', package: state });
  });
});
