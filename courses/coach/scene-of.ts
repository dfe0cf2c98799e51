import type { Dialogue, Says, Turn } from '#courses/format/dialogue.ts';
import type { Ask } from '#courses/format/step.ts';
import type { Scene } from './reading.ts';

/**
 * An ask is a scene of its own: what is wanted is the fact, and its words are the scenario's. Where no question is wanted
 * they are what the learner was told beside the customer's line, and may take up.
 */
export const sceneOfAsk = ({ customerSays, wanted, words = [] }: Ask): Scene => ({
  facts: wanted.map((focus) => ({ id: focus, focus, words })),
  heard: wanted.length > 0 ? [customerSays] : [...words, customerSays],
});

/**
 * A turn as a scene when nobody has played there: all there is to find out, and what the customer says just before, which
 * is the turn's own lines and the reactions that lead to it, whatever their conditions.
 */
export function sceneOfTurn({ facts, turns }: Dialogue, turn: Turn): Scene {
  const reactions = turns
    .flatMap(({ choices }) => choices)
    .filter(({ to }) =>
      typeof to === 'string' ? to === turn.id : to.some((member) => member.to === turn.id),
    )
    .flatMap(({ reaction }) => reaction.flatMap(linesOf));
  return { facts, heard: [...reactions, ...turn.says.flatMap(linesOf)] };
}

const linesOf = (says: Says): string[] =>
  'oneOf' in says ? says.oneOf.map(({ text }) => text) : [says.text];
