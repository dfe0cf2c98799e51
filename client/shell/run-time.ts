import type { CommitObject, ResultObject, Scorm12API, Scorm2004API, Settings } from 'scorm-again';
import type { RunTime } from './facade.ts';
import { withLineBreaks } from './line-breaks.ts';
import { loadTree } from './load-tree.ts';
import type { Edition, Tree } from './protocol.ts';

/** Takes a snapshot for storing; false when that is impossible. `final`: the content ended its session. */
export type Store = (cmi: Tree, final: boolean) => boolean;

/** A run-time for one session, with the state it starts from. */
export type Session = RunTime & {
  isRunning: () => boolean;
  isOver: () => boolean;
  /** What the content has set so far. */
  snapshot: () => Tree;
};
export type StartSession = (cmi: Tree, store: Store) => Session;

/**
 * Loads the library for one edition only: the other is never downloaded.
 * @param masteryOverride 1.2: a mastery score decides passed or failed at LMSFinish, whatever the content said
 */
export async function loadRunTime(edition: Edition, masteryOverride = true): Promise<StartSession> {
  if (edition === '1.2') {
    const { Scorm12API } = (await import('scorm-again/scorm12')) as unknown as Module12;
    return withLineBreaks((cmi, store) =>
      start(new Scorm12API({ ...librarySettings(store), mastery_override: masteryOverride }), cmi),
    );
  }
  const { Scorm2004API } = (await import('scorm-again/scorm2004')) as unknown as Module2004;
  return withLineBreaks((cmi, store) => start(new Scorm2004API(librarySettings(store)), cmi));
}

// The declarations of these two modules name a default export; what is there is a named one.
type Module12 = { Scorm12API: new (settings: Settings) => Scorm12API };
type Module2004 = { Scorm2004API: new (settings: Settings) => Scorm2004API };

/** The library must have an address to commit at all; nothing is ever sent there, the http service takes it. */
const NOWHERE = 'about:blank';

/** How the library is used here, whatever the edition: it keeps the data model, and everything it sends goes to `store`. */
export const librarySettings = (store: Store): Settings => ({
  lmsCommitUrl: NOWHERE,
  httpService: {
    updateSettings: () => {},
    processHttpRequest: (_url, params, terminates): ResultObject => {
      const taken = store(plainTree(params as CommitObject).cmi, terminates ?? false);
      return { result: taken ? 'true' : 'false', errorCode: taken ? 0 : 101 };
    },
  },
  dataCommitFormat: 'json',
  autocommit: true,
  autocommitSeconds: 10,
  logLevel: 5,
  onLogMessage: () => {},
  enableOfflineSupport: false,
});

/** The library's own objects as plain data, the way they would be sent. */
export const plainTree = (data: unknown): { cmi: Tree } => JSON.parse(JSON.stringify(data)) as { cmi: Tree };

type Api = Scorm12API | Scorm2004API;

function start(api: Api, cmi: Tree): Session {
  loadTree((flat) => api.loadFromFlattenedJSON(flat), cmi);
  return {
    ...rolesOf(api),
    isRunning: () => api.isInitialized(),
    isOver: () => api.isTerminated(),
    snapshot: () => plainTree(api.renderCMIToJSONObject()).cmi,
  };
}

const rolesOf = (api: Api): RunTime => ({
  initialize: (argument) => api.lmsInitialize(argument),
  terminate: (argument) => api.lmsFinish(argument),
  getValue: (element) => api.lmsGetValue(element),
  setValue: (element, value) => api.lmsSetValue(element, value),
  commit: (argument) => api.lmsCommit(argument),
  getLastError: () => api.lmsGetLastError(),
  getErrorString: (code) => api.lmsGetErrorString(code),
  getDiagnostic: (code) => api.lmsGetDiagnostic(code),
});
