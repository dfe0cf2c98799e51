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
const debrief: Event[] = [...earned, { type: 'say', choice: 'day' }];
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
  sort: toSort,
  'sort, answered': toAsk.slice(0, -1),
  ask: toAsk,
  'ask, answered': toCall.slice(0, -1),
  opening: toCall,
  talk: talking,
  'talk, the thing': [...talking, { type: 'say', choice: 'lights' }],
  'talk, an earned impact fact': earned,
  'debrief, heard': debrief,
  'debrief, will call again': [
    ...talking,
    { type: 'say', choice: 'reset' },
    { type: 'say', choice: 'ticket' },
  ],
  plan: toPlan,
  'plan, made': toRecap.slice(0, -1),
  recap: toRecap,
};
