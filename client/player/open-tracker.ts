import type { LessonData } from '#courses/format/lesson-data.ts';
import { findApi, locateApi, surroundings } from './find-api.ts';
import { watch } from './self-test/call-log.ts';
import type { Connection } from './self-test/connection.ts';
import type { Started, Tracker } from './tracker.ts';
import { memoryTracker } from './trackers/memory.ts';
import { scorm12Tracker } from './trackers/scorm-1.2.ts';
import { scorm2004Tracker } from './trackers/scorm-2004.ts';

/** `lost`: a run-time was expected and did not answer, so nothing is recorded although the learner may expect it. */
export type Opened = { tracker: Tracker; started: Started; lost: boolean; connection: Connection };

const RUN_TIMES = {
  '1.2': { name: 'API', other: 'API_1484_11', create: scorm12Tracker },
  '2004-3': { name: 'API_1484_11', other: 'API', create: scorm2004Tracker },
  '2004-4': { name: 'API_1484_11', other: 'API', create: scorm2004Tracker },
} as const;

/**
 * Starts a session with the run-time of the package's own edition, never with another that the LMS offers as well:
 * some offer two, and only one of them is kept.
 */
export async function openTracker(
  { edition, settings }: Pick<LessonData, 'edition' | 'settings'>,
  win: Window,
  patienceMs?: number,
): Promise<Opened> {
  let connection: Connection = { ...surroundings(win), edition, otherEdition: false };
  if (edition !== 'none') {
    const { name, other, create } = RUN_TIMES[edition];
    const found = await findApi(win, name, patienceMs);
    connection = {
      ...connection,
      place: locateApi(win, name)?.place,
      otherEdition: locateApi(win, other) !== undefined,
    };
    if (found !== undefined) {
      const watched = watch(found);
      connection = { ...connection, runTime: watched };
      try {
        const tracker = create(watched.api, Date.now, settings);
        return { tracker, started: await tracker.start(), lost: false, connection };
      } catch {
        // The LMS refused the session: the lesson can still be practised.
      }
    }
  }
  const tracker = memoryTracker();
  return { tracker, started: await tracker.start(), lost: edition !== 'none', connection };
}
