import { describe, expect, it } from 'vitest';
import {
  buildAsk,
  buildCard,
  buildChoice,
  buildDialogue,
  buildEnding,
  buildLesson,
  buildPlan,
  buildSort,
} from './build-lesson.ts';
import { describeInteractions } from './describe.ts';

const described = (...steps: Parameters<typeof buildLesson>[0]) => describeInteractions(buildLesson(steps));

describe('describeInteractions', () => {
  it('names each answer of a lesson in words', () => {
    expect(described(buildCard('intro'), buildChoice('question', { title: 'First\nquestion' }))).toEqual([
      {
        id: 'late_question',
        kind: 'judged',
        prompt: 'What do you ask?',
        step: 'First question',
        objectives: ['late_impact'],
      },
    ]);
  });

  it('says who decides: a rule, or the learner’s word', () => {
    expect(described(buildSort('a'), buildAsk('b'), buildPlan('c')).map(({ kind }) => kind)).toEqual([
      'judged',
      'judged',
      'told',
    ]);
  });

  it('names a result per objective and a decision per turn of a dialogue', () => {
    expect(described(buildDialogue('call'))).toEqual([
      {
        id: 'late_call',
        kind: 'judged',
        prompt: 'Dana: On the phone, walking',
        step: 'Dana',
        objectives: ['late_impact'],
      },
      {
        id: 'late_call__heard',
        kind: 'judged',
        prompt: 'Dana: On the phone, walking',
        step: 'Dana',
        objectives: ['late_heard'],
      },
      { id: 'late_call_hello', kind: 'decision', prompt: 'Turn hello', step: 'Dana', objectives: [] },
      { id: 'late_call_solve', kind: 'decision', prompt: 'Turn solve', step: 'Dana', objectives: [] },
    ]);
  });

  it('names the bare ending of a dialogue that measures nothing', () => {
    const [ending] = described(buildDialogue('call', { endings: [buildEnding('good')] }));
    expect(ending).toMatchObject({ id: 'late_call', kind: 'decision', objectives: [] });
  });
});
