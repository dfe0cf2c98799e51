import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { paths } from '#server/paths.ts';
import { sampleFiles } from '#test/support/sample-course.ts';
import { checkCommand } from './check.ts';

let folder: string;
let said: { out: string; err: string };
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'askwell-check-'));
  await mkdir(join(folder, 'lessons'));
  for (const [file, text] of Object.entries(sampleFiles())) await writeFile(join(folder, file), text);
  said = { out: '', err: '' };
  vi.spyOn(console, 'log').mockImplementation((line: string) => {
    said.out += `${line}\n`;
  });
  vi.spyOn(console, 'error').mockImplementation((line: string) => {
    said.err += `${line}\n`;
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true, force: true });
});

async function edit(file: string, from: string, to: string): Promise<void> {
  const text = sampleFiles()[file] ?? '';
  expect(text).toContain(from);
  await writeFile(join(folder, file), text.replace(from, to));
}

test('a sound course: the exit code is 0, whether or not something is weak about it', async () => {
  expect(await checkCommand(folder)).toBe(0);
  expect(said.out).toBe('Course "sample" is in order.\n');
  await edit('lessons/ask-impact.yaml', 'consequence: He reads it out, ', '');
  expect(await checkCommand(folder)).toBe(0);
  expect(said.out).toMatch(
    /^lessons\/ask-impact\.yaml:\d+ {2}warning no-consequence {2}Nothing happens after number/m,
  );
  expect(said.out).toContain('Course "sample": 0 errors, 1 warning; it can be packaged.');
});

test('a course with an error: file, line, rule and sentence, and the exit code is 1', async () => {
  await edit('lessons/ask-impact.yaml', 'reveals: [friday]', 'reveals: [fridai]');
  expect(await checkCommand(folder)).toBe(1);
  expect(said.out).toMatch(
    /^lessons\/ask-impact\.yaml:\d+ {2}error unknown-id {2}There is no fact with the id "fridai"\. Did you mean "friday"\?$/m,
  );
  expect(said.out).toContain('it cannot be packaged');
});

test('a text that is no course at all is a course with errors', async () => {
  await writeFile(join(folder, 'course.yaml'), 'a: [');
  expect(await checkCommand(folder)).toBe(1);
  expect(said.out).toMatch(/^course\.yaml:1 {2}error yaml/m);
});

test('no folder: one sentence, and the exit code is 2', async () => {
  expect(await checkCommand(join(folder, 'nowhere'))).toBe(2);
  expect(said.out).toBe('');
  expect(said.err).toContain('is not a folder');
});

test('--json says the same for programs', async () => {
  await edit('lessons/ask-impact.yaml', 'minutes: 3', 'minutes: 99');
  expect(await checkCommand(folder, { json: true })).toBe(1);
  expect(JSON.parse(said.out)).toMatchObject({
    course: null,
    errors: 1,
    warnings: 0,
    problems: [{ level: 'error', rule: 'size', file: 'lessons/ask-impact.yaml', line: 5, path: 'minutes' }],
  });
});

test('the bundled course has no errors', async () => {
  expect(await checkCommand(join(paths.library, 'ask-what-it-did'), { json: true })).toBe(0);
});
