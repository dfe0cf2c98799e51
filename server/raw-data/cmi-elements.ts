import type { Cmi } from '#server/learning/cmi.ts';

/** One stored element by its full name; `value` is null where it is hidden. */
export type Element = { name: string; value: string | null; length: number };

/**
 * What second tries could be read from: private in our own courses, where learners are told so. Ids, types and times
 * stay, as the length does: that is what a fault is found by.
 */
const PRIVATE =
  /^cmi\.(?:suspend_data$|interactions\.\d+\.(?:student_response|learner_response|result|correct_responses\.))/;

export const isPrivate = (element: string): boolean => PRIVATE.test(element);

/** The leaves of a stored data model in its own order, lists by their index; empty ones are left out. */
export function elementsOf(cmi: Cmi, hide: boolean, root = 'cmi'): Element[] {
  return Object.entries(cmi).flatMap(([name, value]): Element[] => {
    const full = `${root}.${name}`;
    if (typeof value !== 'string') return elementsOf(value, hide, full);
    if (value === '') return [];
    return [{ name: full, value: hide && isPrivate(full) ? null : value, length: value.length }];
  });
}

/** The same tree with hidden values told by their length. */
export function withoutPrivate(cmi: Cmi, root = 'cmi'): Cmi {
  return Object.fromEntries(
    Object.entries(cmi).map(([name, value]) => {
      const full = `${root}.${name}`;
      if (typeof value !== 'string') return [name, withoutPrivate(value, full)];
      return [name, value !== '' && isPrivate(full) ? `[hidden: ${value.length} characters]` : value];
    }),
  );
}
