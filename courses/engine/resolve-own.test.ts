import { describe, expect, it } from 'vitest';
import type { Choice, Dialogue, Fact } from '#courses/format/dialogue.ts';
import { buildChoiceOf, buildDialogue, buildReplies, buildTurn } from './build-lesson.ts';
import { reading } from './play-events.ts';
import { replayDialogue } from './replay-dialogue.ts';
import type { OwnReading, SaidHere } from './types.ts';

const effects = (trust: number, ...reveals: string[]): Choice['effects'] => ({
  trust,
  reveals,
  seconds: 20,
  repeatCalls: -1,
});
const fact = (id: string, focus: Fact['focus'], more: Partial<Fact> = {}): Fact => ({
  id,
  focus,
  text: `About ${id}.`,
  earnedBy: 'Why?',
  words: [],
  ...more,
});

const hello = buildTurn(
  'hello',
  [
    buildChoiceOf('blame', 'hello', { form: 'loaded', focus: 'impact', effects: effects(-3) }),
    buildChoiceOf('dig', 'hello', { focus: 'impact', effects: effects(2, 'lost-day') }),
    buildChoiceOf('dig-deeper', 'hello', { focus: 'impact', effects: effects(1, 'lost-job') }),
    buildChoiceOf('colour', 'solve', { form: 'specific', focus: 'thing', effects: effects(-1) }),
    buildChoiceOf('own-it', 'hello', { form: 'statement', moves: ['own'], effects: effects(1) }),
    buildChoiceOf('own-and-act', 'hello', { form: 'statement', moves: ['own', 'act'], effects: effects(2) }),
    buildChoiceOf('refund', 'good', { form: 'statement', focus: 'solution', effects: effects(0) }),
    buildChoiceOf('vow', 'good', { focus: 'coping', when: { trust: { min: 9 } }, effects: effects(0) }),
  ],
  { ask: {} },
);
const solve = buildTurn('solve', [buildChoiceOf('deliver', 'good'), buildChoiceOf('wait', 'bad')]);

const dialogue = buildDialogue('call', {
  turns: [hello, solve],
  facts: [
    fact('lost-day', 'impact', { says: 'Never heard: a choice comes first.' }),
    fact('lost-job', 'impact'),
    fact('shame', 'feeling', { says: 'I felt a fool.', when: { trust: { min: 9 } } }),
    fact('tears', 'feeling', { says: 'I cried.' }),
    fact('neighbour', 'coping', { says: 'My neighbour helped.', when: { trust: { min: 9 } } }),
    fact('label', 'process', { says: 'It said Friday.' }),
    fact('silent', 'cause'),
  ],
  replies: buildReplies({ answers: { need: 'Just a bed.', cause: 'How should I know?' } }),
  patience: { decisions: 6, ending: 'bad' },
});

const talk = (path: SaidHere[], of: Dialogue = dialogue) => replayDialogue(of, path);
/** What own words with this reading come to, said first. */
function said(more: Partial<OwnReading>, of: Dialogue = dialogue) {
  const state = talk([reading(more)], of);
  const { choice } = state.said[0]!;
  const heard = state.lines.filter(({ who, decision }) => who === 'customer' && decision === 0);
  return {
    id: choice.id,
    trust: state.trust - of.trust,
    seconds: state.seconds,
    revealed: state.revealed,
    heard: heard.map(({ text }) => text),
    at: state.turn?.id ?? state.ending?.id,
  };
}

describe('how words are put', () => {
  it.each<[string, Partial<OwnReading>]>([
    ['judge', { focus: 'impact', flags: ['judgemental'] }],
    ['are loaded', { form: 'loaded', focus: 'impact' }],
    ['judge, whatever the label', { form: 'loaded', focus: 'impact', labelled: true }],
  ])('words that %s get a sharp answer and cost two of trust', (_, read) => {
    expect(said(read)).toEqual({
      id: 'own',
      trust: -2,
      seconds: 30,
      revealed: [],
      heard: ['Sharp.'],
      at: 'hello',
    });
  });

  it.each<[string, Partial<OwnReading>]>([
    ['a canned line', { form: 'statement', flags: ['canned'] }],
    ['moves that suit anybody', { form: 'statement', moves: ['own'] }],
  ])('%s falls flat and costs one', (_, read) => {
    expect(said(read)).toMatchObject({ id: 'own', trust: -1, revealed: [], heard: ['Flat.'], at: 'hello' });
  });

  it('two questions at once gain no trust, but cost what they cost', () => {
    expect(said({ focus: 'impact', form: 'multiple' })).toMatchObject({
      id: 'dig',
      trust: 0,
      revealed: ['lost-day'],
    });
    expect(said({ focus: 'feeling', form: 'multiple', flags: ['echo'] })).toMatchObject({
      trust: 0,
      revealed: ['tears'],
    });
    expect(said({ focus: 'thing', form: 'multiple' }).trust).toBe(-1);
  });

  it('a canned line beside a question takes the gain away and one more', () => {
    expect(said({ focus: 'impact', flags: ['canned'] })).toMatchObject({
      id: 'dig',
      trust: -1,
      revealed: ['lost-day'],
    });
    expect(said({ focus: 'thing', flags: ['canned'] }).trust).toBe(-2);
    expect(said({ form: 'statement', moves: ['own'], specific: true, flags: ['canned'] })).toMatchObject({
      id: 'own-it',
      trust: -1,
    });
  });

  it('taking up the customer’s own words gains one, unless they are used against them', () => {
    expect(said({ focus: 'impact', flags: ['echo'] }).trust).toBe(3);
    expect(said({ flags: ['echo'] })).toMatchObject({ trust: 1, heard: ['Unclear.'] });
    expect(said({ form: 'loaded', flags: ['echo'] }).trust).toBe(-2);
    expect(said({ form: 'statement', flags: ['canned', 'echo'] }).trust).toBe(-1);
  });
});

describe('a question', () => {
  it('is taken for a choice about the same: with its effects, reaction and place to go', () => {
    expect(said({ focus: 'thing', form: 'closed' })).toEqual({
      id: 'colour',
      trust: -1,
      seconds: 20,
      revealed: [],
      heard: ['Reaction to colour', 'Turn solve'],
      at: 'solve',
    });
  });

  it('is taken for the choice that earns the fact it is about, then for one that earns something new', () => {
    expect(said({ focus: 'impact' }).id).toBe('dig');
    expect(said({ focus: 'impact', fact: 'lost-job' }).id).toBe('dig-deeper');
    const again = talk(['dig', reading({ focus: 'impact', fact: 'lost-day' })]);
    expect(again.said[1]!.choice.id).toBe('dig-deeper');
    const third = talk(['dig', 'dig-deeper', reading({ focus: 'impact' })]);
    expect(third.said[2]!.choice.id).toBe('dig');
  });

  it('is never taken for a choice that judges', () => {
    const only = {
      ...dialogue,
      turns: [{ ...hello, choices: [hello.choices[0]!, hello.choices[3]!] }, solve],
    };
    expect(said({ focus: 'impact' }, only)).toMatchObject({ id: 'own', trust: 1, revealed: ['lost-day'] });
  });

  it('is not taken for a choice that is hidden now', () => {
    expect(said({ focus: 'coping' })).toMatchObject({ id: 'own', heard: ['Guarded.'] });
    expect(said({ focus: 'coping' }, { ...dialogue, trust: 9 })).toMatchObject({ id: 'vow', at: 'good' });
  });

  it('that no choice stands for earns a fact about the same, in the customer’s words', () => {
    expect(said({ focus: 'feeling' })).toEqual({
      id: 'own',
      trust: 1,
      seconds: 30,
      revealed: ['tears'],
      heard: ['I cried.'],
      at: 'hello',
    });
    expect(said({ focus: 'process' })).toMatchObject({ trust: 0, revealed: ['label'] });
  });

  it('about something the customer does not tell yet meets a guarded answer', () => {
    expect(said({ focus: 'feeling', fact: 'shame' })).toMatchObject({
      trust: 0,
      revealed: [],
      heard: ['Guarded.'],
      at: 'hello',
    });
    expect(said({ focus: 'feeling', fact: 'shame' }, { ...dialogue, trust: 9 })).toMatchObject({
      revealed: ['shame'],
    });
  });

  it('hears what there is to say when nothing is left to find out, else "what do you mean?"', () => {
    expect(said({ focus: 'need' })).toMatchObject({
      trust: 0,
      seconds: 30,
      heard: ['Just a bed.'],
      at: 'hello',
    });
    expect(said({ focus: 'cause' })).toMatchObject({ revealed: [], heard: ['How should I know?'] });
    const told = talk([reading({ focus: 'process' }), reading({ focus: 'process' })]);
    expect(told.lines.at(-1)).toMatchObject({ text: 'Unclear.', found: [] });
    expect(said({})).toMatchObject({ heard: ['Unclear.'] });
  });
});

describe('a statement', () => {
  it('that is specific is taken for the statement that makes most of its moves', () => {
    expect(said({ form: 'statement', moves: ['own'], specific: true }).id).toBe('own-it');
    expect(said({ form: 'statement', moves: ['own', 'act'], specific: true }).id).toBe('own-and-act');
    expect(said({ form: 'statement', moves: ['validate'], specific: true })).toMatchObject({
      id: 'own',
      heard: ['Unclear.'],
    });
  });

  it('that offers a solution is taken for a choice that does, else for what it does', () => {
    expect(said({ form: 'statement', focus: 'solution', moves: ['act'], specific: true })).toMatchObject({
      id: 'refund',
      at: 'good',
    });
    const none = {
      ...dialogue,
      turns: [{ ...hello, choices: hello.choices.filter(({ id }) => id !== 'refund') }, solve],
    };
    expect(said({ form: 'statement', focus: 'solution', moves: ['act'], specific: true }, none).id).toBe(
      'own-and-act',
    );
    expect(said({ form: 'open', focus: 'solution' }, none)).toMatchObject({ heard: ['Unclear.'] });
  });
});

describe('the turn', () => {
  it('goes on without being said again, and a fact earned shows at the answer', () => {
    const state = talk([reading({ focus: 'feeling' })]);
    expect(state.lines.map(({ text, found }) => [text, found])).toEqual([
      ['Turn hello', []],
      ['', []],
      ['I cried.', ['tears']],
    ]);
    expect(state.visits.get('hello')).toBe(1);
  });

  it('shows what may be said now', () => {
    const path = [
      reading({ focus: 'feeling', flags: ['echo'] }),
      reading({ flags: ['echo'] }),
      reading({ flags: ['echo'] }),
    ];
    expect(talk(path).choices.map(({ id }) => id)).toContain('vow');
  });

  it('costs patience as ever', () => {
    const waits = Array.from({ length: 6 }, () => reading());
    expect(talk(waits.slice(1)).turn?.id).toBe('hello');
    expect(talk(waits)).toMatchObject({ ending: { id: 'bad' }, choices: [] });
    expect(talk([...waits, reading()]).said).toHaveLength(6);
  });

  it('ends the call when nothing is left to say', () => {
    const last = { when: { seconds: { max: 10 } } };
    const choices = [buildChoiceOf('a', 'good', last), buildChoiceOf('b', 'good', last)];
    const short = { ...dialogue, turns: [buildTurn('hello', choices, { ask: {} })] };
    expect(said({}, short)).toMatchObject({ heard: ['Unclear.'], at: 'bad' });
  });

  it('takes no own words unless it says so', () => {
    expect(talk(['colour', reading({ focus: 'thing' })]).said).toHaveLength(1);
  });

  it('remembers how the customer felt after each decision', () => {
    const state = talk([reading({ form: 'loaded' }), 'dig', 'colour']);
    expect(state.said.map(({ after: felt }) => felt.trust)).toEqual([3, 5, 4]);
  });
});

it('a document without replies leaves the customer silent', () => {
  const { replies: _, ...bare } = dialogue;
  expect(said({ form: 'loaded' }, bare)).toEqual({
    id: 'own',
    trust: -2,
    seconds: 30,
    revealed: [],
    heard: [],
    at: 'hello',
  });
  expect(said({ focus: 'need' }, bare)).toMatchObject({ heard: [] });
  expect(said({ focus: 'feeling' }, bare)).toMatchObject({ heard: ['I cried.'] });
});
