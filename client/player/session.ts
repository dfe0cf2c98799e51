import { advance } from '#courses/engine/advance.ts';
import { decodeRun, encodeRun } from '#courses/engine/codec.ts';
import { withoutOwnWords } from '#courses/engine/own-words.ts';
import { resultOf } from '#courses/engine/result.ts';
import type { Answer, Event, Result, Run, View } from '#courses/engine/types.ts';
import { viewRun } from '#courses/engine/view-run.ts';
import type { LessonData } from '#courses/format/lesson-data.ts';
import { keptCharacters } from '#courses/scorm/kept-characters.ts';
import type { Clock } from './clock.ts';
import { promptOf } from './prompt-of.ts';
import type { Progress, Saved, Started, Tracker } from './tracker.ts';

export type SaveState =
  | { kind: 'preview' | 'review' | 'idle' }
  | { kind: 'saved'; atMs: number }
  | { kind: 'failed'; reason: 'refused' | 'offline' }
  /** The LMS said no so often, or to the state itself, that waiting is unlikely to help. It is still tried again. */
  | { kind: 'refused' };

/** What a screen shows: derived from lesson and run, never changed in place. */
export type Snapshot = {
  run: Run;
  view: View;
  result: Result;
  save: SaveState;
  left: boolean;
  /** The lesson was complete before, its state is gone, and nothing has been done in it since. */
  finishedBefore: boolean;
};

/** Whether the last answers are not on record, for whatever reason. */
export const isUnsaved = ({ kind }: SaveState): boolean => kind === 'failed' || kind === 'refused';

/** The glue between run and tracker: every event is recorded at once, whatever happens next. */
export type Session = {
  snapshot: () => Snapshot;
  subscribe: (listener: () => void) => () => void;
  send: (event: Event) => void;
  /** Records the present state once more (the page is hidden, or the learner asks to try again). */
  save: () => void;
  /** The learner leaves by the Exit button: stays if the last answers are not saved, unless `anyway`. */
  leave: (anyway?: boolean) => void;
  /** The page goes away for good: records what it can and ends the session. */
  end: () => void;
};

/** Seconds to wait after the first, second, ... failed save; the last one repeats. */
const RETRY_SECONDS = [2, 5, 10, 20, 40, 60];

/** So many refused commits in a row are an answer. */
const MOST_REFUSALS = 3;

/** What may leave the device: the reading of typed words in a private course, else the words themselves. */
const reported = (answer: Answer, ownWords: LessonData['course']['ownWords']): Answer =>
  ownWords === 'private' && answer.ownWords ? { ...answer, response: answer.reading } : answer;

function progressOf(
  { lesson, course, edition }: LessonData,
  run: Run,
): Omit<Progress, 'answers' | 'sessionSeconds'> {
  const result = resultOf(lesson, run);
  // Suspended data lies on the LMS's server: private words must not travel in it either.
  const kept = course.ownWords === 'private' ? withoutOwnWords(lesson, run) : run;
  return {
    suspendData: encodeRun(lesson, kept, keptCharacters(edition)),
    location: run.at,
    completionStatus: result.complete ? 'completed' : 'incomplete',
    successStatus: result.passed ? 'passed' : 'unknown',
    scaledScore: result.score,
    progressMeasure: result.progress,
    objectives: result.objectives,
  };
}

function firstSaveState(tracker: Tracker, started: Started): SaveState {
  if (tracker.name === 'memory') return { kind: 'preview' };
  return started.mode === 'normal' ? { kind: 'idle' } : { kind: 'review' };
}

/** `refusals`: how many times in a row the LMS has said no, this time included. */
function stateAfter(saved: Saved, otherwise: SaveState, refusals: number): SaveState {
  if (saved.saved) return { kind: 'saved', atMs: saved.atMs };
  if (isRefusal(saved) && (saved.call === 'set' || refusals >= MOST_REFUSALS)) return { kind: 'refused' };
  return saved.reason === 'none' ? otherwise : { kind: 'failed', reason: saved.reason };
}

const isRefusal = (saved: Saved): boolean => !saved.saved && saved.reason === 'refused';

function firstSnapshot({ lesson }: LessonData, tracker: Tracker, started: Started, seed: number): Snapshot {
  const run = decodeRun(lesson, started.suspendData, seed);
  const { mode, completionStatus, suspendData } = started;
  return {
    run,
    view: viewRun(lesson, run),
    result: resultOf(lesson, run),
    save: firstSaveState(tracker, started),
    left: false,
    finishedBefore: mode === 'normal' && completionStatus === 'completed' && suspendData === '',
  };
}

/** Opens a lesson where it was left; any suspend data, also none or nonsense, gives a playable run. */
export function openSession(data: LessonData, tracker: Tracker, started: Started, clock: Clock): Session {
  const { lesson, course } = data;
  const openedAt = clock.now();
  const listeners = new Set<() => void>();
  let shownAt = openedAt;
  let failures = 0;
  let refusals = 0;
  let callOff: (() => void) | undefined;
  let now = firstSnapshot(data, tracker, started, clock.seed());

  const show = (next: Partial<Snapshot>): void => {
    now = { ...now, ...next };
    for (const listener of listeners) listener();
  };
  const record = (how: 'commit' | 'finish', answers: Progress['answers'] = []): SaveState => {
    callOff?.();
    callOff = undefined;
    const sessionSeconds = (clock.now() - openedAt) / 1000;
    const progress = { ...progressOf(data, now.run), answers, sessionSeconds };
    const saved = how === 'finish' && now.finishedBefore ? tracker.finish() : tracker[how](progress);
    refusals = isRefusal(saved) ? refusals + 1 : 0;
    const state = stateAfter(saved, firstSaveState(tracker, started), refusals);
    failures = isUnsaved(state) ? failures + 1 : 0;
    const wait = RETRY_SECONDS[Math.min(failures, RETRY_SECONDS.length) - 1];
    if (how === 'commit' && wait !== undefined)
      callOff = clock.later(wait * 1000, () => show({ save: record('commit') }));
    return state;
  };

  const end = (): void => {
    if (!now.left) show({ save: record('finish'), left: true });
  };

  return {
    snapshot: () => now,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    send: (event) => {
      if (now.left) return;
      const before = now.view;
      const { run, answers } = advance(lesson, now.run, event, clock.seed());
      if (run === now.run && answers.length === 0) return;
      const atMs = clock.now();
      const latencySeconds = (atMs - shownAt) / 1000;
      shownAt = atMs;
      now = {
        ...now,
        run,
        view: viewRun(lesson, run),
        result: resultOf(lesson, run),
        finishedBefore: false,
      };
      const told = answers.map((answer) => ({
        ...reported(answer, course.ownWords),
        atMs,
        latencySeconds,
        prompt: promptOf(before, answer),
      }));
      show({ save: record('commit', told) });
    },
    save: () => {
      // Of a finished lesson that nobody has touched there is nothing to record.
      if (!now.left && !now.finishedBefore) show({ save: record('commit') });
    },
    leave: (anyway = false) => {
      if (now.left) return;
      if (now.finishedBefore) return end();
      const save = record('commit');
      if (isUnsaved(save) && !anyway) return show({ save });
      return end();
    },
    end,
  };
}
