import { didYouMean } from '#courses/format/closest.ts';
import type { Dialogue } from '#courses/format/dialogue.ts';
import type { Lesson } from '#courses/format/lesson.ts';
import { below, type Finding, type Path } from '#courses/format/place.ts';
import { conditionsOf, routes } from './conditions.ts';
import type { PlacedStep, Rule } from './examine.ts';

/** `unknown-id`: every id that a part of the course names must be there. */
export const references: Rule = ({ steps }) => steps.flatMap((placed) => stepReferences(placed));

function stepReferences({ step, lesson, path }: PlacedStep): Finding[] {
  switch (step.kind) {
    case 'card':
    case 'recap':
      return [];
    case 'dialogue':
      return below(dialogueReferences(step, lesson), path);
    case 'sort':
      return [
        ...objective(step.objective, lesson, [...path, 'objective']),
        ...step.cards.flatMap((card, index) =>
          check('pile', ids(step.piles), card.pile, [...path, 'cards', index, 'pile']),
        ),
      ];
    default:
      return objective(step.objective, lesson, [...path, 'objective']);
  }
}

/** What a dialogue names that is not there; paths are inside the dialogue. */
export function dialogueReferences(dialogue: Dialogue, lesson: Lesson): Finding[] {
  const facts = ids(dialogue.facts);
  const turns = ids(dialogue.turns);
  const endings = ids(dialogue.endings);
  const places = [...turns, ...endings];
  return [
    ...check('turn', turns, dialogue.start, ['start']),
    ...check('ending', endings, dialogue.patience.ending, ['patience', 'ending']),
    ...dialogue.turns.flatMap((turn, turnIndex) =>
      turn.choices.flatMap(({ to, effects }, index) => {
        const at = ['turns', turnIndex, 'choices', index];
        return [
          ...routes(to).flatMap((route, place) =>
            check('turn or ending', places, route.to, [
              ...at,
              'to',
              ...(typeof to === 'string' ? [] : [place, 'to']),
            ]),
          ),
          ...checkAll('fact', facts, effects.reveals, [...at, 'effects', 'reveals']),
        ];
      }),
    ),
    ...dialogue.endings.flatMap(({ evidence }, index) =>
      evidence.flatMap((rule, place) =>
        objective(rule.objective, lesson, ['endings', index, 'evidence', place, 'objective']),
      ),
    ),
    ...conditionsOf(dialogue).flatMap(({ condition, path }) => [
      ...checkAll('fact', facts, condition.revealed ?? [], [...path, 'revealed']),
      ...checkAll('fact', facts, condition.hidden ?? [], [...path, 'hidden']),
      ...(condition.visits === undefined
        ? []
        : check('turn', turns, condition.visits.turn, [...path, 'visits', 'turn'])),
    ]),
  ];
}

function objective(id: string | undefined, lesson: Lesson, path: Path): Finding[] {
  return id === undefined ? [] : check('objective', ids(lesson.objectives), id, path);
}

function checkAll(what: string, known: readonly string[], named: readonly string[], path: Path): Finding[] {
  return named.flatMap((id, index) => check(what, known, id, [...path, index]));
}

function check(what: string, known: readonly string[], id: string, path: Path): Finding[] {
  if (known.includes(id)) return [];
  const hint = didYouMean(id, known);
  const expected = hint === '' ? ` Expected one of ${known.join(', ')}.` : hint;
  return [
    {
      level: 'error',
      rule: 'unknown-id',
      path,
      message: `There is no ${what} with the id "${id}".${expected}`,
    },
  ];
}

function ids(things: readonly { id: string }[]): string[] {
  return things.map(({ id }) => id);
}
