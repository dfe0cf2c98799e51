import { describeInteractions } from '#courses/engine/describe.ts';
import { objectiveId } from '#courses/engine/ids.ts';
import type { Course } from '#courses/format/course.ts';
import type { Lesson } from '#courses/format/lesson.ts';
import type { AskwellJson } from './askwell-json.ts';
import type { ExportOptions } from './export-options.ts';
import { identifiersOf } from './identifiers.ts';

/** `askwell.json`: what makes a package's results readable without the course document. `course` is as it is packed. */
export function describeCourse(course: Course, version: string, options: ExportOptions): AskwellJson {
  const { id, title, language, ownWords } = course;
  const { edition, profile, layout, order } = options;
  const identifiers = identifiersOf(id);
  return {
    format: 1,
    course: { id, title, language, ownWords },
    version,
    edition,
    profile,
    layout,
    order,
    lessons: course.lessons.map((lesson) => describeLesson(lesson, identifiers.item(lesson.id))),
  };
}

const describeLesson = (lesson: Lesson, sco: string): AskwellJson['lessons'][number] => ({
  id: lesson.id,
  sco,
  title: lesson.title,
  minutes: lesson.minutes,
  objectives: lesson.objectives.map(({ id, tip, behaviour, skill }) => ({
    id: objectiveId(lesson, id),
    tip,
    behaviour,
    ...(skill !== undefined && { skill }),
  })),
  interactions: describeInteractions(lesson),
});
