import type { Progress } from '#server/contract/learning.ts';
import { notFound } from '#server/errors.ts';
import type { Services } from '#server/services.ts';
import { findDescriptions } from './answers.repo.ts';
import { buildProgress, describedCourse, mappedCourse, type PlayedCourse } from './build-progress.ts';
import { findMappedCourses } from './mapping.repo.ts';
import {
  findCurrentVersions,
  findEvidence,
  findLearner,
  findObjectiveLevels,
  findPlayedVersions,
} from './progress.repo.ts';
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
  const begun = await findPlayedVersions(store, learnerId);
  const current = begun.length > 0 ? [] : await findCurrentVersions(store);
  const played = [...begun, ...current.map((version) => ({ ...version, registrationId: undefined }))];
  const courseIds = played.map(({ courseId }) => courseId);
  const [descriptions, mapped] = await Promise.all([
    findDescriptions(store, courseIds),
    findMappedCourses(store, courseIds),
  ]);
  const described = new Map(descriptions.map(({ versionId, askwell }) => [versionId, askwell]));
  return played.flatMap(({ registrationId, courseId, versionId }) => {
    const askwell = described.get(versionId);
    if (askwell) return describedCourse(registrationId, askwell);
    const mapping = mapped.find((course) => course.courseId === courseId);
    return mapping ? mappedCourse(registrationId, mapping) : [];
  });
}
