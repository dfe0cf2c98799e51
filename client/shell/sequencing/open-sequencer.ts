import type { Activity } from '#courses/scorm/activity-tree.ts';
import { beginAttempt } from './begin-attempt.ts';
import { drawChildren } from './draw-children.ts';
import {
  askEngine,
  type Engine,
  type Events,
  openEngine,
  type Request,
  type Scorm2004Module,
  stateOf,
} from './engine.ts';
import { type OwnSession, openSession } from './engine-session.ts';
import { linesOf, rollUpOf, statusesOf, validNow } from './engine-views.ts';
import { rollUpNow } from './roll-up-now.ts';
import { type Delivered, type NavigationResult, REQUESTS, type Sequencer } from './sequencer.ts';
import { readState, writeState } from './stored-state.ts';

/**
 * Opens the sequencing of one attempt at a whole SCORM 2004 package.
 * @param module what `import('scorm-again/scorm2004')` gives
 * @param stored `snapshot().sequencing` of an earlier page; null at first. One that cannot be read begins anew.
 * @param onMove hears what a SCO's Terminate has led to, still inside that call
 */
export function openSequencer(
  module: Scorm2004Module,
  contents: Activity,
  stored: string | null,
  onMove: (result: NavigationResult) => void,
): Sequencer {
  const beginning = openEngine(module, contents).api.serializeSequencingState();
  let engine = openEngine(module, contents);
  let delivered: Delivered | undefined;
  let session: OwnSession | undefined;
  /** What the learner wants: obeyed in the SCO's Terminate, if that comes before `navigate` does. */
  let intent: (Request & { result?: NavigationResult }) | undefined;
  /** What was asked for and has not come out yet. */
  let pending = readState(engine, beginning, stored).pending;
  drawChildren(engine, contents);

  const settle = (events: Events): NavigationResult => {
    const result = resultOf(engine, events);
    if (result.kind === 'delivered') delivered = { sco: result.sco, fresh: result.fresh };
    else if (result.kind !== 'refused') delivered = undefined;
    pending = undefined;
    drawChildren(engine, contents);
    return result;
  };
  const ask = (request: Request): NavigationResult => {
    const result = settle(askEngine(engine, request));
    if (result.kind !== 'refused') session?.close();
    return result;
  };
  const terminate = (finish: () => string): string => {
    const { nav } = engine.api.adl;
    if (intent !== undefined) nav.request = nameOf(engine, intent);
    pending = requestIn(engine, nav.request);
    let answer = '';
    const events = engine.during(() => {
      answer = finish();
    });
    if (answer !== 'true') {
      pending = undefined;
      return answer;
    }
    let result = settle(events);
    // The session is over whatever became of the request: without this, what the SCO has reported would not count.
    if (result.kind === 'refused') {
      const exit = settle(askEngine(engine, { name: 'exit' }));
      result = exit.kind === 'choosing' ? { kind: 'choosing', reason: result.reason } : exit;
    }
    session?.close();
    if (intent === undefined) onMove(result);
    else intent.result = result;
    return answer;
  };
  const copy = (): Engine => copied(engine, openEngine(module, contents), beginning);
  const asOfNow = (): Engine => (session?.isRunning() ? rollUpNow(copy(), session.snapshot()) : engine);

  return {
    begin: () => {
      if (delivered !== undefined) return { kind: 'delivered', ...delivered };
      if (!stateOf(engine).isInitialized) engine = copy(); // content has ended the session, and the engine with it
      return beginAttempt(engine, pending, ask);
    },
    current: () => delivered,
    intend: (name, target) => {
      intent = { name, target };
    },
    navigate: (name, target) => {
      const done = intent?.name === name && intent.target === target && intent.result;
      intent = undefined;
      return done || ask({ name, target });
    },
    valid: () => validNow(engine, delivered !== undefined),
    startSession: (cmi, store) => {
      session?.close();
      session = openSession(engine, cmi, store, terminate);
      return session;
    },
    snapshot: () => ({
      ...rollUpOf(asOfNow(), contents.id),
      sequencing: writeState(engine, beginning, pending),
    }),
    statuses: () => statusesOf(asOfNow()),
    lines: () => linesOf(engine, contents),
  };
}

/** Another engine in the state of the first. */
function copied(first: Engine, another: Engine, beginning: string): Engine {
  readState(another, beginning, writeState(first, beginning, undefined));
  return another;
}

function resultOf(engine: Engine, { delivered, ended, refused }: Events): NavigationResult {
  const { currentActivity } = stateOf(engine);
  if (delivered && currentActivity !== null) {
    const sco = engine.names.outside(currentActivity.id);
    return { kind: 'delivered', sco, fresh: !currentActivity.deliveryWasResumed };
  }
  if (ended) return { kind: 'ended' };
  const hasStayed = currentActivity === null || currentActivity.isActive;
  return { kind: hasStayed ? 'refused' : 'choosing', reason: refused ?? '' };
}

const nameOf = ({ names }: Engine, { name, target }: Request): string =>
  target === undefined ? name : `{target=${names.inside(target)}}${name}`;

/** What content asks for with `adl.nav.request`; a plain Terminate is an Exit, which needs no second time. */
function requestIn({ names }: Engine, text: string): Request | undefined {
  const [, inside, word] = /^(?:\{target=(\w+)\})?_?(\w+)$/.exec(text) ?? [];
  const name = REQUESTS.find((request) => request === word);
  if (name === undefined) return undefined;
  return inside === undefined ? { name } : { name, target: names.outside(inside) };
}
