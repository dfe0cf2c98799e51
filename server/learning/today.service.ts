import type { Today } from '#server/contract/learning.ts';
import type { Services } from '#server/services.ts';
import { type Description, findDescriptions, findOwnAnswers } from './answers.repo.ts';
import { buildToday } from './build-today.ts';
import { findCurrentLessons, findLessonStates } from './lesson-states.repo.ts';

const PLANS = 5;

/** What the learner sees first. */
export async function getToday(
  { store, now }: Pick<Services, 'store' | 'now'>,
  learnerId: string,
  language = 'en',
): Promise<Today> {
  const [lessons, states] = await Promise.all([
    findCurrentLessons(store),
    findLessonStates(store, { learnerIds: [learnerId] }),
  ]);
  const courseIds = [...new Set(states.map(({ courseId }) => courseId))];
  const plans = await findPlans(store, learnerId, courseIds);
  return buildToday({ lessons, states, plans, language }, now());
}

/** How a plan is reported of which both halves stayed on the device (courses/engine/answers.ts). */
const ALL_OWN_WORDS = '... -> ...';

/** The learner's newest plans, each once: prepared halves, and own words where the course shares them. */
async function findPlans(
  store: Services['store'],
  learnerId: string,
  courseIds: string[],
): Promise<Today['plans']> {
  const titles = planTitles(await findDescriptions(store, courseIds));
  const answers = await findOwnAnswers(store, learnerId, [...titles.keys()], 50);
  const newest = new Map<string, Today['plans'][number]>();
  for (const { interactionId, response, atMs } of answers) {
    const lessonTitle = titles.get(interactionId) ?? '';
    if (!newest.has(interactionId) && response !== '' && response !== ALL_OWN_WORDS)
      newest.set(interactionId, { text: response, lessonTitle, atMs });
  }
  return [...newest.values()].slice(0, PLANS);
}

/** Interactions that hold a plan -> title of their lesson. */
const planTitles = (descriptions: readonly Description[]): Map<string, string> =>
  new Map(
    descriptions
      .flatMap(({ askwell }) => askwell.lessons)
      .flatMap(({ title, interactions }) =>
        interactions.filter(({ kind }) => kind === 'told').map(({ id }) => [id, title] as const),
      ),
  );
