import type { Condition } from '#courses/format/condition.ts';
import type { Dialogue, Says } from '#courses/format/dialogue.ts';
import type { Path } from '#courses/format/place.ts';

/** A condition with its place inside the dialogue; members of `any` and `not` come as entries of their own. */
export type PlacedCondition = { condition: Condition; path: Path };

/** Every condition of a dialogue, the nested ones too. */
export function conditionsOf(dialogue: Dialogue): PlacedCondition[] {
  const found: PlacedCondition[] = [];
  const add = (condition: Condition | undefined, path: Path) => {
    if (condition !== undefined) found.push(...nested(condition, path));
  };
  const addSays = (says: readonly Says[], path: Path) => {
    for (const [index, item] of says.entries()) {
      if ('oneOf' in item) {
        for (const [variant, said] of item.oneOf.entries())
          add(said.when, [...path, index, 'oneOf', variant, 'when']);
      } else if ('when' in item) add(item.when, [...path, index, 'when']);
    }
  };
  for (const [index, fact] of dialogue.facts.entries()) add(fact.when, ['facts', index, 'when']);
  for (const [turnIndex, turn] of dialogue.turns.entries()) {
    const at = ['turns', turnIndex];
    addSays(turn.says, [...at, 'says']);
    for (const [choiceIndex, choice] of turn.choices.entries()) {
      const choiceAt = [...at, 'choices', choiceIndex];
      add(choice.when, [...choiceAt, 'when']);
      addSays(choice.reaction, [...choiceAt, 'reaction']);
      for (const [index, route] of routes(choice.to).entries())
        add(route.when, [...choiceAt, 'to', index, 'when']);
    }
  }
  for (const [index, ending] of dialogue.endings.entries()) {
    for (const [rule, { when }] of ending.evidence.entries())
      add(when, ['endings', index, 'evidence', rule, 'when']);
  }
  return found;
}

function nested(condition: Condition, path: Path): PlacedCondition[] {
  const members = (condition.any ?? []).flatMap((member, index) => nested(member, [...path, 'any', index]));
  const not = condition.not === undefined ? [] : nested(condition.not, [...path, 'not']);
  return [{ condition, path }, ...members, ...not];
}

type Route = { when?: Condition | undefined; to: string };

/** Where a choice may lead, in the order of its rules. */
export function routes(to: string | readonly Route[]): readonly Route[] {
  return typeof to === 'string' ? [{ to }] : to;
}
