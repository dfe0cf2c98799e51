import { expect, test, vi } from 'vitest';
import { runProgram } from './program.ts';

async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  const error = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  process.exitCode = 0;
  const code = await runProgram(['simulate', ...argv], {});
  const said = [log, error].map((spy) => spy.mock.calls.flat().join('\n'));
  vi.restoreAllMocks();
  process.exitCode = 0;
  return { code, out: said[0] ?? '', err: said[1] ?? '' };
}

test('plays the bundled courses and tells it as JSON', async () => {
  const { code, out } = await run('--json', '--plays', '20');
  expect(code).toBe(0);
  const { plays, dialogues } = JSON.parse(out);
  expect(plays).toBe(20);
  expect(dialogues.length).toBeGreaterThanOrEqual(3);
  expect(dialogues[0].policies).toHaveLength(5);
});

test('plays one course folder and tells it as tables', async () => {
  const { out } = await run('courses/library/ask-what-it-did', '--plays', '20');
  expect(out).toContain('Dolores Vega');
  expect(out).toContain('| rushes |');
});

test('says what is wrong with a number or a folder', async () => {
  expect(await run('--plays', 'many')).toMatchObject({
    code: 1,
    err: expect.stringContaining('expected a whole number from 1 on'),
  });
  expect((await run('no/such/folder')).code).not.toBe(0);
});
