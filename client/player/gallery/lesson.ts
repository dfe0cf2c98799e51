import english from '#client/messages/en/player.json';
import type { Choice, Dialogue } from '#courses/format/dialogue.ts';
import type { LessonData } from '#courses/format/lesson-data.ts';
import type { Step } from '#courses/format/step.ts';
import { SAFE_SETTINGS } from '#courses/scorm/run-settings.ts';
import { galleryPack } from './pack.ts';

// A lesson made of hard cases: long names, long words, every kind of step.

const NAME = 'Wilhelmina Featherstonehaugh-Papadopoulou van den Berg';
const required = true;

const say = (
  id: string,
  text: string,
  change: Partial<Omit<Choice, 'effects'>> & { reveals?: string[] },
): Choice => {
  const { reveals = [], ...rest } = change;
  return {
    id,
    text,
    form: 'open',
    moves: [],
    effects: { trust: 1, reveals, seconds: 45, repeatCalls: -1 },
    reaction: [{ text: 'That is what nobody asked me in four calls.' }],
    coaching: 'You took up her own word and asked what it did.',
    to: 'second',
    ...rest,
  };
};

const dialogue: Dialogue = {
  id: 'call',
  kind: 'dialogue',
  title: 'The third call',
  required,
  customer: {
    name: NAME,
    situation: 'On her mobile, in the waiting room of a clinic, with little time',
    mood: 'upset',
    face: { skin: 5, hair: 'curly', hairColour: 'black', age: 'middle', glasses: true, beard: false },
    voice: { pitch: 1, rate: 1 },
  },
  channel: 'phone',
  opening:
    'Line fault at Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch. Eleven calls are waiting.',
  facts: [
    {
      id: 'work',
      focus: 'impact',
      text: 'She lost two clients because of it.',
      earnedBy: 'What has it cost you?',
      words: [],
    },
    {
      id: 'four',
      focus: 'thing',
      text: 'It stops every day at four.',
      earnedBy: 'When does it stop?',
      words: [],
    },
    {
      id: 'friday',
      focus: 'need',
      text: 'Friday must hold.',
      earnedBy: 'Which day must not fail?',
      words: [],
    },
    {
      id: 'fear',
      focus: 'feeling',
      text: 'She fears to be thought careless.',
      earnedBy: 'What worries you most?',
      words: [],
    },
  ],
  trust: 5,
  clocks: { targetSeconds: 80, repeatCalls: 6 },
  confidence: true,
  replies: {
    unclear: 'I am not sure what you mean.',
    flat: 'You all say that.',
    sharp: 'So now it is my fault?',
    guarded: 'I would rather not go into that.',
    answers: {},
    seconds: 30,
  },
  coach: 'each-turn',
  start: 'first',
  patience: { decisions: 4, ending: 'gone' },
  tryNext: 'Before your next offer, ask one question that has no machine in it.',
  turns: [
    {
      id: 'first',
      says: [{ text: 'It has stopped again, and this is the fourth time that I explain it.' }],
      ask: { prompt: 'Take up her word, and ask what it did.', stem: 'Four times. What' },
      choices: [
        say('cost', 'Four times. What has it cost you so far?', { focus: 'impact', reveals: ['work'] }),
        say('lights', 'Which lights are on?', { focus: 'thing', form: 'specific', reveals: ['four'] }),
        say('reset', 'I will send a reset to your line now, that usually helps with this kind of fault.', {
          form: 'statement',
        }),
      ],
    },
    {
      id: 'second',
      says: [],
      ask: {},
      choices: [
        say('day', 'Which day must not fail?', { focus: 'need', reveals: ['friday'], to: 'held' }),
        say('ticket', 'I have made a ticket.', { form: 'statement', to: 'gone' }),
      ],
    },
  ],
  endings: [
    {
      id: 'held',
      outcome: 'resolved',
      title: 'Friday held',
      text: 'She sent a short mail: "Thank you for asking."',
      evidence: [],
    },
    {
      id: 'gone',
      outcome: 'will-call-again',
      title: 'The fifth call',
      text: 'On Friday at four the line went down.',
      evidence: [],
    },
  ],
};

const steps: Step[] = [
  {
    id: 'card',
    kind: 'card',
    required,
    title: 'They did not care?',
    text: 'They cared. They asked about the fault, and asked again.',
  },
  {
    id: 'example',
    kind: 'example',
    required,
    title: 'Two calls',
    weak: {
      title: 'First call',
      lines: [
        { who: 'customer', text: 'Nobody came.' },
        { who: 'agent', text: 'My next slot is Thursday.' },
      ],
      result: 'She rang again.',
    },
    strong: {
      title: 'Second call',
      lines: [
        { who: 'customer', text: 'Nobody came.' },
        { who: 'agent', text: 'What did that do to your day?' },
      ],
      result: 'It was her last day off.',
    },
    prompt: 'What differed?',
    options: [
      { id: 'tone', text: 'The tone', worth: 0, coaching: 'Both were friendly.' },
      { id: 'asked', text: 'One asked about her day', worth: 1, coaching: 'And so the right hour came out.' },
    ],
  },
  {
    id: 'choice',
    kind: 'choice',
    required,
    several: false,
    confidence: true,
    title: 'The parcel',
    situation: 'A delivery firm.',
    prompt: 'You have one question. Which tells you most?',
    options: [
      {
        id: 'late',
        text: 'What if it does not come today?',
        worth: 1,
        consequence: '"Then my daughter has no costume."',
        coaching: 'Now you know by when.',
      },
      {
        id: 'door',
        text: 'Where does the app say it was left?',
        worth: 0.3,
        consequence: '"By the door. I am standing there."',
        coaching: 'It helps the search, later.',
      },
      {
        id: 'search',
        text: 'Shall I start a search?',
        worth: 0,
        coaching: 'A solution before the need.',
        fuller: 'A search takes two days. Whether that is soon enough, nobody has asked yet.',
      },
    ],
    objective: 'impact',
  },
  {
    id: 'sort',
    kind: 'sort',
    required,
    title: 'What is it about?',
    prompt: 'Put each question where it belongs.',
    piles: [
      { id: 'thing', title: 'About the thing' },
      { id: 'person', title: 'About the person' },
    ],
    cards: [
      { id: 'a', text: 'What do you see on the screen?', pile: 'thing' },
      {
        id: 'b',
        text: 'What has this stopped you doing?',
        pile: 'person',
        coaching: 'There is no fault in it.',
      },
      { id: 'c', text: 'How long has it been off?', pile: 'thing' },
    ],
    coaching: 'Both kinds are needed.',
  },
  {
    id: 'ask',
    kind: 'ask',
    required,
    title: 'In your words',
    skippable: true,
    customerSays: 'The line was down the whole evening.',
    prompt: 'What do you ask?',
    model: 'A whole evening. What did you have planned?',
    wanted: ['impact'],
    words: ['evening'],
    lines: [
      {
        id: 'held-up',
        text: 'A whole evening. What has that cost you?',
        worth: 1,
        coaching: 'Her evening, and what it was for.',
      },
      { id: 'since', text: 'Since when exactly?', worth: 0, coaching: 'The log knows that.' },
    ],
    objective: 'impact',
    answers: { impact: 'I missed the interview.' },
    other: 'It was just down.',
    coaching: 'The interview only comes out when somebody asks.',
  },
  dialogue,
  {
    id: 'plan',
    kind: 'plan',
    required,
    title: 'My next call',
    prompt: 'What will you do on your next call?',
    ifs: ['they say "again"'],
    thens: ['ask what it held up'],
  },
  {
    id: 'recap',
    kind: 'recap',
    required,
    title: 'To take along',
    text: 'You can mend a line without knowing whose it is.',
    points: ['One question is enough.', 'Use their own word.'],
  },
];

export const galleryLesson = (language: string): LessonData => ({
  course: { id: 'gallery', title: 'Gallery', language, ownWords: 'private' },
  lesson: {
    id: 'gallery',
    title: 'Every screen',
    description: 'Every screen.',
    minutes: 4,
    objectives: [
      { id: 'impact', tip: 'needs', behaviour: 'Ask what the problem did to the person', weight: 1 },
    ],
    pass: { score: 0.8 },
    steps,
  },
  texts: {},
  messages: english,
  tips: { needs: { number: 1, title: 'Target the real training needs' } },
  edition: 'none',
  settings: SAFE_SETTINGS,
  pack: galleryPack,
});
