import type { Choice, Dialogue } from '#courses/format/dialogue.ts';
import { below, type Finding, type Path } from '#courses/format/place.ts';
import { type Focus, PERSON_FOCUSES } from '#courses/format/words.ts';
import type { Rule } from './examine.ts';

const MIN_FACTS = 4;
const MIN_IMPACT_FACTS = 2;

/** What there is to find out, and how it is earned: `fact-never-revealed`, `fact-not-earned`, `few-facts`. */
export const facts: Rule = ({ course, dialogues }) =>
  dialogues.flatMap(({ step, path }) =>
    // A drill is one exchange, not a conversation with something to dig for.
    below(
      [...neverRevealed(step), ...notEarned(step), ...(course.kind === 'drills' ? [] : tooFew(step))],
      path,
    ),
  );

function neverRevealed(dialogue: Dialogue): Finding[] {
  const revealed = new Set(
    dialogue.turns.flatMap(({ choices }) => choices.flatMap(({ effects }) => effects.reveals)),
  );
  return dialogue.facts.flatMap(({ id }, index) => {
    if (revealed.has(id)) return [];
    const message = `Nothing reveals the fact "${id}". Name it in the "reveals" of the choice that earns it, or remove it.`;
    return [{ level: 'error', rule: 'fact-never-revealed', message, path: ['facts', index] }];
  });
}

function notEarned(dialogue: Dialogue): Finding[] {
  const focusOf = new Map(dialogue.facts.map(({ id, focus }) => [id, focus]));
  return dialogue.turns.flatMap(({ choices }, turnIndex) =>
    choices.flatMap((choice, choiceIndex) =>
      choice.effects.reveals.flatMap((id, index) => {
        const path = ['turns', turnIndex, 'choices', choiceIndex, 'effects', 'reveals', index];
        return earned(choice, { id, focus: focusOf.get(id) }, path);
      }),
    ),
  );
}

function earned(
  choice: Choice,
  { id, focus }: { id: string; focus: Focus | undefined },
  path: Path,
): Finding[] {
  if (focus === undefined || focus === choice.focus || !PERSON_FOCUSES.includes(focus)) return [];
  const asks = choice.focus === undefined ? 'asks nothing' : `asks about ${choice.focus}`;
  const message = `The choice "${choice.id}" ${asks} but reveals "${id}", a fact about ${focus}; expected a question about ${focus}.`;
  return [{ level: focus === 'impact' ? 'error' : 'warning', rule: 'fact-not-earned', message, path }];
}

function tooFew(dialogue: Dialogue): Finding[] {
  const impact = dialogue.facts.filter(({ focus }) => focus === 'impact').length;
  const few = (message: string): Finding => ({
    level: 'warning',
    rule: 'few-facts',
    message,
    path: ['facts'],
  });
  return [
    ...(dialogue.facts.length < MIN_FACTS
      ? [few(`There ${are(dialogue.facts.length, 'fact')} to find out; expected at least ${MIN_FACTS}.`)]
      : []),
    ...(impact < MIN_IMPACT_FACTS
      ? [
          few(
            `There ${are(impact, 'fact')} about impact; expected at least ${MIN_IMPACT_FACTS}, so that one question does not find out everything.`,
          ),
        ]
      : []),
  ];
}

function are(count: number, what: string): string {
  return count === 1 ? `is 1 ${what}` : `are ${count} ${what}s`;
}
