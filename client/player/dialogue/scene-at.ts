import type { Scene } from '#courses/coach/reading.ts';
import type { DialogueView } from '#courses/engine/types.ts';

/** Where a decision of a conversation is taken: all there is to find out, and what the customer had said before it. */
export const sceneAt = ({ facts, lines }: DialogueView, at: number): Scene => ({
  facts,
  heard: lines.filter(({ who, decision }) => who === 'customer' && decision < at).map(({ text }) => text),
});
