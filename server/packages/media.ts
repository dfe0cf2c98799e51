import type { Course } from '#courses/format/course.ts';
import type { Lesson } from '#courses/format/lesson.ts';
import type { Problem } from '#courses/format/problem.ts';
import { toHref } from '#courses/scorm/manifest.ts';
import { pathFault } from './safe-path.ts';

const PICTURE = /\.(png|jpe?g|gif|webp|avif|svg)$/i;
const KINDS = 'expected a file ending in .png, .jpg, .gif, .webp, .avif or .svg';

/** The pictures a lesson shows, by their path in the course folder, each once. */
export function picturesOf(lesson: Lesson): string[] {
  const shown = lesson.steps.flatMap((step) =>
    step.kind === 'card' && step.picture ? [step.picture.src] : [],
  );
  return [...new Set(shown)].sort();
}

/** The lesson with its pictures addressed from its own page, as a player shows them. */
export const withPicturesFrom = (toRoot: string, lesson: Lesson): Lesson => ({
  ...lesson,
  steps: lesson.steps.map((step) =>
    step.kind === 'card' && step.picture
      ? { ...step, picture: { ...step.picture, src: `${toRoot}${toHref(step.picture.src)}` } }
      : step,
  ),
});

/** Pictures that may not be in a package, whether or not they are there (`checkCourse` tells which are missing). */
export function pictureProblems(course: Course): Problem[] {
  return course.lessons.flatMap((lesson) =>
    picturesOf(lesson).flatMap((src) => {
      const wrong = pathFault(src) ?? (PICTURE.test(src) ? undefined : KINDS);
      if (wrong === undefined) return [];
      const message = `The picture "${src}" cannot be packed: ${wrong}.`;
      return [{ level: 'error', rule: 'picture', message, file: `lessons/${lesson.id}.yaml`, path: 'steps' }];
    }),
  );
}
