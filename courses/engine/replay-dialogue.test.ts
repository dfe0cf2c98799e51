import { describe, expect, it } from 'vitest';
import type { Condition } from '#courses/format/condition.ts';
import type { Dialogue } from '#courses/format/dialogue.ts';
import { buildChoiceOf, buildDialogue, buildEnding, buildTurn } from './build-lesson.ts';
import { holds, type Standing } from './conditions.ts';
import { replayDialogue } from './replay-dialogue.ts';

const talk = (...path: string[]) => replayDialogue(buildDialogue('call'), path);
const spoken = (dialogue: Dialogue, ...path: string[]) =>
  replayDialogue(dialogue, path).lines.map(({ text }) => text);

describe('replayDialogue', () => {
  it('begins with what the customer says, in the customer’s mood, before any decision', () => {
    expect(talk()).toMatchObject({
      turn: { id: 'hello' },
      trust: 5,
      seconds: 0,
      repeatCalls: 5,
      mood: 'annoyed',
    });
    expect(talk().lines).toEqual([
      { who: 'customer', text: 'Turn hello', mood: 'annoyed', decision: -1, found: [] },
    ]);
  });

  it('lets the agent speak, the customer react, and then the next turn begin', () => {
    expect(talk('ask-impact').lines.slice(1)).toEqual([
      { who: 'agent', text: 'Agent: ask-impact', mood: 'annoyed', decision: 0, found: [] },
      { who: 'customer', text: 'Reaction to ask-impact', mood: 'worried', decision: 0, found: ['lost-day'] },
      { who: 'customer', text: 'Turn solve', mood: 'worried', decision: 0, found: [] },
    ]);
  });

  it('adds up both clocks and trust', () => {
    expect(talk('ask-impact', 'deliver')).toMatchObject({
      trust: 8,
      seconds: 40,
      repeatCalls: 4,
      revealed: ['lost-day'],
    });
  });

  it('judges conditions after the effects of what was said', () => {
    expect(talk('ask-impact', 'refund').ending?.id).toBe('good');
    expect(talk('ask-thing', 'refund').ending?.id).toBe('bad');
  });

  it('keeps trust and repeat calls within 0 and 10', () => {
    const effects = (trust: number, repeatCalls: number) => ({ trust, repeatCalls, seconds: 5, reveals: [] });
    const turn = buildTurn('hello', [
      buildChoiceOf('up', 'hello', { effects: effects(9, 9) }),
      buildChoiceOf('down', 'hello', { effects: effects(-10, -10) }),
    ]);
    const dialogue = buildDialogue('call', { turns: [turn] });
    expect(replayDialogue(dialogue, ['up', 'up'])).toMatchObject({ trust: 10, repeatCalls: 10, seconds: 10 });
    expect(replayDialogue(dialogue, ['up', 'down', 'down'])).toMatchObject({ trust: 0, repeatCalls: 0 });
  });

  it('reveals a fact once', () => {
    const turn = buildTurn('hello', [
      buildChoiceOf('ask', 'hello', {
        effects: { trust: 0, seconds: 1, repeatCalls: 0, reveals: ['blue', 'blue', 'unknown'] },
      }),
      buildChoiceOf('else', 'hello'),
    ]);
    const state = replayDialogue(buildDialogue('call', { turns: [turn] }), ['ask', 'ask']);
    expect(state.revealed).toEqual(['blue']);
    expect(state.lines.flatMap(({ found }) => found)).toEqual(['blue']);
  });

  it('shows an earned fact at the question itself when the customer’s reaction is silent', () => {
    const silent = [{ text: 'Never said', when: { trust: { max: 0 } } }];
    const ask = buildChoiceOf('ask', 'good', {
      reaction: silent,
      effects: { trust: 0, seconds: 1, repeatCalls: 0, reveals: ['blue'] },
    });
    const state = replayDialogue(buildDialogue('call', { turns: [buildTurn('hello', [ask])] }), ['ask']);
    expect(state.lines.at(-1)).toMatchObject({ who: 'agent', found: ['blue'] });
  });

  it('says the first variant that holds, and leaves out a line whose condition does not', () => {
    const says = [
      {
        oneOf: [
          { text: 'Again?', when: { visits: { turn: 'hello', min: 2 } } },
          { text: 'Hello.', mood: 'calm' as const },
        ],
      },
      { text: 'Only once', when: { visits: { turn: 'hello', max: 1 } } },
      {
        oneOf: [
          { text: 'never', when: { trust: { min: 9 } } },
          { text: 'never', when: { mood: ['angry' as const] } },
        ],
      },
    ];
    const turn = buildTurn(
      'hello',
      [buildChoiceOf('wait', 'hello', { reaction: [{ text: 'Hm.' }] }), buildChoiceOf('b', 'good')],
      { says },
    );
    const dialogue = buildDialogue('call', { turns: [turn] });
    expect(spoken(dialogue, 'wait')).toEqual(['Hello.', 'Only once', 'Agent: wait', 'Hm.', 'Again?']);
    expect(replayDialogue(dialogue, []).mood).toBe('calm');
  });

  it('leads to the first place whose condition holds, else to the last', () => {
    const to = [
      { when: { trust: { min: 9 } }, to: 'good' },
      { when: { trust: { min: 8 } }, to: 'bad' },
    ];
    const dialogue = buildDialogue('call', {
      turns: [buildTurn('hello', [buildChoiceOf('a', to), buildChoiceOf('b', to)])],
    });
    expect(replayDialogue(dialogue, ['a']).ending?.id).toBe('bad');
    expect(replayDialogue({ ...dialogue, trust: 9 }, ['a']).ending?.id).toBe('good');
  });

  it('ends when patience is used up, unless that very choice leads to an ending', () => {
    const waits = Array.from({ length: 5 }, () => 'hold-on');
    expect(talk(...waits.slice(1)).turn?.id).toBe('hello');
    expect(talk(...waits)).toMatchObject({ ending: { id: 'bad' }, choices: [] });
    expect(talk(...waits.slice(2), 'ask-impact', 'deliver').ending?.id).toBe('good');
  });

  it('is never stuck: a turn with nothing to say and a place that does not exist end the call', () => {
    const hidden = { when: { trust: { min: 10 } } };
    const mute = buildTurn('mute', [buildChoiceOf('a', 'good', hidden), buildChoiceOf('b', 'good', hidden)]);
    const turns = [
      buildTurn('hello', [buildChoiceOf('to-mute', 'mute'), buildChoiceOf('astray', 'nowhere')]),
      mute,
    ];
    const dialogue = buildDialogue('call', { turns });
    expect(replayDialogue(dialogue, ['to-mute'])).toMatchObject({ ending: { id: 'bad' } });
    expect(spoken(dialogue, 'to-mute').at(-1)).toBe('Turn mute');
    expect(replayDialogue(dialogue, ['astray']).ending?.id).toBe('bad');
    expect(replayDialogue({ ...dialogue, start: 'mute' }, []).ending?.id).toBe('bad');
    expect(
      replayDialogue(
        { ...dialogue, patience: { decisions: 2, ending: 'gone' }, endings: [buildEnding('only')] },
        ['astray'],
      ).ending?.id,
    ).toBe('only');
  });

  it('stops at a choice that is not there, hidden, or after the ending', () => {
    expect(talk('ask-impact', 'unknown', 'deliver')).toMatchObject({
      turn: { id: 'solve' },
      said: [{ choice: { id: 'ask-impact' } }],
    });
    expect(talk('deliver').said).toEqual([]);
    expect(talk('ask-thing', 'refund', 'deliver').said).toHaveLength(2);
  });

  it('tells choices of one id in two turns apart', () => {
    const turns = [
      buildTurn('hello', [buildChoiceOf('a', 'more', { text: 'first' }), buildChoiceOf('b', 'bad')]),
      buildTurn('more', [buildChoiceOf('a', 'good', { text: 'second' }), buildChoiceOf('b', 'bad')]),
    ];
    const state = replayDialogue(buildDialogue('call', { turns }), ['a', 'a']);
    expect(state.said.map(({ choice }) => choice.text)).toEqual(['first', 'second']);
  });
});

describe('holds', () => {
  const now: Standing = {
    trust: 5,
    seconds: 60,
    mood: 'upset',
    revealed: ['lost-day'],
    visits: new Map([['hello', 2]]),
  };
  const cases: [Condition | undefined, boolean][] = [
    [undefined, true],
    [{}, true],
    [{ trust: { min: 5, max: 5 } }, true],
    [{ trust: { min: 6 } }, false],
    [{ trust: { max: 4 } }, false],
    [{ seconds: { max: 60 } }, true],
    [{ seconds: { max: 59 } }, false],
    [{ mood: ['calm', 'upset'] }, true],
    [{ mood: ['calm'] }, false],
    [{ revealed: ['lost-day'] }, true],
    [{ revealed: ['lost-day', 'blue'] }, false],
    [{ hidden: ['blue'] }, true],
    [{ hidden: ['blue', 'lost-day'] }, false],
    [{ visits: { turn: 'hello', min: 2 } }, true],
    [{ visits: { turn: 'hello', max: 1 } }, false],
    [{ visits: { turn: 'never', max: 0 } }, true],
    [{ any: [{ mood: ['calm'] }, { trust: { min: 5 } }] }, true],
    [{ any: [{ mood: ['calm'] }, { trust: { min: 6 } }] }, false],
    [{ not: { mood: ['upset'] } }, false],
    [{ not: { mood: ['calm'] } }, true],
    [{ trust: { min: 5 }, mood: ['calm'] }, false],
  ];
  it.each(cases)('%j is %s', (condition, expected) => {
    expect(holds(condition, now)).toBe(expected);
  });
});
