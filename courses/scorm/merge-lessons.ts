import { hash } from '#courses/engine/hash.ts';
import { objectivesOf } from '#courses/engine/worth.ts';
import type { Course } from '#courses/format/course.ts';
import type { Dialogue } from '#courses/format/dialogue.ts';
import type { Lesson, Objective } from '#courses/format/lesson.ts';
import type { Card, Step } from '#courses/format/step.ts';

/**
 * A whole course as one lesson, for a package with a single SCO. It takes the course's id, title and description; each
 * lesson becomes a chapter that opens with a card, and every lesson counts alike in the score and in the score to pass.
 * A course of one lesson is that lesson. What is inside a step keeps its ids; steps and objectives get new ones (`idIn`).
 */
export function mergeLessons({ id, title, description, lessons }: Course): Lesson {
  const [only, second] = lessons;
  if (only !== undefined && second === undefined) return only;
  return {
    id,
    title,
    description,
    minutes: lessons.reduce((sum, { minutes }) => sum + minutes, 0),
    objectives: lessons.flatMap(objectivesIn),
    pass: { score: passScore(lessons) },
    steps: lessons.flatMap((lesson) => [chapterCard(lesson), ...stepsIn(lesson)]),
  };
}

const MAX_ID = 40;
const HASH_DIGITS = 6;

/**
 * A step's or an objective's id in the merged lesson: its own, cut to fit, and a hash of the lesson's id and its own.
 * It depends on these two alone, so lessons added or moved around change no other id (both joined as they are would be
 * too long, and could not tell `a` + `b-c` from `a-b` + `c`).
 */
export const idIn = (lesson: Lesson, id: string): string => shortId(id, `${lesson.id}/${id}`);

function shortId(id: string, whole: string): string {
  const digits = hash(whole).toString(36).padStart(HASH_DIGITS, '0').slice(-HASH_DIGITS);
  return `${id.slice(0, MAX_ID - HASH_DIGITS - 1).replace(/-$/, '')}-${digits}`;
}

/** Says where a lesson begins. It is not required, so it changes neither completion nor the score. */
const chapterCard = (lesson: Lesson): Card => ({
  id: shortId('chapter', lesson.id),
  kind: 'card',
  title: lesson.title,
  required: false,
  text: lesson.description,
});

/** The lesson's objectives; the weights of those that are measured come to 1, so that no lesson outweighs another. */
function objectivesIn(lesson: Lesson): Objective[] {
  const measured = measuredIn(lesson);
  const sum = measured.reduce((total, { weight }) => total + weight, 0);
  return lesson.objectives.map((objective) => ({
    ...objective,
    id: idIn(lesson, objective.id),
    weight: measured.includes(objective) ? objective.weight / sum : objective.weight,
  }));
}

const measuredIn = (lesson: Lesson): Objective[] =>
  lesson.objectives.filter(({ id }) => lesson.steps.some((step) => objectivesOf(lesson, step).includes(id)));

/** The mean of what the lessons ask for; one that measures nothing has no part in the score and none in this. */
function passScore(lessons: readonly Lesson[]): number {
  const scored = lessons.filter((lesson) => measuredIn(lesson).length > 0);
  const sum = scored.reduce((total, { pass }) => total + pass.score, 0);
  return scored.length === 0 ? 0 : Math.round((sum / scored.length) * 1e6) / 1e6;
}

/** A lesson without required steps is complete at its last one; as a part of another that one becomes required. */
function stepsIn(lesson: Lesson): Step[] {
  const none = lesson.steps.every(({ required }) => !required);
  return lesson.steps.map((step, at) => ({
    ...(step.kind === 'dialogue' ? dialogueIn(lesson, step) : questionIn(lesson, step)),
    id: idIn(lesson, step.id),
    required: step.required || (none && at === lesson.steps.length - 1),
  }));
}

const dialogueIn = (lesson: Lesson, step: Dialogue): Dialogue => ({
  ...step,
  endings: step.endings.map((ending) => ({
    ...ending,
    evidence: ending.evidence.map((rule) => ({ ...rule, objective: idIn(lesson, rule.objective) })),
  })),
});

const questionIn = (lesson: Lesson, step: Exclude<Step, Dialogue>): Step =>
  'objective' in step && step.objective !== undefined
    ? { ...step, objective: idIn(lesson, step.objective) }
    : step;
