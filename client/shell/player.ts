import type { Bar } from './bar.ts';
import { recorded } from './call-log.ts';
import { createFacade, type RunTime } from './facade.ts';
import type { Playing, ShellPage } from './page.ts';
import type { OpenedSession, Tree } from './protocol.ts';
import { loadRunTime, type Session, type StartSession, type Store } from './run-time.ts';
import { NOTHING_SENT, openTransport, type SaveState, type Transport } from './transport.ts';
import { openApiPlace } from './window-api.ts';

/** The lesson as it is being played: one session after the other, each with its own run-time and transport. */
type Player = Omit<Playing, 'report'> & { current: () => RunTime };

/** One lesson, which the page opens at once. */
export async function openLesson(page: ShellPage, bar: Bar, opened: OpenedSession): Promise<Playing> {
  const { launch, stage } = page;
  const startSession = await loadRunTime(launch.edition, launch.masteryOverride);
  const log = page.openLog(opened.epoch);
  const player = openPlayer(page, bar, startSession, opened);
  const facade = createFacade(launch.edition, player.current);
  openApiPlace(launch.edition)(recorded(facade, '', log.record));
  stage.open(launch.href, launch.title);
  return {
    ...player,
    flush(how) {
      player.flush(how);
      log.send(how === 'leave');
    },
    report: () => log.send(false),
    async end() {
      await player.end();
      log.send(true);
    },
  };
}

/** What stands behind the facade of one lesson: a session of it, and after its end another. */
export function openPlayer(
  page: ShellPage,
  bar: Bar,
  startSession: StartSession,
  first: OpenedSession,
): Player {
  const { wire, hint } = page;
  let over = false;
  const show = (state: SaveState) => {
    bar.show(state);
    if (state.name === 'saved') hint(over && part.transport.isClear() ? 'finished' : 'saved');
    else if (state.name === 'unsaved' || state.name === 'expired' || state.name === 'superseded')
      hint(state.name);
  };

  const begin = ({ epoch, cmi }: OpenedSession): { session: Session; transport: Transport } => {
    over = false;
    const { selfReporting } = page.launch;
    const transport = page.isReview
      ? NOTHING_SENT
      : openTransport(epoch, { ...page, selfReporting, onState: show });
    const store: Store = (tree, final) => {
      over ||= final;
      return transport.commit({ cmi: tree }, final ? 'terminate' : 'soon');
    };
    return { session: startSession(cmi as Tree, store), transport };
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
  const flush = (how: 'soon' | 'leave') => {
    if (part.session.isRunning()) part.transport.commit({ cmi: part.session.snapshot() }, how);
  };

  return {
    current: () => ({
      ...part.session,
      initialize(argument) {
        if (part.session.isOver() && !restart()) return 'false';
        return part.session.initialize(argument);
      },
    }),
    flush,
    hurry: () => part.transport.hurry(),
    isClear: () => part.transport.isClear(),
    async end() {
      page.stage.clear();
      flush('soon');
    },
  };
}
