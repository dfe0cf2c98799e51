import type { RunTime } from '#client/shell/facade.ts';
import type { Tree } from '#client/shell/protocol.ts';
import type { Session } from '#client/shell/run-time.ts';
import type { Activity } from '#courses/scorm/activity-tree.ts';
import { CLOSED } from './closed.ts';

/** One SCO that is open: what its page finds behind its run-time, until it is closed for good. */
export type Part = {
  item: Activity;
  runTime: () => RunTime;
  /** What it has set, while it is in a session; undefined before and after. */
  unstored: () => Tree | undefined;
  close: () => void;
};

/**
 * @param start begins a session with what the server keeps
 * @param again asks the server once more: content that starts again after its end (a reload inside its frame) gets a
 * new session, with all that it stored; undefined when the server did not answer
 */
export function openPart(
  item: Activity,
  cmi: Tree,
  start: (cmi: Tree) => Session,
  again: () => Tree | undefined,
): Part {
  let session = start(cmi);
  let isClosed = false;
  const restart = (): boolean => {
    const kept = again();
    if (kept) session = start(kept);
    return kept !== undefined;
  };
  return {
    item,
    runTime: () =>
      isClosed
        ? CLOSED
        : {
            ...session,
            initialize: (argument) =>
              session.isOver() && !restart() ? 'false' : session.initialize(argument),
          },
    unstored: () => (session.isRunning() ? session.snapshot() : undefined),
    close() {
      isClosed = true;
    },
  };
}
