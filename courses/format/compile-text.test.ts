import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { buildAsk, buildChoice, buildLesson, buildOption } from '#courses/engine/build-lesson.ts';
import { courseFixture } from '#test/support/course-fixture.ts';
import { compileText, compileTexts, textsOf } from './compile-text.ts';
import { Text } from './id.ts';
import { Lesson } from './lesson.ts';
import type { Block, Inline } from './lesson-data.ts';

describe('compileText', () => {
  test.each<[string, Block[]]>([
    ['plain', [{ t: 'p', c: ['plain'] }]],
    ['two\nlines', [{ t: 'p', c: ['two lines'] }]],
    [
      'one\n\ntwo',
      [
        { t: 'p', c: ['one'] },
        { t: 'p', c: ['two'] },
      ],
    ],
    ['a **b *c*** d', [{ t: 'p', c: ['a ', { t: 'b', c: ['b ', { t: 'i', c: ['c'] }] }, ' d'] }]],
    ['- a\n- **b**', [{ t: 'ul', items: [['a'], [{ t: 'b', c: ['b'] }]] }]],
    ['1. a\n2. b', [{ t: 'ol', items: [['a'], ['b']] }]],
    ['- a\n  - b\n  - c', [{ t: 'ul', items: [['a b c']] }]],
    ['[us](https://example.org/x)', [{ t: 'p', c: [{ t: 'a', href: 'https://example.org/x', c: ['us'] }] }]],
    [
      '[mail](mailto:a@example.org)',
      [{ t: 'p', c: [{ t: 'a', href: 'mailto:a@example.org', c: ['mail'] }] }],
    ],
    ['[bad](javascript:alert(1))', [{ t: 'p', c: ['bad'] }]],
    ['[bad](data:text/html,x) [rel](/etc)', [{ t: 'p', c: ['bad rel'] }]],
    ['[bad](java&#115;cript:alert(1))', [{ t: 'p', c: ['bad'] }]],
    ['a <b onclick="x()">c</b>', [{ t: 'p', c: ['a <b onclick="x()">c</b>'] }]],
    ['<script>alert(1)</script>', [{ t: 'p', c: ['<script>alert(1)</script>'] }]],
    ['![a picture](x.png)', [{ t: 'p', c: ['a picture'] }]],
    ['# Title', [{ t: 'p', c: [{ t: 'b', c: ['Title'] }] }]],
    ['> said', [{ t: 'p', c: ['said'] }]],
    ['`code` here', [{ t: 'p', c: ['code here'] }]],
    ['a\\*b &amp; c', [{ t: 'p', c: ['a*b & c'] }]],
    ['---', []],
  ])('%j', (markdown, blocks) => {
    expect(compileText(markdown)).toEqual(blocks);
  });

  test('any text gives safe data', () => {
    const safe = (piece: Inline): boolean =>
      typeof piece === 'string' ||
      (piece.c.every(safe) && (piece.t !== 'a' || /^(https?:\/\/|mailto:)/i.test(piece.href)));
    const markdown = fc.array(
      fc.constantFrom(
        '[a](',
        'javascript:',
        'https://x.org',
        ')',
        '<',
        '>',
        '*',
        '**',
        '- ',
        '\n',
        '\n\n',
        '1. ',
        '> ',
        '![',
        ']',
        'word ',
        '&#106;',
      ),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(markdown, (parts) => {
        for (const block of compileText(parts.join(''))) {
          const content = block.t === 'p' ? [block.c] : block.items;
          expect(content.flat().every(safe)).toBe(true);
        }
      }),
    );
  });
});

describe('the texts of a lesson', () => {
  const option = (id: string) => ({
    ...buildOption(id, 0),
    coaching: `Coaching of ${id}.`,
    fuller: `More on ${id}.`,
  });
  const helped = buildLesson([
    buildChoice('choice', { options: [option('a'), option('b')] }),
    buildAsk('ask', { situation: 'It rings.', lines: [option('c'), option('d')] }),
  ]);

  test.each([...courseFixture.lessons, helped])(
    'are those of every field that the schema calls a text: $id',
    (lesson) => {
      // Follows the schema, so that no field can be forgotten when a step kind grows.
      const wanted: string[] = [];
      collect(Lesson, lesson, wanted);
      expect(wanted.length).toBeGreaterThan(5);
      expect([...textsOf(lesson)].sort()).toEqual([...new Set(wanted)].sort());
    },
  );

  test('are compiled only where there is something to compile', () => {
    const compiled = courseFixture.lessons.map((lesson) => compileTexts(lesson));
    expect(compiled.map((texts) => Object.keys(texts))).toEqual(
      courseFixture.lessons.map((lesson) => textsOf(lesson).filter((text) => text.includes('*'))),
    );
    expect(compiled[0]?.['Two calls about the same parcel. *One* of them ends here.']).toEqual([
      { t: 'p', c: ['Two calls about the same parcel. ', { t: 'i', c: ['One'] }, ' of them ends here.'] },
    ]);
  });
});

/** Every string in the value that the schema `Text` stands for. */
function collect(schema: z.core.$ZodType, value: unknown, into: string[]): void {
  if (schema === Text) {
    if (typeof value === 'string') into.push(value);
    return;
  }
  const { def } = schema._zod as z.core.$ZodTypes['_zod'];
  if (def.type === 'optional' || def.type === 'default' || def.type === 'prefault')
    collect(def.innerType, value, into);
  else if (def.type === 'array' && Array.isArray(value))
    for (const item of value) collect(def.element, item, into);
  else if (schema instanceof z.core.$ZodDiscriminatedUnion) {
    for (const option of schema._zod.def.options)
      if (z.safeParse(option, value).success) collect(option, value, into);
  } else if (def.type === 'object' && typeof value === 'object' && value !== null) {
    for (const [key, part] of Object.entries(def.shape))
      collect(part, (value as Record<string, unknown>)[key], into);
  }
}
