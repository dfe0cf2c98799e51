import type { Bar } from '#client/shell/bar.ts';
import { type CallLogWriter, recorded } from '#client/shell/call-log.ts';
import { createFacade, type RunTime } from '#client/shell/facade.ts';
import type { Playing, ShellPage } from '#client/shell/page.ts';
import type { OpenedSession, PackageState } from '#client/shell/protocol.ts';
import { NOTHING_SENT, openTransport } from '#client/shell/transport.ts';
import { openApiPlace } from '#client/shell/window-api.ts';
import type { Activity } from '#courses/scorm/activity-tree.ts';
import { isPlayable, placed } from './activities.ts';
import { loadRoute } from './load-route.ts';
import { type PackagePlayer, playPackage } from './play-package.ts';
import { createSurroundings } from './surroundings.ts';

type Opened = { bar: Bar; begin: (opened: OpenedSession) => Promise<Playing> };

const EMPTY: PackageState = { current: null, sequencing: null, scos: {} };

/**
 * A whole package in this page: its bar and its contents at once, its items when a session has been opened.
 * A package of one part has neither contents nor ways, only what is said about saving and the way out.
 */
export function openPackage(page: ShellPage, contents: Activity, onClose: () => void): Opened {
  const { launch } = page;
  const items = placed(contents).map(({ item }) => item);
  const isSingle = items.filter(isPlayable).length <= 1;
  const surroundings = createSurroundings(page, items, isSingle, onClose);

  return {
    bar: surroundings.bar,
    async begin(opened) {
      const { epoch } = opened;
      const log = page.openLog(epoch);
      let player: PackagePlayer | undefined;
      const route = await loadRoute(launch, contents, opened.package ?? EMPTY, (step) => player?.goOn(step));
      const transport = page.isReview
        ? NOTHING_SENT
        : openTransport(epoch, {
            ...page,
            selfReporting: launch.selfReporting,
            onState: (state) => surroundings.saved(state),
          });
      player = playPackage({
        ...page,
        epoch,
        route,
        transport,
        screen: surroundings.screen,
        install: installer(page, new Set(items.map(({ id }) => id)), log),
        onExpired: () => surroundings.saved({ name: 'expired' }),
        onSuperseded: () => surroundings.saved({ name: 'superseded' }),
      });
      surroundings.bind(player, route);
      void player.begin();
      return playing(player, transport, log);
    },
  };
}

const playing = (
  player: PackagePlayer,
  transport: { hurry: () => void; isClear: () => boolean },
  log: CallLogWriter,
): Playing => ({
  flush(how) {
    player.flush(how);
    log.send(how === 'leave');
  },
  report: () => log.send(false),
  hurry: () => transport.hurry(),
  isClear: () => transport.isClear(),
  async end() {
    await player.suspend();
    log.send(true);
  },
});

/** Each item finds a facade of its own, bound to its own run-time for good. */
function installer({ launch }: ShellPage, activities: ReadonlySet<string>, log: CallLogWriter) {
  const put = openApiPlace(launch.edition);
  return (runTime: (() => RunTime) | null, item?: Activity) => {
    if (!runTime || !item) return put(undefined);
    put(recorded(createFacade(launch.edition, runTime, activities), item.id, log.record));
  };
}
