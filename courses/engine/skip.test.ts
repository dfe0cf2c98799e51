import { describe, expect, it } from 'vitest';
import type { Dialogue } from '#courses/format/dialogue.ts';
import type { Lesson } from '#courses/format/lesson.ts';
import {
  buildCard,
  buildChoice,
  buildDialogue,
  buildEnding,
  buildLesson,
  buildPlan,
} from './build-lesson.ts';
import { decodeRun, encodeRun } from './codec.ts';
import { planWords } from './own-words.ts';
import { begin, go, next, pick, playEvents, retry, say } from './play-events.ts';
import { resultOf } from './result.ts';
import type { Event } from './types.ts';
import { viewRun } from './view-run.ts';

describe('a step that may be passed over', () => {
  const [first, again] = [buildChoice('first'), buildChoice('again', { skippable: true })];
  const lesson = buildLesson([first, again, buildCard('end')]);
  const skips = (of: Lesson, ...events: Event[]) => viewRun(of, playEvents(of, events).run);

  it('is so for whoever was right at the first try, earlier in this lesson', () => {
    expect(skips(lesson, pick('stop'), next)).toMatchObject({ canSkip: true, canLeave: true });
    expect(skips(lesson, pick('what'), next)).toMatchObject({ canSkip: false, canLeave: false });
    expect(skips(lesson, pick('what'), retry, pick('stop'), next)).toMatchObject({
      canSkip: false,
      canLeave: false,
    });
    expect(skips(buildLesson([again, first])).canSkip).toBe(false);
  });

  it('is not for what only a later step has shown', () => {
    const early = buildLesson([{ ...again, required: false }, first, buildCard('end')]);
    const view = skips(early, next, pick('stop'), go('again'));
    expect(view).toMatchObject({ step: { id: 'again' }, canSkip: false });
  });

  it('is not without the document saying so, for another objective, or for none', () => {
    const of = (more: Partial<typeof again>) =>
      skips(buildLesson([first, { ...again, ...more }]), pick('stop'), next);
    expect(of({ skippable: false }).canSkip).toBe(false);
    expect(of({ objective: 'heard' }).canSkip).toBe(false);
    const { objective: _, ...free } = again;
    expect(skips(buildLesson([first, free]), pick('stop'), next).canSkip).toBe(false);
  });

  it('counts as done when it was left, so that the lesson can be passed', () => {
    const { run, answers } = playEvents(lesson, [pick('stop'), next, next]);
    expect(run).toMatchObject({ at: 'end', steps: { again: { done: true, tries: 0 } } });
    expect(answers).toHaveLength(1);
    expect(resultOf(lesson, run)).toMatchObject({ passed: true, progress: 1, score: 1 });
    const short = buildLesson([first, again]);
    const last = playEvents(short, [pick('stop'), next]);
    expect(viewRun(short, last.run).finished).toBe(false);
    expect(viewRun(short, playEvents(short, [next], last.run).run).finished).toBe(true);
  });

  it('can be done all the same, then or later, and is a first try', () => {
    const { run, answers } = playEvents(lesson, [pick('stop'), next, next, go('again'), pick('what')]);
    expect(answers.at(-1)).toMatchObject({ id: 'late_again', first: true, result: 'incorrect' });
    expect(run.steps['again']).toEqual({ done: true, tries: 1, first: 0, best: 0 });
    expect(viewRun(lesson, run).canSkip).toBe(false);
  });

  it('needs every objective of a dialogue shown, and of an earlier dialogue each by itself', () => {
    const [good, bad] = buildDialogue('call').endings;
    const worth = (impact: number, heard: number) => [
      {
        ...good!,
        evidence: [
          { objective: 'impact', worth: impact },
          { objective: 'heard', worth: heard },
        ],
      },
      bad!,
    ];
    const from = (impact: number, heard: number) =>
      skips(
        buildLesson([
          buildDialogue('call', { endings: worth(impact, heard) }),
          buildDialogue('more', { skippable: true }),
        ]),
        begin,
        say('ask-impact'),
        say('deliver'),
        next,
      ).canSkip;
    expect([from(1, 1), from(1, 0.7), from(0.7, 1)]).toEqual([true, false, false]);
  });

  it('is kept: a dialogue left in the middle goes on, and its ending counts', () => {
    const calls = buildLesson([
      buildChoice('first'),
      buildPlan('plan'),
      buildDialogue('call', {
        skippable: true,
        endings: [{ ...buildEnding('good', [{ objective: 'impact', worth: 1 }]) }, buildEnding('bad')],
      }),
      buildCard('end'),
    ]);
    const { run } = playEvents(calls, [
      pick('stop'),
      next,
      { type: 'plan', ...planWords('a', 'b') },
      next,
      begin,
      say('hold-on'),
      next,
    ]);
    expect(run).toMatchObject({ at: 'end', steps: { call: { done: true, tries: 0 } } });
    const resumed = decodeRun(calls, encodeRun(calls, run), 1);
    expect(resumed).toEqual(run);
    const done = playEvents(calls, [go('call'), say('ask-impact'), say('deliver')], resumed);
    expect(done.run.steps['call']).toMatchObject({ tries: 1, first: 1 });
    const short = {
      ...calls,
      steps: calls.steps.map((step) => {
        const impatient = { patience: { decisions: 1, ending: 'bad' } };
        return step.id === 'call' ? { ...(step as Dialogue), ...impatient } : step;
      }),
    };
    const edited = decodeRun(short, encodeRun(calls, run), 1);
    expect(edited.kept['call']).toEqual({ seed: run.kept['call']?.seed, begun: true });
  });
});
