import type { Finding } from '#courses/format/place.ts';
import type { Examined, Rule } from './examine.ts';
import { lessonTime } from './time-model.ts';

const MAX_MINUTES = 5;
const MIN_DECIDING_SHARE = 0.85;

/** Is a lesson short, and does one decide in it rather than read? `lesson-long`, `little-deciding` (tip 2). */
export const time: Rule = ({ lessons }) => lessons.flatMap((parts) => perLesson(parts));

function perLesson(parts: Examined['lessons'][number]): Finding[] {
  // A dialogue that could not be played has no time, and would make the lesson look like reading.
  if (parts.dialogues.some(({ explored }) => explored === undefined)) return [];
  const { toldSeconds, decidingSeconds } = lessonTime(parts);
  const total = toldSeconds + decidingSeconds;
  const share = decidingSeconds / total;
  const warning = (rule: string, message: string, part: string): Finding => ({
    level: 'warning',
    rule,
    message,
    path: [...parts.path, part],
  });
  const minutes = (total / 60).toFixed(1);
  return [
    ...(total > MAX_MINUTES * 60
      ? [
          warning(
            'lesson-long',
            `This lesson takes about ${minutes} minutes; expected at most ${MAX_MINUTES}. Make two of it, or leave something out.`,
            'minutes',
          ),
        ]
      : []),
    ...(share < MIN_DECIDING_SHARE
      ? [
          warning(
            'little-deciding',
            `About ${Math.round(share * 100)} % of this lesson is deciding (${Math.round(toldSeconds)} of ${Math.round(total)} seconds are reading); expected at least ${MIN_DECIDING_SHARE * 100} %.`,
            'steps',
          ),
        ]
      : []),
  ];
}
