import * as fc from 'fast-check';
import type { Lesson } from '#courses/format/lesson.ts';
import type {
  Ask,
  Card,
  ChoiceStep,
  Example,
  Option,
  Plan,
  Recap,
  Sort,
  Step,
} from '#courses/format/step.ts';
import { dialogue } from './arbitrary-dialogue.ts';
import { base, each, focus, half, ids, line, maybe, measuring, moves, worth } from './arbitrary-parts.ts';

// Test support: valid lessons of every shape the schemas allow.

const options = (min: number, max: number): fc.Arbitrary<Option[]> =>
  ids(min, max).chain((names) =>
    each(names, (id) => fc.record({ id: fc.constant(id), text: line, worth, coaching: line })),
  );

const card = (id: string): fc.Arbitrary<Card> =>
  fc.tuple(base(id), line).map(([step, text]) => ({ ...step, kind: 'card', text }));

const recap = (id: string): fc.Arbitrary<Recap> =>
  fc.tuple(base(id), line).map(([step, text]) => ({ ...step, kind: 'recap', text, points: [] }));

const choice = (id: string, objectives: string[]): fc.Arbitrary<ChoiceStep> =>
  fc
    .tuple(base(id), measuring(objectives), options(2, 6), fc.boolean(), fc.boolean(), line)
    .map(([step, measured, list, several, confidence, prompt]) => {
      return { ...step, ...measured, kind: 'choice', prompt, several, confidence, options: list };
    });

const call = {
  title: 'A call',
  lines: [
    { who: 'customer' as const, text: 'Hello?' },
    { who: 'agent' as const, text: 'Yes?' },
  ],
};
const example = (id: string, objectives: string[]): fc.Arbitrary<Example> =>
  fc.tuple(base(id), measuring(objectives), options(2, 4), line).map(([step, measured, list, prompt]) => {
    return { ...step, ...measured, kind: 'example', weak: call, strong: call, prompt, options: list };
  });

const sort = (id: string, objectives: string[]): fc.Arbitrary<Sort> =>
  fc.tuple(ids(2, 5), ids(3, 12)).chain(([piles, cards]) =>
    fc
      .tuple(
        base(id),
        measuring(objectives),
        each(cards, (name) =>
          fc.record({ id: fc.constant(name), text: line, pile: fc.constantFrom(...piles) }),
        ),
      )
      .map(([step, measured, list]) => {
        const titled = piles.map((pile) => ({ id: pile, title: `Pile ${pile}` }));
        return {
          ...step,
          ...measured,
          kind: 'sort',
          prompt: 'Where?',
          piles: titled,
          cards: list,
          coaching: 'So.',
        };
      }),
  );

const ask = (id: string, objectives: string[]): fc.Arbitrary<Ask> =>
  fc
    .tuple(
      base(id),
      measuring(objectives),
      fc.uniqueArray(focus),
      fc.dictionary(focus, line) as fc.Arbitrary<Ask['answers']>,
      maybe<Pick<Required<Ask>, 'moves' | 'model' | 'stem' | 'lines' | 'heard' | 'flat'>>({
        moves,
        model: line,
        stem: line,
        lines: options(2, 4),
        heard: line,
        flat: line,
      }),
    )
    .map(([step, measured, wanted, answers, more]) => {
      const said = { customerSays: 'It broke.', prompt: 'Ask.', other: 'Hm.', coaching: 'So.' };
      return { ...step, ...measured, kind: 'ask', ...said, wanted, answers, ...more };
    });

const plan = (id: string, objectives: string[]): fc.Arbitrary<Plan> =>
  fc
    .tuple(
      base(id),
      measuring(objectives),
      fc.array(half, { minLength: 1, maxLength: 5 }),
      fc.array(half, { minLength: 1, maxLength: 5 }),
    )
    .map(([step, measured, ifs, thens]) => ({
      ...step,
      ...measured,
      kind: 'plan',
      prompt: 'Plan.',
      ifs,
      thens,
    }));

const step = (id: string, objectives: string[]): fc.Arbitrary<Step> =>
  fc.oneof(
    card(id),
    recap(id),
    choice(id, objectives),
    example(id, objectives),
    sort(id, objectives),
    ask(id, objectives),
    plan(id, objectives),
    { weight: 5, arbitrary: dialogue(id, objectives) },
  );

/** Lessons that the schema takes; the checker would refuse some (turns nobody reaches, endings that measure nothing). */
export const arbitraryLesson: fc.Arbitrary<Lesson> = fc
  .tuple(ids(1, 3), ids(1, 6), worth)
  .chain(([objectives, steps, score]) =>
    fc.tuple(
      each(objectives, (id) =>
        fc.record({
          id: fc.constant(id),
          tip: fc.constant('needs' as const),
          behaviour: line,
          weight: fc.integer({ min: 1, max: 3 }),
        }),
      ),
      each(steps, (id) => step(id, objectives)),
      fc.constant(score),
    ),
  )
  .map(([objectives, steps, score]) => ({
    id: 'lesson',
    title: 'A lesson',
    description: 'About it.',
    minutes: 4,
    objectives,
    pass: { score },
    steps,
  }));
