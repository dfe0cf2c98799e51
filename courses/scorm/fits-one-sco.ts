import { encodedBound } from '#courses/engine/codec.ts';
import { keyCollisions } from '#courses/engine/keys.ts';
import type { Lesson } from '#courses/format/lesson.ts';
import type { Edition } from '#courses/format/lesson-data.ts';
import type { Problem } from '#courses/format/problem.ts';

/** Characters of `cmi.suspend_data`: SCORM 1.2 RTE 3.4.4 (CMIString4096); SCORM 2004 3rd and 4th Edition RTE 4.2.21. */
const MOST_CHARACTERS: Record<Edition, number> = { '1.2': 4096, '2004-3': 64_000, '2004-4': 64_000 };

/** Why a course's lessons cannot be one SCO; nothing when they can. `merged` is what they become together. */
export function singleScoProblems(merged: Lesson, edition: Edition): Problem[] {
  const bound = encodedBound(merged);
  const most = MOST_CHARACTERS[edition];
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
