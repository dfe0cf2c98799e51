import type { Progress, Saved, Tracker } from '#client/player/tracker.ts';
import type { RunSettings } from '#courses/scorm/run-settings.ts';
import { createNames } from './answer-names.ts';
import type { Dialect } from './dialect.ts';
import { better } from './dialect.ts';
import { createAnswers, createObjectives, createWriter } from './journal.ts';
import type { ApiObject, Outcome, RunTime } from './run-time.ts';
import { connect } from './run-time.ts';

const NOTHING: Saved = { saved: false, reason: 'none', detail: '' };

const refusal = (outcome: Outcome & { ok: false }, what: 'set' | 'commit' | 'finish'): Saved => ({
  saved: false,
  reason: outcome.lost ? 'offline' : 'refused',
  call: what,
  detail: `${what}: ${outcome.code}`,
});

type Read = ReturnType<Dialect['read']>;

/** Begins the recording: from here on a closed tab is a suspended lesson, and its status is no longer "not attempted". */
function openRecord(
  runTime: RunTime,
  dialect: Dialect,
  read: Read,
  now: () => number,
  settings: RunSettings,
) {
  const writer = createWriter(runTime);
  const writeObjective = createObjectives(runTime, dialect, writer, settings);
  const writeAnswers = createAnswers(
    runTime,
    dialect,
    settings,
    createNames(runTime, dialect, !read.untouched, now, settings),
  );
  let standing = read.standing;
  const writeExit = (): void => {
    writer.write(dialect.exit(standing.completed ? settings.exitWhenDone : 'suspend'));
  };
  writeExit();
  if (read.untouched) {
    writer.write(dialect.touch);
    runTime.commit();
  }
  return (progress: Progress): Saved => {
    const waiting = writeAnswers(progress.answers);
    const unsaved = writer.writeAll(dialect.state(progress));
    for (const objective of progress.objectives) writeObjective(objective);
    const unjudged = writer.writeAll(dialect.outcome(progress, standing, settings));
    if (unjudged === undefined) standing = better(standing, progress, settings);
    writeExit();
    const committed = runTime.commit();
    if (!committed.ok) return refusal(committed, 'commit');
    const failure = unsaved ?? unjudged;
    if (failure !== undefined) return refusal(failure, 'set');
    if (waiting > 0) return { saved: false, reason: 'offline', detail: `${waiting} answers wait` };
    return { saved: true, atMs: now() };
  };
}

/**
 * A tracker over an LMS's API object.
 * `start` rejects when the LMS refuses to begin a session; nothing else here throws.
 */
export function scormTracker(
  dialect: Dialect,
  api: ApiObject,
  now: () => number,
  settings: RunSettings,
): Tracker {
  const runTime = connect(api, dialect.functions);
  let save: (progress: Progress) => Saved = () => NOTHING;
  let open = false;
  return {
    name: dialect.name,
    start: async () => {
      const begun = runTime.initialize();
      const read = dialect.read(runTime.get);
      // An API object that outlived a reload is already initialised and says so with an error: it still works.
      if (!begun.ok && read.untouched) {
        throw new Error(`The run-time refused to begin a session (error ${begun.code}).`);
      }
      open = true;
      if (read.started.mode === 'normal') save = openRecord(runTime, dialect, read, now, settings);
      return read.started;
    },
    commit: (progress) =>
      open ? save(progress) : { saved: false, reason: 'offline', detail: 'the session has ended' },
    finish: (progress) => {
      if (!open) return NOTHING;
      const saved = progress === undefined ? NOTHING : save(progress);
      const ended = runTime.terminate();
      if (ended.ok) open = false;
      return ended.ok || saved === NOTHING ? saved : refusal(ended, 'finish');
    },
  };
}
