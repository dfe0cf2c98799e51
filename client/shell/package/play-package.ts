import type { RunTime } from '#client/shell/facade.ts';
import type { Tree } from '#client/shell/protocol.ts';
import type { Activity } from '#courses/scorm/activity-tree.ts';
import { type EnterDeps, enterSco, enterScoNow } from './enter-sco.ts';
import { openPart, type Part } from './part.ts';
import type { Move, Route, Step } from './route.ts';
import { openStore } from './store.ts';

/** A page of ours in place of content. */
export type OwnPage =
  | { kind: 'waiting' | 'refused' | 'superseded' }
  | { kind: 'elsewhere'; item: Activity }
  | Exclude<Step, { kind: 'open' }>;

/** What the learner sees. */
export type Screen = {
  /** The page that is open is left as if the learner had gone: it may still end by itself. */
  leave: () => Promise<void>;
  content: (item: Activity) => void;
  page: (page: OwnPage) => void;
  /** Something changed that contents, previous and next show. */
  changed: () => void;
  /** The learner is somewhere else: they show it at once, so that the next press is about the new place. */
  moved: () => void;
};

type Deps = EnterDeps & {
  route: Route;
  screen: Screen;
  /** Puts a run-time where content looks for it, or takes it away. */
  install: (runTime: (() => RunTime) | null, item?: Activity) => void;
  later: (work: () => void, ms: number) => () => void;
  onSuperseded: () => void;
};

export type PackagePlayer = {
  begin: () => Promise<void>;
  go: (move: Move) => Promise<void>;
  /** Content asked for this while it ended. */
  goOn: (step: Step) => void;
  /** The item that the learner is at, open or not. */
  position: () => string | null;
  flush: (how: 'soon' | 'leave') => void;
  /** The learner leaves: ends what is open and stores where to go on. */
  suspend: () => Promise<void>;
};

/** Until then the learner need not know that there is anything to wait for. */
const WAITING_SHOWN_MS = 700;

/** A whole package as it is played: one item after the other, each with a run-time of its own. */
export function playPackage(deps: Deps): PackagePlayer {
  const { route, screen } = deps;
  const opener = partOpener(deps);
  let position: string | null = null;
  /** Where content asked to go, until it is done. */
  let asked: Step | undefined;
  let isLeaving = false;
  let turns = 0;

  const perform = async (step: Step, isOff: () => boolean): Promise<void> => {
    if (step.kind === 'open' || step.kind === 'locked') position = step.item.id;
    if (step.kind === 'end') position = null;
    screen.moved();
    if (step.kind !== 'open') return screen.page(step);
    await opener.open(step.item, step.fresh, isOff);
    screen.changed();
  };

  const change = async (choose: () => Step, wish?: Parameters<Route['intend']>[0]): Promise<void> => {
    turns += 1;
    const turn = turns;
    const isOff = () => turn !== turns;
    if (wish) route.intend(wish);
    isLeaving = true;
    await screen.leave();
    if (isOff()) return;
    isLeaving = false;
    opener.close();
    const step = asked ?? choose();
    asked = undefined;
    opener.putRoute();
    await perform(step, isOff);
  };

  return {
    begin: () => change(route.begin),
    go: (move) => change(() => route.move(move), move),
    goOn(step) {
      asked = step;
      if (!isLeaving) deps.later(() => asked && void change(() => step), 0);
    },
    position: () => position,
    flush: opener.flush,
    async suspend() {
      turns += 1;
      route.intend({ kind: 'leave' });
      await screen.leave();
      opener.close();
      route.suspend();
      opener.putRoute();
    },
  };
}

/** Opens and closes the parts of a package, one at a time. */
function partOpener(deps: Deps) {
  const { route, screen } = deps;
  const store = openStore(route, deps.transport);
  let part: Part | undefined;

  const startSession = (item: Activity) => (cmi: Tree) =>
    route.startSession(cmi, (tree, final) => {
      route.heard(item.id, tree);
      deps.later(screen.changed, 0);
      return store.put({ sco: item.id, cmi: tree }, final ? 'terminate' : 'soon', final);
    });
  const flush = (how: 'soon' | 'leave') => {
    const cmi = part?.unstored();
    if (!part || !cmi) return;
    route.heard(part.item.id, cmi);
    store.put({ sco: part.item.id, cmi }, how, false);
  };
  const show = (item: Activity, cmi: Tree): void => {
    if (item.kind === 'sco') {
      part = openPart(item, cmi, startSession(item), () => enterScoNow(deps, item));
      deps.install(part.runTime, item);
    }
    if (item.kind === 'asset') store.opened(item.id);
    if (item.kind === 'elsewhere') screen.page({ kind: 'elsewhere', item });
    else screen.content(item);
  };

  return {
    flush,
    putRoute: store.putRoute,
    /** What it has set and not committed itself is stored; what its page still calls reaches nothing any more. */
    close() {
      flush('soon');
      part?.close();
      part = undefined;
      deps.install(null);
    },
    async open(item: Activity, fresh: boolean, isOff: () => boolean): Promise<void> {
      const cancel = deps.later(() => screen.page({ kind: 'waiting' }), WAITING_SHOWN_MS);
      const entered = await enterSco(deps, item, fresh, isOff);
      cancel();
      if (isOff() || entered.kind === 'given up') return;
      if (entered.kind === 'ok') {
        if (fresh) store.forget(item.id);
        return show(item, entered.cmi);
      }
      if (entered.kind === 'superseded') deps.onSuperseded();
      screen.page(entered);
    },
  };
}
