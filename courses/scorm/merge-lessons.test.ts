import { assert, constantFrom, property, tuple, uniqueArray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryLesson } from '#courses/engine/arbitrary-lesson.ts';
import {
  buildCard,
  buildChoice,
  buildDialogue,
  buildLesson,
  buildPlan,
} from '#courses/engine/build-lesson.ts';
import { encodedBound } from '#courses/engine/codec.ts';
import { describeInteractions } from '#courses/engine/describe.ts';
import { planWords } from '#courses/engine/own-words.ts';
import { next, pick, playEvents } from '#courses/engine/play-events.ts';
import { resultOf } from '#courses/engine/result.ts';
import { objectivesOf } from '#courses/engine/worth.ts';
import type { Course } from '#courses/format/course.ts';
import { Id } from '#courses/format/id.ts';
import type { Lesson } from '#courses/format/lesson.ts';
import { singleScoProblems } from './fits-one-sco.ts';
import { idIn, mergeLessons } from './merge-lessons.ts';

const courseOf = (lessons: Lesson[]): Course => ({
  format: 1,
  id: 'parcels',
  title: 'Late parcels',
  language: 'en',
  description: 'About parcels.',
  need: { measure: 'm', behaviour: 'b', cause: 'c', notTraining: 'n' },
  behaviours: ['Ask'],
  ownWords: 'private',
  lessons,
});
const one = buildLesson([buildCard('hello'), buildChoice('question'), buildDialogue('talk')], {
  id: 'one',
  title: 'One',
  pass: { score: 0.9 },
});
const two = buildLesson([buildChoice('question'), buildPlan('plan')], {
  id: 'two',
  title: 'Two',
  minutes: 3,
  pass: { score: 0.6 },
  objectives: [
    { id: 'impact', tip: 'needs', behaviour: 'Ask what it did', weight: 3 },
    { id: 'heard', tip: 'support', behaviour: 'Listen', weight: 1 },
    { id: 'unmeasured', tip: 'transfer', behaviour: 'Plan it', weight: 9 },
  ],
});
const merged = mergeLessons(courseOf([one, two]));

describe('mergeLessons', () => {
  it('leaves a single lesson as it is', () => {
    expect(mergeLessons(courseOf([one]))).toBe(one);
  });

  it('takes the course for its name and adds up the minutes', () => {
    const { id, title, description, minutes } = merged;
    expect({ id, title, description, minutes }).toEqual({
      id: 'parcels',
      title: 'Late parcels',
      description: 'About parcels.',
      minutes: one.minutes + 3,
    });
  });

  it('keeps every step in order, each lesson behind a card that names it', () => {
    expect(merged.steps.map((step) => step.id.replace(/-[0-9a-z]{6}$/, ''))).toEqual([
      'chapter',
      'hello',
      'question',
      'talk',
      'chapter',
      'question',
      'plan',
    ]);
    expect(merged.steps[4]).toMatchObject({
      kind: 'card',
      title: 'Two',
      text: two.description,
      required: false,
    });
  });

  it('keeps objectives with their tips, and every piece of evidence with its objective', () => {
    expect(merged.objectives.map(({ id, tip }) => [id, tip])).toEqual([
      [idIn(one, 'impact'), 'needs'],
      [idIn(one, 'heard'), 'practice'],
      [idIn(two, 'impact'), 'needs'],
      [idIn(two, 'heard'), 'support'],
      [idIn(two, 'unmeasured'), 'transfer'],
    ]);
    const measured = (lesson: Lesson, id: string) => lesson.steps.find((step) => step.id === id);
    for (const [lesson, step] of [one, two].flatMap((lesson) =>
      lesson.steps.map((step) => [lesson, step] as const),
    )) {
      const there = measured(merged, idIn(lesson, step.id));
      expect(there && objectivesOf(merged, there)).toEqual(
        objectivesOf(lesson, step).map((id) => idIn(lesson, id)),
      );
    }
  });

  it('lets each lesson count alike in the score, and asks for the mean of their pass scores', () => {
    expect(merged.pass.score).toBe(0.75);
    // One right answer is worth three quarters of its own lesson, and so half of that in a course of two.
    const whole = mergeLessons(courseOf([two, one]));
    const { run } = playEvents(whole, [next, pick('stop')]);
    expect(resultOf(two, playEvents(two, [pick('stop')]).run).score).toBe(0.75);
    expect(resultOf(whole, run).score).toBe(0.375);
  });

  it('is complete only when each lesson is, and cards between lessons do not matter', () => {
    const optional = buildLesson(
      [buildCard('look', { required: false }), buildCard('end', { required: false })],
      { id: 'end' },
    );
    const whole = mergeLessons(courseOf([two, optional]));
    const required = whole.steps.filter((step) => step.required).map(({ id }) => id);
    expect(required).toEqual([idIn(two, 'question'), idIn(two, 'plan'), idIn(optional, 'end')]);
    const all = [
      next,
      pick('stop'),
      next,
      { type: 'plan' as const, ...planWords('a', 'b') },
      next,
      next,
      next,
      next,
    ];
    expect(resultOf(whole, playEvents(whole, all.slice(0, 4)).run)).toMatchObject({
      complete: false,
      score: 1,
    });
    expect(resultOf(whole, playEvents(whole, all).run)).toMatchObject({
      complete: true,
      passed: true,
      score: 1,
    });
  });

  it('gives ids that depend on nothing but the lesson and the id', () => {
    const more = mergeLessons(courseOf([two, buildLesson([buildCard('x')], { id: 'zero' }), one]));
    const ids = (lesson: Lesson) => new Set([...lesson.steps, ...lesson.objectives].map(({ id }) => id));
    expect([...ids(more)]).toEqual(expect.arrayContaining([...ids(merged)]));
    expect(idIn({ ...one, id: 'a' }, 'b-c')).not.toBe(idIn({ ...one, id: 'a-b' }, 'c'));
    expect(idIn({ ...one, id: 'a'.repeat(40) }, `${'b'.repeat(32)}-ccccccc`)).toMatch(/^b{32}-[0-9a-z]{6}$/);
  });

  it('makes a lesson like any other of whatever lessons there are', () => {
    const lessons = uniqueArray(constantFrom('a', 'b', 'a-b', 'b-c', 'c'), {
      minLength: 2,
      maxLength: 4,
    }).chain((ids) =>
      tuple(...ids.map((id) => arbitraryLesson.map((lesson): Lesson => ({ ...lesson, id })))),
    );
    assert(
      property(lessons, (all) => {
        const whole = mergeLessons(courseOf(all));
        const ids = [whole.steps, whole.objectives].map((things) => things.map(({ id }) => id));
        for (const list of ids) {
          expect(new Set(list).size).toBe(list.length);
          for (const id of list) expect(Id.safeParse(id).success).toBe(true);
        }
        const reported = describeInteractions(whole).map(({ id }) => id);
        expect(new Set(reported).size).toBe(reported.length);
        expect(reported).toHaveLength(all.flatMap(describeInteractions).length);
        expect(resultOf(whole, playEvents(whole, []).run).objectives).toHaveLength(whole.objectives.length);
      }),
      { numRuns: 60 },
    );
  });
});

describe('singleScoProblems', () => {
  const plans = Array.from({ length: 20 }, (_, at) => buildPlan(`plan-${at}`));
  const chapters = Array.from({ length: 12 }, (_, at) => buildLesson(plans, { id: `chapter-${at}` }));
  const big = mergeLessons(courseOf(chapters));

  it('is silent for what fits', () => {
    expect(encodedBound(merged)).toBeLessThanOrEqual(4096);
    expect(singleScoProblems(merged, '1.2')).toEqual([]);
  });

  it('tells the figure when SCORM 1.2 could not keep a place in it; SCORM 2004 can', () => {
    const bound = encodedBound(big, 4096);
    expect(bound).toBeGreaterThan(4096);
    expect(singleScoProblems(big, '1.2')).toEqual([
      expect.objectContaining({
        rule: 'too-big-for-one-sco',
        message: expect.stringContaining(`${bound} characters`),
      }),
    ]);
    expect(singleScoProblems(big, '2004-3')).toEqual([]);
  });

  it('names two ids that would be stored alike', () => {
    const steps = [...merged.steps, ...collision()];
    expect(singleScoProblems({ ...merged, steps }, '1.2')[0]).toMatchObject({ rule: 'key-collision' });
  });
});

/** Two cards whose ids get the same key of three characters; among some thousand ids there are always such. */
function collision(): ReturnType<typeof buildCard>[] {
  const found = singleScoProblems(
    buildLesson(Array.from({ length: 2000 }, (_, at) => buildCard(`card-${at}`))),
    '2004-4',
  );
  const [, a = '', b = ''] = /"([^"]+)" and "([^"]+)"/.exec(found[0]?.message ?? '') ?? [];
  return [buildCard(a), buildCard(b)];
}
