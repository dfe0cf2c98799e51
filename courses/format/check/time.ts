import type { Finding } from '#courses/format/place.ts';
import type { Examined, Rule } from './examine.ts';
import { lessonTime } from './time-model.ts';

const MAX_MINUTES = 5;
/** Tip 2 (courses/tips.yaml): at least 85 % of a lesson is deciding and what follows from it. */
const MAX_TOLD_SHARE = 0.15;

/** A drill fits between two calls, however short the break. */
const MAX_DRILL_MINUTES = 1.5;

/** Is a lesson short, and does one decide in it rather than read? `lesson-long`, `little-deciding` (tip 2). */
export const time: Rule = ({ course, lessons }) => {
  const most = course.kind === 'drills' ? MAX_DRILL_MINUTES : MAX_MINUTES;
  return lessons.flatMap((parts) => perLesson(parts, most));
};

function perLesson(parts: Examined['lessons'][number], most: number): Finding[] {
  // A dialogue that could not be played has no time, and would make the lesson look like reading.
  if (parts.dialogues.some(({ explored }) => explored === undefined)) return [];
  const { toldSeconds, decidingSeconds, feedbackSeconds } = lessonTime(parts);
  const total = toldSeconds + decidingSeconds + feedbackSeconds;
  const warning = (rule: string, message: string, part: string): Finding => ({
    level: 'warning',
    rule,
    message,
    path: [...parts.path, part],
  });
  const minutes = (total / 60).toFixed(1);
  const findings: Finding[] = [];
  if (total > most * 60) {
    const advice = 'Make two of it, or leave something out';
    findings.push(
      warning(
        'lesson-long',
        `This lesson takes about ${minutes} minutes; expected at most ${most}. ${advice}.`,
        'minutes',
      ),
    );
  }
  if (toldSeconds > total * MAX_TOLD_SHARE) {
    const percent = Math.round((toldSeconds / total) * 100);
    const seconds = `${Math.round(toldSeconds)} of ${Math.round(total)} seconds`;
    const message = `Cards, example calls and recaps take ${percent} % of this lesson (${seconds}); expected at most ${MAX_TOLD_SHARE * 100} %, the rest being decisions and what follows from them.`;
    findings.push(warning('little-deciding', message, 'steps'));
  }
  return findings;
}
