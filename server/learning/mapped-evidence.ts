import type { TipId } from '#courses/format/words.ts';
import type { NewEvidence } from './evidence.ts';

/** What of one course's packages counts towards a tip: objective ids as the package reports them, '' for the package as a whole. */
export type Mapping = {
  courseId: string;
  targets: readonly { objectiveId: string; tip: TipId }[];
};

/** A stored answer, as far as it bears on a mapping. */
export type JudgedAnswer = {
  key: string;
  attemptId: string;
  scoId: string;
  interactionId: string;
  /** In 2004 words. */
  result: string;
  objectives: readonly string[];
  firstTry: boolean;
  atMs: number;
};

/** What every mapped objective's id of a course begins with. Objectives of our own packages have no colon in theirs. */
export const mappedPrefix = (courseId: string): string => `${courseId}:`;

/** Id under which a mapped objective's evidence and level are kept; two packages may both have an `objective_1`. */
export const mappedId = (courseId: string, objectiveId: string): string =>
  `${mappedPrefix(courseId)}${objectiveId}`;

/** The objectives that a mapping makes, as the roll-up wants them. */
export const mappedObjectives = ({ courseId, targets }: Mapping): { id: string; tip: TipId }[] =>
  targets.map(({ objectiveId, tip }) => ({ id: mappedId(courseId, objectiveId), tip }));

/**
 * Evidence in answers of a package that does not say itself what they bear on. An answer counts that the package judged
 * right or wrong, and that names a mapped objective or comes from a package mapped as a whole. A success is a first try
 * that was right; everything else is practising. What an objective's own state says is never looked at: a reopened
 * package sends it again, and a package that reports no answers proves nothing here.
 */
export function evidenceOfMapped(answers: readonly JudgedAnswer[], mapping: Mapping): NewEvidence[] {
  const { courseId, targets } = mapping;
  return answers.flatMap((answer) => {
    const { key, attemptId, scoId, interactionId, result, objectives, firstTry, atMs } = answer;
    if (!isJudged(result)) return [];
    const because = whyNot(firstTry, result);
    return targets
      .filter(({ objectiveId }) => objectiveId === '' || objectives.includes(objectiveId))
      .map(({ objectiveId, tip }): NewEvidence => {
        const id = mappedId(courseId, objectiveId);
        return {
          id: `${key}:${id}`,
          interactionKey: key,
          attemptId,
          objectiveId: id,
          tip,
          source: `${scoId}_${interactionId}`,
          kind: because === null ? 'success' : 'practising',
          because,
          atMs,
        };
      });
  });
}

/** Whether a rule said right or wrong. A number, `neutral` and `unanticipated` say neither. */
export const isJudged = (result: string): boolean => result === 'correct' || result === 'incorrect';

function whyNot(firstTry: boolean, result: string): NewEvidence['because'] {
  if (!firstTry) return 'retry';
  return result === 'correct' ? null : 'not-yet';
}
