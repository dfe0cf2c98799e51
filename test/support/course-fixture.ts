import type { z } from 'zod';
import { Course } from '#courses/format/course.ts';
import type { Dialogue } from '#courses/format/dialogue.ts';
import type { Lesson } from '#courses/format/lesson.ts';

type DialogueInput = z.input<typeof Dialogue>;
type LessonInput = z.input<typeof Lesson>;

const facts: DialogueInput['facts'] = [
  {
    id: 'missed-birthday',
    focus: 'impact',
    text: 'The parcel was her son’s birthday present, and he opened an empty card.',
    earnedBy: 'What did it mean for you that it was not there on Saturday?',
    words: ['birthday', 'saturday', 'mean'],
  },
  {
    id: 'took-leave',
    focus: 'impact',
    text: 'She took half a day off without pay to wait at home.',
    earnedBy: 'What did waiting for it cost you?',
    words: ['wait', 'cost'],
  },
  {
    id: 'old-address',
    focus: 'cause',
    text: 'The label still carried her old address.',
    earnedBy: 'Where did you expect us to deliver it?',
    words: ['address', 'where'],
  },
  {
    id: 'needs-friday',
    focus: 'need',
    text: 'A second party is on Friday; by then it still helps.',
    earnedBy: 'When would it still be of use to you?',
    words: ['when', 'use'],
  },
];

const turns: DialogueInput['turns'] = [
  {
    id: 'hello',
    says: ['My parcel should have been here on Saturday. It is Tuesday.'],
    choices: [
      {
        id: 'what-it-did',
        text: 'Three days late. What did it mean for you that it was not there on Saturday?',
        form: 'open',
        focus: 'impact',
        moves: ['acknowledge', 'explore'],
        effects: { trust: 2, reveals: ['missed-birthday'], seconds: 35, repeatCalls: -2, mood: 'upset' },
        reaction: ['It was my son’s birthday. He got a card that said “soon”.'],
        coaching: 'You asked about **her** before the parcel, so now you know what the delay did.',
        to: 'more',
      },
      {
        id: 'tracking-number',
        text: 'Can you give me the tracking number?',
        form: 'closed',
        focus: 'thing',
        effects: { trust: -1, seconds: 15, repeatCalls: 1, mood: 'annoyed' },
        reaction: ['I typed it in before I got to you. Twice.'],
        coaching: 'The number finds the parcel. It does not tell you why Saturday mattered.',
        to: 'more',
      },
      {
        id: 'where-to',
        text: 'Where did you expect us to deliver it?',
        form: 'specific',
        focus: 'cause',
        effects: { reveals: ['old-address'], seconds: 20 },
        reaction: ['At home, Mill Lane. Not the old flat. Is that what you have?'],
        coaching: 'A useful question about the cause. What it did to her is still open.',
        to: 'more',
      },
    ],
  },
  {
    id: 'more',
    says: [
      {
        oneOf: [
          { text: 'So. What happens now?', when: { trust: { min: 6 } } },
          { text: 'Are you going to do something, or just type?', mood: 'angry' },
        ],
      },
    ],
    choices: [
      {
        id: 'cost-of-waiting',
        text: 'And the waiting itself: what did that cost you?',
        form: 'open',
        focus: 'impact',
        moves: ['explore'],
        effects: { trust: 2, reveals: ['took-leave'], seconds: 30, repeatCalls: -1 },
        reaction: ['Half a day. Unpaid. I sat next to the door.'],
        coaching: 'You asked a *second* time about the person. That is rare, and she noticed.',
        to: 'offer',
      },
      {
        id: 'when-useful',
        text: 'When would it still be of use to you?',
        form: 'specific',
        focus: 'need',
        moves: ['act'],
        effects: { trust: 1, reveals: ['needs-friday'], seconds: 20, repeatCalls: -1 },
        reaction: ['Friday. His friends come on Friday.'],
        coaching: 'Now you can promise something that is worth keeping.',
        to: 'offer',
      },
      {
        id: 'policy',
        text: 'Delivery times are estimates, that is in our terms.',
        form: 'statement',
        effects: { trust: -3, seconds: 10, repeatCalls: 2, mood: 'angry' },
        reaction: ['I am not calling about your terms.'],
        coaching: 'It is true, and it closes the conversation before you know why she called.',
        to: 'offer',
      },
    ],
  },
  {
    id: 'offer',
    says: ['I just want to know when it comes.'],
    choices: [
      {
        id: 'promise-friday',
        text: 'I am sending a new one to Mill Lane, signed for, so that it is there before Friday.',
        form: 'statement',
        moves: ['own', 'act'],
        when: { revealed: ['needs-friday'] },
        effects: { trust: 2, seconds: 40, repeatCalls: -2, mood: 'relieved' },
        reaction: ['Before Friday. Good. Then he still gets it with everyone there.'],
        coaching: 'The same parcel as before, but now it is an answer to *her*.',
        to: 'heard',
      },
      {
        id: 'resend',
        text: 'I am sending it again today.',
        form: 'statement',
        moves: ['act'],
        effects: { seconds: 25 },
        reaction: ['Fine.'],
        coaching: 'Solved on paper. She does not know whether it comes in time, so she may call again.',
        to: [{ when: { trust: { min: 7 } }, to: 'heard' }, { to: 'not-heard' }],
      },
      {
        id: 'wait-more',
        text: 'Please wait two more working days and call us back.',
        form: 'statement',
        effects: { trust: -2, seconds: 15, repeatCalls: 3, mood: 'angry' },
        reaction: ['Two more days. You have no idea.'],
        coaching: 'The call is short, and the next one is already booked.',
        to: 'again',
      },
    ],
  },
];

const endings: DialogueInput['endings'] = [
  {
    id: 'heard',
    outcome: 'resolved',
    title: 'Solved, and heard',
    text: 'She knows what happens and when, and that somebody understood why it matters.',
    evidence: [
      { objective: 'ask-impact', worth: 1, when: { revealed: ['missed-birthday'] } },
      { objective: 'ask-impact', worth: 1, when: { revealed: ['took-leave'] } },
      { objective: 'ask-impact', worth: 0.5 },
    ],
  },
  {
    id: 'not-heard',
    outcome: 'unheard',
    title: 'Solved, not heard',
    text: 'The parcel is on its way. What it was for never came up.',
    evidence: [{ objective: 'ask-impact', worth: 0.4 }],
  },
  {
    id: 'again',
    outcome: 'will-call-again',
    title: 'She will call again',
    text: 'The call was quick. The problem is where it was.',
    evidence: [{ objective: 'ask-impact', worth: 0 }],
  },
];

const lateParcel: DialogueInput = {
  id: 'late-parcel',
  kind: 'dialogue',
  title: 'A parcel for Saturday',
  customer: {
    name: 'Mara Lindqvist',
    situation: 'On the phone, on the way home from work',
    mood: 'annoyed',
    face: { skin: 2, hair: 'bun', hairColour: 'brown', glasses: true },
  },
  opening: 'Order 20417, one parcel, **three days late**. It is her second call.',
  facts,
  trust: 4,
  clocks: { targetSeconds: 180, repeatCalls: 6 },
  start: 'hello',
  turns,
  endings,
  patience: { decisions: 6, ending: 'again' },
  tryNext: 'Ask what the delay did before you ask for a number.',
};

const findTheImpact: LessonInput = {
  id: 'find-the-impact',
  title: 'Find the impact',
  description: 'Ask what a late parcel did before you look for it.',
  minutes: 4,
  objectives: [
    { id: 'ask-impact', tip: 'needs', behaviour: 'Ask what the problem did to the person', weight: 2 },
    { id: 'plan-it', tip: 'transfer', behaviour: 'Plan one question for the next shift' },
  ],
  steps: [
    { id: 'why', kind: 'card', text: 'Two calls about the same parcel. *One* of them ends here.' },
    {
      id: 'first-question',
      kind: 'choice',
      prompt: 'Which question finds out what the delay did?',
      confidence: true,
      options: [
        { id: 'number', text: 'What is the order number?', worth: 0, coaching: 'That is about the thing.' },
        {
          id: 'effect',
          text: 'What did you have to do because it was late?',
          worth: 1,
          consequence: '“I had to drive to three shops.”',
          coaching: 'That is about what it did to the person.',
        },
        { id: 'sure', text: 'Are you sure it was not delivered?', worth: 0, coaching: 'It doubts her word.' },
      ],
      objective: 'ask-impact',
    },
    lateParcel,
    {
      id: 'next-shift',
      kind: 'plan',
      prompt: 'When will you ask it?',
      ifs: ['If a customer names a date', 'If a customer calls a second time'],
      thens: ['then I ask what that day was for.', 'then I ask what it cost them so far.'],
      objective: 'plan-it',
    },
  ],
};

const putItInWords: LessonInput = {
  id: 'put-it-in-words',
  title: 'Put it in your own words',
  description: 'Tell questions about the thing from questions about the person, then write one.',
  minutes: 3,
  objectives: [
    {
      id: 'tell-apart',
      tip: 'practice',
      behaviour: 'Tell a question about the thing from one about the person',
    },
    { id: 'word-it', tip: 'needs', behaviour: 'Word a question about impact' },
  ],
  steps: [
    {
      id: 'two-piles',
      kind: 'sort',
      prompt: 'Is it about the thing or about the person?',
      piles: [
        { id: 'thing', title: 'The thing' },
        { id: 'person', title: 'The person' },
      ],
      cards: [
        { id: 'model', text: 'Which model is it?', pile: 'thing' },
        {
          id: 'stop',
          text: 'What can you not do while it is broken?',
          pile: 'person',
          coaching: 'It asks about her day.',
        },
        { id: 'light', text: 'Is the light on?', pile: 'thing' },
      ],
      coaching: 'Both are needed. The order makes the difference.',
      objective: 'tell-apart',
    },
    {
      id: 'two-calls',
      kind: 'example',
      weak: {
        title: 'Call A',
        lines: [
          { who: 'customer', text: 'My card was refused in the shop.' },
          { who: 'agent', text: 'The last four digits, please?' },
        ],
      },
      strong: {
        title: 'Call B',
        lines: [
          { who: 'customer', text: 'My card was refused in the shop.' },
          { who: 'agent', text: 'At the till. What did you do then?' },
        ],
      },
      prompt: 'What differed?',
      options: [
        {
          id: 'faster',
          text: 'Call A was faster.',
          worth: 0,
          coaching: 'It may be, and then she calls again.',
        },
        {
          id: 'asked',
          text: 'Call B asked what happened to her.',
          worth: 1,
          coaching: 'Yes: about her, not about the card.',
        },
      ],
      objective: 'tell-apart',
    },
    {
      id: 'your-question',
      kind: 'ask',
      customerSays: 'The internet has been down since Monday.',
      prompt: 'Ask one question about what it did.',
      wanted: ['impact', 'coping'],
      answers: {
        impact: 'I work from home. I have lost two clients.',
        coping: 'I sit in a café with my laptop.',
        thing: 'The box blinks red.',
      },
      other: 'I do not know what you mean.',
      coaching: 'A question about *impact* brings what no test of the line can show.',
      objective: 'word-it',
    },
    {
      id: 'take-along',
      kind: 'recap',
      text: 'First the person, then the parcel.',
      points: ['Ask what it did.', 'Say it back.'],
    },
  ],
};

const fixtureInput: z.input<typeof Course> = {
  format: 1,
  id: 'late-parcels',
  title: 'When the parcel is late',
  language: 'en',
  description: 'Two short lessons for people who take calls about deliveries.',
  need: {
    measure: 'Repeat calls within seven days',
    behaviour: 'Agents ask what the delay did before they look up the parcel',
    cause: 'Call time is on the wall, so everybody goes straight for the number.',
    notTraining: 'The call-time target: the head of service owns it.',
  },
  behaviours: ['Ask what it did to the person', 'Say back what you heard'],
  lessons: [findTheImpact, putItInWords],
};

/** A small, complete course with every kind of step: two lessons, one dialogue with four facts. Do not change it in place. */
export const courseFixture: Course = Course.parse(fixtureInput);
