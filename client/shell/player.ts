import type { Bar } from './bar.ts';
import type { RunTime } from './facade.ts';
import type { Journal } from './journal.ts';
import type { Hint, OpenedSession, Tree } from './protocol.ts';
import type { Session, StartSession, Store } from './run-time.ts';
import { openTransport, type SaveState, type Transport } from './transport.ts';
import type { Wire } from './wire.ts';

type Deps = {
  wire: Wire;
  journal: Journal;
  later: (work: () => void, ms: number) => () => void;
  hint: (hint: Hint) => void;
  bar: Bar;
  startSession: StartSession;
  selfReporting: boolean;
};

/** The lesson as it is being played: one session after the other, each with its own run-time and transport. */
export type Player = {
  current: () => RunTime;
  /** Stores what the content has set and not committed itself, as far as it is in a session. */
  flush: (how: 'soon' | 'leave') => void;
  hurry: () => void;
  isClear: () => boolean;
};

export function openPlayer(deps: Deps, first: OpenedSession): Player {
  const { wire, hint, bar } = deps;
  let over = false;
  const show = (state: SaveState) => {
    bar.show(state);
    if (state.name === 'saved') hint(over && part.transport.isClear() ? 'finished' : 'saved');
    else if (state.name === 'unsaved' || state.name === 'expired' || state.name === 'superseded')
      hint(state.name);
  };

  const begin = ({ epoch, cmi }: OpenedSession): { session: Session; transport: Transport } => {
    over = false;
    const transport = openTransport(epoch, { ...deps, onState: show });
    const store: Store = (tree, final) => {
      over ||= final;
      return transport.commit(tree, final ? 'terminate' : 'soon');
    };
    return { session: deps.startSession(cmi as Tree, store), transport };
  };
  let part = begin(first);

  /** Content that starts again after its end (a reload inside its frame) gets a new session, with all that it stored. */
  const restart = (): boolean => {
    if (!part.transport.settle()) return false;
    const opened = wire.openSessionNow();
    if (opened.kind !== 'ok') return false;
    part = begin(opened.answer);
    return true;
  };

  return {
    current: () => ({
      ...part.session,
      initialize(argument) {
        if (part.session.isOver() && !restart()) return 'false';
        return part.session.initialize(argument);
      },
    }),
    flush(how) {
      if (part.session.isRunning()) part.transport.commit(part.session.snapshot(), how);
    },
    hurry: () => part.transport.hurry(),
    isClear: () => part.transport.isClear(),
  };
}
