import * as fc from 'fast-check';
import type { Condition } from '#courses/format/condition.ts';
import type { Choice, Dialogue, Fact, Says, To, Turn } from '#courses/format/dialogue.ts';
import { type FOCUSES, FORMS, type MOODS, OUTCOMES } from '#courses/format/words.ts';
import { base, each, focus, ids, line, maybe, mood, moves, worth } from './arbitrary-parts.ts';

// Test support: dialogues with loops, dead ends, silent reactions and choices that are never shown.

type Names = { facts: string[]; turns: string[]; endings: string[]; objectives: string[] };

const range = (least: number, most: number) =>
  maybe<{ min: number; max: number }>({
    min: fc.integer({ min: least, max: most }),
    max: fc.integer({ min: least, max: most }),
  });

const condition = ({ facts, turns }: Names, depth = 1): fc.Arbitrary<Condition> => {
  const some = fc.uniqueArray(fc.constantFrom(...facts), { minLength: 1, maxLength: 2 });
  const inner = depth > 0 ? condition({ facts, turns } as Names, depth - 1) : fc.constant<Condition>({});
  return maybe<Required<Condition>>({
    trust: range(0, 10),
    seconds: range(0, 300),
    mood: fc.uniqueArray(mood, { minLength: 1 }),
    revealed: some,
    hidden: some,
    visits: fc.tuple(range(0, 3), fc.constantFrom(...turns)).map(([count, turn]) => ({ ...count, turn })),
    any: fc.array(inner, { minLength: 1, maxLength: 2 }),
    not: inner,
  });
};

const when = (names: Names) => maybe<{ when: Condition }>({ when: condition(names) });

const says = (names: Names): fc.Arbitrary<Says> => {
  const said = fc
    .tuple(line, when(names), maybe<{ mood: (typeof MOODS)[number] }>({ mood }))
    .map(([text, ...more]) => ({ text, ...more[0], ...more[1] }));
  return fc.oneof(
    line.map((text) => ({ text })),
    said,
    fc.array(said, { minLength: 2, maxLength: 3 }).map((oneOf) => ({ oneOf })),
  );
};

const to = (names: Names): fc.Arbitrary<To> => {
  const place = fc.constantFrom(...names.turns, ...names.endings);
  const member = fc.tuple(place, when(names)).map(([target, condition]) => ({ to: target, ...condition }));
  return fc.oneof(place, fc.array(member, { minLength: 1, maxLength: 3 }));
};

const turnChoice = (id: string, names: Names): fc.Arbitrary<Choice> =>
  fc
    .tuple(
      fc.record({
        text: line,
        form: fc.constantFrom(...FORMS),
        moves,
        coaching: line,
        to: to(names),
        reaction: fc.array(says(names), { minLength: 1, maxLength: 2 }),
        effects: fc
          .tuple(
            fc.record({
              trust: fc.integer({ min: -10, max: 10 }),
              reveals: fc.uniqueArray(fc.constantFrom(...names.facts), { maxLength: 2 }),
              seconds: fc.integer({ min: 0, max: 900 }),
              repeatCalls: fc.integer({ min: -10, max: 10 }),
            }),
            maybe<{ mood: (typeof MOODS)[number] }>({ mood }),
          )
          .map(([effects, change]) => ({ ...effects, ...change })),
      }),
      maybe<{ focus: (typeof FOCUSES)[number] }>({ focus }),
      fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: when(names) }),
    )
    .map(([said, about, shown]) => ({ id, ...said, ...about, ...shown }));

const turn = (id: string, names: Names): fc.Arbitrary<Turn> =>
  fc
    .tuple(
      fc.array(says(names), { maxLength: 2 }),
      ids(2, 4).chain((own) => each(own, (name) => turnChoice(name, names))),
      maybe<Pick<Required<Turn>, 'ask'>>({
        ask: maybe<{ prompt: string; stem: string }>({ prompt: line, stem: line }),
      }),
    )
    .map(([lines, choices, own]) => ({ id, says: lines, choices, ...own }));

const fact = (id: string, names: Names): fc.Arbitrary<Fact> =>
  fc.tuple(focus, maybe<{ says: string }>({ says: line }), when(names)).map(([about, ...more]) => ({
    id,
    focus: about,
    text: 'A fact.',
    earnedBy: 'Why?',
    words: [],
    ...more[0],
    ...more[1],
  }));

/** What own words may need; a document that lacks the replies is refused by the checker, but must not break the run. */
const forOwnWords = maybe<Pick<Required<Dialogue>, 'replies' | 'confidence'>>({
  confidence: fc.boolean(),
  replies: fc.record({
    unclear: line,
    flat: line,
    sharp: line,
    guarded: line,
    answers: fc.dictionary(focus, line),
    seconds: fc.integer({ min: 0, max: 300 }),
  }),
});

const rule = (names: Names) =>
  fc
    .tuple(fc.constantFrom(...names.objectives), worth, when(names))
    .map(([objective, value, condition]) => ({ objective, worth: value, ...condition }));

const dialogueOf = (id: string, names: Names): fc.Arbitrary<Dialogue> =>
  fc
    .tuple(
      base(id),
      each(names.turns, (name) => turn(name, names)),
      each(names.endings, (name) =>
        fc
          .tuple(fc.constantFrom(...OUTCOMES), fc.array(rule(names), { maxLength: 3 }))
          .map(([outcome, evidence]) => {
            return { id: name, outcome, title: `Ending ${name}`, text: 'It ended.', evidence };
          }),
      ),
      each(names.facts, (name) => fact(name, names)),
      fc.record({
        trust: fc.integer({ min: 0, max: 10 }),
        coach: fc.constantFrom('each-turn' as const, 'end' as const),
        start: fc.constantFrom(...names.turns),
        patience: fc.record({
          decisions: fc.integer({ min: 2, max: 24 }),
          ending: fc.constantFrom(...names.endings),
        }),
      }),
      forOwnWords,
    )
    .map(([step, turns, endings, facts, more, own]): Dialogue => {
      const face = {
        skin: 3,
        hair: 'short',
        hairColour: 'brown',
        age: 'middle',
        glasses: false,
        beard: false,
      } as const;
      const customer = {
        name: 'Sam',
        situation: 'On the phone',
        mood: 'worried',
        face,
        voice: { pitch: 1, rate: 1 },
      } as const;
      return {
        ...step,
        kind: 'dialogue',
        customer,
        channel: 'phone',
        opening: 'It rings.',
        clocks: { repeatCalls: 5 },
        turns,
        endings,
        facts,
        ...more,
        ...own,
      };
    });

export const dialogue = (id: string, objectives: string[]): fc.Arbitrary<Dialogue> =>
  fc
    .tuple(ids(1, 4), ids(2, 8))
    .chain(([facts, places]) =>
      fc
        .integer({ min: 1, max: places.length - 1 })
        .chain((turns) =>
          dialogueOf(id, { facts, objectives, turns: places.slice(0, turns), endings: places.slice(turns) }),
        ),
    );
