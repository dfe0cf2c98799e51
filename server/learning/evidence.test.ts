import { expect, it } from 'vitest';
import type { NewInteraction } from './apply-commit.ts';
import { type AskwellLesson, evidenceOf } from './evidence.ts';

const lesson: AskwellLesson = {
  id: 'l',
  sco: 's',
  title: 'L',
  minutes: 4,
  objectives: [
    { id: 'l_x', tip: 'needs', behaviour: 'Do x' },
    { id: 'l_y', tip: 'transfer', behaviour: 'Do y' },
  ],
  interactions: (['judged', 'labelled', 'told', 'decision'] as const).map((kind) => ({
    id: `l_${kind}`,
    kind,
    prompt: '?',
    step: 'S',
    objectives: ['l_x'],
  })),
};
const answer = (more: Partial<NewInteraction>): NewInteraction => ({
  position: 0,
  interactionId: 'l_judged',
  type: 'fill-in',
  time: '',
  response: 'words',
  result: 'correct',
  latency: '',
  objectives: ['l_x'],
  description: '',
  correct: [],
  key: 'k',
  firstTry: true,
  atMs: 7,
  ...more,
});

it.each([
  ['a first, judged, correct answer', {}, 'success', null],
  ['a retry', { firstTry: false }, 'practising', 'retry'],
  ['a wrong answer', { result: 'incorrect' }, 'practising', 'not-yet'],
  [
    'an answer that is neither, because the learner labelled it',
    { result: 'neutral' },
    'practising',
    'labelled',
  ],
  ['a retry that the learner labelled', { result: 'neutral', firstTry: false }, 'practising', 'retry'],
  ['a label', { interactionId: 'l_labelled' }, 'practising', 'labelled'],
  ['a plan', { interactionId: 'l_told' }, 'practising', 'told'],
] as const)('%s is evidence', (_, more, kind, because) => {
  const { interactionId } = answer(more);
  expect(evidenceOf([answer(more)], lesson, 'a1')).toEqual([
    {
      id: 'k:l_x',
      interactionKey: 'k',
      attemptId: 'a1',
      objectiveId: 'l_x',
      tip: 'needs',
      source: interactionId,
      kind,
      because,
      atMs: 7,
    },
  ]);
});

it.each([
  ['one line of a dialogue', { interactionId: 'l_decision' }],
  ['an answer nobody described', { interactionId: 'l_unknown' }],
  ['an answer that names no objective', { objectives: [] }],
  ['an answer that names an objective it does not bear on', { objectives: ['l_y'] }],
])('%s is none', (_, more) => {
  expect(evidenceOf([answer(more)], lesson, 'a1')).toEqual([]);
});

it('a package without a description gives none', () => {
  expect(evidenceOf([answer({})], undefined, 'a1')).toEqual([]);
});
