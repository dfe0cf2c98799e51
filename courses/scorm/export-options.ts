import { z } from 'zod';

export const EXPORT_EDITIONS = ['1.2', '2004-3', '2004-4'] as const;
export const LAYOUTS = ['per-lesson', 'single'] as const;
export const ORDERS = ['free', 'in-order'] as const;
export const PROFILE_IDS = [
  'generic',
  'moodle',
  'frappe',
  'open-edx',
  'chamilo',
  'talentlms',
  'docebo',
  'cornerstone',
  'successfactors',
] as const;
export type ProfileId = (typeof PROFILE_IDS)[number];

/** What an administrator chooses for a package; every part has a safe default. */
export const ExportOptions = z.strictObject({
  edition: z.enum(EXPORT_EDITIONS).default('1.2'),
  profile: z.enum(PROFILE_IDS).default('generic'),
  /** One SCO per lesson, or the whole course as one. */
  layout: z.enum(LAYOUTS).default('per-lesson'),
  /** Lessons in any order, or one after the other. */
  order: z.enum(ORDERS).default('free'),
});
export type ExportOptions = z.infer<typeof ExportOptions>;

/** What a package's file is called: the course, then what was chosen beyond the safe default. */
export function packageFileName(
  courseId: string,
  { edition, profile, layout, order }: ExportOptions,
): string {
  const chosen = [
    ...(profile === 'generic' ? [] : [profile]),
    ...(layout === 'single' ? ['single'] : []),
    ...(order === 'in-order' ? ['in-order'] : []),
  ];
  return [courseId, 'scorm', edition, ...chosen].join('-').concat('.zip');
}
