import { TIPS } from '#courses/format/words.ts';
import type { LearnersReport } from '#server/contract/reports.ts';
import { notFound } from '#server/errors.ts';
import { latestOf } from '#server/learning/build-today.ts';
import { gradeAttempts } from '#server/learning/grade-attempts.ts';
import {
  type CurrentLesson,
  findCurrentLessons,
  findLessonStates,
  type LessonState,
} from '#server/learning/lesson-states.repo.ts';
import type { Services } from '#server/services.ts';
import { findAgents, findCourse, findTipLevels } from './reports.repo.ts';

type Row = LearnersReport['learners'][number];

/** Learners x lessons of one course. */
export async function getLearnersReport(
  { store }: Pick<Services, 'store'>,
  courseId: string,
): Promise<LearnersReport> {
  const course = await findCourse(store, courseId);
  if (!course) throw notFound(`There is no course "${courseId}".`);
  const [current, agents, states, levels] = await Promise.all([
    findCurrentLessons(store, courseId),
    findAgents(store),
    findLessonStates(store, { courseId }),
    findTipLevels(store, courseId),
  ]);
  const lessons = current.map(({ lessonId, title }) => ({ id: lessonId, title }));
  const statesOf = Map.groupBy(states, ({ learnerId }) => learnerId);
  const levelsOf = Map.groupBy(levels, ({ learnerId }) => learnerId);
  const learners = agents.map((agent): Row => {
    const own = statesOf.get(agent.id) ?? [];
    const reached = new Map(levelsOf.get(agent.id)?.map(({ tip, level }) => [tip, level]));
    return {
      ...agent,
      lastSeenMs: latestOf(own.map(({ lastMs }) => lastMs)),
      tips: Object.fromEntries(TIPS.map((tip) => [tip, reached.get(tip) ?? 'not-started'])) as Row['tips'],
      cells: current.map(({ lessonId, settings }) =>
        cellOf(
          own.filter((state) => state.lessonId === lessonId),
          settings.grading,
        ),
      ),
    };
  });
  return { course, lessons, learners };
}

/** All attempts of one learner at one lesson: status and score by the course's setting, the time of all together. */
const cellOf = (
  states: readonly LessonState[],
  grading: CurrentLesson['settings']['grading'],
): Row['cells'][number] => ({
  ...gradeAttempts(grading, states),
  totalSeconds: states.reduce((sum, { totalSeconds }) => sum + totalSeconds, 0),
  lastSeenMs: latestOf(states.map(({ lastMs }) => lastMs)),
});
