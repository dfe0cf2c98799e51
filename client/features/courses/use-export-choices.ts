import { useSearchParams } from 'react-router';
import type { ExportOptions } from '#courses/scorm/export-options.ts';
import type { ExportProfile } from '#server/contract/catalogue.ts';

export const EDITIONS = ['1.2', '2004-3', '2004-4'] as const;
export const LAYOUTS = ['per-lesson', 'single'] as const;
export const ORDERS = ['free', 'in-order'] as const;

export type Choices = {
  profile: ExportProfile;
  options: ExportOptions;
  /** Something was chosen that is not recommended for this LMS. */
  differs: boolean;
  choose: (change: Partial<ExportOptions>) => void;
  reset: () => void;
};

/**
 * The choices as the address has them (`?lms=moodle&layout=single`), so that it can be sent to a colleague. Only what
 * differs from the recommendation stands there, and another LMS starts at its own recommendation. A word that nobody
 * offered counts as none.
 */
export function useExportChoices(profiles: readonly [ExportProfile, ...ExportProfile[]]): Choices {
  const [params, setParams] = useSearchParams();
  const profile = profiles.find(({ id }) => id === params.get('lms')) ?? profiles[0];
  const { recommended } = profile;
  const layout = oneOf(LAYOUTS, params.get('layout'), recommended.layout);
  const options: ExportOptions = {
    profile: profile.id,
    edition: oneOf(EDITIONS, params.get('edition'), recommended.edition),
    layout,
    // Inside one item the lessons follow one another anyway.
    order: layout === 'single' ? 'free' : oneOf(ORDERS, params.get('order'), recommended.order),
  };
  const write = (lms: ExportProfile, next: ExportProfile['recommended']) => {
    const after = new URLSearchParams(lms === profiles[0] ? {} : { lms: lms.id });
    const said = next.layout === 'single' ? CHOICES.filter((name) => name !== 'order') : CHOICES;
    for (const name of said) if (next[name] !== lms.recommended[name]) after.set(name, next[name]);
    setParams(after, { replace: true, preventScrollReset: true });
  };
  return {
    profile,
    options,
    differs: CHOICES.some((name) => options[name] !== recommended[name]),
    choose: (change) => {
      const other = profiles.find(({ id }) => id === change.profile);
      if (other) write(other, other.recommended);
      else write(profile, { ...options, ...change });
    },
    reset: () => write(profile, recommended),
  };
}

const CHOICES = ['edition', 'layout', 'order'] as const;

const oneOf = <T extends string>(offered: readonly T[], wanted: string | null, usual: T): T =>
  offered.find((value) => value === wanted) ?? usual;
