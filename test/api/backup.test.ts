import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCli, type ServedProcess, serveProcess, settingsFor } from '#test/support/cli.ts';
import { findPostgres } from '#test/support/pg-binaries.ts';
import { ENGINE, freshDatabase, type TestDatabase } from '#test/support/test-store.ts';

let database: TestDatabase;
let target: TestDatabase;
let file: string;
beforeAll(async () => {
  [database, target] = await Promise.all([freshDatabase(), freshDatabase()]);
  file = join(database.dir, 'backup.zip');
});
afterAll(async () => {
  await Promise.all([database.remove(), target.remove()]);
});

type Person = { cookie: string; url: string };
const send = ({ cookie, url }: Person, method: string, path: string, body?: unknown) =>
  fetch(`${url}${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    headers: { 'Content-Type': 'application/json', Origin: url, Cookie: cookie },
  });

async function firstAdmin({ url, said }: ServedProcess): Promise<Person> {
  const token = /First administrator: open \S+#(\S+)/.exec(said)?.[1];
  const answer = await send({ url, cookie: '' }, 'POST', '/api/links/redeem', {
    token,
    password: 'a long enough one',
  });
  return { url, cookie: answer.headers.getSetCookie()[0]?.split(';')[0] ?? '' };
}

async function addPerson(admin: Person, i: number): Promise<void> {
  const answer = await send(admin, 'POST', '/api/users', {
    name: `Person ${i}`,
    username: `person${i}`,
    role: 'agent',
  });
  if (answer.status !== 201) throw new Error(`adding person ${i} answered ${answer.status}`);
}

const packagesIn = (dataDir: unknown) => readdirSync(join(String(dataDir), 'packages')).sort();

test('a backup taken while people work, restored elsewhere, brings back accounts, packages and sessions', async () => {
  const env = settingsFor(database);
  const server = await serveProcess(env);
  const admin = await firstAdmin(server);
  let added = 0;
  let stopped = false;
  const work = (async () => {
    while (!stopped) await addPerson(admin, added++);
  })();
  while (added < 5) await new Promise((resolve) => setTimeout(resolve, 10));
  const before = added - 1; // the newest may still be under way
  const made = await runCli(['backup', file, '--json'], env);
  const after = added;
  stopped = true;
  await work;
  await server.stop();
  expect([made.code, made.err]).toEqual([0, '']);
  expect(after).toBeGreaterThan(before); // it was written to meanwhile
  const packages = packagesIn(env['DATA_DIR']);
  expect(JSON.parse(made.out)).toEqual({
    file,
    packages: packages.filter((name) => name.endsWith('.zip')).length,
  });
  expect((statSync(file).mode & 0o777).toString(8)).toBe('600');

  const there = settingsFor(target);
  const restored = await runCli(['restore', file], there);
  expect([restored.code, restored.err]).toEqual([0, '']);
  if (ENGINE === 'pg') loadDump(target.url, restored.out);
  expect(packagesIn(there['DATA_DIR'])).toEqual(packages);
  const copy = await serveProcess(there);
  const people = await send({ ...admin, url: copy.url }, 'GET', '/api/users'); // the old cookie: secret and session came along
  expect(people.status).toBe(200);
  const { users } = (await people.json()) as { users: { username: string }[] };
  const found = new Set(users.map((user) => user.username));
  for (let i = 0; i < before; i += 1) expect(found).toContain(`person${i}`);
  expect(found.size).toBeLessThanOrEqual(after + 3);
  await copy.stop();
});

/** Does what restore says is still to be done. */
function loadDump(url: string, said: string): void {
  const dump = /pg_restore --no-owner --dbname="\$DATABASE_URL" (\S+)/.exec(said)?.[1] ?? '';
  execFileSync(join(findPostgres() ?? '', 'pg_restore'), ['--no-owner', `--dbname=${url}`, dump]);
}

test('a backup never overwrites a file, and says why it cannot be written', async () => {
  const env = settingsFor(database);
  const size = statSync(file).size;
  expect(await runCli(['backup', file], env)).toMatchObject({
    code: 1,
    err: `${file} is there already: name a new file.`,
  });
  expect(statSync(file).size).toBe(size);
  const nowhere = await runCli(['backup', join(file, 'x.zip')], env);
  expect(nowhere.code).toBe(1);
  expect(nowhere.err).toMatch(/could not be written: a part of its path is a file\.$/);
  expect(readdirSync(String(env['DATA_DIR'])).filter((name) => name.startsWith('.'))).toEqual([]);
});

test('restore leaves a used data folder alone; with --force what was there is put aside', async () => {
  const env = settingsFor(target);
  const dataDir = String(env['DATA_DIR']);
  const refused = await runCli(['restore', file], env);
  expect(refused).toMatchObject({ code: 1 });
  expect(refused.err).toMatch(/holds data already: add --force to put it aside and restore/);
  writeFileSync(join(dataDir, 'secret'), 'a secret that was here before the restore\n');
  const forced = await runCli(['restore', file, '--force', '--json'], env);
  expect([forced.code, forced.err]).toEqual([0, '']);
  const { before } = JSON.parse(forced.out);
  expect(readFileSync(join(before, 'secret'), 'utf8')).toMatch('before the restore');
  expect(readFileSync(join(dataDir, 'secret'), 'utf8')).not.toMatch('before the restore');
  expect(existsSync(join(dataDir, 'restore-unfinished'))).toBe(false);
});

test.runIf(ENGINE === 'sqlite')(
  'restore refuses a data folder in use, a damaged file and what is no backup',
  async () => {
    const env = settingsFor(target);
    const server = await serveProcess(env);
    expect((await runCli(['restore', file, '--force'], env)).err).toMatch(
      /^Another Askwell server is using the data folder/,
    );
    await server.stop();
    const bytes = readFileSync(file);
    const tries: [string, Buffer | string][] = [
      ['cut.zip', bytes.subarray(0, bytes.length / 2)],
      ['flipped.zip', flipped(bytes)],
      ['text.zip', 'hello'],
    ];
    const empty = join(target.dir, 'empty');
    mkdirSync(empty);
    for (const [name, content] of tries) {
      const damaged = join(target.dir, name);
      writeFileSync(damaged, content);
      const result = await runCli(['restore', damaged], { ...env, DATA_DIR: empty });
      expect([name, result.code, result.err]).toEqual([name, 1, expect.stringMatching(/damaged|is not a/)]);
      expect(readdirSync(empty)).toEqual(['server.lock']);
    }
    expect((await runCli(['restore', join(target.dir, 'none.zip')], env)).err).toMatch(/^There is no file /);
  },
);

/** One bit in the middle of the content is wrong. */
function flipped(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  const at = Math.floor(copy.length / 3);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

test.runIf(ENGINE === 'sqlite')(
  'after an interrupted restore nothing starts until it is done again',
  async () => {
    const env = settingsFor(target);
    writeFileSync(join(String(env['DATA_DIR']), 'restore-unfinished'), '');
    const refused = await runCli(['serve'], env);
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toMatch(/was interrupted: run "restore FILE --force" again before anything else\.$/);
    expect((await runCli(['restore', file, '--force'], env)).code).toBe(0);
    const server = await serveProcess(env);
    expect(await server.stop()).toBe(0);
  },
);
