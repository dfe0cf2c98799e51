import type { View } from '#courses/engine/types.ts';
import type { Step, StepKind } from '#courses/format/step.ts';

type StateOf = {
  card: 'read';
  recap: 'read';
  choice: 'answer';
  example: 'answer';
  sort: 'sort';
  ask: 'ask';
  plan: 'plan';
  dialogue: 'dialogue';
};

/** What a screen of one kind is given: its step, and the part of the view that goes with it. */
export type StepProps<K extends StepKind> = {
  step: Extract<Step, { kind: K }>;
  state: Extract<View['state'], { kind: StateOf[K] }>;
  canRetry: boolean;
  /** The learner has just answered (or begun again): what appears takes the focus. */
  turned: boolean;
};
