import {
  readableAnswer,
  readablePrompt,
  readableResponse,
  readableResult,
} from '#courses/scorm/readable-answer.ts';
import type { AnswersReport, LearnerAnswers } from '#server/contract/reports.ts';
import { notFound } from '#server/errors.ts';
import { type Description, findDescriptions } from '#server/learning/answers.repo.ts';
import { describer } from '#server/learning/build-progress.ts';
import { findLearner } from '#server/learning/progress.repo.ts';
import type { Services } from '#server/services.ts';
import { type CountRow, countAnswers, findCourse, findFirstTries } from './reports.repo.ts';

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
  const answers = rows.map((row) => {
    const known = describers.get(row.versionId)?.(row.interactionId);
    const { response, ...read } = readableAnswer(row);
    // our player writes sentences, whatever type an edition makes it call them
    const words = known ? row.response : response;
    return {
      ...read,
      id: row.id,
      lessonTitle: row.lessonTitle,
      step: known?.step ?? '',
      prompt: known?.prompt ?? readablePrompt(row.interactionId, row.description),
      response: words,
      written: words === row.response ? '' : row.response,
      attempt: row.attempt,
      atMs: row.atMs,
      writtenTime: row.time,
    };
  });
  return { learner, answers };
}

/** What people answered in a course: how often at the first try, how often later. Questions in the course's order. */
export async function getAnswersReport({ store }: Deps, courseId: string): Promise<AnswersReport> {
  const course = await findCourse(store, courseId);
  if (!course) throw notFound(`There is no course "${courseId}".`);
  const [rows, descriptions] = await Promise.all([
    countAnswers(store, courseId),
    findDescriptions(store, [courseId]),
  ]);
  const known = knownQuestions(descriptions);
  const groups = Map.groupBy(rows, ({ scoId, interactionId }) => JSON.stringify([scoId, interactionId]));
  const prompts = [...groups.values()].map((answers) => questionOf(known, answers));
  return { course, prompts: prompts.sort(byPlace).map(({ prompt }) => prompt) };
}

type Question = { prompt: Prompt; place: number[] };
type Known = ReturnType<typeof knownQuestions>;

/** The questions that versions of ours describe, newest last, so that a question's present wording wins. */
const knownQuestions = (descriptions: readonly Description[]) =>
  new Map(
    descriptions
      .flatMap(({ askwell }) =>
        askwell.lessons.flatMap((lesson) =>
          lesson.interactions.map((one) => ({ ...one, lessonTitle: lesson.title })),
        ),
      )
      .map((one, at) => [one.id, { ...one, at }] as const),
  );

/** All answers to one question. */
function questionOf(known: Known, answers: readonly CountRow[]): Question {
  const [{ scoId, interactionId: id, lessonTitle, description }] = answers as [CountRow];
  const ours = known.get(id);
  const first = (numbers: readonly (number | null)[]) => Math.min(...numbers.map((n) => n ?? 0));
  const prompt = {
    id,
    scoId,
    lessonTitle: ours?.lessonTitle ?? lessonTitle ?? '',
    step: ours?.step ?? '',
    prompt: ours?.prompt ?? readablePrompt(id, description ?? ''),
    responses: countResponses(
      answers.map((row) => ({
        ...row,
        response: ours ? row.response : readableResponse(row.type, row.response),
        result: readableResult(row.result),
      })),
    ),
  };
  const place = ours
    ? [0, ours.at]
    : [
        1,
        first(answers.map(({ scoPosition }) => scoPosition)),
        first(answers.map(({ position }) => position)),
      ];
  return { prompt, place };
}

function byPlace(a: Question, b: Question): number {
  const differing = a.place.findIndex((part, at) => part !== b.place[at]);
  return differing < 0
    ? a.prompt.id.localeCompare(b.prompt.id)
    : (a.place[differing] ?? 0) - (b.place[differing] ?? 0);
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
