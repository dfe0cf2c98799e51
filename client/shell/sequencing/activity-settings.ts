import type { Settings } from 'scorm-again';
import type { Activity } from '#courses/scorm/activity-tree.ts';
import type { SequencingControls } from '#courses/scorm/sequencing.ts';

type ActivitySettings = NonNullable<NonNullable<Settings['sequencing']>['activityTree']>;

/**
 * The library wants an id on every primary objective, and offers every objective with a real id to the content in
 * `cmi.objectives`. One that the manifest leaves nameless gets an id that the library takes for blank there.
 */
const NAMELESS = ' ';

/**
 * The names of activities inside the engine. The manifest's own may be long, or have characters that the library's
 * patterns for `{target=...}` do not take.
 */
export type Names = {
  inside: (id: string) => string;
  outside: (name: string) => string;
};

/** A name that no activity has. */
const NOBODY = 'nobody';

export function nameActivities(contents: Activity): Names {
  const ids = idsOf(contents);
  const names = new Map(ids.map((id, index) => [id, `a${index}`]));
  return {
    inside: (id) => names.get(id) ?? NOBODY,
    outside: (name) => ids[Number(name.slice(1))] ?? '',
  };
}

const idsOf = ({ id, children }: Activity): string[] => [id, ...children.flatMap(idsOf)];

/**
 * The contents of a package as the library's activity tree. Folders without anything to open are left out: the engine
 * would deliver them (SN 2.1.4 knows no empty cluster).
 */
export function activitySettings(activity: Activity, names: Names): ActivitySettings {
  const { primaryObjective, sequencingControls, ...sequencing } = activity.sequencing ?? {};
  const children = activity.children.filter(holdsContent).map((child) => activitySettings(child, names));
  const settings = {
    ...sequencing,
    // The standard's default, which is not the library's (SN 3.2.3).
    sequencingControls: { flow: false, ...sequencingControls, ...drawnByUs(sequencingControls) },
    id: names.inside(activity.id),
    title: '',
    isVisible: activity.isVisible,
    ...(children.length > 0 && { children }),
    ...(primaryObjective !== undefined && {
      primaryObjective: {
        ...primaryObjective,
        objectiveID: primaryObjective.objectiveID || NAMELESS,
        isPrimary: true,
      },
    }),
  };
  // The library's types say less than it understands: roll-up by time limits, and vocabularies as enums.
  return settings as ActivitySettings;
}

/** Selection and randomization are ours (see draw-children.ts); the library keeps the result. */
const drawnByUs = (controls: SequencingControls | undefined) => ({
  randomizationTiming: 'never',
  ...((controls?.selectionTiming ?? 'never') !== 'never' && {
    selectionTiming: 'once',
    selectionCountStatus: true,
  }),
});

const holdsContent = ({ kind, children }: Activity): boolean =>
  kind !== 'folder' || children.some(holdsContent);
