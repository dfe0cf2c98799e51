import type { LessonCard } from '#server/contract/learning.ts';

/** Address of a lesson's play page; `fresh` asks for a new attempt of a finished lesson. */
export function lessonHref({ courseId, lessonId }: LessonCard, fresh = false): string {
  return `/play/${encodeURIComponent(courseId)}/${encodeURIComponent(lessonId)}${fresh ? '?fresh=1' : ''}`;
}
