import { describe, expect, it } from 'vitest';
import type { Lesson } from '#courses/format/lesson.ts';
import type { Step } from '#courses/format/step.ts';
import { CONFIDENCES, FOCUSES } from '#courses/format/words.ts';
import {
  buildAsk,
  buildCard,
  buildChoice,
  buildChoiceOf,
  buildDialogue,
  buildLesson,
  buildPlan,
  buildSort,
  buildTurn,
} from './build-lesson.ts';
import { decodeRun, encodedBound, encodeRun } from './codec.ts';
import { keyOf } from './hash.ts';
import { keyCollisions } from './keys.ts';
import { planWords, withoutOwnWords } from './own-words.ts';
import { askLabelled, begin, go, next, pick, playEvents, retry, say } from './play-events.ts';
import type { Event } from './types.ts';
import { viewRun } from './view-run.ts';

const lesson = buildLesson([
  buildCard('intro'),
  buildDialogue('call'),
  buildChoice('question'),
  buildCard('end'),
]);
const suspended = (...events: Event[]): string => encodeRun(lesson, playEvents(lesson, events).run);
const resumed = (edited: Lesson, ...events: Event[]) => decodeRun(edited, suspended(...events), 3);
const without = (...ids: string[]): Lesson => ({
  ...lesson,
  steps: lesson.steps.filter(({ id }) => !ids.includes(id)),
});
const withCall = (overrides: Parameters<typeof buildDialogue>[1]): Lesson => ({
  ...lesson,
  steps: lesson.steps.map((step) => (step.id === 'call' ? buildDialogue('call', overrides) : step)),
});
const toQuestion = [next, begin, say('ask-impact'), say('deliver'), next];

describe('a lesson that was not edited', () => {
  it('resumes in the middle of a conversation', () => {
    const run = resumed(lesson, next, begin, say('ask-impact'));
    expect(viewRun(lesson, run).state).toMatchObject({
      phase: 'talking',
      said: [{ id: 'ask-impact' }],
      trust: 8,
    });
  });

  it.each([undefined, null, '', '0', '2abc~x', '1', '{"v":1}', '\u0000'])('starts anew from %j', (text) => {
    expect(decodeRun(lesson, text as string, 3)).toEqual(decodeRun(lesson, '', 3));
    expect(decodeRun(lesson, text as string, 3).at).toBe('intro');
  });

  it('takes nothing from a text that claims an answer without a finished try', () => {
    const forged = `1${keyOf('question')}~${keyOf('question')}.sAAA.k${keyOf('stop')}~${keyOf('call')}.sAAA.g.p${keyOf('ask-impact')}${keyOf('deliver')}`;
    const run = decodeRun(lesson, forged, 1);
    expect(viewRun(lesson, run)).toMatchObject({ canLeave: false, state: { answered: false } });
    const call = playEvents(lesson, [go('call')], run).run;
    expect(viewRun(lesson, call).state).toMatchObject({ phase: 'talking', said: [{ id: 'ask-impact' }] });
  });

  it('takes no result above 1 and no more tries than are counted', () => {
    const run = decodeRun(lesson, `1${keyOf('question')}~${keyOf('question')}.d.t5000.f99.b99`, 1);
    expect(run.steps['question']).toEqual({ done: true, tries: 99 });
    const odd = decodeRun(lesson, `1${keyOf('question')}~${keyOf('question')}.t-1.b$$`, 1);
    expect(odd.steps['question']).toEqual({ done: false, tries: 0 });
  });

  it('survives a megabyte of noise', () => {
    expect(decodeRun(lesson, `1${'~abc.p0'.repeat(150_000)}`, 1).at).toBe('intro');
  });
});

describe('a lesson that was edited', () => {
  it('resumes at the same step wherever it has moved', () => {
    const moved: Lesson = { ...lesson, steps: [...lesson.steps].reverse() };
    expect(resumed(moved, next, begin).at).toBe('call');
  });

  it('resumes at the first step not done after the last one reached when its own is gone', () => {
    expect(resumed(without('question'), ...toQuestion).at).toBe('end');
    expect(resumed(without('call'), next, begin).at).toBe('question');
    expect(resumed(without('call', 'question'), ...toQuestion).at).toBe('end');
    expect(resumed(without('end'), ...toQuestion, pick('stop'), next).at).toBe('question');
    expect(resumed(without('intro', 'call', 'question'), next, begin).at).toBe('end');
    expect(resumed(buildLesson([buildCard('all-new'), buildCard('newer')]), ...toQuestion).at).toBe(
      'all-new',
    );
  });

  it('keeps what is still there and drops the rest', () => {
    const run = resumed(without('intro'), ...toQuestion, pick('half'));
    expect(Object.keys(run.steps)).toEqual(['call', 'question']);
    expect(run.steps['question']).toMatchObject({ first: 0.5 });
  });

  it('goes back to the last turn that is left of a conversation', () => {
    const call = buildDialogue('call');
    const renamed = withCall({
      turns: call.turns.map((turn) => ({
        ...turn,
        choices: turn.choices.map((choice) =>
          choice.id === 'deliver' ? { ...choice, id: 'bring' } : choice,
        ),
      })),
    });
    const run = resumed(renamed, next, begin, say('hold-on'), say('ask-impact'), say('deliver'));
    expect(viewRun(renamed, run)).toMatchObject({
      canLeave: true,
      state: { phase: 'talking', said: [{ id: 'hold-on' }, { id: 'ask-impact' }] },
    });
  });

  it('lets the last choice be said again when the path now ends where it did not', () => {
    const short = withCall({ patience: { decisions: 2, ending: 'bad' } });
    const run = resumed(short, next, begin, say('hold-on'), say('hold-on'), say('ask-impact'));
    expect(viewRun(short, run)).toMatchObject({
      canLeave: false,
      state: { phase: 'talking', said: [{ id: 'hold-on' }] },
    });
    const ended = playEvents(short, [say('ask-impact')], run);
    expect(ended.answers).toHaveLength(3);
    expect(viewRun(short, ended.run)).toMatchObject({ canLeave: true, state: { phase: 'debrief' } });
  });

  it('leaves out an option that is gone, and shows a sort anew when a card came to it', () => {
    const sorting = buildSort('sorting');
    const old = buildLesson([buildChoice('question', { several: true }), sorting]);
    const piles = { number: 'thing', missed: 'person', colour: 'thing' };
    const text = encodeRun(old, playEvents(old, [pick('stop', 'half'), next, { type: 'sort', piles }]).run);
    const [question] = old.steps;
    const edited = buildLesson([
      { ...question, options: buildChoice('question').options.filter(({ id }) => id !== 'half') } as Step,
      { ...sorting, cards: [...sorting.cards, { id: 'newest', text: 'Since when?', pile: 'thing' }] },
    ]);
    const run = decodeRun(edited, text, 1);
    expect(viewRun(edited, run)).toMatchObject({ canLeave: true, state: { kind: 'sort', answered: false } });
    expect(run.kept['question']?.picked).toEqual(['stop']);
  });

  it('keeps a step’s record when the step became another kind', () => {
    const edited: Lesson = {
      ...lesson,
      steps: lesson.steps.map((step) => (step.id === 'call' ? buildChoice('call') : step)),
    };
    const run = resumed(edited, next, begin, say('ask-impact'), say('deliver'));
    expect(run.steps['call']).toEqual({ done: true, tries: 1, first: 0.75, best: 0.75 });
    expect(viewRun(edited, run).state).toMatchObject({ kind: 'answer', answered: false });
  });
});

describe('room for a run', () => {
  /** A dialogue as large as the schema takes: 20 turns of 6 choices, 8 facts, 8 endings, 24 decisions. */
  const largest = (id: string) => {
    const turns = Array.from({ length: 20 }, (_, turn) =>
      buildTurn(
        `turn-${turn}`,
        Array.from({ length: 6 }, (_, choice) =>
          buildChoiceOf(`say-${turn}-${choice}`, `turn-${(turn + 1) % 20}`),
        ),
      ),
    );
    const facts = Array.from(
      { length: 8 },
      (_, at) => ({ ...buildDialogue(id).facts[0], id: `fact-${at}` }) as never,
    );
    return buildDialogue(id, { turns, facts, start: 'turn-0', patience: { decisions: 24, ending: 'bad' } });
  };

  it('is ample for a real lesson: twelve steps, two large dialogues, an ask and a plan', () => {
    const steps: Step[] = [
      buildCard('intro'),
      largest('first'),
      buildSort('sorting'),
      buildAsk('ask'),
      largest('second'),
    ];
    for (const id of ['q1', 'q2', 'q3', 'q4', 'q5'])
      steps.push(buildChoice(id, { several: true, confidence: true }));
    const real = buildLesson([...steps, buildPlan('plan'), buildCard('end')]);
    expect(real.steps).toHaveLength(12);
    expect(encodedBound(real)).toBeLessThan(2000);
  });

  it('is enough for twenty of the largest dialogues', () => {
    const many = buildLesson(Array.from({ length: 20 }, (_, at) => largest(`call-${at}`)));
    expect(encodedBound(many)).toBeLessThanOrEqual(4096);
  });

  it('is not promised where it is not there: twenty plans in the learner’s words', () => {
    expect(
      encodedBound(buildLesson(Array.from({ length: 20 }, (_, at) => buildPlan(`plan-${at}`)))),
    ).toBeGreaterThan(4096);
  });

  it('is bounded for the longest words in any alphabet', () => {
    const words = buildLesson([buildAsk('ask'), buildPlan('plan')]);
    for (const character of ['x', 'é', '話', '😀', '\u{D800}', '\u0301']) {
      const long = character.repeat(1000);
      const events: Event[] = [askLabelled(long, 'impact'), next, { type: 'plan', ...planWords(long, long) }];
      const { run } = playEvents(words, events);
      expect(encodeRun(words, run).length).toBeLessThanOrEqual(encodedBound(words));
      expect(decodeRun(words, encodeRun(words, run), 1)).toEqual(run);
    }
  });
});

describe('words that are private', () => {
  const words = buildLesson([buildAsk('ask'), buildPlan('plan'), buildCard('end')]);
  const events: Event[] = [
    askLabelled('What did my boss do?', 'impact'),
    next,
    { type: 'plan', ...planWords('the clock turns red', 'I think of my boss') },
    next,
  ];

  it('are taken out; what the question was about and the prepared half stay', () => {
    const bare = withoutOwnWords(words, playEvents(words, events).run);
    expect(JSON.stringify(bare)).not.toContain('boss');
    expect(bare.kept['ask']).toMatchObject({ read: { focus: 'impact' } });
    expect(bare.steps['plan']?.plan).toEqual(planWords('the clock turns red', ''));
    const back = playEvents(words, [go('ask')], decodeRun(words, encodeRun(words, bare), 1)).run;
    const { state } = viewRun(words, back);
    expect(state).toMatchObject({
      answered: true,
      read: { focus: 'impact' },
      customerAnswers: 'I lost a day.',
    });
    expect(state).not.toHaveProperty('text');
    expect(viewRun(words, playEvents(words, [retry], back).run).state).toMatchObject({ answered: false });
  });
});

describe('keys', () => {
  it('are three digits that depend on the id alone', () => {
    expect(keyOf('ask-impact')).toBe(keyOf('ask-impact'));
    expect(keyOf('ask-impact')).toMatch(/^[0-9A-Za-z]{3}$/);
    // Stored runs out in the world depend on it: a change of the hash needs a new version of the stored form.
    expect([keyOf('ask-impact'), keyOf('a'), keyOf('')]).toEqual(['uJp', 'pmj', 'yQT']);
  });

  it('tell every word of the closed lists apart', () => {
    expect(new Set(FOCUSES.map(keyOf)).size).toBe(FOCUSES.length);
    expect(new Set(CONFIDENCES.map(keyOf)).size).toBe(CONFIDENCES.length);
  });

  it('that two ids of one table share are named; the same id in two places is no collision', () => {
    const [one, other] = collidingIds();
    expect(keyCollisions(lesson)).toEqual([]);
    expect(keyCollisions(buildLesson([buildCard(one), buildCard(other)]))).toEqual([[one, other]]);
    const turns = [
      buildTurn('hello', [buildChoiceOf(one, 'more'), buildChoiceOf('same', 'more')]),
      buildTurn('more', [buildChoiceOf(other, 'good'), buildChoiceOf('same', 'good')]),
    ];
    expect(keyCollisions(buildLesson([buildDialogue('call', { turns })]))).toEqual([[one, other]]);
    expect(
      keyCollisions(
        buildLesson([
          buildChoice(one),
          buildDialogue('call', {
            turns: [buildTurn('hello', [buildChoiceOf(other, 'good'), buildChoiceOf('b', 'bad')])],
          }),
        ]),
      ),
    ).toEqual([]);
  });
});

/** Two ids with one key, found by trying. */
function collidingIds(): [string, string] {
  const seen = new Map<string, string>();
  for (let n = 0; ; n += 1) {
    const id = `id-${n}`;
    const earlier = seen.get(keyOf(id));
    if (earlier !== undefined) return [earlier, id];
    seen.set(keyOf(id), id);
  }
}
