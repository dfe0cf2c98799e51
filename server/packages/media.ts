import type { Course } from '#courses/format/course.ts';
import type { Lesson } from '#courses/format/lesson.ts';
import type { Problem } from '#courses/format/problem.ts';
import { pathFault } from './safe-path.ts';

const PICTURE = /\.(png|jpe?g|gif|webp|avif|svg)$/i;

/** The pictures a lesson shows, by their path in the course folder, each once. */
export function picturesOf(lesson: Lesson): string[] {
  const shown = lesson.steps.flatMap((step) =>
    step.kind === 'card' && step.picture ? [step.picture.src] : [],
  );
  return [...new Set(shown)].sort();
}

/** Pictures that a package could not carry: not there, not a picture, or under an unsafe name. */
export function mediaProblems(course: Course, media: ReadonlyMap<string, Uint8Array>): Problem[] {
  return course.lessons.flatMap((lesson) =>
    picturesOf(lesson).flatMap((src) => {
      const wrong = faultOf(src, media);
      if (wrong === undefined) return [];
      const message = `The picture "${src}" cannot be packed: ${wrong}.`;
      return [{ level: 'error', rule: 'picture', message, file: `lessons/${lesson.id}.yaml`, path: 'steps' }];
    }),
  );
}

function faultOf(src: string, media: ReadonlyMap<string, Uint8Array>): string | undefined {
  const fault = pathFault(src);
  if (fault !== undefined) return fault;
  if (!PICTURE.test(src)) return 'expected a file ending in .png, .jpg, .gif, .webp, .avif or .svg';
  return media.has(src) ? undefined : 'there is no such file in the course folder';
}
