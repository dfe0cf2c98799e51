import { encodedBound } from '#courses/engine/codec.ts';
import { keyCollisions } from '#courses/engine/keys.ts';
import type { Lesson } from '#courses/format/lesson.ts';
import type { Edition } from '#courses/format/lesson-data.ts';
import type { Problem } from '#courses/format/problem.ts';
import { keptCharacters } from './kept-characters.ts';

/** Why a course's lessons cannot be one SCO; nothing when they can. `merged` is what they become together. */
export function singleScoProblems(merged: Lesson, edition: Edition): Problem[] {
  const most = keptCharacters(edition);
  const bound = encodedBound(merged, most);
  const way = edition === '1.2' ? 'one SCO per lesson, or as SCORM 2004' : 'one SCO per lesson';
  return [
    ...keyCollisions(merged).map(([a, b]) =>
      problem(
        'key-collision',
        `As a single SCO "${a}" and "${b}" get the same short key, so a resumed course could not tell them apart. Rename one of the two steps or objectives, or export ${way}.`,
      ),
    ),
    ...(bound <= most
      ? []
      : [
          problem(
            'too-big-for-one-sco',
            `As a single SCO a learner's place in this course can take ${bound} characters, but a SCORM ${edition} LMS keeps ${most}. Export it as ${way}.`,
          ),
        ]),
  ];
}

const problem = (rule: string, message: string): Problem => ({
  level: 'error',
  rule,
  message,
  file: 'course.yaml',
  path: 'lessons',
});
