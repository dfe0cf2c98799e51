import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AnswerValue, readAnswer } from './answer-pattern.ts';
import {
  readableAnswer,
  readablePrompt,
  readableResponse,
  readableResult,
  secondsOf,
} from './readable-answer.ts';
import { LONGEST, readableId } from './readable-id.ts';

describe('readable responses', () => {
  it.each([
    // the standard's own spellings
    ['true-false', 't', 'true'],
    ['true-false', '0', 'false'],
    ['true-false', 'true', 'true'],
    ['true-false', 'maybe', 'maybe'],
    ['choice', 'a', 'a'],
    ['choice', 'a,b', 'a; b'],
    ['choice', '{a,b}', 'a; b'],
    ['choice', 'a[,]b', 'a; b'],
    ['choice', '', ''],
    ['matching', '1.a,2.b', '1 – a; 2 – b'],
    ['matching', '{1.a,2.b}', '1 – a; 2 – b'],
    ['matching', '1[.]a[,]2[.]b', '1 – a; 2 – b'],
    ['sequencing', 'c,a,b', 'c → a → b'],
    ['sequencing', 'c[,]a[,]b', 'c → a → b'],
    ['likert', 'strongly_agree', 'strongly agree'],
    ['numeric', '3.5', '3.5'],
    ['numeric', '1[:]3', '1 … 3'],
    ['numeric', '-4[:]-4', '-4'],
    ['numeric', '[:]3', '≤ 3'],
    ['numeric', '1[:]', '≥ 1'],
    ['fill-in', '{lang=en}kettle', 'kettle'],
    ['fill-in', '{case_matters=false}{order_matters=true}{lang=en}tea[,]{lang=fr}lait', 'tea; lait'],
    ['performance', 'open_lid[.]slowly_done[,][.]{lang=en}then pour', 'open lid – slowly done; then pour'],
    ['performance', '{order_matters=false}fill[.]1[:]2', 'fill – 1 … 2'],
    ['performance', 'did it well, mostly', 'did it well, mostly'],
    // typed words are nobody's to tidy up
    ['fill-in', 'I said: well_done, {really}', 'I said: well_done, {really}'],
    ['long-fill-in', 'First.\nThen, after a pause, the rest.', 'First.\nThen, after a pause, the rest.'],
    // what authoring tools write
    ['choice', 'urn:scormdriver:Call%20her%20back', 'Call her back'],
    [
      'choice',
      'urn:scormdriver:Call%20her[,]urn:scormdriver:Wait%2C%20then%20call',
      'Call her; Wait, then call',
    ],
    ['choice', 'urn:scormdriver:Das%20war%20schlie%DFlich', 'Das war schließlich'],
    ['choice', 'urn:scormdriver:It%u2019s%20late', 'It’s late'],
    ['matching', 'urn:scormdriver:Lift[.]urn:scormdriver:Stairs%20only', 'Lift – Stairs only'],
    ['choice', 'Choice_3', 'Choice 3'],
    ['choice', 'a_Some_words,b_Others', 'a Some words; b Others'],
    ['choice', 'Ask_what_it_stopped,_then_wait.', 'Ask what it stopped, then wait.'],
    ['choice', 'Ask first, then act', 'Ask first, then act'],
    ['choice', '6Hk2dQx_9', '6Hk2dQx_9'],
    ['choice', 'urn:uuid:0d2f-11', 'urn:uuid:0d2f-11'],
    ['choice', 'urn:tool:quiz1:Ring%20twice', 'Ring twice'],
    ['matching', '1.3,2.1', '1 – 3; 2 – 1'],
    ['other', 'urn:scormdriver:Hot%20spot%202', 'Hot spot 2'],
    ['other', '120,45', '120,45'],
    ['', 'a[,]b', 'a; b'],
    ['__proto__', 'text', 'text'],
  ])('%s %s is %s', (type, written, words) => {
    expect(readableResponse(type, written)).toBe(words);
  });
});

it.each([
  ['correct', 'correct'],
  ['wrong', 'incorrect'],
  ['incorrect', 'incorrect'],
  ['Neutral', 'neutral'],
  ['unanticipated', 'unanticipated'],
  ['0.50', '0.5'],
  ['', ''],
  ['toString', ''],
])('result %s is %s', (written, result) => expect(readableResult(written)).toBe(result));

it.each([
  ['00:00:05', 5],
  ['0001:02:03.5', 3723.5],
  ['PT5S', 5],
  ['P1DT2H3M4.25S', 93_784.25],
  ['PT', null],
  ['P', null],
  ['5', null],
  ['', null],
])('latency %s takes %s seconds', (written, seconds) => expect(secondsOf(written)).toBe(seconds));

it.each([
  ['Q1', '{lang=en}What do you ask first?', 'What do you ask first?'],
  ['Q1', '', 'Q1'],
  ['What_do_you_ask', ' ', 'What do you ask'],
  ['Scene1_Slide4_PickOne_0_0', '', 'Scene1_Slide4_PickOne_0_0'],
])('%s with description "%s" asks "%s"', (id, description, prompt) => {
  expect(readablePrompt(id, description)).toBe(prompt);
});

it('reads a whole answer, and each correct pattern once', () => {
  const correct = ['urn:scormdriver:Wait', 'Wait', ''];
  const written = { type: 'choice', response: 'b', result: 'wrong', latency: '00:00:02', correct };
  const read = { response: 'b', result: 'incorrect', seconds: 2, correct: ['Wait'] };
  expect(readableAnswer(written)).toEqual(read);
  expect(readableAnswer({ ...written, correct: null }).correct).toEqual([]);
});

const TYPES =
  'true-false choice fill-in long-fill-in matching performance sequencing likert numeric other constructor '.split(
    ' ',
  );
const pieces = [
  '[,]',
  '[.]',
  '[:]',
  '{lang=en}',
  '{order_matters=true}',
  'urn:scormdriver:',
  '%20',
  '%',
  '%E9',
  '_',
  ',',
  '.',
  '{',
  '}',
  '\0',
  '\uD800',
  'a',
  'word',
  ' ',
];
const mess = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary' })), { maxLength: 40 })
  .map((parts) => parts.join(''));

describe('whatever is written', () => {
  it('never throws, stays short and can be shown', () => {
    const field = fc.oneof(
      mess,
      fc.constantFrom(...pieces).map((piece) => piece.repeat(20_000)),
    );
    fc.assert(
      fc.property(fc.constantFrom(...TYPES), field, field, (type, response, other) => {
        const answer = { type, response, result: other, latency: other, correct: [response, other] };
        const { response: words, result, seconds, correct } = readableAnswer(answer);
        const shown = [words, ...correct, readablePrompt(response, other), readableId(other)];
        for (const text of shown) {
          expect(text.length).toBeLessThanOrEqual(LONGEST);
          expect(text.isWellFormed() && !text.includes('\0')).toBe(true);
        }
        expect(result).toMatch(/^(?:correct|incorrect|neutral|unanticipated|-?[\d.]+(?:e-\d+)?|)$/);
        expect(seconds === null || Number.isFinite(seconds)).toBe(true);
      }),
    );
  });

  it('reads back what both editions write for the same answer', () => {
    fc.assert(
      fc.property(wellFormed, ({ type, value, spellings }) => {
        for (const written of spellings) expect(readAnswer(type, written)).toEqual(value);
      }),
    );
  });
});

type Case = { type: string; value: AnswerValue; spellings: string[] };

/** An answer as a value, with its spelling in 1.2 (where that has one) and in 2004. */
const wellFormed: fc.Arbitrary<Case> = (() => {
  const id = fc.stringMatching(/^[a-zA-Z0-9][a-zA-Z0-9_]{0,11}$/);
  const ids = fc.array(id, { minLength: 1, maxLength: 6 });
  const word = fc.stringMatching(/^[a-zé ]{0,10}[a-zé]$/).map((text) => text.trim());
  const decimal = fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((n) => n.toFixed(3));
  const end = fc.option(decimal, { nil: '' });
  const list = (type: 'choice' | 'sequencing') =>
    ids.map((all): Case => {
      const value = { kind: 'ids', ids: all, ordered: type === 'sequencing' } as const;
      return { type, value, spellings: [all.join(','), `{${all.join(',')}}`, all.join('[,]')] };
    });
  const pairsOf = fc.array(fc.tuple(id, id), { minLength: 1, maxLength: 6 });
  return fc.oneof(
    list('choice'),
    list('sequencing'),
    fc.boolean().map((value): Case => {
      const spellings = value ? ['t', 'true', '1'] : ['f', 'false', '0'];
      return { type: 'true-false', value: { kind: 'truth', value }, spellings };
    }),
    pairsOf.map((pairs): Case => {
      const spell = (between: string, after: string) => pairs.map((pair) => pair.join(between)).join(after);
      const value = { kind: 'pairs', pairs, typed: false } as const;
      return {
        type: 'matching',
        value,
        spellings: [spell('.', ','), `{${spell('.', ',')}}`, spell('[.]', '[,]')],
      };
    }),
    pairsOf.map((pairs): Case => {
      const written = pairs.map((pair) => pair.join('[.]')).join('[,]');
      const value = { kind: 'pairs', pairs, typed: true } as const;
      return { type: 'performance', value, spellings: [written, `{order_matters=true}${written}`] };
    }),
    fc.array(word, { minLength: 1, maxLength: 5 }).map((words): Case => {
      const written = words.map((one) => `{lang=en-GB}${one}`).join('[,]');
      const value = { kind: 'words', words } as const;
      return { type: 'fill-in', value, spellings: [written, `{case_matters=true}${written}`] };
    }),
    fc.tuple(end, end).map(
      ([min, max]): Case => ({
        type: 'numeric',
        value: { kind: 'range', min, max },
        spellings: [`${min}[:]${max}`],
      }),
    ),
  );
})();
