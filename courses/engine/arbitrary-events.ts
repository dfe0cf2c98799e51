import * as fc from 'fast-check';
import type { Lesson } from '#courses/format/lesson.ts';
import type { Step } from '#courses/format/step.ts';
import { CONFIDENCES, FLAGS, FOCUSES, FORMS, MOVES } from '#courses/format/words.ts';
import { advance } from './advance.ts';
import { hash } from './hash.ts';
import { planWords } from './own-words.ts';
import type { Answer, DialogueView, Event, OwnReading, Run, View } from './types.ts';
import { viewRun } from './view-run.ts';

// Test support: a learner who mostly does what the screen offers, and sometimes what it does not.

/** One thing a learner does; what it means is decided by the screen at that moment. */
export type Deed = { how: number; which: number; words: string; seed: number };

export const arbitraryDeeds: fc.Arbitrary<Deed[]> = fc.array(
  fc.record({
    how: fc.integer({ min: 0, max: 11 }),
    which: fc.nat(1000),
    words: fc.oneof(
      fc.string({ unit: 'binary', maxLength: 120 }),
      fc.string(),
      fc.constant('What did it stop you doing?'),
    ),
    seed: fc.oneof(fc.nat(), fc.double()),
  }),
  { maxLength: 40, size: 'max' },
);

const pickOf = <T>(list: readonly T[], which: number): T | undefined =>
  list[which % Math.max(1, list.length)];

/** The event of a deed: an answer that fits (most often), going on, going back, retrying, or anything. */
export function eventOf(view: View, { how, which, words }: Deed): Event {
  if (how === 0) return stray(which, words);
  if (how === 1) return { type: 'retry' };
  if (how === 2) return { type: 'go', step: pickOf(view.steps, which)?.id ?? '' };
  if (how < 5) return { type: 'next' };
  return fitting(view, which, words);
}

function fitting({ state, step }: View, which: number, words: string): Event {
  switch (state.kind) {
    case 'answer':
      return pickFrom(state.options, which, step.kind === 'choice' && step.several);
    case 'sort': {
      const piles = step.kind === 'sort' ? step.piles : [];
      const put = state.cards.map((card, at) => [
        card.id,
        (which >> at) % 3 === 0 ? card.pile : (pickOf(piles, which + at)?.id ?? ''),
      ]);
      return { type: 'sort', piles: Object.fromEntries(put) };
    }
    case 'ask':
      return which % 4 === 0
        ? { type: 'ask-line', line: pickOf(state.lines, which)?.id ?? '' }
        : { type: 'ask', text: words, read: readingOf(which, step) };
    case 'plan':
      return { type: 'plan', ...planWords(which % 2 === 0 ? 'the clock turns red' : words, words) };
    case 'dialogue':
      return talking(state, step, which, words);
    default:
      return { type: 'next' };
  }
}

function talking(state: DialogueView, step: Step, which: number, words: string): Event {
  if (state.phase === 'opening') return { type: 'begin' };
  if (state.phase === 'sure') return { type: 'sure', confidence: CONFIDENCES[which % 3] ?? 'sure' };
  if (which % 5 === 0) return { type: 'meant', focus: pickOf(FOCUSES, which) ?? 'thing' };
  if (state.ask && which % 3 > 0) return { type: 'say-own', text: words, read: readingOf(which, step) };
  return { type: 'say', choice: pickOf(state.choices, which)?.id ?? '' };
}

/** Any reading, drawn from a number. */
function readingOf(which: number, step: Step): OwnReading {
  const some = <T>(list: readonly T[], seed: number): T[] =>
    list.filter((_, at) => (hash(`${which} ${seed} ${at}`) & 3) === 0);
  const focus = pickOf([undefined, ...FOCUSES], hash(`focus ${which}`));
  const fact =
    step.kind === 'dialogue' ? pickOf([undefined, ...step.facts], hash(`fact ${which}`))?.id : undefined;
  const moves = some(MOVES, 1);
  return {
    form: pickOf(FORMS, hash(`form ${which}`)) ?? 'open',
    ...(focus && { focus }),
    ...(fact !== undefined && { fact }),
    flags: some(FLAGS, 2),
    moves,
    specific: moves.length > 0 && which % 2 === 0,
    labelled: focus !== undefined && which % 7 === 0,
  };
}

function pickFrom(options: readonly { id: string }[], which: number, several: boolean): Event {
  const picked = options.filter((_, at) =>
    several ? (which >> at) % 2 === 1 : at === which % options.length,
  );
  return { type: 'pick', options: picked.map(({ id }) => id), confidence: CONFIDENCES[which % 3] ?? 'sure' };
}

/** Events that make no sense here, or anywhere. */
function stray(which: number, words: string): Event {
  const events: unknown[] = [
    { type: words },
    { type: 'say', choice: words },
    { type: 'say', choice: 'constructor' },
    { type: 'go', step: words },
    { type: 'pick', options: [words, words] },
    { type: 'pick', options: [] },
    { type: 'pick' },
    { type: 'sort', piles: { [words]: words } },
    { type: 'sort', piles: null },
    { type: 'ask', text: words, read: { form: words, focus: words, flags: words, moves: [words] } },
    { type: 'ask', text: words, read: null },
    { type: 'ask' },
    { type: 'ask-line', line: words },
    { type: 'say-own', text: words, read: { form: 'open', fact: words, flags: [words], moves: null } },
    { type: 'say-own', text: words, read: { form: 'open', labelled: true } },
    { type: 'say-own' },
    { type: 'meant', focus: words },
    { type: 'sure', confidence: words },
    { type: 'sure', confidence: 'sure' },
    { type: 'plan', ...planWords(words, ' \n') },
    { type: 'plan' },
    { type: 'begin' },
  ];
  return pickOf(events, which) as Event;
}

/** Plays deeds from a run on. */
export function play(lesson: Lesson, start: Run, deeds: readonly Deed[]): { run: Run; answers: Answer[] } {
  let run = start;
  const answers: Answer[] = [];
  for (const deed of deeds) {
    const after = advance(lesson, run, eventOf(viewRun(lesson, run), deed), deed.seed);
    run = after.run;
    answers.push(...after.answers);
  }
  return { run, answers };
}
