import { type Bar, createBar } from '#client/shell/bar.ts';
import type { ShellPage } from '#client/shell/page.ts';
import type { SaveState } from '#client/shell/transport.ts';
import type { Activity } from '#courses/scorm/activity-tree.ts';
import { addressIn } from './addresses.ts';
import { createPages, type Pages } from './pages.ts';
import { createPanel, type Panel } from './panel.ts';
import type { OwnPage, PackagePlayer, Screen } from './play-package.ts';
import type { Route } from './route.ts';
import { createWays } from './ways.ts';

/** What is around the content of a package: bar, contents, and pages of ours in its place. */
export type Surroundings = {
  bar: Bar;
  screen: Screen;
  bind: (player: PackagePlayer, route: Route) => void;
  /** Says what is saved, to the learner and to the app. */
  saved: (state: SaveState) => void;
};

/** Contents and bar are shown again at once when something changed, and then no more often than this. */
const REFRESH_MS = 150;

export function createSurroundings(
  page: ShellPage,
  items: Activity[],
  isSingle: boolean,
  onClose: () => void,
): Surroundings {
  const { launch } = page;
  let player: PackagePlayer | undefined;
  let route: Route | undefined;
  const itemOf = (id: string | null) => items.find((item) => item.id === id);

  const panel: Panel = createPanel(document.body, {
    lines: () => route?.lines() ?? [],
    current: () => player?.position() ?? null,
    addressOf: (id) => itemOf(id)?.href ?? '',
    onChoose: (id) => void player?.go({ kind: 'choose', id }),
    onToggle(isOpen) {
      ways.showContents(isOpen);
      if (!isOpen && document.activeElement === document.body) ways.focusContents();
    },
  });
  const ways = createWays({
    onContents: () => (panel.isOpen() ? panel.close() : panel.open()),
    onPrevious: () => void player?.go({ kind: 'previous' }),
    onNext: () => void player?.go({ kind: 'next' }),
  });
  const bar = createBar(document.body, {
    selfReporting: launch.selfReporting && isSingle,
    isReview: page.isReview,
    onClose,
    ways: isSingle ? undefined : ways,
  });
  const pages = createPages(
    isSingle ? undefined : panel.open,
    () => void player?.go({ kind: 'back' }),
    onClose,
  );

  const refresh = () => {
    if (!route || isSingle) return;
    const position = player?.position() ?? null;
    const standing = route.lines().find(({ id }) => id === position)?.standing;
    const title = itemOf(position)?.title ?? '';
    ways.show({ ...route.ways(), title, isNextWanted: standing === 'done' });
    panel.refresh();
  };
  const changed = atMostEvery(REFRESH_MS, page.later, refresh);

  const screen = screenOf(page, pages, { changed, moved: refresh }, (shown) => {
    const lines = route?.lines() ?? [];
    const canChoose = !isSingle && lines.some(({ kind, lock }) => kind !== 'folder' && !lock);
    if (!canChoose && !shown.back) return pages.stuck();
    if (!shown.back) panel.open();
    return pages.choose(shown.denied, shown.back?.title);
  });

  return {
    bar,
    screen,
    bind(playing, way) {
      player = playing;
      route = way;
      changed();
    },
    saved(state) {
      bar.show(state);
      const { name } = state;
      if (name === 'saved' || name === 'unsaved' || name === 'expired' || name === 'superseded')
        page.hint(name);
    },
  };
}

/** At once, and once more after the pause if it was asked for meanwhile. */
function atMostEvery(ms: number, later: ShellPage['later'], work: () => void): () => void {
  let isPausing = false;
  let isWanted = false;
  const act = () => {
    if (isPausing) {
      isWanted = true;
      return;
    }
    isPausing = true;
    isWanted = false;
    later(() => {
      isPausing = false;
      if (isWanted) act();
    }, ms);
    work();
  };
  return act;
}

type Choice = Extract<OwnPage, { kind: 'choose' }>;

function screenOf(
  { launch, stage }: ShellPage,
  pages: Pages,
  refreshing: Pick<Screen, 'changed' | 'moved'>,
  choosing: (shown: Choice) => HTMLElement,
): Screen {
  const elsewhere = ({ title, href }: Activity) => stage.show(pages.elsewhere(title, href));
  return {
    ...refreshing,
    leave: stage.leave,
    content(item) {
      const address = addressIn(launch.href, item.href);
      if (address === null) elsewhere(item);
      else stage.open(address, item.title);
    },
    page(shown) {
      if (shown.kind === 'elsewhere') elsewhere(shown.item);
      else if (shown.kind === 'locked') stage.show(pages.locked(shown.item.title, shown.finishFirst));
      else if (shown.kind === 'choose') stage.show(choosing(shown));
      else stage.show(pages[shown.kind]());
    },
  };
}
