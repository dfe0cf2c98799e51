import type { Edition } from '#courses/format/lesson-data.ts';
import { judgeElement } from './judge-element.ts';
import { type CallProblem, type Judging, newSitting, type Sitting } from './judge-state.ts';
import type { Call, Role } from './run-time-calls.ts';
import { roleOf } from './run-time-calls.ts';

export type JudgeOptions = {
  /** What `exit` may be set to besides `suspend`, as the export's profile has it ('' in 1.2 and `normal` in 2004 are the same). */
  exitWhenDone?: 'suspend' | 'normal';
  /** Whether the last session of each lesson must have been ended. Off for a page that was torn away. */
  ended?: boolean;
};

/**
 * Judges a recording: each call by itself against the strict data model, and all of them by their order, session by
 * session. An `error` breaks the standard as its strictest judge reads it; a `warning` is allowed, but has gone wrong
 * in real LMSs. Sittings of one lesson go on where the one before stopped.
 */
export function judgeCalls(
  edition: Edition,
  calls: readonly Call[],
  options: JudgeOptions = {},
): CallProblem[] {
  const { exitWhenDone = 'suspend', ended = true } = options;
  const problems: CallProblem[] = [];
  const sittings = new Map<string, Sitting>();
  for (const [at, call] of calls.entries()) {
    const sco = call.sco ?? '';
    const session = call.session ?? 1;
    let sitting = sittings.get(sco);
    if (sitting?.session !== session) {
      sitting = newSitting(edition, session, sitting);
      sittings.set(sco, sitting);
    }
    const tell = (level: CallProblem['level'], rule: string, message: string): void => {
      problems.push({ level, rule, message, at });
    };
    judgeOne(sitting, call, { tell, exitWhenDone });
  }
  if (ended) problems.push(...[...sittings.values()].flatMap((sitting) => leftOpen(sitting, calls.length)));
  return problems;
}

const leftOpen = ({ phase }: Sitting, calls: number): CallProblem[] =>
  phase === 'open'
    ? [
        {
          level: 'error',
          rule: 'not-ended',
          message: 'The session was begun and never ended.',
          at: calls - 1,
        },
      ]
    : [];

function judgeOne(sitting: Sitting, call: Call, judging: Judging): void {
  const role = roleOf(sitting.edition, call.call);
  if (role === undefined) {
    judging.tell('error', 'unknown-function', `SCORM ${sitting.edition} has no function ${call.call}.`);
    return;
  }
  judgeArguments(role, call, judging);
  if (role === 'lastError' || role === 'errorString' || role === 'diagnostic') return;
  judgePhase(sitting, role, call, judging);
  if (role === 'get' || role === 'set') judgeElement(sitting, role, call, judging);
  if (role === 'commit' || role === 'terminate') judgeBatch(sitting, judging);
}

function judgeArguments(role: Role, { call, args }: Call, { tell }: Judging): void {
  const emptyOnly = role === 'initialize' || role === 'terminate' || role === 'commit';
  if (emptyOnly && (args.length !== 1 || args[0] !== ''))
    tell('error', 'arguments', `${call} was called with (${args.map(quote).join(', ')}); expected ("").`);
  const count = { set: 2, get: 1 }[role as 'set' | 'get'];
  if (count !== undefined && args.length !== count)
    tell('error', 'arguments', `${call} was called with ${args.length} arguments; expected ${count}.`);
}

function judgePhase(sitting: Sitting, role: Role, { call, args }: Call, { tell }: Judging): void {
  const what = args[0] ? `${call} ${args[0]}` : call;
  if (role === 'initialize') {
    if (sitting.phase !== 'new')
      tell('error', 'begin-once', `${call} was called again; expected once, first.`);
    else sitting.phase = 'open';
    return;
  }
  if (sitting.phase === 'new') tell('error', 'begin-first', `${what} came before the session was begun.`);
  if (sitting.phase === 'ended')
    tell(
      'error',
      role === 'terminate' ? 'end-once' : 'end-last',
      `${what} came after the session was ended.`,
    );
  if (role === 'terminate' && sitting.phase === 'open') sitting.phase = 'ended';
}

/** What was set since the last Commit, as a whole: the order within it is the lesson's own affair. */
function judgeBatch(sitting: Sitting, { tell }: Judging): void {
  // A score beside an unfinished status was seen to turn into `failed` where the LMS applies a mastery score.
  if (sitting.scored && !sitting.final)
    tell('warning', 'early-score', 'A score was sent before the final status; an LMS may judge by it.');
  if (sitting.closing && !sitting.final)
    tell('warning', 'other-exit', 'The exit was set to its last value before the lesson was finished.');
  sitting.scored = false;
  sitting.closing = false;
}

const quote = (text: string): string => JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}...` : text);
