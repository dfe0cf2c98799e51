import type { AnswersReport, LearnerAnswers } from '#server/contract/reports.ts';
import { notFound } from '#server/errors.ts';
import { findDescriptions } from '#server/learning/answers.repo.ts';
import { describer } from '#server/learning/build-progress.ts';
import { findLearner } from '#server/learning/progress.repo.ts';
import type { Services } from '#server/services.ts';
import { countAnswers, findCourse, findFirstTries } from './reports.repo.ts';

type Deps = Pick<Services, 'store'>;
type Prompt = AnswersReport['prompts'][number];

/** One learner's first tries, in words. Retries are practice and nobody's business. */
export async function getLearnerAnswers(
  { store }: Deps,
  learnerId: string,
  courseId: string,
): Promise<LearnerAnswers> {
  const [learner, course] = await Promise.all([findLearner(store, learnerId), findCourse(store, courseId)]);
  if (!learner) throw notFound(`There is no learner ${JSON.stringify(learnerId)}.`);
  if (!course) throw notFound(`There is no course "${courseId}".`);
  const [rows, descriptions] = await Promise.all([
    findFirstTries(store, learnerId, courseId),
    findDescriptions(store, [courseId]),
  ]);
  const describers = new Map(descriptions.map(({ versionId, askwell }) => [versionId, describer(askwell)]));
  const answers = rows.map(({ versionId, interactionId, lessonTitle, ...row }) => {
    const known = describers.get(versionId)?.(interactionId);
    return { ...row, lessonTitle, step: known?.step ?? '', prompt: known?.prompt ?? interactionId };
  });
  return { learner, answers };
}

/** What people answered in a course: how often at the first try, how often later. */
export async function getAnswersReport({ store }: Deps, courseId: string): Promise<AnswersReport> {
  const course = await findCourse(store, courseId);
  if (!course) throw notFound(`There is no course "${courseId}".`);
  const [rows, descriptions] = await Promise.all([
    countAnswers(store, courseId),
    findDescriptions(store, [courseId]),
  ]);
  // Newest last, so that an interaction's present wording wins.
  const known = new Map(
    descriptions.flatMap(({ askwell }) =>
      askwell.lessons.flatMap((lesson) =>
        lesson.interactions.map((i) => [i.id, { ...i, lessonTitle: lesson.title }] as const),
      ),
    ),
  );
  const order = [...known.keys()];
  const prompts = [...Map.groupBy(rows, ({ interactionId }) => interactionId)].map(
    ([id, answers]): Prompt => ({
      id,
      lessonTitle: known.get(id)?.lessonTitle ?? '',
      step: known.get(id)?.step ?? '',
      prompt: known.get(id)?.prompt ?? id,
      responses: countResponses(answers),
    }),
  );
  const place = (id: string) => (known.has(id) ? order.indexOf(id) : order.length);
  return { course, prompts: prompts.sort((a, b) => place(a.id) - place(b.id) || a.id.localeCompare(b.id)) };
}

type Count = { response: string; result: string; firstTry: boolean; times: number };

/** The answers to one prompt, those given most often first. */
function countResponses(rows: readonly Count[]): Prompt['responses'] {
  const total = (some: readonly Count[], firstTry: boolean) =>
    some.filter((row) => row.firstTry === firstTry).reduce((sum, { times }) => sum + times, 0);
  return [...Map.groupBy(rows, ({ response, result }) => JSON.stringify([response, result])).values()]
    .flatMap((same) => {
      const [one] = same;
      return one
        ? [
            {
              response: one.response,
              result: one.result,
              firstTries: total(same, true),
              retries: total(same, false),
            },
          ]
        : [];
    })
    .sort(
      (a, b) => b.firstTries - a.firstTries || b.retries - a.retries || a.response.localeCompare(b.response),
    );
}
