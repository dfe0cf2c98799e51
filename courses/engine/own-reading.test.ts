import { describe, expect, it } from 'vitest';
import type { Reading } from '#courses/coach/reading.ts';
import { checkedReading, describeReading, ownReading, ownWords } from './own-reading.ts';
import { reading } from './play-events.ts';

const read: Reading = {
  form: 'open',
  focus: 'impact',
  flags: ['canned', 'echo'],
  moves: { act: 'generic', own: 'specific', name: 'specific' },
  fired: [{ decision: 'focus:impact', words: 'stop you', at: 9 }],
  sure: true,
  fact: 'lost-day',
};

describe('ownReading', () => {
  it('holds all that decides what the words do, in the order of the closed lists', () => {
    expect(ownReading(read)).toEqual({
      form: 'open',
      focus: 'impact',
      fact: 'lost-day',
      flags: ['echo', 'canned'],
      moves: ['name', 'own'],
      specific: true,
      labelled: false,
    });
  });

  it('keeps the moves that suit anybody only when there are no others', () => {
    expect(ownReading({ ...read, moves: { own: 'generic', act: 'generic' } })).toMatchObject({
      moves: ['own', 'act'],
      specific: false,
    });
    expect(ownReading({ ...read, moves: {} })).toMatchObject({ moves: [], specific: false });
  });

  it('is labelled when the learner says what it is about', () => {
    expect(ownReading({ ...read, focus: null, sure: false }, 'need')).toMatchObject({
      focus: 'need',
      labelled: true,
    });
    expect(ownReading({ ...read, focus: null })).not.toHaveProperty('focus');
  });
});

describe('checkedReading', () => {
  it('leaves out what no list and no document holds', () => {
    const odd = {
      form: 'open',
      focus: 'x',
      fact: 'gone',
      flags: ['echo', 'x', 'echo'],
      moves: 'own',
      specific: true,
    };
    expect(checkedReading(odd, [{ id: 'here' }])).toEqual(reading({ flags: ['echo'] }));
    expect(checkedReading({ ...odd, fact: 'here' }, [{ id: 'here' }])).toMatchObject({ fact: 'here' });
  });

  it.each([undefined, null, 'open', {}, { form: 'x' }, { form: 'open', labelled: true }])(
    'refuses %j',
    (odd) => {
      expect(checkedReading(odd)).toBeUndefined();
    },
  );
});

it('own words are one line of at most 200 bytes, and something', () => {
  expect(ownWords({ text: ` What\ndid ${'é'.repeat(200)}`, read: reading() })?.text).toHaveLength(9 + 95);
  expect(ownWords({ text: ' \n ', read: reading() })).toBeUndefined();
  expect(ownWords({ text: 7, read: reading() })).toBeUndefined();
});

it.each([
  [reading({ focus: 'impact' }), 'impact, open'],
  [reading({ focus: 'need', form: 'closed', labelled: true, moves: ['own'] }), 'need, closed, labelled'],
  [reading({ form: 'statement', moves: ['own', 'act'], specific: true }), 'statement, own, act'],
  [reading({ focus: 'cause', form: 'loaded', flags: ['echo', 'judgemental'] }), 'cause, loaded, judgemental'],
])('%j reads "%s"', (own, words) => {
  expect(describeReading(own)).toBe(words);
});
