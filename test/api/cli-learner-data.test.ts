import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createUser } from '#server/accounts/users.ts';
import { userErase, userExport } from '#server/cli/learner-data.ts';
import { LearnerData } from '#server/contract/learner-data.ts';
import { runCli, settingsFor } from '#test/support/cli.ts';
import { startTestServer } from '#test/support/test-server.ts';
import { freshDatabase } from '#test/support/test-store.ts';

test('a person’s data is written to a file and erased from the command line', async () => {
  const database = await freshDatabase();
  const env = settingsFor(database);
  const run = (...args: string[]) => runCli(['user', ...args], env);
  try {
    expect((await run('add', '--name', 'Grace', '--username', 'grace')).code).toBe(0);
    const out = join(database.dir, 'grace.json');
    expect(await run('export', 'GRACE', '--out', out)).toMatchObject({ code: 0, out: `Wrote ${out}.` });
    const data = LearnerData.parse(JSON.parse(readFileSync(out, 'utf8')));
    expect(data).toMatchObject({ account: { username: 'grace', hasPassword: false }, courses: [] });
    const done = await run('erase', 'grace', '--account', '--yes', '--json');
    expect(JSON.parse(done.out)).toEqual({ courses: 0, attempts: 0, account: true });
  } finally {
    await database.remove();
  }
});

test('nothing is overwritten, left half-written or erased by a slip', async () => {
  await using server = await startTestServer();
  const s = server.services;
  await createUser(s, { name: 'Grace', username: 'grace', role: 'agent' });
  const out = join(s.config.dataDir, 'grace.json');
  expect(await userExport(s, 'grace', out)).toEqual({ file: out });
  expect((statSync(out).mode & 0o777).toString(8)).toBe('600');
  await expect(userExport(s, 'grace', out)).rejects.toThrow('is there already: name a new file');
  const nowhere = join(s.config.dataDir, 'no/where.json');
  await expect(userExport(s, 'grace', nowhere)).rejects.toThrow('could not be written');
  expect(existsSync(nowhere)).toBe(false);
  const asked = userErase(s, 'grace', { account: true, yes: false });
  await expect(asked).rejects.toThrow(
    /This would erase 0 attempts in 0 courses.* and the account of "grace"\. Add --yes/,
  );
  expect(await userErase(s, 'grace', { account: true, yes: true })).toMatchObject({ account: true });
  await expect(userErase(s, 'grace', { account: false, yes: true })).rejects.toThrow(
    'There is no user "grace".',
  );
});
