import type { LessonCard, Today } from '#server/contract/learning.ts';
import { drillOf } from './drill-of.ts';
import { gradeAttempts } from './grade-attempts.ts';
import { inLanguage } from './in-language.ts';
import type { CurrentLesson, LessonState } from './lesson-states.repo.ts';
import { attemptsLeft, standingOf } from './pick-attempt.ts';
import { LATER_MS } from './roll-up.ts';

type Known = {
  lessons: readonly CurrentLesson[];
  /** The learner's own. */
  states: readonly LessonState[];
  plans: Today['plans'];
  /** BCP 47 tag. */
  language: string;
};

/** What to offer: begun work first, then what was finished at least 7 days ago, then the next new lesson; and a drill. */
export function buildToday({ lessons, states, plans, language: wanted }: Known, nowMs: number): Today {
  const statesOf = Map.groupBy(states, keyOf);
  const begun = new Set(states.map(({ courseId }) => courseId));
  const { offered, languages, language } = inLanguage(lessons, begun, wanted);
  const cardsOf = (kind: CurrentLesson['kind']) =>
    offered
      .filter((lesson) => lesson.kind === kind)
      .map((lesson) => cardOf(lesson, statesOf.get(keyOf(lesson)) ?? [], nowMs));
  const cards = cardsOf('course');
  const resumable = cards
    .filter(({ lastAttempt }) => lastAttempt === 'under-way')
    .sort(byLastSeen)
    .at(-1);
  const due = cards.filter(({ dueAgain }) => dueAgain).sort(byLastSeen)[0];
  const next = cards.find(({ lastAttempt }) => lastAttempt === 'none');
  const all = { lessons: cards, drill: drillOf(cardsOf('drills'), nowMs), plans, languages, language };
  if (resumable) return { next: resumable, reason: 'resume', ...all };
  if (due) return { next: due, reason: 'due-again', ...all };
  if (next) return { next, reason: 'next', ...all };
  return { next: null, reason: 'nothing', ...all };
}

const byLastSeen = (a: LessonCard, b: LessonCard): number => (a.lastSeenMs ?? 0) - (b.lastSeenMs ?? 0);

const keyOf = ({ courseId, lessonId }: { courseId: string; lessonId: string }): string =>
  JSON.stringify([courseId, lessonId]);

/** @param states of this lesson, oldest attempt first */
function cardOf(lesson: CurrentLesson, states: readonly LessonState[], nowMs: number): LessonCard {
  const { settings, givesEvidence } = lesson;
  const latest = states.at(-1);
  const lastAttempt = standingOf(latest);
  const left = attemptsLeft(settings.maxAttempts, states.length);
  const aWeekAgo = nowMs - (latest?.completedMs ?? nowMs) >= LATER_MS;
  return {
    courseId: lesson.courseId,
    courseTitle: lesson.courseTitle,
    language: lesson.language,
    lessonId: lesson.lessonId,
    title: lesson.title,
    description: lesson.description,
    minutes: lesson.minutes,
    imported: lesson.imported,
    ...gradeAttempts(settings.grading, states),
    lastSeenMs: latestOf(states.map(({ lastMs }) => lastMs)),
    lastAttempt,
    // Taking it again shows what has stayed only where answers become evidence, and only if it may be taken again.
    dueAgain: lastAttempt === 'finished' && aWeekAgo && givesEvidence && left !== 0,
    attemptsLeft: left,
    reopen: settings.reopen,
  };
}

export const latestOf = (values: readonly number[]): number | null =>
  values.length > 0 ? Math.max(...values) : null;
