import { planWords } from '#courses/engine/own-words.ts';
import type { Event } from '#courses/engine/types.ts';

const next: Event = { type: 'next' };
const ask: Event = {
  type: 'ask',
  text: 'How long was it down?',
  read: { form: 'specific', focus: 'thing', flags: [], moves: [], specific: false, labelled: true },
};
const toExample = [next];
const toChoice: Event[] = [...toExample, { type: 'pick', options: ['tone'] }, next];
const toSort: Event[] = [...toChoice, { type: 'pick', options: ['late'], confidence: 'guess' }, next];
const toAsk: Event[] = [...toSort, { type: 'sort', piles: { a: 'thing', b: 'thing', c: 'thing' } }, next];
const toCall: Event[] = [...toAsk, ask, next];
const talking: Event[] = [...toCall, { type: 'begin' }];
const earned: Event[] = [...talking, { type: 'say', choice: 'cost' }];
const over: Event[] = [...earned, { type: 'say', choice: 'day' }];
const debrief: Event[] = [...over, { type: 'sure', confidence: 'think' }];
/** In their own words: first with blame, then about what it did. */
const blamed: Event[] = [
  ...talking,
  {
    type: 'say-own',
    text: 'Again? Then you must have pulled the wrong cable, have you not?',
    read: {
      form: 'loaded',
      focus: 'cause',
      flags: ['judgemental'],
      moves: [],
      specific: false,
      labelled: false,
    },
  },
];
const heard: Event[] = [
  ...blamed,
  {
    type: 'say-own',
    text: 'Four times over. What has that done to your work with your clients?',
    read: {
      form: 'open',
      focus: 'impact',
      flags: ['echo'],
      moves: ['acknowledge'],
      specific: true,
      labelled: false,
    },
  },
];
const own: Event[] = [...heard, { type: 'say', choice: 'ticket' }];
const hollow: Event[] = [
  ...talking,
  {
    type: 'say-own',
    text: 'I understand your frustration. Which lights are on, and what does the screen say?',
    read: {
      form: 'multiple',
      focus: 'thing',
      flags: ['too-long', 'canned'],
      moves: ['acknowledge'],
      specific: false,
      labelled: false,
    },
  },
];
const toPlan: Event[] = [...debrief, next];
const toRecap: Event[] = [
  ...toPlan,
  { type: 'plan', ...planWords('they say "again"', 'ask what it held up') },
  next,
];

/** What has to happen to bring the player into each state. */
export const STATES: Record<string, Event[]> = {
  card: [],
  example: toExample,
  'example, answered': toChoice.slice(0, -1),
  choice: toChoice,
  'choice, answered': toSort.slice(0, -1),
  'choice, sure and wrong': [...toChoice, { type: 'pick', options: ['search'], confidence: 'sure' }],
  sort: toSort,
  'sort, answered': toAsk.slice(0, -1),
  ask: toAsk,
  'ask, answered': toCall.slice(0, -1),
  'ask, read': [
    ...toAsk,
    {
      type: 'ask',
      text: 'A whole evening. What has that cost you?',
      read: { form: 'open', focus: 'impact', flags: ['echo'], moves: [], specific: false, labelled: false },
    },
  ],
  'ask, a prepared line': [...toAsk, { type: 'ask-line', line: 'since' }],
  opening: toCall,
  talk: talking,
  'talk, the thing': [...talking, { type: 'say', choice: 'lights' }],
  'talk, an earned impact fact': earned,
  'talk, own words that blame': blamed,
  'talk, own words': heard,
  'talk, two questions and a set phrase': hollow,
  'talk, meant otherwise': [...hollow, { type: 'meant', focus: 'coping' }],
  'how sure': over,
  'debrief, heard': debrief,
  'debrief, own words': [...own, { type: 'sure', confidence: 'guess' }],
  'debrief, sure but missed': [
    ...talking,
    { type: 'say', choice: 'reset' },
    { type: 'say', choice: 'ticket' },
    { type: 'sure', confidence: 'sure' },
  ],
  plan: toPlan,
  'plan, made': toRecap.slice(0, -1),
  recap: toRecap,
};
