import { describe, expect, it } from 'vitest';
import { ExportOptions, PROFILE_IDS } from './export-options.ts';
import { PROFILES, profileOf, SAFE_CHOICE, settingsFor } from './profiles.ts';
import { SAFE_SETTINGS } from './run-settings.ts';

const DEFAULTS = { ...SAFE_CHOICE, ...SAFE_SETTINGS };
const differing = (choices: object): string[] =>
  Object.entries(choices)
    .filter(([setting, value]) => DEFAULTS[setting as keyof typeof DEFAULTS] !== value)
    .map(([setting]) => setting);

describe('the profiles', () => {
  it('are nine, in the order in which they are offered, and begin with the one for unknown LMSs', () => {
    expect(PROFILES.map(({ id }) => id)).toEqual([...PROFILE_IDS]);
    expect(new Set(PROFILES.map(({ name }) => name)).size).toBe(9);
  });

  it.each(PROFILES)('$name: changes nothing without a reason and a source', (profile) => {
    const settings = settingsFor(ExportOptions.parse({ profile: profile.id }));
    const changed = differing({ ...profile.recommended, ...settings });
    expect(profile.deviations.map(({ setting }) => setting).sort()).toEqual(changed.sort());
    for (const { reason, source } of profile.deviations) {
      expect(reason).toMatch(/^[A-Z].{20,}\.$/);
      expect(source).toMatch(/[\w-]+(\.\w+|\/)\S/);
    }
  });

  it.each(PROFILES)(
    '$name: can be chosen as it is recommended, and says what the LMS will show',
    (profile) => {
      const options = ExportOptions.parse({ ...profile.recommended, profile: profile.id });
      expect(options).toEqual({ ...profile.recommended, profile: profile.id });
      expect(profile.shows.length).toBeGreaterThan(0);
      expect(profile.shows.length).toBeLessThanOrEqual(2);
      for (const sentence of [...profile.shows, ...profile.notes]) expect(sentence).toMatch(/^[A-Z].+\.$/);
    },
  );

  it('keep to what is known of each LMS', () => {
    expect(differing(profileOf('generic').recommended)).toEqual([]);
    for (const id of ['moodle', 'chamilo', 'talentlms', 'frappe'] as const)
      expect(profileOf(id).recommended.edition).toBe('1.2');
    for (const id of ['docebo', 'cornerstone'] as const)
      expect(profileOf(id).recommended.edition).toBe('2004-3');
    for (const id of ['frappe', 'open-edx'] as const) expect(profileOf(id).recommended.layout).toBe('single');
    // Frappe Learning counts a SCORM 1.2 course only when it is "passed".
    expect(settingsFor(ExportOptions.parse({ profile: 'frappe' })).passedWord).toBe('passed');
  });
});
