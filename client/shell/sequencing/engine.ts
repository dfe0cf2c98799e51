import type { Scorm2004API, Settings } from 'scorm-again';
import { librarySettings, type Store } from '#client/shell/run-time.ts';
import type { Activity } from '#courses/scorm/activity-tree.ts';
import { activitySettings, type Names, nameActivities } from './activity-settings.ts';
import { amendLibrary } from './amend-library.ts';
import type { NavigationRequest } from './sequencer.ts';

/** What `import('scorm-again/scorm2004')` gives; its declarations name a default export that is not there. */
export type Scorm2004Module = { Scorm2004API: new (settings: Settings) => Scorm2004API };

export type Request = { name: NavigationRequest; target?: string | undefined };

/** What happened inside the library during one call of it. */
export type Events = {
  /** An activity was delivered. */
  delivered: boolean;
  /** The sequencing session is over. */
  ended: boolean;
  /** Exception code of the SN book. */
  refused: string | undefined;
};

export type Engine = {
  api: Scorm2004API;
  names: Names;
  /** Runs something of the library and tells what came out of it. */
  during: (act: () => void) => Events;
  /** Who takes the commits of the present session. */
  storeWith: (take: Store) => void;
  /** Activities that the Navigation Request Process would let the learner choose now. */
  choices: () => ReadonlySet<string>;
};

/** An activity as the library keeps it; only what is used here. */
export type EngineActivity = {
  id: string;
  isVisible: boolean;
  isActive: boolean;
  isSuspended: boolean;
  isAvailable: boolean;
  isHiddenFromChoice: boolean;
  attemptCount: number;
  /** The delivery was the resumption of a suspended attempt. */
  deliveryWasResumed: boolean;
  children: EngineActivity[];
  sequencingControls: { selectionTiming: string; tracked: boolean; objectiveMeasureWeight: number };
  sequencingRules: {
    preConditionRules: { action: string; evaluate: (activity: EngineActivity) => boolean | 'unknown' }[];
  };
};

/** One instance of the library with a package's activity tree, at the very beginning. */
export function openEngine({ Scorm2004API }: Scorm2004Module, contents: Activity): Engine {
  const names = nameActivities(contents);
  let events = nothing();
  let take: Store = () => true;
  let choices: ReadonlySet<string> = new Set();
  const api = new Scorm2004API({
    ...librarySettings((cmi, final) => take(cmi, final)),
    sequencing: {
      activityTree: activitySettings(contents, names),
      eventListeners: {
        onSequencingSessionEnd: () => {
          events.ended = true;
        },
        onSequencingError: (code, context) => {
          if (context === 'navigation') events.refused = code;
        },
        onNavigationValidityUpdate: ({ choice }) => {
          choices = new Set(Object.keys(choice).filter((name) => choice[name] === 'true'));
        },
      },
    },
  });
  amendLibrary(api);
  return {
    api,
    names,
    storeWith: (taker) => {
      take = taker;
    },
    choices: () => {
      api.getSequencingService()?.getOverallSequencingProcess()?.updateNavigationValidity();
      return choices;
    },
    during: (act) => {
      events = nothing();
      const before = lastResult(api);
      act();
      // The library's event of a delivery does not come when the same activity is delivered again.
      const after = lastResult(api);
      return { ...events, delivered: after !== before && after !== null && after.targetActivity !== null };
    },
  };
}

const lastResult = (api: Scorm2004API): { targetActivity: unknown } | null =>
  (api.getSequencingState() as { lastSequencingResult: { targetActivity: unknown } | null })
    .lastSequencingResult;

const nothing = (): Events => ({ delivered: false, ended: false, refused: undefined });

/** Asks the engine; `cmi.exit` counts as in a Terminate, if content has set it and did not terminate. */
export const askEngine = ({ api, names, during }: Engine, { name, target }: Request): Events =>
  during(() =>
    api
      .getSequencingService()
      ?.processNavigationRequest(
        name,
        target === undefined ? undefined : names.inside(target),
        api.cmi.getExitValueInternal(),
      ),
  );

type EngineState = {
  isInitialized: boolean;
  currentActivity: EngineActivity | null;
  rootActivity: EngineActivity;
};

export const stateOf = ({ api }: Engine): EngineState => api.getSequencingState() as EngineState;
/** The activity that a Resume All would deliver. */
export const suspendedIn = ({ api }: Engine): boolean =>
  api.getSequencingService()?.getOverallSequencingProcess()?.getSequencingState().suspendedActivity != null;
