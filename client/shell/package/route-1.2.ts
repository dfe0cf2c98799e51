import type { PackageState, Tree } from '#client/shell/protocol.ts';
import type { StartSession } from '#client/shell/run-time.ts';
import type { Activity } from '#courses/scorm/activity-tree.ts';
import {
  isDone,
  isMet,
  type LessonStatus,
  missingFor,
  readPrerequisites,
  type Script,
  statusTogether,
} from '#courses/scorm/prerequisites.ts';
import { isPlayable, type Placed, placed } from './activities.ts';
import type { Line, Route, Standing, Step } from './route.ts';

/**
 * The way through a SCORM 1.2 package. The standard leaves it to us: any order, previous and next in document order,
 * prerequisites lock (CAM 2.3.2.5.1), those of a folder with everything in it.
 */
export function route12(organization: Activity, state: PackageState, startSession: StartSession): Route {
  const places = placed(organization);
  const ids = new Set(places.map(({ item }) => item.id));
  const scripts = new Map(
    places.map(({ item }) => [item.id, readPrerequisites(item.prerequisites, ids)] as const),
  );
  const statuses = new Map(
    Object.entries(state.scos).map(([id, standing]) => [id, statusFrom(standing)] as const),
  );
  let current: string | null = null;

  const statusOf = (id: string): LessonStatus => {
    const item = places.find((place) => place.item.id === id)?.item;
    return item ? together(item, statuses) : 'not attempted';
  };
  const locks = (place: Placed): Script[] =>
    [...place.parents, place.item]
      .map(({ id }) => scripts.get(id) ?? null)
      .filter((script) => script !== null)
      .filter((script) => !isMet(script, statusOf));
  const titleOf = (id: string): string => places.find(({ item }) => item.id === id)?.item.title ?? id;
  const finishFirst = (place: Placed): string[] =>
    [...new Set(locks(place).flatMap((script) => missingFor(script, statusOf)))].map(titleOf);
  const go = (place: Placed | undefined): Step => {
    if (!place) return { kind: 'choose', denied: true };
    const { item } = place;
    current = item.id;
    if (locks(place).length > 0) return { kind: 'locked', item, finishFirst: finishFirst(place) };
    // Nobody tells us of an asset or of a page elsewhere: once opened they are done.
    if (item.kind !== 'sco') statuses.set(item.id, 'completed');
    return { kind: 'open', item, fresh: false };
  };
  const stops = places.filter(({ item }) => isPlayable(item));
  const beside = (way: 1 | -1): Placed | undefined => {
    const at = stops.findIndex(({ item }) => item.id === current);
    return at === -1 && way === -1 ? undefined : stops[at + way];
  };

  return {
    lines: () =>
      places
        .filter(({ item, parents }) => [...parents, item].every(({ isVisible }) => isVisible))
        .map((place): Line => {
          const { id, title, kind } = place.item;
          const isLocked = isPlayable(place.item) && locks(place).length > 0;
          const lock = isLocked ? { finishFirst: finishFirst(place) } : undefined;
          return { id, title, depth: place.depth, kind, standing: STANDING[statusOf(id)], lock };
        }),
    ways: () => ({ next: beside(1) ? 'open' : 'closed', previous: beside(-1) ? 'open' : 'closed' }),
    begin() {
      const may = stops.filter((place) => locks(place).length === 0);
      const left = may.find(({ item }) => item.id === state.current);
      const next = may.find(({ item }) => !isDone(statusOf(item.id)));
      const first = left ?? next ?? may[0] ?? stops[0];
      return first ? go(first) : { kind: 'choose', denied: false };
    },
    intend: () => {},
    move(move) {
      if (move.kind === 'choose') return go(stops.find(({ item }) => item.id === move.id));
      if (move.kind === 'back') return go(stops.find(({ item }) => item.id === current));
      return go(beside(move.kind === 'next' ? 1 : -1));
    },
    startSession,
    heard(id, cmi) {
      statuses.set(id, statusOfTree(cmi));
    },
    snapshot: () => undefined,
    suspend: () => {},
  };
}

const STANDING: Record<LessonStatus, Standing> = {
  passed: 'done',
  completed: 'done',
  failed: 'failed',
  incomplete: 'begun',
  browsed: 'begun',
  'not attempted': 'new',
};

type Kept = PackageState['scos'][string];

/** The server keeps two statuses; 1.2 has one word for both. */
function statusFrom({ completionStatus, successStatus }: Kept): LessonStatus {
  if (successStatus === 'passed' || successStatus === 'failed') return successStatus;
  return completionStatus === 'completed' || completionStatus === 'incomplete'
    ? completionStatus
    : 'not attempted';
}

const WORDS: readonly LessonStatus[] = ['passed', 'completed', 'failed', 'incomplete', 'browsed'];

function statusOfTree(cmi: Tree): LessonStatus {
  const core = cmi['core'];
  const status = typeof core === 'object' ? core['lesson_status'] : undefined;
  return WORDS.find((word) => word === status) ?? 'not attempted';
}

/** An item with items of its own stands as they do together. */
function together(item: Activity, statuses: ReadonlyMap<string, LessonStatus>): LessonStatus {
  const own = isPlayable(item) ? [statuses.get(item.id) ?? 'not attempted'] : [];
  return statusTogether([...own, ...item.children.map((child) => together(child, statuses))]);
}
