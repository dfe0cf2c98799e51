import { CourseSettings } from '#server/contract/imports.ts';

const DEFAULTS = CourseSettings.parse({});

/** A course's settings as stored (null: nobody chose any), with the default of each that is missing. */
export const settingsOf = (stored: Partial<CourseSettings> | null): CourseSettings => ({
  ...DEFAULTS,
  ...stored,
});
