import { encodedBound } from '#courses/engine/codec.ts';
import { keyCollisions } from '#courses/engine/keys.ts';
import type { Finding } from '#courses/format/place.ts';
import type { Rule } from './examine.ts';

/** SCORM 1.2 RTE 3.4.4, cmi.suspend_data: CMIString4096. */
const MAX_CHARACTERS = 4096;

/** Can a learner's place always be stored in an LMS and be told apart? `key-collision`, `too-big-to-store`. */
export const storage: Rule = ({ lessons }) =>
  lessons.flatMap(({ lesson, path }): Finding[] => {
    const collisions = keyCollisions(lesson).map(([a, b]): Finding => {
      const message = `The ids "${a}" and "${b}" get the same short key, so a resumed lesson could not tell them apart. Rename one of them.`;
      return { level: 'error', rule: 'key-collision', message, path: [...path, 'steps'] };
    });
    const bound = encodedBound(lesson);
    if (bound <= MAX_CHARACTERS) return collisions;
    const message = `A learner's place in this lesson can take ${bound} characters, but a SCORM 1.2 LMS keeps ${MAX_CHARACTERS}. Make two lessons of it, or lower the "decisions" of "patience".`;
    return [...collisions, { level: 'error', rule: 'too-big-to-store', message, path: [...path, 'steps'] }];
  });
