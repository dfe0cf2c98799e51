import { describe, expect, it } from 'vitest';
import type { Ask } from '#courses/format/step.ts';
import type { Focus } from '#courses/format/words.ts';
import { buildAsk, buildLesson, buildOption } from './build-lesson.ts';
import { ask, askLabelled, playEvents, reading, retry } from './play-events.ts';
import type { OwnReading } from './types.ts';
import { viewRun } from './view-run.ts';

describe('an ask', () => {
  const lesson = buildLesson([buildAsk('question')]);

  it('is answered by the customer as the learner labelled it, and is never right or wrong', () => {
    const { run, answers } = playEvents(lesson, [askLabelled(' What did it\n stop you doing? ', 'impact')]);
    expect(viewRun(lesson, run).state).toEqual({
      kind: 'ask',
      lines: [],
      answered: true,
      text: 'What did it stop you doing?',
      read: reading({ focus: 'impact', labelled: true }),
      by: 'labelled',
      customerAnswers: 'I lost a day.',
      wanted: true,
      worth: 1,
    });
    expect(answers).toEqual([
      {
        id: 'late_question',
        kind: 'labelled',
        response: 'What did it stop you doing?',
        reading: 'impact, open, labelled',
        ownWords: true,
        result: 'neutral',
        worth: 1,
        objectives: ['late_impact'],
        first: true,
      },
    ]);
    expect(run.steps['question']).toEqual({ done: true, tries: 1, best: 1 });
  });

  it('counts nothing when it was about something else, and the customer says what there is to say', () => {
    expect(playEvents(lesson, [askLabelled('Which colour?', 'thing')]).run.steps['question']?.best).toBe(0);
    const { run } = playEvents(lesson, [askLabelled('Why?', 'cause')]);
    expect(viewRun(lesson, run).state).toMatchObject({
      customerAnswers: 'I just want it fixed.',
      wanted: false,
    });
  });

  const judged = (more: Partial<Ask>, read: Partial<OwnReading>) => {
    const built = buildLesson([buildAsk('question', more)]);
    const { run, answers } = playEvents(built, [ask('These words', read)]);
    const { state } = viewRun(built, run);
    if (state.kind !== 'ask') throw new Error('no ask');
    return { ...answers[0], said: state.customerAnswers, wanted: state.wanted, step: run.steps['question'] };
  };

  it('is judged by a rule when the rules can tell', () => {
    expect(judged({}, { focus: 'impact' })).toMatchObject({
      kind: 'judged',
      result: 'correct',
      worth: 1,
      response: 'These words',
      reading: 'impact, open',
      ownWords: true,
      said: 'I lost a day.',
      wanted: true,
      step: { first: 1, best: 1 },
    });
    expect(judged({}, { focus: 'thing' })).toMatchObject({
      kind: 'judged',
      result: 'incorrect',
      worth: 0,
      said: 'A blue box.',
      wanted: false,
      step: { first: 0, best: 0 },
    });
    expect(judged({}, { form: 'statement' })).toMatchObject({ worth: 0, said: 'I just want it fixed.' });
  });

  it('that judges is worth nothing and gets no answer, whatever it asks', () => {
    expect(judged({}, { focus: 'impact', form: 'loaded' })).toMatchObject({
      worth: 0,
      said: 'I just want it fixed.',
    });
    expect(judged({}, { focus: 'impact', flags: ['judgemental'] }).worth).toBe(0);
  });

  it('may want empathy moves, all of them and about what this customer said', () => {
    const step: Partial<Ask> = { wanted: [], moves: ['name', 'own'], heard: 'Thank you.', flat: 'Right.' };
    const both = { form: 'statement', moves: ['name', 'own', 'act'] } as const;
    expect(judged(step, { ...both, moves: [...both.moves], specific: true })).toMatchObject({
      worth: 1,
      said: 'Thank you.',
    });
    expect(judged(step, { ...both, moves: [...both.moves] })).toMatchObject({ worth: 0, said: 'Right.' });
    expect(judged(step, { ...both, moves: ['own'], specific: true })).toMatchObject({
      worth: 0,
      said: 'I just want it fixed.',
    });
    expect(judged(step, { form: 'statement', flags: ['canned'] })).toMatchObject({ said: 'Right.' });
    const { flat: _, ...without } = step;
    expect(judged(without, { form: 'statement', flags: ['canned'] })).toMatchObject({
      said: 'I just want it fixed.',
    });
  });

  it('may want both, a question and moves: half for each', () => {
    const step: Partial<Ask> = { wanted: ['impact'], moves: ['own'], heard: 'Thank you.' };
    expect(judged(step, { focus: 'impact', moves: ['own'], specific: true })).toMatchObject({
      worth: 1,
      said: 'I lost a day.',
    });
    expect(judged(step, { focus: 'impact' })).toMatchObject({
      worth: 0.5,
      result: 'incorrect',
      wanted: false,
    });
    expect(judged(step, { form: 'statement', moves: ['own'], specific: true })).toMatchObject({
      worth: 0.5,
      said: 'Thank you.',
    });
  });

  it('takes a prepared line instead, and judges it by its worth', () => {
    const lines = [{ ...buildOption('good', 1), consequence: 'That is it.' }, buildOption('bad', 0)];
    const prepared = buildLesson([buildAsk('question', { lines })]);
    const { run, answers } = playEvents(prepared, [{ type: 'ask-line', line: 'good' }]);
    expect(answers).toMatchObject([
      {
        id: 'late_question',
        kind: 'judged',
        response: 'Say good',
        ownWords: false,
        result: 'correct',
        worth: 1,
      },
    ]);
    expect(viewRun(prepared, run).state).toMatchObject({
      answered: true,
      picked: 'good',
      by: 'judged',
      customerAnswers: 'That is it.',
      wanted: true,
      worth: 1,
      lines: [{}, {}],
    });
    const bad = playEvents(prepared, [{ type: 'ask-line', line: 'bad' }]);
    expect(viewRun(prepared, bad.run).state).toMatchObject({
      customerAnswers: 'I just want it fixed.',
      worth: 0,
    });
    expect(playEvents(prepared, [{ type: 'ask-line', line: 'gone' }]).answers).toEqual([]);
  });

  it('helps with a model and a stem until a full result', () => {
    const helped = buildLesson([buildAsk('question', { model: 'What broke for you?', stem: 'What did' })]);
    const help = { model: 'What broke for you?', stem: 'What did' };
    const once = playEvents(helped, [ask('Which?', { focus: 'thing' }), retry]).run;
    expect(viewRun(helped, once).state).toMatchObject(help);
    const right = playEvents(helped, [ask('And you?', { focus: 'impact' })], once).run;
    expect(viewRun(helped, right).state).toMatchObject(help);
    const { state } = viewRun(helped, playEvents(helped, [retry], right).run);
    expect(state).not.toHaveProperty('model');
    expect(state).not.toHaveProperty('stem');
  });

  it('needs words and a focus that exists', () => {
    expect(
      playEvents(lesson, [askLabelled(' \n ', 'impact'), askLabelled('Why?', 'constructor' as Focus)])
        .answers,
    ).toEqual([]);
  });
});
