import type { CurrentLesson } from './lesson-states.repo.ts';

type Placed = Pick<CurrentLesson, 'courseId' | 'language' | 'translationOf'>;

/** `fr` of `fr-CA`. */
const base = (language: string): string => language.toLowerCase().split('-')[0] ?? '';

/**
 * Of courses that say the same in several languages, the one in the language wanted (else the original), and whatever
 * the learner has begun: work under way never disappears because somebody looked at another language.
 */
export function inLanguage<L extends Placed>(
  lessons: readonly L[],
  begun: ReadonlySet<string>,
  wanted: string,
): { offered: L[]; languages: string[]; language: string } {
  const languageOf = new Map(lessons.map(({ courseId, language }) => [courseId, base(language)]));
  const originalOf = ({ courseId, translationOf }: Placed): string =>
    translationOf !== null && languageOf.has(translationOf) ? translationOf : courseId;
  const tongues = new Map<string, Set<string>>();
  for (const lesson of lessons) {
    const spoken = tongues.get(originalOf(lesson)) ?? new Set();
    tongues.set(originalOf(lesson), spoken.add(base(lesson.language)));
  }
  const languages = [
    ...new Set([...tongues.values()].filter(({ size }) => size > 1).flatMap((all) => [...all])),
  ];
  const offered = lessons.filter((lesson) => {
    const original = originalOf(lesson);
    const spoken = tongues.get(original)?.has(base(wanted)) ? base(wanted) : languageOf.get(original);
    return begun.has(lesson.courseId) || base(lesson.language) === spoken;
  });
  const language = languages.includes(base(wanted)) ? base(wanted) : (languages[0] ?? base(wanted));
  return { offered, languages, language };
}
