import type { RunTime } from '#client/shell/facade.ts';
import { loadTree } from '#client/shell/load-tree.ts';
import type { Tree } from '#client/shell/protocol.ts';
import { plainTree, type Session, type Store } from '#client/shell/run-time.ts';
import type { Engine } from './engine.ts';

export type OwnSession = Session & {
  /** Nothing that the content calls from now on reaches the engine. */
  close: () => void;
};

/**
 * A run-time for the activity that was delivered.
 * @param terminate does all that belongs to a Terminate around the library's own
 */
export function openSession(
  engine: Engine,
  cmi: Tree,
  store: Store,
  terminate: (finish: () => string) => string,
): OwnSession {
  const { api } = engine;
  let open = true;
  let said = false;
  let last: Tree = {};
  let code = '0';
  clean(engine);
  engine.storeWith(store);
  loadTree((flat) => api.loadFromFlattenedJSON(flat), cmi);

  const tree = (): Tree => plainTree(api.renderCMIToJSONObject()).cmi;
  const whileOpen =
    <A extends unknown[]>(act: (...args: A) => unknown, refusal: string, error: string) =>
    (...args: A): unknown => {
      if (open) return act(...args);
      code = error;
      return refusal;
    };
  const runTime: RunTime = {
    initialize: whileOpen((argument: string) => api.lmsInitialize(argument), 'false', '104'),
    terminate: whileOpen(
      (argument: string) =>
        terminate(() => {
          const answer = api.lmsFinish(argument);
          said = answer === 'true';
          return answer;
        }),
      'false',
      '113',
    ),
    getValue: whileOpen((element: string) => api.lmsGetValue(inside(engine, element)), '', '123'),
    setValue: whileOpen(
      (element: string, value: string) => api.lmsSetValue(element, requestInside(engine, element, value)),
      'false',
      '133',
    ),
    commit: whileOpen((argument: string) => api.lmsCommit(argument), 'false', '143'),
    getLastError: () => (open ? api.lmsGetLastError() : code),
    getErrorString: (error) => api.lmsGetErrorString(error),
    getDiagnostic: (error) => api.lmsGetDiagnostic(error),
  };
  return {
    ...runTime,
    isRunning: () => open && api.isInitialized(),
    isOver: () => said,
    snapshot: () => (open ? tree() : last),
    close: () => {
      if (!open) return;
      last = tree();
      open = false;
      clean(engine);
    },
  };
}

/** What the library's own reset keeps of the SCO before, in part. */
const KEPT = [
  'learner',
  'content',
  'settings',
  'thresholds',
  'session',
  'learner_preference',
  'comments_from_learner',
  'comments_from_lms',
] as const;

/** Forgets all of the data model of an earlier SCO; the state of sequencing and the data that activities share stay. */
function clean({ api, storeWith }: Engine): void {
  storeWith(() => true);
  for (const part of KEPT) Object.assign(api.cmi, { [part]: another(api.cmi[part]) });
  api.reset(undefined, { preserveListeners: true, resetTotalTime: true });
  api.cmi.entry = '';
}

const another = <T extends object>(part: T): T => new (part.constructor as new () => T)();

const TARGET = /\{target=([^{}]*)\}/;

/** `adl.nav.request_valid.choice.{target=intro}` in the engine's names. */
const inside = ({ names }: Engine, element: string): string =>
  element.startsWith('adl.nav.request_valid.')
    ? element.replace(TARGET, (_whole, id: string) => `{target=${names.inside(id)}}`)
    : element;

/** `{target=intro}choice` in the engine's names, where content asks for it. */
const requestInside = ({ names }: Engine, element: string, value: string): string =>
  element === 'adl.nav.request'
    ? value.replace(TARGET, (_whole, id: string) => `{target=${names.inside(id)}}`)
    : value;
