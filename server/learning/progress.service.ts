import type { Progress } from '#server/contract/learning.ts';
import { notFound } from '#server/errors.ts';
import type { Services } from '#server/services.ts';
import { findDescriptions } from './answers.repo.ts';
import { buildProgress, type PlayedCourse } from './build-progress.ts';
import { findCurrentLessons } from './lesson-states.repo.ts';
import { findEvidence, findLearner, findObjectiveLevels, findPlayedVersions } from './progress.repo.ts';
import { getTips } from './tips.ts';

/** Where a learner stands with the four tips, and the evidence for it. */
export async function getProgress({ store }: Pick<Services, 'store'>, learnerId: string): Promise<Progress> {
  const learner = await findLearner(store, learnerId);
  if (!learner) throw notFound(`There is no learner ${JSON.stringify(learnerId)}.`);
  const [{ source, tips }, courses, levels, evidence] = await Promise.all([
    getTips(),
    findPlayedCourses(store, learnerId),
    findObjectiveLevels(store, learnerId),
    findEvidence(store, learnerId),
  ]);
  return { learner, source, tips: buildProgress(tips, courses, levels, evidence) };
}

/** The courses a learner has begun, as they were last played; before the first lesson, all that there are. */
async function findPlayedCourses(store: Services['store'], learnerId: string): Promise<PlayedCourse[]> {
  const played = await findPlayedVersions(store, learnerId);
  const begun = played.map(({ courseId }) => courseId);
  const courseIds =
    begun.length > 0 ? begun : (await findCurrentLessons(store)).map(({ courseId }) => courseId);
  const descriptions = await findDescriptions(store, [...new Set(courseIds)]);
  if (begun.length > 0) {
    return played.flatMap(({ registrationId, versionId }) => {
      const found = descriptions.find((description) => description.versionId === versionId);
      return found ? [{ registrationId, askwell: found.askwell }] : [];
    });
  }
  const newest = new Map(descriptions.map(({ courseId, askwell }) => [courseId, askwell]));
  return [...newest.values()].map((askwell) => ({ registrationId: undefined, askwell }));
}
