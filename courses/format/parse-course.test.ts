import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sampleFiles } from '#test/support/sample-course.ts';
import { parseCourse } from './parse-course.ts';
import type { Problem } from './problem.ts';

const LESSON = 'lessons/ask-impact.yaml';

/** The sample with one text replaced in one file; the text must be there. */
function edited(file: string, from: string, to: string): Record<string, string> {
  const files = sampleFiles();
  const text = files[file] ?? '';
  expect(text).toContain(from);
  return { ...files, [file]: text.replace(from, to) };
}

/** The 1-based line on which a text first stands. */
function lineOf(files: Record<string, string>, file: string, needle: string): number {
  return (files[file] ?? '').split('\n').findIndex((line) => line.includes(needle)) + 1;
}

function only(files: Record<string, string>): Problem {
  const { problems } = parseCourse(files);
  expect(problems).toHaveLength(1);
  return problems[0]!;
}

describe('parseCourse', { timeout: 60_000 }, () => {
  test('reads a sound course, fills in defaults and finds the line of any part', () => {
    const files = sampleFiles();
    const parsed = parseCourse(files);
    expect(parsed.problems).toEqual([]);
    if (parsed.course === undefined) throw new Error('expected a course');
    expect(parsed.course.lessons[0]?.pass.score).toBe(0.8);
    expect(parsed.locate(['lessons', 0, 'steps', 1, 'options', 1, 'worth'])).toEqual({
      file: LESSON,
      line: lineOf(files, LESSON, 'id: effect'),
      path: 'steps[1].options[1].worth',
    });
    expect(parsed.locate(['need', 'cause'])).toEqual({
      file: 'course.yaml',
      line: lineOf(files, 'course.yaml', 'cause:'),
      path: 'need.cause',
    });
    // A part that has a default and is not written is found at what holds it.
    expect(parsed.locate(['lessons', 0, 'pass', 'score'])).toMatchObject({
      file: LESSON,
      path: 'pass.score',
    });
  });

  test('names the line of a misspelt key and suggests the right one', () => {
    const files = edited(LESSON, '    prompt: The parcel', '    promt: The parcel');
    const { problems } = parseCourse(files);
    const line = lineOf(files, LESSON, 'promt');
    expect(problems).toContainEqual(
      expect.objectContaining({
        rule: 'unknown-key',
        file: LESSON,
        line,
        path: 'steps[1].promt',
        message: expect.stringContaining('Did you mean "prompt"?') as string,
      }),
    );
    expect(problems).toContainEqual(expect.objectContaining({ rule: 'missing', path: 'steps[1].prompt' }));
    expect(problems).toHaveLength(2);
  });

  test('lists the allowed words for a wrong one', () => {
    const files = edited(LESSON, 'focus: impact\n', 'focus: impcat\n');
    const problem = only(files);
    expect(problem).toMatchObject({
      rule: 'value',
      line: lineOf(files, LESSON, 'impcat'),
      path: 'steps[2].turns[0].choices[0].focus',
    });
    expect(problem.message).toBe(
      '"focus" is "impcat"; expected one of thing, process, cause, impact, feeling, coping, need, solution. Did you mean "impact"?',
    );
  });

  test('names the step kinds for an unknown one, and nothing else about that step', () => {
    const problem = only(edited(LESSON, 'kind: dialogue', 'kind: dialog'));
    expect(problem).toMatchObject({ rule: 'kind', path: 'steps[2].kind' });
    expect(problem.message).toContain('Did you mean "dialogue"?');
  });

  test.each([
    ['minutes: 3', 'minutes: three', '"minutes" is "three"; expected a number.'],
    ['minutes: 3', 'minutes: 2.5', '"minutes" is 2.5; expected a whole number.'],
    ['minutes: 3', 'minutes: 99', '"minutes" is 99; expected at most 15.'],
    ['minutes: 3', 'minutes:', '"minutes" is empty; expected a number.'],
    ['title: Ask about impact', 'title: ""', '"title" is empty; expected at least 1 character.'],
    [
      'title: Ask about impact',
      `title: ${'x'.repeat(401)}`,
      '"title" has 401 characters; expected at most 400 characters.',
    ],
    [
      '  - id: why',
      '  - id: Why Not',
      '"id" is "Why Not"; expected lower-case letters, digits and single dashes, starting with a letter.',
    ],
    [
      'reveals: [crew, money]',
      'reveals: crew',
      '"reveals" is "crew"; expected a list (lines that begin with "- ").',
    ],
    [
      '            to: second',
      '            to: 3',
      '"to" is 3; expected text, or a list (lines that begin with "- ").',
    ],
    [
      '- { text: You do not know that., mood: angry }',
      '- { txt: No., mood: angry }',
      '"txt" is not known here. Did you mean "text"? Expected text, mood, when, oneOf.',
    ],
    [
      '- { text: You do not know that., mood: angry }',
      '- { text: No., mood: cross }',
      '"mood" is "cross"; expected one of calm, worried,',
    ],
    [
      '- { to: solved }',
      '- { too: solved }',
      '"too" is not known here. Did you mean "to"? Expected when, to.',
    ],
    [
      'when: { hidden: [crew] }',
      'when: { hiden: [crew] }',
      '"hiden" is not known here. Did you mean "hidden"?',
    ],
    [
      'when: { hidden: [crew] }',
      'when: { not: { visits: { min: 2 } } }',
      '"turn" is missing; expected text.',
    ],
    ['    turns:\n', '    turns: []\n    turn:\n', '"turns" is an empty list; expected at least 1 item.'],
  ])('explains %j written as %j', (from, to, message) => {
    const { course, problems } = parseCourse(edited(LESSON, from, to));
    expect(course).toBeUndefined();
    expect(problems.map((problem) => problem.message).join('\n')).toContain(message);
    expect(problems.every((problem) => problem.line !== undefined && problem.line > 0)).toBe(true);
  });

  test.each([
    ['\ttitle: x', 'tab'],
    ['title: Yes: it is', 'quotes'],
    ['title: a\ntitle: b', 'twice'],
    ['a: 1\n---\nb: 2', 'more than one document'],
    ['title: "open', 'quote'],
    ['title: !!binary aGk=\nx: !mine 3', 'Tags'],
    ['a: &a [x, x]\nb: [*a, *a]', '"*a" repeats another part'],
    ['a: &a [*a]', '"*a" repeats another part'],
    ['a: *nobody', 'nobody'],
    [`a: ${'['.repeat(200)}${']'.repeat(200)}`, 'nested more than'],
    ['['.repeat(50_000), 'cannot be read'],
    ['[a, b]: c', 'must be plain text'],
    ['[a, b]: c', 'must be plain text'],
    ['x'.repeat(1_000_001), 'at most 1000000'],
  ])('refuses an unreadable text: %#', (text, message) => {
    const { course, problems } = parseCourse({ ...sampleFiles(), [LESSON]: text });
    expect(course).toBeUndefined();
    expect(problems[0]).toMatchObject({ file: LESSON, level: 'error' });
    expect(problems.map((problem) => problem.message).join('\n')).toContain(message);
  });

  test.each([
    ['names', Array.from({ length: 10_000 }, (_, index) => `name-${index}: 1`).join('\n')],
    ['steps', `steps:\n${'  - { kind: card }\n'.repeat(10_000)}`],
    ['things of another kind', '- 1\n'.repeat(10_000)],
  ])('tells the first of very many %s', (_, text) => {
    const { problems } = parseCourse({ ...sampleFiles(), [LESSON]: text });
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.length).toBeLessThan(60);
    if (problems.length > 40)
      expect(problems.at(-1)).toMatchObject({
        rule: 'more',
        message: expect.stringContaining('more problems') as string,
      });
  });

  test('reports a lesson that is missing, one that is not listed, and one under another name', () => {
    const files = sampleFiles();
    const lesson = files[LESSON]!;
    expect(only({ 'course.yaml': files['course.yaml']! })).toMatchObject({
      rule: 'missing-file',
      file: 'course.yaml',
      path: 'lessons[0]',
      line: 15,
    });
    expect(
      only({ ...files, 'lessons/other.yaml': lesson.replace('id: ask-impact', 'id: other') }),
    ).toMatchObject({ rule: 'unlisted-file', file: 'lessons/other.yaml' });
    expect(only({ ...files, 'lessons/other.yml': lesson }).message).toContain(
      'rename it to lessons/other.yaml',
    );
    expect(only({ ...files, 'lessons/deep/Other.YAML': 'x' }).message).toContain(
      'rename it to lessons/Other.yaml',
    );
    expect(only(edited(LESSON, 'id: ask-impact', 'id: other'))).toMatchObject({
      rule: 'lesson-id',
      file: LESSON,
      line: 2,
    });
    expect(only({})).toMatchObject({ rule: 'missing-file', file: 'course.yaml' });
  });

  test('does not call a broken lesson missing', () => {
    const { problems } = parseCourse({ ...sampleFiles(), [LESSON]: 'title: [' });
    expect(problems.map((problem) => problem.rule)).toEqual(['yaml']);
  });

  test.each([
    ['id: pick', 'id: why', 'steps[1].id'],
    ['id: money', 'id: crew', 'steps[2].facts[1].id'],
    ['- id: second', '- id: heard', 'steps[2].endings[0].id'],
    ['{ id: effect', '{ id: number', 'steps[1].options[1].id'],
    ['id: ask-page', 'id: rush', 'steps[2].turns[0].choices[2].id'],
  ])('reports an id used twice: %j as %j', (from, to, path) => {
    expect(only(edited(LESSON, from, to))).toMatchObject({ rule: 'duplicate-id', path });
  });

  test('says which format it can read', () => {
    expect(only(edited('course.yaml', 'format: 1', 'format: 7'))).toMatchObject({ rule: 'format', line: 2 });
    expect(only(edited('course.yaml', 'format: 1', 'format: "1"')).message).toContain('without quotes');
    expect(only(edited('course.yaml', 'format: 1\n', ''))).toMatchObject({ rule: 'missing', path: 'format' });
  });

  test('reports the lessons in the order of files and lines', () => {
    const files = edited(LESSON, 'minutes: 3', 'minutes: 99');
    const course = files['course.yaml']!.replace('language: en', 'language: English!');
    const { problems } = parseCourse({ ...files, 'course.yaml': course, 'lessons/a.yaml': 'x: 1' });
    expect(problems.map((problem) => problem.file)).toEqual(problems.map((problem) => problem.file).sort());
    expect(problems[0]?.file).toBe('course.yaml');
  });
});

describe('parseCourse, whatever it is given', { timeout: 60_000 }, () => {
  const isResult = (files: Record<string, string>) => {
    const { course, problems } = parseCourse(files);
    expect(course === undefined).toBe(problems.length > 0);
    for (const problem of problems) expect(problem.message.length).toBeLessThan(1000);
  };

  test('never throws on any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.string({ maxLength: 200 }),
        (course, lesson) => isResult({ 'course.yaml': course, [LESSON]: lesson }),
      ),
    );
  });

  test('never throws on any data in place of a part of the course', () => {
    const lines = sampleFiles()[LESSON]!.split('\n');
    fc.assert(
      fc.property(
        fc.nat(lines.length - 1),
        fc.jsonValue({ maxDepth: 3 }),
        fc.constantFrom('key', 'value', 'line', 'gone'),
        (at, value, how) => {
          const line = lines[at]!;
          const json = JSON.stringify(value);
          const changed = {
            key: line.replace(/[a-z]+:/, `${json}:`),
            value: line.replace(/: .*$/, `: ${json}`),
            line: json,
            gone: '',
          }[how];
          isResult({ ...sampleFiles(), [LESSON]: lines.with(at, changed).join('\n') });
        },
      ),
      { numRuns: 150 },
    );
  });

  test('never throws on names that objects have of themselves', () => {
    isResult({
      'course.yaml': '__proto__: {a: 1}\nconstructor: 2\nlessons: [constructor]',
      'lessons/__proto__.yaml': 'toString: 1',
      'lessons/constructor.yaml': '',
    });
  });
});
