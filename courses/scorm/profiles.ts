import { type ExportOptions, PROFILE_IDS, type ProfileId } from './export-options.ts';
import { type RunSettings, SAFE_SETTINGS } from './run-settings.ts';

type Recommended = Pick<ExportOptions, 'edition' | 'layout' | 'order'>;

/** What is known about one LMS, and what a package for it does differently. */
export type Profile = {
  id: ProfileId;
  name: string;
  /** What is preset when the profile is chosen. */
  recommended: Recommended;
  /** What the player does differently there. */
  settings: Partial<RunSettings>;
};

const SAFE: Recommended = { edition: '1.2', layout: 'per-lesson', order: 'free' };

const NAMES: Record<ProfileId, string> = {
  generic: 'Any other LMS',
  moodle: 'Moodle',
  frappe: 'Frappe Learning',
  'open-edx': 'Open edX',
  chamilo: 'Chamilo',
  talentlms: 'TalentLMS',
  docebo: 'Docebo',
  cornerstone: 'Cornerstone',
  successfactors: 'SAP SuccessFactors',
};

/** Every profile, the safe one for unknown LMSs first. */
export const PROFILES: readonly Profile[] = PROFILE_IDS.map((id) => ({
  id,
  name: NAMES[id],
  recommended: SAFE,
  settings: {},
}));

/** How a lesson exported with these options behaves towards its LMS. */
export function settingsFor({ profile }: ExportOptions): RunSettings {
  return { ...SAFE_SETTINGS, ...PROFILES.find(({ id }) => id === profile)?.settings };
}
