import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FUZZ_RUNS } from './arbitrary-parts.ts';
import { clipText, MAX_TEXT_BYTES, packText, unpackText } from './typed-text.ts';

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

describe('clipText', () => {
  it('makes one line, without blanks around it', () => {
    expect(clipText('  What\r\n did\tit\u0000 stop? \u2028')).toBe('What did it stop?');
  });

  it('cuts between whole characters', () => {
    expect(clipText('é'.repeat(150))).toBe('é'.repeat(100));
    expect(clipText('😀😀', 7)).toBe('😀');
    expect(clipText('a\u{D83D}b')).toBe('a\u{FFFD}b');
  });

  it('is short, well-formed, and done once for all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const clipped = clipText(text);
        expect(bytesOf(clipped)).toBeLessThanOrEqual(MAX_TEXT_BYTES);
        expect(clipText(clipped)).toBe(clipped);
        expect(unpackText(packText(clipped))).toBe(clipped);
        expect(packText(clipped)).toBe(Buffer.from(clipped).toString('base64url'));
      }),
      { numRuns: FUZZ_RUNS },
    );
  });

  it('is empty for a damaged text', () => {
    expect(unpackText('____')).toBe('');
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (text) => {
        expect(bytesOf(unpackText(text))).toBeLessThanOrEqual(MAX_TEXT_BYTES);
      }),
    );
  });
});
