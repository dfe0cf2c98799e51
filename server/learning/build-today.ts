import type { LessonCard, Today } from '#server/contract/learning.ts';
import type { CurrentLesson, LessonState } from './lesson-states.repo.ts';
import { isFinished } from './pick-attempt.ts';
import { LATER_MS } from './roll-up.ts';

/** What to offer: begun work first, then what was finished at least 7 days ago, then the next new lesson. */
export function buildToday(
  lessons: readonly CurrentLesson[],
  states: readonly LessonState[],
  plans: Today['plans'],
  nowMs: number,
): Today {
  const known = lessons.map((lesson) => ({ lesson, states: statesOf(lesson, states) }));
  const cards = known.map(({ lesson, states }) => cardOf(lesson, states, nowMs));
  const resumable = cards
    .filter(({ status }) => status === 'in-progress')
    .sort(byLastSeen)
    .at(-1);
  const due = cards.filter(({ dueAgain }) => dueAgain).sort(byLastSeen)[0];
  const next = cards.find(({ status }) => status === 'not-started');
  const all = { lessons: cards, plans };
  if (resumable) return { next: resumable, reason: 'resume', ...all };
  if (due) return { next: due, reason: 'due-again', ...all };
  if (next) return { next, reason: 'next', ...all };
  return { next: null, reason: 'nothing', ...all };
}

const byLastSeen = (a: LessonCard, b: LessonCard): number => (a.lastSeenMs ?? 0) - (b.lastSeenMs ?? 0);

const statesOf = ({ courseId, lessonId }: CurrentLesson, states: readonly LessonState[]): LessonState[] =>
  states.filter((state) => state.courseId === courseId && state.lessonId === lessonId);

/** @param states of this lesson, oldest attempt first */
function cardOf(lesson: CurrentLesson, states: readonly LessonState[], nowMs: number): LessonCard {
  const latest = states.at(-1);
  const status = latest?.reported ?? 'not-started';
  return {
    ...lesson,
    status,
    scaledScore: bestScore(states),
    lastSeenMs: latestOf(states.map(({ lastMs }) => lastMs)),
    dueAgain: isFinished(status) && nowMs - (latest?.completedMs ?? nowMs) >= LATER_MS,
    imported: false,
    attemptsLeft: null,
    reopen: 'resume',
  };
}

/** The best score of several attempts; null without any. */
export function bestScore(states: readonly Pick<LessonState, 'scaledScore'>[]): number | null {
  return latestOf(states.flatMap(({ scaledScore }) => scaledScore ?? []));
}

export const latestOf = (values: readonly number[]): number | null =>
  values.length > 0 ? Math.max(...values) : null;
