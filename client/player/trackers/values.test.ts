import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { duration, identifier, oneLine, raw, real, timeOfDay, timespan, timestamp } from './values.ts';

const seconds = fc.oneof(fc.double({ min: -10, max: 4e6 }), fc.constant(Number.NaN), fc.constant(Infinity));
const share = fc.double({ min: -1, max: 2, noNaN: true });

describe('values of the data model', () => {
  it.each([
    [0, '0000:00:00.00', 'PT0S'],
    [61.239, '0000:01:01.24', 'PT1M1.24S'],
    [59.999, '0000:01:00.00', 'PT1M0S'],
    [3600, '0001:00:00.00', 'PT1H0M0S'],
    [37_230.5, '0010:20:30.50', 'PT10H20M30.50S'],
  ])('writes %s seconds', (input, span, interval) => {
    expect(timespan(input)).toBe(span);
    expect(duration(input)).toBe(interval);
  });

  it('writes a timestamp with exactly two fraction digits', () => {
    expect(timestamp(Date.UTC(2026, 10, 22, 10, 11, 12, 345))).toBe('2026-11-22T10:11:12.34Z');
    expect(timestamp(0)).toBe('1970-01-01T00:00:00.00Z');
  });

  it('writes times that the strictest judges take, whatever the clock says', () => {
    fc.assert(
      fc.property(seconds, (input) => {
        expect(timespan(input)).toMatch(/^\d{4}:[0-5]\d:[0-5]\d\.\d\d$/);
        expect(duration(input)).toMatch(/^PT(\d+H)?(\d{1,2}M)?\d{1,2}(\.\d\d)?S$/);
        expect(timeOfDay(Number.isFinite(input) ? input : 0)).toMatch(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/);
      }),
    );
  });

  it('writes shares as plain decimals within their range', () => {
    fc.assert(
      fc.property(share, (input) => {
        expect(real(input)).toMatch(/^(0(\.\d{1,4})?|1)$/);
        expect(raw(input)).toMatch(/^\d{1,3}(\.\d{1,2})?$/);
        expect(Number(raw(input))).toBeLessThanOrEqual(100);
      }),
    );
  });

  it('makes one line of anything, without half characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 200, maxLength: 300 }), (text) => {
        const line = oneLine(text);
        expect(line.length).toBeLessThanOrEqual(250);
        expect(line).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
        expect(line).not.toMatch(/^[{\s]/);
        expect(line.isWellFormed()).toBe(true);
      }),
    );
    expect(oneLine('  She said:\r\n"No\tway"  ')).toBe('She said: "No way"');
    expect(oneLine('half \uD83D here')).toBe('half \uFFFD here');
    expect(oneLine('{lang=en}trick')).toBe('lang=en}trick');
  });

  it('makes identifiers of the characters that every LMS takes', () => {
    expect(identifier('the-question_call_first')).toBe('the-question_call_first');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (id) => {
        expect(identifier(id)).toMatch(/^[A-Za-z0-9_-]{1,255}$/);
      }),
    );
  });
});
