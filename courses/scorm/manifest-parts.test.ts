import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical } from './canonical.ts';
import { identifiersOf, manifestTitle } from './identifiers.ts';
import { toHref } from './manifest.ts';
import { element, writeXml } from './xml.ts';

const anything = string({ unit: 'binary', maxLength: 400 });

describe('identifiersOf', () => {
  it('gives NCNames that depend on nothing but the ids', () => {
    expect(identifiersOf('ask-what-it-did').manifest).toBe('AW-07de991744e8');
    expect(identifiersOf('ask-what-it-did').item('a-lesson')).toBe('SCO-a-lesson');
  });

  it('gives 15 characters that tell courses apart, whatever their ids', () => {
    const ids = ['', 'a', 'b', 'ab', 'ba', 'late-parcels', 'late-parcels-2', 'ü', '💡'].map(
      (id) => identifiersOf(id).manifest,
    );
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^AW-[0-9a-f]{12}$/);
  });
});

describe('manifestTitle', () => {
  it.each([
    ['One\n  line', 'One line'],
    ['x'.repeat(200), 'x'.repeat(200)],
    ['x'.repeat(201), `${'x'.repeat(199)}…`],
    [`${'x'.repeat(198)}👩🏽‍🚀y`, `${'x'.repeat(198)}…`],
  ])('%j', (title, expected) => {
    expect(manifestTitle(title)).toBe(expected);
  });

  it('is never too long and never holds half a character', () => {
    assert(
      property(anything, (text) => {
        const title = manifestTitle(text);
        expect(title.length).toBeLessThanOrEqual(200);
        expect(title.isWellFormed()).toBe(true);
      }),
    );
  });
});

describe('writeXml', () => {
  it('escapes what XML would read as its own', () => {
    const written = writeXml(
      element('a', { b: '"<&>\'', c: undefined }, [element('d', {}, ']]> & <e/>'), element('f')]),
    );
    expect(written).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<a b="&quot;&lt;&amp;&gt;&apos;">\n  <d>]]&gt; &amp; &lt;e/&gt;</d>\n  <f/>\n</a>\n',
    );
  });

  it('lets no text end its element or hold what XML forbids', () => {
    assert(
      property(anything, (text) => {
        const inside = writeXml(element('a', { b: text }, text))
          .split('\n')
          .slice(1)
          .join('\n');
        expect(inside).toMatch(/^<a b="[^"<]*"(\/>|>[^<]*<\/a>)\n$/);
        expect(inside).not.toMatch(/(?!\n)[\p{Cc}\p{Cs}\ufffe\uffff]/u);
      }),
    );
  });
});

describe('canonical', () => {
  it('gives equal data one form', () => {
    const one = { b: [{ d: 1, c: undefined }], a: null };
    const other = { a: null, b: [{ d: 1 }] };
    expect(JSON.stringify(canonical(one))).toBe(JSON.stringify(other));
    expect(canonical('text')).toBe('text');
  });
});

describe('toHref', () => {
  it('encodes names and keeps slashes', () => {
    expect(toHref('media/a b/100%#é?.png')).toBe('media/a%20b/100%25%23%C3%A9%3F.png');
  });
});
