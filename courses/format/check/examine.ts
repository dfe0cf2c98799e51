import type { Course } from '#courses/format/course.ts';
import type { Dialogue } from '#courses/format/dialogue.ts';
import type { Lesson } from '#courses/format/lesson.ts';
import type { Finding, Path } from '#courses/format/place.ts';
import type { Step } from '#courses/format/step.ts';
import { type Explored, explore } from './explore.ts';
import { dialogueReferences } from './references.ts';

/** A step with its place in the course. */
export type PlacedStep<S extends Step = Step> = { step: S; lesson: Lesson; path: Path };
/** A dialogue with everything that can happen in it; nothing is known of one that names things which are not there. */
export type PlacedDialogue = PlacedStep<Dialogue> & { explored: Explored | undefined };

/** A course, taken apart once for all rules. */
export type Examined = {
  course: Course;
  lessons: { lesson: Lesson; path: Path; steps: PlacedStep[]; dialogues: PlacedDialogue[] }[];
  steps: PlacedStep[];
  dialogues: PlacedDialogue[];
  /** Paths of all files in the course's folder, when they are known. */
  files: readonly string[] | undefined;
};

/** One family of rules: looks at the whole course and says what it finds. */
export type Rule = (examined: Examined) => Finding[];

/** Takes a course apart and plays all its dialogues. */
export function examine(course: Course, files: readonly string[] | undefined): Examined {
  const lessons = course.lessons.map((lesson, index) => {
    const path = ['lessons', index];
    const steps = lesson.steps.map(
      (step, place): PlacedStep => ({ step, lesson, path: [...path, 'steps', place] }),
    );
    const dialogues = steps.flatMap(({ step, ...place }): PlacedDialogue[] => {
      if (step.kind !== 'dialogue') return [];
      const explored = dialogueReferences(step, lesson).length === 0 ? explore(step) : undefined;
      return [{ ...place, step, explored }];
    });
    return { lesson, path, steps, dialogues };
  });
  return {
    course,
    lessons,
    steps: lessons.flatMap(({ steps }) => steps),
    dialogues: lessons.flatMap(({ dialogues }) => dialogues),
    files,
  };
}
