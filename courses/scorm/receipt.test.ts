import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TIPS } from '#courses/format/words.ts';
import {
  keyOfCourse,
  keyOfLesson,
  keyOfObjective,
  type ReceiptFacts,
  readReceipt,
  receiptCode,
} from './receipt.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const id = fc.stringMatching(/^[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,8}){0,3}$/);
const facts: fc.Arbitrary<ReceiptFacts> = fc.record({
  courseId: id,
  lessonId: id,
  atMs: fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2068, 0, 1) }),
  percent: fc.integer({ min: 0, max: 100 }),
  passed: fc.boolean(),
  complete: fc.boolean(),
  objectives: fc.array(fc.record({ id, met: fc.boolean() }), { minLength: 1, maxLength: 25 }),
  tips: fc.subarray([...TIPS]),
});
const bare = (code: string): string => code.replaceAll('-', '');

describe('a receipt code', () => {
  it('gives the facts back', () => {
    fc.assert(
      fc.property(facts, (all) => {
        const met = all.objectives.filter((objective) => objective.met);
        expect(readReceipt(receiptCode(all))).toEqual({
          ok: true,
          reading: {
            course: keyOfCourse(all.courseId),
            lesson: keyOfLesson(all.lessonId),
            day: new Date(all.atMs).toISOString().slice(0, 10),
            percent: all.percent,
            passed: all.passed,
            complete: all.complete,
            objectives: all.objectives.length,
            met: met.length,
            metKeys: met.length > 5 ? [] : met.map((objective) => keyOfObjective(objective.id)),
            tips: all.tips,
          },
        });
      }),
    );
  });

  it('is short, and made of what can be read aloud', () => {
    fc.assert(
      fc.property(facts, (all) => {
        expect(receiptCode(all)).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3,6}[0-9A-HJKMNP-TV-Z]{1,4}$/);
        expect(bare(receiptCode(all)).length).toBeLessThanOrEqual(26);
      }),
    );
  });

  it('is read however it is typed', () => {
    fc.assert(
      fc.property(facts, (all) => {
        const code = receiptCode(all);
        const typed = ` ${bare(code).toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l')} `;
        expect(readReceipt(typed)).toEqual(readReceipt(code));
      }),
    );
  });

  it('notices any single wrong character', () => {
    fc.assert(
      fc.property(facts, fc.nat(), fc.nat(), (all, where, what) => {
        const code = bare(receiptCode(all));
        const at = where % code.length;
        const other = ALPHABET.replace(code.charAt(at), '');
        const typed = code.slice(0, at) + other.charAt(what % 31) + code.slice(at + 1);
        expect(readReceipt(typed).ok).toBe(false);
      }),
    );
  });

  it('notices any two neighbours, and any other two characters, that changed places', () => {
    fc.assert(
      fc.property(facts, fc.nat(), fc.nat(), (all, a, b) => {
        const signs = Array.from(bare(receiptCode(all)));
        const first = a % signs.length;
        for (const second of [(first + 1) % signs.length, b % signs.length]) {
          const swapped = [...signs];
          swapped[first] = signs[second] ?? '';
          swapped[second] = signs[first] ?? '';
          expect(readReceipt(swapped.join('')).ok).toBe(swapped.join('') === signs.join(''));
        }
      }),
    );
  });

  it('notices a character left out or typed twice', () => {
    fc.assert(
      fc.property(facts, fc.nat(), (all, where) => {
        const code = bare(receiptCode(all));
        const at = where % code.length;
        expect(readReceipt(code.slice(0, at) + code.slice(at + 1)).ok).toBe(false);
        expect(readReceipt(code.slice(0, at) + code.charAt(at) + code.slice(at)).ok).toBe(false);
      }),
    );
  });

  it.each(['', '   ', '0', 'U', 'ABCD-EFGH', '🙂', 'x'.repeat(10_000), '../../etc'])(
    'refuses %j in words',
    (typed) => {
      const read = readReceipt(typed);
      expect(read).toMatchObject({ ok: false });
      if (!read.ok) expect(read.problem).toMatch(/^.{20,}\.$/);
    },
  );

  it('never says more than was measured, whatever the numbers', () => {
    const odd: ReceiptFacts = {
      courseId: 'c',
      lessonId: 'l',
      atMs: Number.NaN,
      percent: Number.NaN,
      passed: false,
      complete: false,
      objectives: [],
      tips: [],
    };
    expect(readReceipt(receiptCode(odd))).toMatchObject({
      ok: true,
      reading: { percent: 0, day: '2024-01-01' },
    });
    expect(readReceipt(receiptCode({ ...odd, percent: 1e9 }))).toMatchObject({ reading: { percent: 100 } });
  });
});
