import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dialogue } from '#courses/format/dialogue.ts';
import type { Lesson } from '#courses/format/lesson.ts';
import { FLAGS, FOCUSES, FORMS, MOVES } from '#courses/format/words.ts';
import { FUZZ_RUNS } from './arbitrary-parts.ts';
import {
  buildAsk,
  buildCard,
  buildDialogue,
  buildLesson,
  buildOption,
  buildReplies,
} from './build-lesson.ts';
import { decodeRun, encodedBound, encodeRun } from './codec.ts';
import { keyOf } from './hash.ts';
import { withoutOwnWords } from './own-words.ts';
import { decodePath, encodePath, encodeWords, WORDS_ROOM } from './path-code.ts';
import { ask, begin, playEvents, reading, say, sayOwn } from './play-events.ts';
import { decodeReading, encodeReading } from './reading-code.ts';
import type { Event, OwnReading, OwnWords, Run, SaidHere } from './types.ts';
import { viewRun } from './view-run.ts';

const call = buildDialogue('call');
const lessonOf = (overrides: Partial<Dialogue> = {}): Lesson => {
  const turns = call.turns.map((turn) => ({ ...turn, ask: {} }));
  const patience = { decisions: 16, ending: 'bad' };
  const replies = buildReplies();
  return buildLesson([buildDialogue('call', { turns, patience, replies, ...overrides }), buildCard('end')]);
};
const lesson = lessonOf();
const names = { facts: call.facts, choices: call.turns.flatMap(({ choices }) => choices) };

const anyReading: fc.Arbitrary<OwnReading> = fc
  .record({
    form: fc.constantFrom(...FORMS),
    focus: fc.option(fc.constantFrom(...FOCUSES)),
    fact: fc.constantFrom(undefined, 'lost-day', 'blue'),
    flags: fc.subarray([...FLAGS]),
    moves: fc.subarray([...MOVES]),
    specific: fc.boolean(),
    labelled: fc.boolean(),
  })
  .map(({ focus, fact, specific, labelled, ...read }) => ({
    ...read,
    ...(focus && { focus }),
    ...(fact !== undefined && { fact }),
    specific: specific && read.moves.length > 0,
    labelled: labelled && focus !== null,
  }));

describe('a stored reading', () => {
  it('takes eight characters, whatever it is, and comes back as it was', () => {
    fc.assert(
      fc.property(anyReading, (read) => {
        expect(encodeReading(read)).toMatch(/^[A-Za-z0-9_-]{8}$/);
        expect(decodeReading(encodeReading(read), names.facts)).toEqual(read);
      }),
      { numRuns: FUZZ_RUNS * 5 },
    );
  });

  it('is what it was when it was stored: no word of a closed list may move', () => {
    // Stored runs out in the world depend on it.
    const read: OwnReading = {
      ...reading({ focus: 'impact', form: 'closed' }),
      flags: ['canned'],
      moves: ['own'],
      labelled: true,
    };
    expect(encodeReading(read)).toBe('DEgIC---');
    expect(decodeReading(`DEgIC${keyOf('blue')}`, names.facts)).toEqual({ ...read, fact: 'blue' });
  });

  it.each(['', 'A', 'zAAAA---', 'A9AAA---', 'A AAA---', 'AAAAC---', 'AAAAA----'])(
    'is none in "%s"',
    (text) => {
      expect(decodeReading(text)).toBeUndefined();
    },
  );
});

describe('own words in a stored run', () => {
  const words = (...events: Event[]) => encodeRun(lesson, playEvents(lesson, [begin, ...events]).run);
  const resumed = (edited: Lesson, ...events: Event[]) => decodeRun(edited, words(...events), 3);
  const impact = sayOwn('What did it stop?', { focus: 'impact', fact: 'lost-day' });
  const thing = sayOwn('Which?', { focus: 'thing' });

  it('come back among the choices, word for word', () => {
    const events = [thing, say('deliver')];
    const run = resumed(lesson, ...events.slice(0, 1));
    expect(run.open.path).toEqual([{ ...reading({ focus: 'thing' }), text: 'Which?' }]);
    const mixed = resumed(lesson, say('hold-on'), impact, sayOwn('Hm', {}), say('deliver'));
    expect(mixed.open.path).toMatchObject([
      'hold-on',
      { text: 'What did it stop?' },
      { text: 'Hm' },
      'deliver',
    ]);
  });

  it('resume in an edited dialogue at the last turn that is left', () => {
    const renamed = lessonOf({
      turns: call.turns.map((turn) => ({
        ...turn,
        ask: {},
        choices: turn.choices.map((choice) =>
          choice.id === 'deliver' ? { ...choice, id: 'bring' } : choice,
        ),
      })),
    });
    const run = resumed(renamed, impact, sayOwn('Hm'), say('deliver'));
    expect(viewRun(renamed, run).state).toMatchObject({
      phase: 'talking',
      said: [{ text: 'What did it stop?' }, { text: 'Hm' }],
    });
    const closed = lessonOf({ turns: call.turns });
    expect(resumed(closed, say('hold-on'), impact).open.path).toEqual(['hold-on']);
    const without = lessonOf({
      facts: call.facts.slice(1),
      turns: call.turns.map((turn) => ({ ...turn, ask: {} })),
    });
    expect(resumed(without, impact).open.path).toEqual([
      { ...reading({ focus: 'impact' }), text: 'What did it stop?' },
    ]);
  });

  it('stop where a piece is damaged, and keep the newest words', () => {
    const path: SaidHere[] = [{ ...reading(), text: 'one' }, 'hold-on', { ...reading(), text: 'two' }];
    const stored = encodePath(path);
    expect(stored).toHaveLength(9 + 3 + 9);
    const texts = encodeWords(path) ?? '';
    expect(decodePath(names, stored, texts)).toEqual(path);
    expect(decodePath(names, stored.replace('-A', '-z'), texts)).toEqual(['', ...path.slice(1)]);
    expect(decodePath(names, stored.slice(0, -1), texts)[1]).toBe('hold-on');
    expect(decodePath(names, stored, texts.slice(0, 2 + 4))).toMatchObject([{}, 'hold-on', { text: 'two' }]);
    expect(decodePath(names, stored, texts.slice(0, 6))[0]).not.toHaveProperty('text');
    expect(decodePath(names, stored, '..')).toEqual([reading(), 'hold-on', reading()]);
  });

  it('are kept newest first, as far as there is room', () => {
    const long = (letter: string) => sayOwn(letter.repeat(300));
    const run = resumed(lesson, long('a'), long('b'), long('c'));
    expect(run.open.path?.map((said) => (said as OwnWords).text?.[0])).toEqual([undefined, 'b', 'c']);
    const usual = Array.from({ length: 10 }, (_, at) => sayOwn(`How has question ${at} changed your day?`));
    const path = resumed(lesson, ...usual).open.path ?? [];
    expect(path.filter((said) => typeof said === 'object' && said.text !== undefined)).toHaveLength(10);
  });

  it('never take more than their room', () => {
    const text = fc.string({ unit: 'binary', maxLength: 250 });
    fc.assert(
      fc.property(fc.array(text, { maxLength: 24 }), (texts) => {
        const stored = encodeWords(
          texts.map((each): OwnWords => ({ ...reading(), text: each.slice(0, 40).toWellFormed() })),
        );
        expect((stored ?? '').length).toBeLessThanOrEqual(WORDS_ROOM);
      }),
      { numRuns: FUZZ_RUNS },
    );
  });

  it('are taken out where words are private; how they were read stays', () => {
    const { run } = playEvents(lesson, [begin, impact, sayOwn('My boss says no', { focus: 'need' })]);
    const bare = withoutOwnWords(lesson, run);
    expect(JSON.stringify(bare)).not.toMatch(/boss|stop/);
    const text = encodeRun(lesson, bare);
    expect(text).not.toContain('.w');
    const back = decodeRun(lesson, text, 1);
    expect(back).toEqual(bare);
    expect(viewRun(lesson, back).state).toMatchObject({
      trust: 8,
      said: [{ text: '', own: { focus: 'impact' } }, { text: '' }],
    });
  });
});

describe('a run stored before there were own words', () => {
  const old = buildLesson([buildAsk('question'), buildDialogue('call')]);

  it('still resumes: a path of choices, a question by its label', () => {
    const [asked, called] = [keyOf('question'), keyOf('call')];
    const text = `1${called}~${asked}.d.t1.bQI.sAAB.aV2h5Pw.upgW~${called}.sAAC.g.puJp`;
    const run = decodeRun(old, text, 1);
    expect(run.kept['question']).toEqual({
      seed: 1,
      text: 'Why?',
      read: { form: 'specific', focus: 'impact', flags: [], moves: [], specific: false, labelled: true },
    });
    expect(run.open).toEqual({ seed: 2, begun: true, path: ['ask-impact'] });
  });
});

describe('how sure a learner was', () => {
  it('is kept as long as the talk is over', () => {
    const asking = lessonOf({ confidence: true });
    const events: Event[] = [begin, say('ask-impact'), say('deliver'), { type: 'sure', confidence: 'guess' }];
    const { run } = playEvents(asking, events);
    expect(decodeRun(asking, encodeRun(asking, run), 1)).toEqual(run);
    const [, solve] = call.turns;
    const longer = lessonOf({
      confidence: true,
      turns: [
        call.turns[0]!,
        { ...solve!, choices: solve!.choices.map((choice) => ({ ...choice, to: 'hello' })) },
      ],
    });
    expect(decodeRun(longer, encodeRun(asking, run), 1).open).not.toHaveProperty('confidence');
    expect(decodeRun(lesson, encodeRun(asking, run), 1).open).not.toHaveProperty('confidence');
  });
});

describe('room for own words', () => {
  it('is what the fullest run takes, to the character', () => {
    const asking = buildLesson([buildDialogue('call', { confidence: true })]);
    const path = ['hold-on', 'hold-on', 'hold-on', 'ask-impact', 'deliver'];
    const fullest: Run = {
      lesson: asking.id,
      at: 'call',
      open: { seed: 9, alone: true, begun: true, path, confidence: 'sure' },
      steps: {
        call: {
          done: true,
          tries: 99,
          first: 0.5,
          best: 1,
          worths: { impact: 1, heard: 1 },
          ending: 'good',
          found: ['lost-day', 'blue'],
        },
      },
      kept: {},
    };
    expect(encodeRun(asking, fullest)).toHaveLength(encodedBound(asking));
  });

  it('is there for two dialogues of patience 16 that take them, beside an ask and twelve questions', () => {
    const [talk] = lesson.steps;
    const two = buildLesson([
      talk!,
      { ...talk!, id: 'second' },
      buildAsk('ask', { lines: [buildOption('a', 1), buildOption('b', 0)] }),
      buildCard('end'),
    ]);
    const bound = encodedBound(two);
    expect(bound).toBeLessThan(2000);
    const longest = Array.from({ length: 16 }, () =>
      sayOwn('😀'.repeat(60), { focus: 'need', fact: 'blue', flags: [...FLAGS], moves: [...MOVES] }),
    );
    const { run } = playEvents(two, [
      begin,
      ...longest,
      { type: 'next' },
      begin,
      ...longest,
      { type: 'next' },
      ask('x'.repeat(400)),
    ]);
    expect(run.at).toBe('ask');
    const { length } = encodeRun(two, run);
    expect(length).toBeLessThanOrEqual(bound);
    expect(length).toBeGreaterThan(0.9 * bound);
  });

  it('is not asked for where no turn takes own words', () => {
    expect(encodedBound(buildLesson([call]))).toBeLessThan(150);
  });
});
