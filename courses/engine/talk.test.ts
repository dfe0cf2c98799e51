import { describe, expect, it } from 'vitest';
import type { Dialogue } from '#courses/format/dialogue.ts';
import type { Lesson } from '#courses/format/lesson.ts';
import { advance } from './advance.ts';
import { buildCard, buildDialogue, buildLesson, buildReplies } from './build-lesson.ts';
import { begin, meant, next, playEvents, reading, retry, say, sayOwn } from './play-events.ts';
import { resultOf } from './result.ts';
import type { DialogueView, Event, Run } from './types.ts';
import { viewRun } from './view-run.ts';

const lessonOf = (overrides: Partial<Dialogue> = {}): Lesson => {
  const call = buildDialogue('call');
  const turns = call.turns.map((turn) => ({ ...turn, ask: { prompt: 'Ask.', stem: 'What did it' } }));
  return buildLesson([
    buildDialogue('call', { turns, replies: buildReplies(), ...overrides }),
    buildCard('end'),
  ]);
};
const lesson = lessonOf();
const play = (...events: Event[]) => playEvents(lesson, [begin, ...events]);
function shown(run: Run, of: Lesson = lesson): DialogueView {
  const { state } = viewRun(of, run);
  if (state.kind !== 'dialogue') throw new Error('no dialogue');
  return state;
}
const impact = sayOwn('What did it stop you doing?', { focus: 'impact' });
const unclear = sayOwn('Umm', { form: 'statement' });

describe('own words in a dialogue', () => {
  it('do what a choice would, and are reported in the learner’s words with their reading', () => {
    const { run, answers } = play(impact);
    expect(answers).toEqual([
      {
        id: 'late_call_hello',
        kind: 'decision',
        response: 'What did it stop you doing?',
        ownWords: true,
        reading: 'impact, open',
        result: 'neutral',
        objectives: [],
        first: true,
      },
    ]);
    expect(shown(run)).toMatchObject({
      trust: 8,
      mix: { impact: 1 },
      facts: [{ found: true }, { found: false }],
    });
    expect(shown(run).said).toMatchObject([
      {
        id: 'ask-impact',
        text: 'What did it stop you doing?',
        coaching: '',
        own: { focus: 'impact' },
        after: { mood: 'worried', trust: 8 },
      },
    ]);
  });

  it('are coached by their reading, not by the coaching of the choice', () => {
    expect(shown(play(impact).run)).not.toHaveProperty('coaching');
    expect(shown(play(impact, say('deliver')).run).coaching).toBe('Coach on deliver');
  });

  it('are taken where the turn takes them, once there is something in them', () => {
    const closed = lessonOf({ turns: buildDialogue('call').turns });
    expect(playEvents(closed, [begin, impact]).answers).toEqual([]);
    expect(shown(playEvents(closed, [begin]).run, closed)).not.toHaveProperty('ask');
    expect(play(sayOwn(' ', { focus: 'impact' })).run.open).not.toHaveProperty('path');
    expect(playEvents(lesson, [impact]).answers).toEqual([]);
  });

  it('that lead nowhere are a decision all the same', () => {
    const { run, answers } = play(unclear, unclear, unclear, unclear, unclear);
    expect(run.steps['call']).toMatchObject({ done: true, ending: 'bad' });
    expect(answers.map(({ id }) => id)).toEqual([
      ...Array.from({ length: 5 }, () => 'late_call_hello'),
      'late_call',
      'late_call__heard',
    ]);
  });
});

describe('a decision that the learner labelled', () => {
  const labelled = sayOwn('Hm?', { focus: 'impact', labelled: true });

  it('makes the result neither right nor wrong, and counts what was reached', () => {
    const { run, answers } = play(labelled, say('deliver'));
    expect(
      answers.slice(2).map(({ kind, result, worth, first }) => ({ kind, result, worth, first })),
    ).toEqual([
      { kind: 'labelled', result: 'neutral', worth: 1, first: true },
      { kind: 'labelled', result: 'neutral', worth: 0.5, first: true },
    ]);
    expect(answers[0]).toMatchObject({ reading: 'impact, open, labelled' });
    expect(run.steps['call']).not.toHaveProperty('first');
    expect(run.steps['call']).toMatchObject({ done: true, best: 0.75, worths: { impact: 1, heard: 0.5 } });
    expect(resultOf(lesson, run).score).toBe(0.75);
  });

  it('leaves the first judged result to the first try that was', () => {
    const { run } = play(labelled, say('deliver'), retry, begin, say('ask-thing'), say('deliver'));
    expect(run.steps['call']).toMatchObject({ tries: 2, first: 0.375, best: 0.75 });
  });
});

describe('"I meant something else"', () => {
  it('takes the decision again as a question about that, and reports it with the new reading', () => {
    const { run, answers } = play(sayOwn('And then?', { focus: 'thing', fact: 'blue' }), meant('impact'));
    expect(answers.map(({ id, reading: read }) => [id, read])).toEqual([
      ['late_call_hello', 'thing, open'],
      ['late_call_hello', 'impact, open, labelled'],
    ]);
    expect(run).toEqual(play(sayOwn('And then?', { focus: 'impact', fact: 'blue', labelled: true })).run);
    expect(shown(run).facts).toMatchObject([{ found: true }, { found: false }]);
  });

  it('can be said once more, and of the last decision alone', () => {
    const { run } = play(impact, meant('thing'), meant('cause'));
    expect(run.open.path).toEqual([
      { ...reading({ focus: 'cause', labelled: true }), text: 'What did it stop you doing?' },
    ]);
    const two = play(impact, sayOwn('Which?', { focus: 'need' }), meant('cause')).run.open.path;
    expect(two).toMatchObject([
      { focus: 'impact', labelled: false },
      { focus: 'cause', labelled: true },
    ]);
  });

  it('is not possible after a choice, for the same focus, or when the talk is over', () => {
    for (const events of [
      [],
      [say('ask-thing')],
      [impact],
      [impact, sayOwn('I bring it', { focus: 'solution' }), say('deliver')],
    ]) {
      const { run } = play(...events);
      expect(advance(lesson, run, meant('impact'), 1)).toEqual({ run, answers: [] });
    }
    const over = play(unclear, unclear, unclear, unclear, unclear).run;
    expect(advance(lesson, over, meant('impact'), 1).run).toBe(over);
  });

  it('may end the talk, and then the ending is reported', () => {
    const [hello, solve] = buildDialogue('call').turns;
    const choices = hello!.choices.map((choice) =>
      choice.id === 'ask-thing' ? { ...choice, to: 'bad' } : choice,
    );
    const short = lessonOf({ turns: [{ ...hello!, choices, ask: {} }, solve!] });
    const { run, answers } = playEvents(short, [begin, unclear, meant('thing')]);
    expect(answers.map(({ id, kind }) => [id, kind])).toEqual([
      ['late_call_hello', 'decision'],
      ['late_call_hello', 'decision'],
      ['late_call', 'labelled'],
      ['late_call__heard', 'labelled'],
    ]);
    expect(run.steps['call']).toMatchObject({ tries: 1, ending: 'bad', found: ['blue'] });
  });
});

describe('before the debrief', () => {
  const asking = lessonOf({ confidence: true });
  const over = playEvents(asking, [begin, say('ask-impact'), say('deliver')]);

  it('the learner says how sure they are; the result was reported when the talk ended', () => {
    expect(over.answers).toHaveLength(4);
    expect(shown(over.run, asking)).toMatchObject({ phase: 'sure', choices: [] });
    expect(shown(over.run, asking)).not.toHaveProperty('ending');
    const { run, answers } = playEvents(asking, [{ type: 'sure', confidence: 'guess' }], over.run);
    expect(answers).toEqual([]);
    expect(shown(run, asking)).toMatchObject({
      phase: 'debrief',
      confidence: 'guess',
      ending: { id: 'good' },
    });
    expect(run.steps).toEqual(over.run.steps);
  });

  it('they say it once, in a word that exists, and only where it is asked', () => {
    const said = playEvents(asking, [{ type: 'sure', confidence: 'guess' }], over.run).run;
    expect(advance(asking, said, { type: 'sure', confidence: 'sure' }, 1).run).toBe(said);
    expect(advance(asking, over.run, { type: 'sure', confidence: 'x' as 'sure' }, 1).run).toBe(over.run);
    const talking = playEvents(asking, [begin]).run;
    expect(advance(asking, talking, { type: 'sure', confidence: 'sure' }, 1).run).toBe(talking);
    const unasked = play(impact, say('deliver')).run;
    expect(advance(lesson, unasked, { type: 'sure', confidence: 'sure' }, 1).run).toBe(unasked);
    expect(shown(unasked).phase).toBe('debrief');
  });

  it('going on without saying it is possible', () => {
    expect(playEvents(asking, [next], over.run).run.at).toBe('end');
  });
});

describe('help', () => {
  const full = lessonOf({
    endings: [
      { ...buildDialogue('call').endings[0]!, evidence: [{ objective: 'impact', worth: 1 }] },
      buildDialogue('call').endings[1]!,
    ],
  });
  const best = [begin, impact, say('deliver')];

  it('is there in the first try, and in every one until a full result', () => {
    expect(shown(play().run)).toMatchObject({
      ask: { prompt: 'Ask.', stem: 'What did it' },
      coach: 'each-turn',
    });
    const again = playEvents(full, [begin, say('ask-thing'), say('refund'), retry, begin]).run;
    expect(shown(again, full)).toMatchObject({ ask: { stem: 'What did it' }, coach: 'each-turn' });
  });

  it('is gone in a try after a full result: no stem, and coaching at the end', () => {
    const done = playEvents(full, best).run;
    expect(shown(done, full)).toMatchObject({ worth: 1, coach: 'each-turn' });
    const again = playEvents(full, [retry, begin, say('hold-on')], done).run;
    expect(shown(again, full)).toMatchObject({ ask: { prompt: 'Ask.' }, coach: 'end' });
    expect(shown(again, full).ask).not.toHaveProperty('stem');
    expect(shown(again, full)).not.toHaveProperty('coaching');
  });
});
