import { chmodSync, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCli, serveProcess, settingsFor } from '#test/support/cli.ts';
import { buildScormPackage, single12 } from '#test/support/scorm-package.ts';
import { ENGINE, freshDatabase, type TestDatabase } from '#test/support/test-store.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.remove());

const post = (url: string, path: string, body: unknown) =>
  fetch(`${url}${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json', Origin: url },
  });
const linkIn = (text: string) => /\/welcome#([\w-]{43})/.exec(text)?.[1] ?? '';

test('the first start prints a link for the administrator and one to try, until each is used; no default password', async () => {
  const env = settingsFor(database);
  const first = await serveProcess(env);
  const [ready, admin = '', tryout = ''] = first.said.trim().split('\n');
  expect(ready).toBe(`Askwell is ready at ${first.url}`);
  expect(admin).toMatch(/^First administrator: open http:\/\/127\.0\.0\.1:\d+\/welcome#[\w-]{43}$/);
  expect(tryout).toMatch(/^Try it as an agent: open /);
  expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
  const used = await post(first.url, '/api/links/redeem', {
    token: linkIn(admin),
    password: 'a long enough one',
  });
  expect(await used.json()).toMatchObject({ user: { username: 'admin', role: 'admin', tryout: false } });
  for (const password of ['admin', 'password', 'tryout']) {
    expect((await post(first.url, '/api/session', { username: 'tryout', password })).status).toBe(401);
  }
  expect(await first.stop()).toBe(0);

  const second = await serveProcess(env);
  expect(second.said).not.toContain('First administrator');
  expect(linkIn(second.said)).not.toBe(linkIn(tryout));
  const stale = await post(second.url, '/api/links/inspect', { token: linkIn(tryout) });
  expect(await stale.json()).toMatchObject({ id: 'link-expired' });
  const agent = await post(second.url, '/api/links/redeem', {
    token: linkIn(second.said),
    password: 'a long enough one',
  });
  expect(await agent.json()).toMatchObject({ user: { username: 'tryout', role: 'agent', tryout: true } });
  expect(await second.stop('SIGINT')).toBe(0);
  const secret = join(String(env['DATA_DIR']), 'secret');
  expect((statSync(secret).mode & 0o777).toString(8)).toBe('600');
});

test('people are added and let in again from the command line, beside a running server', async () => {
  const env = settingsFor(database);
  const server = await serveProcess(env);
  const added = await runCli(
    ['user', 'add', '--name', 'Grace', '--username', 'grace', '--role', 'admin', '--json'],
    env,
  );
  expect(added.code).toBe(0);
  const { user, link } = JSON.parse(added.out);
  expect(user).toMatchObject({ name: 'Grace', username: 'grace', role: 'admin', ready: false });
  const password = 'a long enough one';
  expect((await post(server.url, '/api/links/redeem', { token: linkIn(link.url), password })).status).toBe(
    200,
  );

  const again = await runCli(['user', 'link', 'GRACE'], env);
  expect(again.code).toBe(0);
  expect(again.out).toMatch(/^Grace \(grace, admin\) opens this link once and chooses a password:\nhttp/);
  const reset = await post(server.url, '/api/links/redeem', {
    token: linkIn(again.out),
    password: 'another long one',
  });
  expect(reset.status).toBe(200);
  expect((await post(server.url, '/api/session', { username: 'grace', password })).status).toBe(401);
  await server.stop();

  expect(await runCli(['user', 'add', '--name', 'G', '--username', 'grace'], env)).toMatchObject({
    code: 1,
    err: 'The username "grace" is taken. Choose another one.',
  });
  const wrong = await runCli(
    ['user', 'add', '--name', 'G', '--username', 'no spaces', '--role', 'boss'],
    env,
  );
  expect(wrong.code).toBe(2);
  expect(wrong.err).toMatch(/--username is "no spaces", but must be: 2 to 40 letters/);
  expect(await runCli(['user', 'link', 'nobody'], env)).toMatchObject({
    code: 1,
    err: 'There is no user "nobody".',
  });
});

test.runIf(ENGINE === 'sqlite')('wrong usage ends with 2, help with 0 and every setting', async () => {
  const help = await runCli(['serve', '--help'], {});
  expect(help.code).toBe(0);
  for (const name of [
    'PORT',
    'HOST',
    'DATA_DIR',
    'DATABASE_URL',
    'PUBLIC_URL',
    'CONTENT_ORIGIN',
    'TRUST_PROXY',
  ]) {
    expect(help.out).toContain(`\n  ${name} `);
  }
  expect((await runCli(['bogus'], {})).code).toBe(2);
  expect((await runCli(['user', 'add', '--name', 'x'], {})).code).toBe(2);
  expect((await runCli([], {})).code).toBe(2);
  const setting = await runCli(['serve'], settingsFor(database, { PUBLIC_URL: 'https://learn.example.com' }));
  expect(setting).toMatchObject({ code: 2, out: '' });
  expect(setting.err).toMatch(
    /^PUBLIC_URL is "https:\/\/learn\.example\.com", but CONTENT_ORIGIN is not set: .*\.$/,
  );
});

test.runIf(ENGINE === 'sqlite')('a port in use stops the start with one sentence', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  const result = await runCli(['serve'], settingsFor(database, { PORT: String(port) }));
  expect(result).toEqual({
    code: 1,
    out: '',
    err: `Port ${port} on 127.0.0.1 is already in use: stop the other program, or choose another port with PORT.`,
  });
  await new Promise((resolve) => other.close(resolve));
});

test.runIf(ENGINE === 'sqlite')(
  'a data folder that cannot be written stops the start with one sentence',
  async () => {
    const file = join(database.dir, 'a-file');
    writeFileSync(file, '');
    const result = await runCli(['serve'], settingsFor(database, { DATA_DIR: join(file, 'data') }));
    expect(result).toMatchObject({ code: 1, out: '' });
    expect(result.err).toBe(
      `DATA_DIR is "${join(file, 'data')}", but that folder cannot be used: a part of its path is a file.`,
    );

    const locked = join(database.dir, 'locked');
    mkdirSync(locked);
    chmodSync(locked, 0o555);
    chmodSync(database.dir, 0o755);
    const nobody = process.getuid?.() === 0 ? { uid: 65_534 } : {}; // root may write anywhere
    const readOnly = await runCli(['serve'], settingsFor(database, { DATA_DIR: locked }), nobody);
    expect(readOnly).toMatchObject({ code: 1, out: '' });
    expect(readOnly.err).toBe(
      `DATA_DIR is "${locked}", but that folder cannot be used: this account may not write there.`,
    );
  },
);

test.runIf(ENGINE === 'sqlite')(
  'a second server on the same data folder is refused, and a killed one leaves no lock',
  async () => {
    const env = settingsFor(database);
    const server = await serveProcess(env);
    const second = await runCli(['serve'], env);
    expect(second.code).toBe(1);
    expect(second.err).toMatch(
      /^Another Askwell server is using the data folder .*: stop it first, or choose another DATA_DIR\.$/,
    );
    await server.stop('SIGKILL');
    const next = await serveProcess(env);
    expect(await next.stop()).toBe(0);
  },
);

test('two first starts at once, on one new database, both succeed', async () => {
  const fresh = await freshDatabase();
  const envs = [1, 2].map((node) =>
    settingsFor(fresh, ENGINE === 'pg' ? { DATA_DIR: join(fresh.dir, `node${node}`) } : {}),
  );
  const added = await Promise.all(
    envs.map((env, i) => runCli(['user', 'add', '--name', `N${i}`, '--username', `node${i}`, '--json'], env)),
  );
  expect(added.map(({ code, err }) => [code, err])).toEqual([
    [0, ''],
    [0, ''],
  ]);
  expect(existsSync(join(String(envs[0]?.['DATA_DIR']), 'secret'))).toBe(true);
  await fresh.remove();
});

test('a database that cannot be reached or read stops the start with one sentence', async () => {
  const fresh = await freshDatabase();
  const dataDir = join(fresh.dir, 'data');
  mkdirSync(dataDir);
  writeFileSync(
    join(dataDir, 'askwell.db'),
    'this is no database, but it is long enough to be looked at'.repeat(20),
  );
  const env = ENGINE === 'pg' ? { DATABASE_URL: 'postgres://me:hidden@127.0.0.1:1/x' } : {};
  const result = await runCli(['serve'], settingsFor(fresh, env));
  expect(result).toMatchObject({ code: 1, out: '' });
  expect(result.err).toMatch(
    /^The database (?!.*hidden).* cannot be used: .* \((ECONNREFUSED|SQLITE_NOTADB)\)\.$/,
  );
  await fresh.remove();
});

test('a package is imported as a draft or at once', async () => {
  const fresh = await freshDatabase();
  const env = settingsFor(fresh);
  const file = join(fresh.dir, 'Listen now.zip');
  writeFileSync(file, await buildScormPackage(single12));
  const draft = await runCli(['import', file], env);
  expect(draft).toMatchObject({ code: 0, err: '' });
  const [imported, about] = draft.out.split('\n');
  expect([imported, about]).toEqual([
    'Imported "How to listen".',
    expect.stringMatching(/^ {2}SCORM 1\.2, 1 item to open, 3 files, \d+ KB$/),
  ]);
  const course = /course (p-\w{12}), version 1\./.exec(draft.out)?.[1] ?? '';
  const second = await runCli(['import', file, '--replaces', course, '--publish', '--json'], env);
  expect(JSON.parse(second.out)).toMatchObject({
    courseId: course,
    number: 2,
    state: 'published',
    fileName: 'Listen now.zip',
  });
  await fresh.remove();
});
