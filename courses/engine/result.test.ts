import { describe, expect, it } from 'vitest';
import {
  buildAsk,
  buildCard,
  buildChoice,
  buildDialogue,
  buildLesson,
  buildOption,
  buildPlan,
} from './build-lesson.ts';
import { planWords } from './own-words.ts';
import { askLabelled, begin, next, pick, playEvents, retry, say } from './play-events.ts';
import { resultOf } from './result.ts';
import type { Event } from './types.ts';

const plan: Event = { type: 'plan', ...planWords('a', 'b') };

describe('resultOf', () => {
  it('is nothing at the start', () => {
    const lesson = buildLesson([buildChoice('question'), buildPlan('plan'), buildCard('end')]);
    expect(resultOf(lesson, playEvents(lesson, []).run)).toEqual({
      score: 0,
      complete: false,
      passed: false,
      progress: 0,
      objectives: [
        { id: 'late_impact', best: undefined, met: false },
        { id: 'late_heard', best: undefined, met: false },
      ],
    });
  });

  it('weighs the best result of each objective over all steps', () => {
    const objectives = buildLesson([]).objectives.map((each, at) => ({ ...each, weight: at === 0 ? 3 : 1 }));
    const lesson = buildLesson([buildChoice('one'), buildChoice('two'), buildPlan('plan')], { objectives });
    const { run } = playEvents(lesson, [pick('half'), next, pick('what'), next, plan]);
    expect(resultOf(lesson, run)).toMatchObject({ score: 0.625, complete: true, passed: false, progress: 1 });
    const better = playEvents(lesson, [{ type: 'go', step: 'one' }, retry, pick('stop')], run).run;
    expect(resultOf(lesson, better)).toMatchObject({ score: 1, passed: true });
    const worse = playEvents(lesson, [retry, pick('what')], better).run;
    expect(resultOf(lesson, worse).score).toBe(1);
  });

  it('takes from a dialogue what each objective came to', () => {
    const lesson = buildLesson([buildDialogue('call')]);
    const { run } = playEvents(lesson, [begin, say('ask-impact'), say('deliver')]);
    expect(resultOf(lesson, run)).toEqual({
      score: 0.75,
      complete: true,
      passed: false,
      progress: 1,
      objectives: [
        { id: 'late_impact', best: 1, met: true },
        { id: 'late_heard', best: 0.5, met: false },
      ],
    });
  });

  it('leaves out an objective that nothing measures', () => {
    const lesson = buildLesson([buildChoice('question')]);
    expect(resultOf(lesson, playEvents(lesson, [pick('stop')]).run)).toMatchObject({
      score: 1,
      passed: true,
    });
  });

  it('counts a question in the learner’s own words by their label', () => {
    const lesson = buildLesson([buildAsk('question')]);
    expect(resultOf(lesson, playEvents(lesson, [askLabelled('Why?', 'feeling')]).run).score).toBe(1);
    expect(resultOf(lesson, playEvents(lesson, [askLabelled('Why?', 'thing')]).run).score).toBe(0);
  });

  it('passes a lesson that measures nothing once it is complete', () => {
    const lesson = buildLesson([buildCard('one'), buildCard('two')]);
    expect(resultOf(lesson, playEvents(lesson, []).run)).toMatchObject({
      score: 0,
      passed: false,
      progress: 0,
    });
    expect(resultOf(lesson, playEvents(lesson, [next]).run)).toMatchObject({
      score: 1,
      complete: true,
      passed: true,
    });
  });

  it('is complete without the steps that are not required, and progress says so', () => {
    const lesson = buildLesson([
      buildCard('one'),
      buildChoice('extra', { required: false }),
      buildCard('end'),
    ]);
    expect(resultOf(lesson, playEvents(lesson, [next]).run)).toMatchObject({
      complete: false,
      progress: 1 / 3,
    });
    expect(resultOf(lesson, playEvents(lesson, [next, next]).run)).toMatchObject({
      complete: true,
      progress: 1,
    });
    const free = buildLesson([buildChoice('a', { required: false }), buildChoice('b', { required: false })]);
    expect(resultOf(free, playEvents(free, []).run).complete).toBe(false);
    expect(resultOf(free, playEvents(free, [next]).run).complete).toBe(true);
  });

  it('does not fail a learner by a rounding error', () => {
    // In floating point (0.7 + 0.8 + 0.9) / 3 is 0.7999999999999999.
    const objectives = ['a', 'b', 'c'].map((id) => ({
      id,
      tip: 'needs' as const,
      behaviour: 'Ask',
      weight: 1,
    }));
    const steps = [0.7, 0.8, 0.9].map((worth, at) =>
      buildChoice(`step-${at}`, {
        objective: objectives[at]!.id,
        options: [buildOption('ok', worth), buildOption('no', 0)],
      }),
    );
    const lesson = buildLesson(steps, { objectives });
    const { run } = playEvents(lesson, [pick('ok'), next, pick('ok'), next, pick('ok')]);
    expect(resultOf(lesson, run)).toMatchObject({ score: 0.8, passed: true });
  });
});
