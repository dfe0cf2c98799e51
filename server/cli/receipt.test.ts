import { beforeEach, expect, test, vi } from 'vitest';
import { receiptCode } from '#courses/scorm/receipt.ts';
import { libraryCourse } from '#test/support/library-course.ts';
import { runProgram } from './program.ts';

const FOLDER = 'courses/library/ask-what-it-did';
const course = await libraryCourse('ask-what-it-did');
const [lesson] = course.lessons;
if (lesson === undefined) throw new Error('The bundled course has no lesson.');
const code = receiptCode({
  courseId: course.id,
  lessonId: lesson.id,
  atMs: Date.UTC(2026, 10, 22, 23, 59),
  percent: 88,
  passed: true,
  complete: true,
  objectives: lesson.objectives.map(({ id }, at) => ({ id, met: at === 0 })),
  tips: ['needs'],
});

let said: { out: string; err: string };
beforeEach(() => {
  process.exitCode = 0;
  said = { out: '', err: '' };
  vi.spyOn(console, 'log').mockImplementation((line: string) => {
    said.out += `${line}\n`;
  });
  vi.spyOn(console, 'error').mockImplementation((line: string) => {
    said.err += `${line}\n`;
  });
  return () => {
    vi.restoreAllMocks();
    process.exitCode = 0;
  };
});

const run = (...args: string[]): Promise<number> => runProgram(['receipt', ...args], {});

test('a code is read back in words, and its lesson and objectives by name with the course', async () => {
  expect(await run(code)).toBe(0);
  expect(said.out).toContain('2026-11-22 (UTC)\nResult:     88 of 100, passed\n');
  expect(said.out).toContain('--course FOLDER');
  expect(said.out).toContain('not proof');
  expect(await run(code.toLowerCase().replaceAll('-', ' '), '--course', FOLDER)).toBe(0);
  expect(said.out).toContain(`Lesson:     ${lesson.title}\n`);
  expect(said.out).toContain(`- ${lesson.objectives[0]?.behaviour}\n`);
});

test('as JSON', async () => {
  expect(await run(code, '--course', FOLDER, '--json')).toBe(0);
  expect(JSON.parse(said.out)).toMatchObject({
    ok: true,
    day: '2026-11-22',
    percent: 88,
    tips: ['needs'],
    named: { courseId: course.id, lessonId: lesson.id, met: [lesson.objectives[0]?.behaviour] },
  });
});

test('a mistyped code and one of another course end with 1', async () => {
  const typo = `${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}`;
  expect(await run(typo)).toBe(1);
  expect(said.err).toContain('type it again');
  const other = receiptCode({
    courseId: 'another',
    lessonId: 'x',
    atMs: 0,
    percent: 0,
    passed: false,
    complete: false,
    objectives: [],
    tips: [],
  });
  expect(await run(other, '--course', FOLDER, '--json')).toBe(1);
  expect(JSON.parse(said.out)).toMatchObject({ ok: false, problem: expect.stringContaining(course.id) });
});

test('no code and no such folder end with 2', async () => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  expect(await run()).toBe(2);
  expect(await run(code, '--course', 'courses/library/no-such-course')).toBe(2);
});
