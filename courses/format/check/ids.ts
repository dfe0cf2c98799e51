import type { Course } from '#courses/format/course.ts';
import type { Dialogue } from '#courses/format/dialogue.ts';
import type { Lesson } from '#courses/format/lesson.ts';
import type { Finding, Path } from '#courses/format/place.ts';
import type { Step } from '#courses/format/step.ts';

type Named = { id: string; path: Path; what: string };

/** Ids that occur twice where they must be told apart: evidence and resumed lessons are kept by id. */
export function duplicateIds(course: Course): Finding[] {
  return scopesOf(course).flatMap(({ where, named }) => {
    const seen = new Map<string, string>();
    return named.flatMap(({ id, path, what }): Finding[] => {
      const first = seen.get(id);
      seen.set(id, first ?? what);
      if (first === undefined) return [];
      const message = `The id "${id}" of this ${what} is already used by a ${first} in ${where}; expected an id of its own.`;
      return [{ level: 'error', rule: 'duplicate-id', message, path }];
    });
  });
}

type Scope = { where: string; named: Named[] };

function scopesOf(course: Course): Scope[] {
  const lessons = course.lessons.map((lesson, index) => ({
    id: lesson.id,
    path: ['lessons', index],
    what: 'lesson',
  }));
  return [{ where: 'this course', named: lessons }, ...course.lessons.flatMap(lessonScopes)];
}

function lessonScopes(lesson: Lesson, index: number): Scope[] {
  const at = ['lessons', index];
  return [
    { where: 'this lesson', named: name('objective', lesson.objectives, [...at, 'objectives']) },
    { where: 'this lesson', named: name('step', lesson.steps, [...at, 'steps']) },
    ...lesson.steps.flatMap((step, place) => stepScopes(step, [...at, 'steps', place])),
  ];
}

function stepScopes(step: Step, at: Path): Scope[] {
  switch (step.kind) {
    case 'choice':
    case 'example':
      return [{ where: 'this step', named: name('option', step.options, [...at, 'options']) }];
    case 'sort':
      return [
        { where: 'this step', named: name('pile', step.piles, [...at, 'piles']) },
        { where: 'this step', named: name('card', step.cards, [...at, 'cards']) },
      ];
    case 'dialogue':
      return dialogueScopes(step, at);
    default:
      return [];
  }
}

function dialogueScopes(dialogue: Dialogue, at: Path): Scope[] {
  return [
    { where: 'this dialogue', named: name('fact', dialogue.facts, [...at, 'facts']) },
    // A choice leads to either by the same word, so turns and endings share their names.
    {
      where: 'this dialogue',
      named: [
        ...name('turn', dialogue.turns, [...at, 'turns']),
        ...name('ending', dialogue.endings, [...at, 'endings']),
      ],
    },
    ...dialogue.turns.map((turn, index) => ({
      where: 'this turn',
      named: name('choice', turn.choices, [...at, 'turns', index, 'choices']),
    })),
  ];
}

function name(what: string, things: readonly { id: string }[], at: Path): Named[] {
  return things.map(({ id }, index) => ({ id, what, path: [...at, index, 'id'] }));
}
