import { describe, expect, it } from 'vitest';
import type { Lesson } from '#courses/format/lesson.ts';
import { advance } from './advance.ts';
import {
  buildCard,
  buildChoice,
  buildChoiceOf,
  buildDialogue,
  buildEnding,
  buildLesson,
  buildPlan,
  buildSort,
  buildTurn,
} from './build-lesson.ts';
import { planWords } from './own-words.ts';
import { askLabelled, begin, go, next, pick, playEvents, retry, say } from './play-events.ts';
import { startRun } from './start-run.ts';
import type { Event } from './types.ts';
import { viewRun } from './view-run.ts';

const plan = (when: string, what: string): Event => ({ type: 'plan', ...planWords(when, what) });

describe('going through a lesson', () => {
  const lesson = buildLesson([
    buildCard('intro'),
    buildChoice('question'),
    buildCard('aside', { required: false }),
    buildCard('end'),
  ]);

  it('begins at the first step', () => {
    const view = viewRun(lesson, startRun(lesson, 7));
    expect(view).toMatchObject({
      index: 0,
      total: 4,
      canLeave: true,
      canRetry: false,
      finished: false,
      state: { kind: 'read' },
    });
    expect(view.steps.map(({ reached }) => reached)).toEqual([true, false, false, false]);
  });

  it('leaves a card by reading on, a question only when it is answered', () => {
    const at = (...events: Event[]) => playEvents(lesson, events).run;
    expect(at(next)).toMatchObject({ at: 'question', steps: { intro: { done: true } } });
    expect(at(next, next).at).toBe('question');
    expect(at(next, pick('what'), next).at).toBe('aside');
    expect(at(next, pick('what'), next, next).steps['aside']).toMatchObject({ done: true });
  });

  it('is through when the last step is reached and no required step is open', () => {
    const { run } = playEvents(lesson, [next, pick('what'), next, next]);
    expect(viewRun(lesson, run)).toMatchObject({ index: 3, finished: true, canLeave: true });
    expect(run.steps['end']?.done).toBe(true);
    expect(advance(lesson, run, next, 1).run).toBe(run);
  });

  it('leads from the last step to a required one that an edit put in before it', () => {
    const { run } = playEvents(lesson, [next, pick('what'), next, next]);
    const edited: Lesson = { ...lesson, steps: [buildChoice('new-question'), ...lesson.steps] };
    expect(viewRun(edited, run).finished).toBe(false);
    expect(advance(edited, run, next, 1).run.at).toBe('new-question');
  });

  it('opens any reached step again and no other', () => {
    const { run } = playEvents(lesson, [next]);
    expect(advance(lesson, run, go('intro'), 1).run.at).toBe('intro');
    expect(advance(lesson, run, go('aside'), 1).run).toBe(run);
    expect(advance(lesson, run, go('constructor'), 1).run).toBe(run);
    const back = playEvents(lesson, [go('intro')], run).run;
    expect(advance(lesson, back, go('question'), 1).run.at).toBe('question');
  });

  it('shows an answered step as it was left when it is opened again', () => {
    const { run } = playEvents(lesson, [next, pick('stop'), next, go('question')]);
    expect(viewRun(lesson, run).state).toMatchObject({ answered: true, picked: ['stop'], worth: 1 });
  });

  it('gives the very same run for an event that is not possible', () => {
    const run = startRun(lesson, 1);
    for (const event of [
      retry,
      begin,
      say('x'),
      pick('stop'),
      askLabelled('Why?', 'impact'),
      plan('a', 'b'),
      go('intro'),
    ]) {
      expect(advance(lesson, run, event, 2)).toEqual({ run, answers: [] });
      expect(advance(lesson, run, event, 2).run).toBe(run);
    }
  });
});

describe('a choice', () => {
  const lesson = buildLesson([buildChoice('question', { confidence: true })]);

  it('is judged by the worth of the option and reported in its words', () => {
    const { answers } = playEvents(lesson, [{ type: 'pick', options: ['stop'], confidence: 'sure' }]);
    expect(answers).toEqual([
      {
        id: 'late_question',
        kind: 'judged',
        response: 'Say stop (sure)',
        reading: 'Say stop (sure)',
        ownWords: false,
        result: 'correct',
        worth: 1,
        objectives: ['late_impact'],
        first: true,
      },
    ]);
  });

  it('takes one known option, once', () => {
    const { run } = playEvents(lesson, [pick('stop', 'what'), pick('unknown'), pick()]);
    expect(run.open.picked).toBeUndefined();
    expect(playEvents(lesson, [pick('what'), pick('stop')]).answers).toHaveLength(1);
  });

  it('keeps the first result for ever and the best one through retries', () => {
    const { run, answers } = playEvents(lesson, [pick('half'), retry, pick('stop'), retry, pick('what')]);
    expect(run.steps['question']).toEqual({ done: true, tries: 3, first: 0.5, best: 1 });
    expect(answers.map(({ first, result }) => [first, result])).toEqual([
      [true, 'incorrect'],
      [false, 'correct'],
      [false, 'incorrect'],
    ]);
  });

  it('may be left during a retry, because it was answered once', () => {
    const { run } = playEvents(lesson, [pick('half'), retry]);
    expect(viewRun(lesson, run)).toMatchObject({
      canLeave: true,
      canRetry: false,
      state: { answered: false, picked: [] },
    });
  });

  it('with several answers is worth the share rightly picked or rightly left', () => {
    const several = buildLesson([buildChoice('question', { several: true })]);
    const worth = (...options: string[]) => playEvents(several, [pick(...options)]).answers[0]?.worth;
    expect(worth('half', 'stop')).toBe(1);
    expect(worth('stop')).toBe(0.667);
    expect(worth('what')).toBe(0);
    expect(playEvents(several, [pick('half', 'stop')]).answers[0]?.response).toBe('Say stop; Say half');
  });

  it('is correct from 0.8 on', () => {
    const at = (worth: number) => {
      const options = [
        { id: 'a', text: 'A', worth, coaching: 'So.' },
        { id: 'b', text: 'B', worth: 0, coaching: 'So.' },
      ];
      return playEvents(buildLesson([buildChoice('question', { options })]), [pick('a')]).answers[0]?.result;
    };
    expect([at(0.79), at(0.8)]).toEqual(['incorrect', 'correct']);
  });
});

describe('a sort', () => {
  const lesson = buildLesson([buildSort('sorting')]);
  const sort = (piles: Record<string, string>): Event => ({ type: 'sort', piles });

  it('is worth the share of cards in their pile, and tells the misplaced ones first', () => {
    const { run, answers } = playEvents(lesson, [
      sort({ number: 'thing', missed: 'person', colour: 'person' }),
    ]);
    expect(answers[0]).toMatchObject({
      worth: 0.667,
      result: 'incorrect',
      response:
        'Which colour? -> The person; What is the number? -> The thing; What did you miss? -> The person',
    });
    const { state } = viewRun(lesson, run);
    expect(state).toMatchObject({ kind: 'sort', answered: true, worth: 0.667 });
    if (state.kind === 'sort')
      expect(state.cards.find(({ id }) => id === 'colour')).toMatchObject({ placed: 'person', right: false });
  });

  it('waits until every card lies in a pile that exists', () => {
    expect(playEvents(lesson, [sort({ number: 'thing', missed: 'person' })]).answers).toEqual([]);
    expect(
      playEvents(lesson, [sort({ number: 'thing', missed: 'person', colour: 'nowhere' })]).answers,
    ).toEqual([]);
  });
});

describe('a plan', () => {
  const lesson = buildLesson([buildPlan('plan')]);

  it('is the learner’s word: prepared halves may leave the device, their own may not', () => {
    const reported = (when: string, what: string) => playEvents(lesson, [plan(when, what)]).answers[0];
    expect(reported('the clock turns red', 'I ask what it stopped them doing')).toMatchObject({
      kind: 'told',
      result: 'neutral',
      worth: 1,
      ownWords: false,
      response: 'the clock turns red -> I ask what it stopped them doing',
      reading: 'the clock turns red -> I ask what it stopped them doing',
    });
    expect(reported('the clock\nturns red', 'I breathe')).toMatchObject({
      ownWords: true,
      response: 'the clock turns red -> I breathe',
      reading: 'the clock turns red -> ...',
    });
    expect(reported(' ', 'I breathe')).toBeUndefined();
  });

  it('offers the earlier words when it is told again, and keeps the last', () => {
    const told = playEvents(lesson, [plan('a', 'b'), retry]).run;
    expect(viewRun(lesson, told).state).toEqual({ kind: 'plan', answered: false, plan: planWords('a', 'b') });
    const again = playEvents(lesson, [plan('c', 'd')], told).run;
    expect(again.steps['plan']).toEqual({ done: true, tries: 2, best: 1, plan: planWords('c', 'd') });
    expect(viewRun(lesson, again).state).toMatchObject({ answered: true, plan: planWords('c', 'd') });
  });
});

describe('a dialogue', () => {
  const lesson = buildLesson([buildCard('intro'), buildDialogue('call'), buildCard('end')]);
  const call = (...events: Event[]) => playEvents(lesson, [next, ...events]);

  it('shows the opening, then the talk, then the debrief', () => {
    const state = (...events: Event[]) => viewRun(lesson, call(...events).run).state;
    expect(state()).toMatchObject({
      phase: 'opening',
      lines: [],
      choices: [],
      mood: 'annoyed',
      targetSeconds: 240,
    });
    expect(state(say('ask-impact'))).toMatchObject({ phase: 'opening', said: [] });
    expect(state(begin)).toMatchObject({ phase: 'talking', lines: [{ text: 'Turn hello' }] });
    expect(state(begin, say('ask-impact'))).toMatchObject({
      phase: 'talking',
      coaching: 'Coach on ask-impact',
      mix: { impact: 1 },
    });
    expect(state(begin, say('ask-impact'), say('deliver'))).toMatchObject({
      phase: 'debrief',
      choices: [],
      ending: { id: 'good' },
      facts: [
        { id: 'lost-day', found: true },
        { id: 'blue', found: false },
      ],
      worth: 0.75,
    });
  });

  it('coaches only at the end when it is written so', () => {
    const late = buildLesson([buildDialogue('call', { coach: 'end' })]);
    const { run } = playEvents(late, [begin, say('ask-impact')]);
    expect(viewRun(late, run).state).not.toHaveProperty('coaching');
  });

  it('reports each decision, and a result for each objective under an id that never changes', () => {
    const { answers } = call(begin, say('ask-impact'), say('deliver'));
    expect(
      answers.map(({ id, kind, result, worth, objectives }) => ({ id, kind, result, worth, objectives })),
    ).toEqual([
      { id: 'late_call_hello', kind: 'decision', result: 'neutral', worth: undefined, objectives: [] },
      { id: 'late_call_solve', kind: 'decision', result: 'neutral', worth: undefined, objectives: [] },
      { id: 'late_call', kind: 'judged', result: 'correct', worth: 1, objectives: ['late_impact'] },
      { id: 'late_call__heard', kind: 'judged', result: 'incorrect', worth: 0.5, objectives: ['late_heard'] },
    ]);
    expect(answers.map(({ response }) => response)).toEqual([
      'Agent: ask-impact',
      'Agent: deliver',
      'Ended good',
      'Ended good',
    ]);
  });

  it('is worth nothing for an objective that the reached ending does not name', () => {
    const { answers, run } = call(begin, say('ask-thing'), say('refund'));
    expect(answers.slice(2).map(({ worth }) => worth)).toEqual([0, 0]);
    expect(run.steps['call']).toEqual({
      done: true,
      tries: 1,
      first: 0,
      best: 0,
      worths: { impact: 0, heard: 0 },
      ending: 'bad',
      found: ['blue'],
    });
  });

  it('takes the highest evidence rule that holds', () => {
    expect(call(begin, say('ask-thing'), say('deliver')).answers[2]).toMatchObject({
      worth: 0.25,
      result: 'incorrect',
    });
  });

  it('reports the bare ending when it measures nothing', () => {
    const unmeasured = buildDialogue('call', { endings: [buildEnding('good'), buildEnding('bad')] });
    const { answers, run } = playEvents(buildLesson([unmeasured]), [
      begin,
      say('ask-impact'),
      say('deliver'),
    ]);
    expect(answers.at(-1)).toMatchObject({
      id: 'late_call',
      kind: 'decision',
      result: 'neutral',
      objectives: [],
    });
    expect(run.steps['call']).toEqual({
      done: true,
      tries: 1,
      worths: {},
      ending: 'good',
      found: ['lost-day'],
    });
  });

  it('goes on where it was left when the learner looked at another step', () => {
    const { run } = call(begin, say('ask-impact'), go('intro'), go('call'));
    expect(viewRun(lesson, run).state).toMatchObject({ phase: 'talking', said: [{ id: 'ask-impact' }] });
    expect(call(begin, go('intro'), next).run.open.begun).toBe(true);
  });

  it('shows its debrief when it is opened again, and a retry begins anew with another order', () => {
    const ended = call(begin, say('ask-thing'), say('refund'), next, go('call')).run;
    expect(viewRun(lesson, ended)).toMatchObject({
      canLeave: true,
      canRetry: true,
      state: { phase: 'debrief' },
    });
    const again = playEvents(lesson, [retry], ended).run;
    expect(again.open.seed).not.toBe(ended.open.seed);
    expect(viewRun(lesson, again).state).toMatchObject({
      phase: 'opening',
      facts: [{ found: false }, { found: false }],
    });
    const better = playEvents(lesson, [begin, say('ask-impact'), say('deliver')], again);
    expect(better.answers.every(({ first }) => !first)).toBe(true);
    expect(better.run.steps['call']).toMatchObject({
      first: 0,
      best: 0.75,
      worths: { impact: 1, heard: 0.5 },
      ending: 'good',
    });
  });

  it('is no way out in the middle unless it is not required', () => {
    expect(viewRun(lesson, call(begin).run)).toMatchObject({ canLeave: false, canRetry: false });
    const optional = buildLesson([buildDialogue('call', { required: false }), buildCard('end')]);
    expect(playEvents(optional, [begin, next]).run).toMatchObject({
      at: 'end',
      kept: { call: { begun: true } },
    });
  });

  it('ends at once when there is nothing to say from the start', () => {
    const hidden = { when: { trust: { min: 10 } } };
    const turns = [
      buildTurn('hello', [buildChoiceOf('a', 'good', hidden), buildChoiceOf('b', 'good', hidden)]),
    ];
    const { run, answers } = playEvents(buildLesson([buildDialogue('call', { turns })]), [begin]);
    expect(run.steps['call']).toMatchObject({ done: true, ending: 'bad' });
    expect(answers.map(({ id }) => id)).toEqual(['late_call', 'late_call__heard']);
  });

  it('leaves the order of choices alone within a try', () => {
    const orders = [begin, say('hold-on'), say('hold-on')].map((_, at, all) => {
      const { state } = viewRun(lesson, call(...all.slice(0, at + 1)).run);
      return state.kind === 'dialogue' ? state.choices.map(({ id }) => id) : [];
    });
    expect(orders[1]).toEqual(orders[0]);
    expect(orders[2]).toEqual(orders[0]);
  });
});

describe('seeds', () => {
  it.each([Number.NaN, Number.POSITIVE_INFINITY, -1, 0.5, 2 ** 53])('may be any number: %s', (seed) => {
    const lesson = buildLesson([buildChoice('question')]);
    const { open } = startRun(lesson, seed);
    expect(open.seed).toBeGreaterThanOrEqual(0);
    expect(open.seed).toBeLessThan(62 ** 3);
  });

  it('give another order on a retry even when the caller’s never changes', () => {
    const lesson = buildLesson([buildChoice('question')]);
    const answered = advance(lesson, startRun(lesson, 5), pick('what'), 5).run;
    expect(advance(lesson, answered, retry, 5).run.open.seed).not.toBe(answered.open.seed);
  });
});
