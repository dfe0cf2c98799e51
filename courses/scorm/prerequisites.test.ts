import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isDone,
  isMet,
  type LessonStatus,
  missingFor,
  readPrerequisites,
  type Script,
} from './prerequisites.ts';

const ITEMS = new Set(['a', 'b', 'c', 'd', 'S-1.2_x']);
const met = (text: string, statuses: Record<string, LessonStatus> = {}) =>
  isMet(readPrerequisites(text, ITEMS), (id) => statuses[id] ?? 'not attempted');

describe('prerequisites (AICC CMI001)', () => {
  it.each([
    ['a', { a: 'completed' }, true],
    ['a', { a: 'passed' }, true],
    ['a', { a: 'incomplete' }, false],
    ['a', { a: 'failed' }, false],
    ['S-1.2_x', { 'S-1.2_x': 'passed' }, true],
    ['a&b', { a: 'passed' }, false],
    ['a & b', { a: 'passed', b: 'completed' }, true],
    ['a|b', { b: 'passed' }, true],
    ['a|b', {}, false],
    ['~a', {}, true],
    ['~a', { a: 'passed' }, false],
    ['a="failed"', { a: 'failed' }, true],
    ['a=f', { a: 'failed' }, true],
    ['a=passed', { a: 'completed' }, false],
    ['a<>"passed"', { a: 'completed' }, true],
    ['a<>passed', { a: 'passed' }, false],
    ["a='not attempted'", {}, true],
    ['a=N', { a: 'browsed' }, false],
    ['2*{a,b,c}', { a: 'passed', c: 'completed' }, true],
    ['2*{a,b,c}', { a: 'passed' }, false],
    ['2*{a,b&c,d}', { b: 'passed', c: 'passed', d: 'passed' }, true],
    ['a & (b | c)', { a: 'passed', c: 'passed' }, true],
    ['(a & b) | c', { c: 'passed' }, true],
    ['a & b | c', { c: 'passed' }, true],
    ['~(a | b) & c', { c: 'passed' }, true],
  ] satisfies [string, Record<string, LessonStatus>, boolean][])(
    '"%s" with %o is %s',
    (text, statuses, expected) => {
      expect(met(text, statuses)).toBe(expected);
    },
  );

  it.each([
    '',
    '   ',
    'unknown',
    'a & unknown',
    'a &',
    '& a',
    '(a',
    'a)',
    'a b',
    '2*{a,',
    '2*a',
    'a=',
    'a=finished',
    '{a}',
    'a <> ',
    '*{a}',
    `${'('.repeat(200)}a${')'.repeat(200)}`,
    `a${' & a'.repeat(2000)}`,
  ])('"%.40s" locks nothing, because it cannot be understood', (text) => {
    expect(readPrerequisites(text, ITEMS)).toBeNull();
    expect(met(text)).toBe(true);
  });

  it('names what has to be finished, and nothing where that is not what it takes', () => {
    const missing = (text: string, statuses: Record<string, LessonStatus> = {}) =>
      missingFor(readPrerequisites(text, ITEMS), (id) => statuses[id] ?? 'not attempted');
    expect(missing('a & b & a', { b: 'passed' })).toEqual(['a']);
    expect(missing('2*{a,b,c}', { b: 'passed' })).toEqual(['a', 'c']);
    expect(missing('~a', { a: 'passed' })).toEqual([]);
    expect(missing('a=failed')).toEqual([]);
  });
});

const WORDS: LessonStatus[] = ['passed', 'completed', 'failed', 'incomplete', 'browsed', 'not attempted'];
const id = fc.constantFrom(...ITEMS);
const { script } = fc.letrec<{ script: Script }>((tie) => ({
  script: fc.oneof(
    { maxDepth: 4 },
    id.map((id): Script => ({ kind: 'done', id })),
    fc.tuple(id, fc.constantFrom(...WORDS)).map(([id, status]): Script => ({ kind: 'is', id, status })),
    tie('script').map((of): Script => ({ kind: 'not', of })),
    fc
      .tuple(fc.nat(3), fc.array(tie('script'), { minLength: 1, maxLength: 3 }))
      .map(([count, of]): Script => ({ kind: 'some', count, of })),
  ),
}));

/** A script as an authoring tool would write it. */
function written(one: Script): string {
  switch (one.kind) {
    case 'done':
      return one.id;
    case 'is':
      return `${one.id}="${one.status}"`;
    case 'not':
      return `~(${written(one.of)})`;
    case 'some':
      return `${one.count}*{${one.of.map(written).join(' , ')}}`;
  }
}

describe('any script', () => {
  const statuses = fc.dictionary(id, fc.constantFrom(...WORDS));

  it('means the same when it is written down and read again', () => {
    fc.assert(
      fc.property(script, statuses, (one, standing) => {
        const statusOf = (name: string) => standing[name] ?? 'not attempted';
        expect(isMet(readPrerequisites(written(one), ITEMS), statusOf)).toBe(isMet(one, statusOf));
      }),
    );
  });

  it('without "not" and states is never locked again by finishing more, and is open once all it names is done', () => {
    const positive = script.filter((one) => !/[~=]/.test(written(one)) && !/[23]\*/.test(written(one)));
    fc.assert(
      fc.property(positive, statuses, id, (one, standing, more) => {
        const before = isMet(one, (name) => standing[name] ?? 'not attempted');
        const after = isMet(one, (name) => (name === more ? 'passed' : (standing[name] ?? 'not attempted')));
        expect(before && !after).toBe(false);
        expect(isMet(one, () => 'completed')).toBe(true);
      }),
    );
  });

  it('names as missing only what is not done', () => {
    fc.assert(
      fc.property(script, statuses, (one, standing) => {
        const statusOf = (name: string) => standing[name] ?? 'not attempted';
        expect(missingFor(one, statusOf).some((name) => isDone(statusOf(name)))).toBe(false);
      }),
    );
  });

  it('of arbitrary text is read or ignored, never an error', () => {
    const piece = fc.constantFrom(
      'a',
      'b',
      '&',
      '|',
      '~',
      '=',
      '<>',
      '(',
      ')',
      '2*{',
      '}',
      ',',
      '"',
      "'",
      ' ',
      'passed',
      '\u0000',
      '💥',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        expect(typeof isMet(readPrerequisites(pieces.join(''), ITEMS), () => 'passed')).toBe('boolean');
      }),
    );
  });
});
