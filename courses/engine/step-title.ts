import type { Lesson } from '#courses/format/lesson.ts';
import type { Step } from '#courses/format/step.ts';

/** A step's name in lists: its title, or else what it asks, whom one talks to, or the lesson's title. */
export function stepTitle(lesson: Lesson, step: Step): string {
  if (step.title !== undefined) return step.title;
  if (step.kind === 'dialogue') return step.customer.name;
  return 'prompt' in step ? step.prompt : lesson.title;
}
