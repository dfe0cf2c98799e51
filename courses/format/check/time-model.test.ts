import { expect, test } from 'vitest';
import { Course } from '#courses/format/course.ts';
import { courseFixture } from '#test/support/course-fixture.ts';
import { examine } from './examine.ts';
import { lessonTime } from './time-model.ts';

const words = (count: number) => Array.from({ length: count }, () => 'word').join(' ');

/** Time of a lesson made of these steps. */
function timeOf(steps: unknown[]) {
  const [lesson] = courseFixture.lessons;
  const objectives = [{ id: 'o', tip: 'needs', behaviour: 'Ask' }];
  const course = Course.parse({ ...courseFixture, lessons: [{ ...lesson, objectives, steps }] });
  return lessonTime(examine(course, undefined).lessons[0]!);
}

test('220 words on a card are a minute of being told', () => {
  expect(timeOf([{ id: 'a', kind: 'card', text: words(220) }])).toEqual({
    toldSeconds: 60,
    decidingSeconds: 0,
    feedbackSeconds: 0,
  });
});

test('a question: reading and thinking are deciding, one coaching of several is feedback', () => {
  const option = (id: string, coached: number) => ({
    id,
    text: words(11),
    worth: 0,
    coaching: words(coached),
  });
  const step = { id: 'a', kind: 'choice', prompt: words(22), options: [option('x', 11), option('y', 33)] };
  const { toldSeconds, decidingSeconds, feedbackSeconds } = timeOf([step]);
  expect(toldSeconds).toBe(0);
  expect(decidingSeconds).toBeCloseTo((22 + 22) / (220 / 60) + 8);
  expect(feedbackSeconds).toBeCloseTo(22 / (220 / 60));
});

test('a conversation counts by how often somebody who picks at random has it', () => {
  const choice = (id: string, to: string) => ({
    id,
    text: words(11),
    form: 'statement',
    effects: { seconds: 5 },
    reaction: [words(22)],
    coaching: words(11),
    to,
  });
  const step = {
    id: 'a',
    kind: 'dialogue',
    customer: { name: 'Ravi', situation: 'On the phone', mood: 'calm' },
    opening: words(11),
    facts: [{ id: 'f', focus: 'thing', text: words(5), earnedBy: words(6) }],
    start: 'one',
    patience: { decisions: 4, ending: 'end' },
    turns: [
      { id: 'one', says: [words(11)], choices: [choice('stay', 'two'), choice('leave', 'end')] },
      { id: 'two', choices: [choice('a', 'end'), choice('b', 'end')] },
    ],
    endings: [{ id: 'end', outcome: 'lost', title: 'End', text: words(11) }],
  };
  // Everybody decides once and half of them once more: 1.5 decisions of two choices each.
  const { toldSeconds, decidingSeconds, feedbackSeconds } = timeOf([step]);
  expect(toldSeconds).toBe(0);
  expect(decidingSeconds).toBeCloseTo((11 + 11 + 1.5 * (22 + 22)) / (220 / 60) + 1.5 * 5);
  expect(feedbackSeconds).toBeCloseTo((1.5 * 11 + 11 + 11) / (220 / 60));
});
