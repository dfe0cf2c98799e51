import type { ExportOptions, ProfileId } from './export-options.ts';
import { PROFILE_FACTS } from './profile-facts.ts';
import { type RunSettings, SAFE_SETTINGS } from './run-settings.ts';

/** What a profile presets; the person who exports may choose otherwise. */
export type Recommended = Pick<ExportOptions, 'edition' | 'layout' | 'order'>;
type Choices = Recommended & RunSettings;

/** One thing that a package for an LMS has otherwise than the safe default, and how we know that it should. */
export type Deviation = {
  [Setting in keyof Choices]: {
    setting: Setting;
    value: Choices[Setting];
    reason: string;
    /** A page, a repository's file or a thread that anybody can look up. */
    source: string;
  };
}[keyof Choices];

/** What is known of an LMS, for the people who export and import. */
export type ProfileFacts = {
  name: string;
  deviations: readonly Deviation[];
  /** What that LMS will show, in one or two plain sentences. */
  shows: readonly string[];
  /** What else an administrator there should know. What nobody has checked is called so. */
  notes: readonly string[];
};

export type Profile = ProfileFacts & {
  id: ProfileId;
  recommended: Recommended;
  /** What the player does otherwise there. */
  settings: Partial<RunSettings>;
};

export const SAFE_CHOICE: Recommended = { edition: '1.2', layout: 'per-lesson', order: 'free' };

/** Every profile, the one for unknown LMSs first. Choices follow from the deviations, so none can go without its reason. */
export const PROFILES: readonly Profile[] = (Object.keys(PROFILE_FACTS) as ProfileId[]).map((id) => {
  const facts = PROFILE_FACTS[id];
  return {
    id,
    ...facts,
    recommended: { ...SAFE_CHOICE, ...chosen(facts, SAFE_CHOICE) },
    settings: chosen(facts, SAFE_SETTINGS),
  };
});

/** The deviations from these defaults, by setting. */
function chosen<T extends Recommended | RunSettings>({ deviations }: ProfileFacts, defaults: T): Partial<T> {
  const ours = deviations.filter(({ setting }) => setting in defaults);
  return Object.fromEntries(ours.map(({ setting, value }) => [setting, value])) as Partial<T>;
}

export function profileOf(id: ProfileId): Profile {
  const found = PROFILES.find((profile) => profile.id === id);
  if (found === undefined) throw new Error(`There is no profile "${id}".`);
  return found;
}

/** How a lesson exported with these options behaves towards its LMS. */
export const settingsFor = ({ profile }: ExportOptions): RunSettings => ({
  ...SAFE_SETTINGS,
  ...profileOf(profile).settings,
});
