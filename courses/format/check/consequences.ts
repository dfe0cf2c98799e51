import type { Dialogue, Says } from '#courses/format/dialogue.ts';
import { below, type Finding } from '#courses/format/place.ts';
import { coachingsOf } from './coachings.ts';
import type { PlacedDialogue, Rule } from './examine.ts';
import { wordCount } from './words.ts';

/** Coaching shorter than this says that something was right or wrong, and not why. */
const MIN_COACHING_WORDS = 4;

/** What follows from an answer: `silent-reaction`, `bare-verdict`, `ending-without-evidence`, `rushing-pays`. */
export const consequences: Rule = ({ steps, dialogues }) => [
  ...dialogues.flatMap((dialogue) =>
    below(
      [...silentReactions(dialogue.step), ...withoutEvidence(dialogue.step), ...rushingPays(dialogue)],
      dialogue.path,
    ),
  ),
  ...steps.flatMap(({ step, path }) =>
    coachingsOf(step).flatMap(({ text, path: part }): Finding[] => {
      if (wordCount(text) >= MIN_COACHING_WORDS) return [];
      const message = `"${text}" is a verdict, not coaching; say in a sentence what the customer heard, or why it works.`;
      return [{ level: 'warning', rule: 'bare-verdict', message, path: [...path, ...part] }];
    }),
  ),
];

const isConditional = (says: Says): boolean =>
  'oneOf' in says
    ? says.oneOf.every(({ when }) => when !== undefined)
    : 'when' in says && says.when !== undefined;

/** The customer answers first and the coach speaks after; a reaction whose every line has a condition may stay away. */
function silentReactions({ turns }: Dialogue): Finding[] {
  return turns.flatMap(({ choices }, turn) =>
    choices.flatMap(({ id, reaction }, index): Finding[] => {
      if (!reaction.every(isConditional)) return [];
      const message = `After "${id}" the customer may say nothing at all, because every line of the reaction has a condition; give the last one none.`;
      return [
        {
          level: 'warning',
          rule: 'silent-reaction',
          message,
          path: ['turns', turn, 'choices', index, 'reaction'],
        },
      ];
    }),
  );
}

function withoutEvidence({ endings }: Dialogue): Finding[] {
  // A conversation that measures nothing at all is practice, and may be.
  if (endings.every(({ evidence }) => evidence.length === 0)) return [];
  return endings.flatMap(({ id, evidence }, index): Finding[] => {
    if (evidence.length > 0) return [];
    const message = `The ending "${id}" says nothing about any objective, though others do; give it "evidence", with worth 0 if it shows nothing.`;
    return [{ level: 'warning', rule: 'ending-without-evidence', message, path: ['endings', index] }];
  });
}

/** The clock is a temptation only if giving in to it is quick and does not pay. */
function rushingPays({ step, explored }: PlacedDialogue): Finding[] {
  const ended = explored?.complete === true ? explored.nodes.filter(({ state }) => state.ending) : [];
  const fastest = ended.toSorted((a, b) => a.state.seconds - b.state.seconds)[0]?.state;
  if (fastest?.ending?.outcome !== 'resolved' || ended.length < 2) return [];
  const index = step.endings.findIndex(({ id }) => id === fastest.ending?.id);
  const message = `The quickest conversation (${fastest.seconds} seconds) ends well, in "${fastest.ending.id}", so the clock tempts nobody; let hurrying cost something later.`;
  return [{ level: 'warning', rule: 'rushing-pays', message, path: ['endings', index] }];
}
