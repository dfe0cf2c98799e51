import type { LessonData } from '#courses/format/lesson-data.ts';
import { findApi } from './find-api.ts';
import type { Started, Tracker } from './tracker.ts';
import { memoryTracker } from './trackers/memory.ts';
import { scorm12Tracker } from './trackers/scorm-1.2.ts';
import { scorm2004Tracker } from './trackers/scorm-2004.ts';

/** `lost`: a run-time was expected and did not answer, so nothing is recorded although the learner may expect it. */
export type Opened = { tracker: Tracker; started: Started; lost: boolean };

const RUN_TIMES = {
  '1.2': { name: 'API', create: scorm12Tracker },
  '2004-3': { name: 'API_1484_11', create: scorm2004Tracker },
  '2004-4': { name: 'API_1484_11', create: scorm2004Tracker },
} as const;

/**
 * Starts a session with the run-time of the package's own edition, never with another that the LMS offers as well:
 * some offer two, and only one of them is kept.
 */
export async function openTracker(
  edition: LessonData['edition'],
  win: Window,
  patienceMs?: number,
): Promise<Opened> {
  if (edition !== 'none') {
    const { name, create } = RUN_TIMES[edition];
    const api = await findApi(win, name, patienceMs);
    if (api !== undefined) {
      try {
        const tracker = create(api);
        return { tracker, started: await tracker.start(), lost: false };
      } catch {
        // The LMS refused the session: the lesson can still be practised.
      }
    }
  }
  const tracker = memoryTracker();
  return { tracker, started: await tracker.start(), lost: edition !== 'none' };
}
