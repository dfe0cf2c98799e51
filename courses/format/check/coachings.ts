import type { Path } from '#courses/format/place.ts';
import type { Step } from '#courses/format/step.ts';

/** A text of a step and where in the step it stands. */
export type PlacedText = { text: string; path: Path };

/** All that the coach says of a step's answers and decisions, in the order of the document. */
export function coachingsOf(step: Step): PlacedText[] {
  switch (step.kind) {
    case 'choice':
    case 'example':
      return step.options.map(({ coaching }, index) => ({
        text: coaching,
        path: ['options', index, 'coaching'],
      }));
    case 'sort':
    case 'ask':
      return [{ text: step.coaching, path: ['coaching'] }];
    case 'dialogue':
      return step.turns.flatMap(({ choices }, turn) =>
        choices.map(({ coaching }, index) => ({
          text: coaching,
          path: ['turns', turn, 'choices', index, 'coaching'],
        })),
      );
    default:
      return [];
  }
}
