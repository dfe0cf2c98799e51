import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { compileTexts } from '#courses/format/compile-text.ts';
import { Lesson } from '#courses/format/lesson.ts';
import type { LessonData } from '#courses/format/lesson-data.ts';
import type { Step } from '#courses/format/step.ts';
import { SAFE_SETTINGS } from '#courses/scorm/run-settings.ts';

type StepInput = z.input<typeof Step>;

const card: StepInput = {
  id: 'why',
  kind: 'card',
  title: 'Whether you asked',
  text: 'People remember **whether you asked**.',
};

const pick: StepInput = {
  id: 'pick',
  kind: 'choice',
  confidence: true,
  prompt: 'The parcel is late. What do you ask first?',
  objective: 'impact',
  options: [
    {
      id: 'number',
      text: 'What is the order number?',
      worth: 0,
      consequence: 'He reads it out.',
      coaching: 'That is about the thing.',
    },
    {
      id: 'effect',
      text: 'What does the delay hold up?',
      worth: 1,
      consequence: 'He tells you about Friday.',
      coaching: 'That is about *him*.',
    },
    { id: 'since', text: 'When did you order it?', worth: 0, coaching: 'That is about the thing, too.' },
  ],
};

const call: StepInput = {
  id: 'call',
  kind: 'dialogue',
  title: 'The third call',
  customer: { name: 'Ravi Menon', situation: 'On the phone, at a building site', mood: 'annoyed' },
  opening: 'A parcel is two days late.',
  clocks: { targetSeconds: 60, repeatCalls: 6 },
  facts: [
    {
      id: 'crew',
      focus: 'impact',
      text: 'Four people stand idle because of it.',
      earnedBy: 'What does the delay hold up?',
    },
    {
      id: 'page',
      focus: 'thing',
      text: 'The tracking page is stuck.',
      earnedBy: 'What does the tracking page say?',
    },
    {
      id: 'friday',
      focus: 'need',
      text: 'It has to be there by Friday.',
      earnedBy: 'What would help most now?',
    },
    { id: 'boss', focus: 'feeling', text: 'He fears for his contract.', earnedBy: 'What worries you most?' },
  ],
  start: 'first',
  patience: { decisions: 6, ending: 'gone' },
  tryNext: 'Ask about the person before the parcel.',
  turns: [
    {
      id: 'first',
      says: ['My parcel is late again.'],
      choices: [
        {
          id: 'hold-up',
          text: 'What does the delay hold up?',
          form: 'open',
          focus: 'impact',
          effects: { trust: 2, seconds: 40, reveals: ['crew'], repeatCalls: -2, mood: 'worried' },
          reaction: ['Four people. I pay them to stand here.'],
          coaching: 'You asked what it did to him.',
          to: 'second',
        },
        {
          id: 'tracking',
          text: 'What does the tracking page say?',
          form: 'open',
          focus: 'thing',
          effects: { seconds: 20, reveals: ['page'] },
          reaction: ['On its way. For two days now.'],
          coaching: 'Useful, but it is about the thing.',
          to: 'second',
        },
        {
          id: 'rush',
          text: 'It will come, I am sure.',
          form: 'statement',
          effects: { trust: -3, seconds: 10, repeatCalls: 2, mood: 'angry' },
          reaction: ['You do not know that.'],
          coaching: 'A promise before a question.',
          to: 'gone',
        },
      ],
    },
    {
      id: 'second',
      choices: [
        {
          id: 'friday',
          text: 'What would help most now?',
          form: 'open',
          focus: 'need',
          effects: { trust: 1, seconds: 30, reveals: ['friday'], mood: 'relieved' },
          reaction: ['Having it on Friday.'],
          coaching: 'Now you know what he needs.',
          to: 'heard',
        },
        {
          id: 'service',
          text: 'Which service was it sent with?',
          form: 'specific',
          focus: 'thing',
          effects: { seconds: 20 },
          reaction: ['The usual one.'],
          coaching: 'About the thing again.',
          to: 'gone',
        },
      ],
    },
  ],
  endings: [
    {
      id: 'heard',
      outcome: 'resolved',
      title: 'Sorted, and heard',
      text: 'He says thank you.',
      evidence: [{ objective: 'impact', worth: 1 }],
    },
    {
      id: 'gone',
      outcome: 'will-call-again',
      title: 'He hangs up',
      text: 'He rings again on Monday.',
      evidence: [{ objective: 'impact', worth: 0 }],
    },
  ],
};

const own: StepInput = {
  id: 'own',
  kind: 'ask',
  title: 'In your words',
  customerSays: 'The line was down the whole evening.',
  prompt: 'What do you ask?',
  wanted: ['impact'],
  answers: { impact: 'I missed the interview.' },
  other: 'It was just down.',
  coaching: 'The interview comes out only when somebody asks.',
};

const plan: StepInput = {
  id: 'plan',
  kind: 'plan',
  title: 'My next call',
  prompt: 'What will you do on your next call?',
  ifs: ['they say "again"', 'they sigh'],
  thens: ['ask what it held up', 'ask who else it hits'],
};

const recap: StepInput = {
  id: 'end',
  kind: 'recap',
  title: 'To take along',
  text: 'Ask what it did.',
  points: ['One question is enough.'],
};

const example: StepInput = {
  id: 'two-calls',
  kind: 'example',
  title: 'Two calls',
  situation: 'A heating firm.',
  weak: {
    title: 'First call',
    lines: [
      { who: 'customer', text: 'Nobody came.' },
      { who: 'agent', text: 'Next slot is Thursday.' },
    ],
    result: 'She rang again.',
  },
  strong: {
    title: 'Second call',
    lines: [
      { who: 'customer', text: 'Nobody came.' },
      { who: 'agent', text: 'What did that do to your day?' },
    ],
  },
  prompt: 'What differed?',
  options: [
    { id: 'tone', text: 'The tone', worth: 0, coaching: 'Both were friendly.' },
    { id: 'asked', text: 'One asked about her day', worth: 1, coaching: 'Yes, about *her*.' },
  ],
  objective: 'impact',
};

const sort: StepInput = {
  id: 'piles',
  kind: 'sort',
  title: 'Two piles',
  prompt: 'What is each question about?',
  piles: [
    { id: 'thing', title: 'The thing' },
    { id: 'person', title: 'The person' },
  ],
  cards: [
    { id: 'lights', text: 'Which lights are on?', pile: 'thing' },
    {
      id: 'week',
      text: 'What does it do to your week?',
      pile: 'person',
      coaching: 'Her week is not a part of the router.',
    },
    { id: 'model', text: 'Which model is it?', pile: 'thing' },
  ],
  coaching: 'Both are needed.',
  objective: 'impact',
};

const STEPS = { card, pick, call, own, plan, recap, example, sort };

type Options = Partial<Pick<LessonData['course'], 'ownWords' | 'language'>> & {
  steps?: (keyof typeof STEPS)[];
  edition?: LessonData['edition'];
};

/** A lesson as a player is given it: by default one step of each kind but `example` and `sort`, in that order. */
export function lessonFixture({
  ownWords = 'private',
  language = 'en',
  steps = ['card', 'pick', 'call', 'own', 'plan', 'recap'],
  edition = 'none',
}: Options = {}): LessonData {
  const lesson = Lesson.parse({
    id: 'ask-impact',
    title: 'Ask about impact',
    description: 'What did it do to the person?',
    minutes: 3,
    objectives: [{ id: 'impact', tip: 'needs', behaviour: 'Ask what the problem did to the person' }],
    steps: steps.map((name) => STEPS[name]),
  });
  return {
    course: { id: 'sample', title: 'A sample course', language, ownWords },
    lesson,
    texts: compileTexts(lesson),
    messages: JSON.parse(readFileSync('client/messages/en/player.json', 'utf8')) as Record<string, string>,
    tips: { needs: { number: 1, title: 'Target the real training needs' } },
    edition,
    settings: SAFE_SETTINGS,
  };
}
