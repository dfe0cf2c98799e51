import type { Choice, Dialogue, Ending, Replies, Turn } from '#courses/format/dialogue.ts';
import type { Lesson } from '#courses/format/lesson.ts';
import type { Ask, Card, ChoiceStep, Option, Plan, Sort, Step } from '#courses/format/step.ts';

// Test support: small documents in which a test names only what it is about.

export const buildLesson = (steps: Step[], overrides: Partial<Lesson> = {}): Lesson => ({
  id: 'late',
  title: 'The late parcel',
  description: 'About a parcel.',
  minutes: 4,
  objectives: [
    { id: 'impact', tip: 'needs', behaviour: 'Ask what it did to the person', weight: 1 },
    { id: 'heard', tip: 'practice', behaviour: 'Show that you heard it', weight: 1 },
  ],
  pass: { score: 0.8 },
  steps,
  ...overrides,
});

export const buildCard = (id: string, overrides: Partial<Card> = {}): Card => ({
  id,
  kind: 'card',
  required: true,
  text: 'Read this.',
  ...overrides,
});

export const buildOption = (id: string, worth: number): Option => ({
  id,
  text: `Say ${id}`,
  worth,
  coaching: 'Because.',
});

export const buildChoice = (id: string, overrides: Partial<ChoiceStep> = {}): ChoiceStep => ({
  id,
  kind: 'choice',
  required: true,
  prompt: 'What do you ask?',
  several: false,
  confidence: false,
  options: [buildOption('what', 0), buildOption('stop', 1), buildOption('half', 0.5)],
  objective: 'impact',
  ...overrides,
});

export const buildSort = (id: string, overrides: Partial<Sort> = {}): Sort => ({
  id,
  kind: 'sort',
  required: true,
  prompt: 'What is each about?',
  piles: [
    { id: 'thing', title: 'The thing' },
    { id: 'person', title: 'The person' },
  ],
  cards: [
    { id: 'number', text: 'What is the number?', pile: 'thing' },
    { id: 'missed', text: 'What did you miss?', pile: 'person' },
    { id: 'colour', text: 'Which colour?', pile: 'thing' },
  ],
  coaching: 'So.',
  objective: 'impact',
  ...overrides,
});

export const buildAsk = (id: string, overrides: Partial<Ask> = {}): Ask => ({
  id,
  kind: 'ask',
  required: true,
  customerSays: 'It never came.',
  prompt: 'Ask one question.',
  wanted: ['impact', 'feeling'],
  answers: { impact: 'I lost a day.', thing: 'A blue box.' },
  other: 'I just want it fixed.',
  coaching: 'So.',
  objective: 'impact',
  ...overrides,
});

export const buildPlan = (id: string, overrides: Partial<Plan> = {}): Plan => ({
  id,
  kind: 'plan',
  required: true,
  prompt: 'Your plan?',
  ifs: ['the clock turns red'],
  thens: ['I ask what it stopped them doing'],
  objective: 'heard',
  ...overrides,
});

export const buildChoiceOf = (id: string, to: Choice['to'], overrides: Partial<Choice> = {}): Choice => ({
  id,
  text: `Agent: ${id}`,
  form: 'open',
  moves: [],
  effects: { trust: 0, reveals: [], seconds: 10, repeatCalls: 0 },
  reaction: [{ text: `Reaction to ${id}` }],
  coaching: `Coach on ${id}`,
  to,
  ...overrides,
});

export const buildTurn = (id: string, choices: Choice[], overrides: Partial<Turn> = {}): Turn => ({
  id,
  says: [{ text: `Turn ${id}` }],
  choices,
  ...overrides,
});

export const buildEnding = (id: string, evidence: Ending['evidence'] = []): Ending => ({
  id,
  outcome: 'resolved',
  title: `Ended ${id}`,
  text: 'Over.',
  evidence,
});

export const buildReplies = (overrides: Partial<Replies> = {}): Replies => ({
  unclear: 'Unclear.',
  flat: 'Flat.',
  sharp: 'Sharp.',
  guarded: 'Guarded.',
  answers: {},
  seconds: 30,
  ...overrides,
});

const earning = (seconds: number, trust: number, ...reveals: string[]): Choice['effects'] => ({
  seconds,
  trust,
  reveals,
  repeatCalls: -1,
});

/** A call about a late parcel: ask about the thing or about the day that was lost, then solve it. */
export const buildDialogue = (id: string, overrides: Partial<Dialogue> = {}): Dialogue => ({
  id,
  kind: 'dialogue',
  required: true,
  customer: {
    name: 'Dana',
    situation: 'On the phone, walking',
    mood: 'annoyed',
    face: { skin: 3, hair: 'short', hairColour: 'brown', age: 'middle', glasses: false, beard: false },
    voice: { pitch: 1, rate: 1 },
  },
  channel: 'phone',
  opening: 'It rings.',
  facts: [
    {
      id: 'lost-day',
      focus: 'impact',
      text: 'Dana lost a day.',
      earnedBy: 'What did it stop you doing?',
      words: [],
    },
    { id: 'blue', focus: 'thing', text: 'The box is blue.', earnedBy: 'Which colour?', words: [] },
  ],
  trust: 5,
  clocks: { targetSeconds: 240, repeatCalls: 5 },
  coach: 'each-turn',
  start: 'hello',
  turns: [
    buildTurn('hello', [
      buildChoiceOf('ask-impact', 'solve', {
        focus: 'impact',
        effects: { ...earning(30, 3, 'lost-day'), mood: 'worried' },
      }),
      buildChoiceOf('ask-thing', 'solve', { focus: 'thing', effects: earning(15, -3, 'blue') }),
      buildChoiceOf('hold-on', 'hello', { form: 'statement' }),
    ]),
    buildTurn('solve', [
      buildChoiceOf('deliver', 'good'),
      buildChoiceOf('refund', [{ when: { trust: { min: 6 } }, to: 'good' }, { to: 'bad' }]),
    ]),
  ],
  endings: [
    buildEnding('good', [
      { objective: 'impact', worth: 1, when: { revealed: ['lost-day'] } },
      { objective: 'impact', worth: 0.25 },
      { objective: 'heard', worth: 0.5 },
    ]),
    buildEnding('bad'),
  ],
  patience: { decisions: 5, ending: 'bad' },
  ...overrides,
});
