import { afterAll, beforeAll, expect, test } from 'vitest';
import { createUser } from '#server/accounts/users.ts';
import { startTestServer, TEST_PASSWORD, type TestServer } from '#test/support/test-server.ts';

let server: TestServer;
let now = Date.now();
beforeAll(async () => {
  server = await startTestServer({ now: () => now });
});
afterAll(() => server.close());

const signIn = (username: unknown, password: unknown) =>
  server.visitor().post('/api/session', { username, password });

test('a link signs in, and the session is there again with the cookie alone', async () => {
  const agent = await server.as('agent');
  expect((await agent.get('/api/session')).body).toEqual({
    user: {
      id: agent.user?.id,
      name: agent.user?.name,
      username: agent.user?.username,
      role: 'agent',
      tryout: false,
      active: true,
      ready: true,
      lastSeenMs: now,
    },
    can: { seeReports: false, manageUsers: false, exportPackages: false },
  });
  expect((await agent.delete('/api/session')).status).toBe(204);
  expect((await agent.get('/api/session')).body).toBeNull();
  const credentials = { username: agent.user?.username.toUpperCase(), password: TEST_PASSWORD };
  expect((await agent.post('/api/session', credentials)).status).toBe(200);
  expect((await agent.get('/api/session')).body.user.id).toBe(agent.user?.id);
});

test('signing out ends the session on the server, not only in the browser', async () => {
  const agent = await server.as('agent');
  const stolen = [...agent.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  await agent.delete('/api/session');
  expect((await server.visitor().get('/api/session', { Cookie: stolen })).body).toBeNull();
});

test('the cookie is HttpOnly and SameSite=Lax, and Secure on https', async () => {
  const cookieOf = async (on: TestServer) => {
    const agent = await on.as('agent');
    const credentials = JSON.stringify({ username: agent.user?.username, password: TEST_PASSWORD });
    const headers = { 'Content-Type': 'application/json' };
    const answer = await on.visitor().fetch('/api/session', { method: 'POST', body: credentials, headers });
    return answer.headers.getSetCookie().join('\n');
  };
  const plain = await cookieOf(server);
  expect(plain).toMatch(/^askwell\.session_token=[^;]+; .*HttpOnly; SameSite=Lax/);
  expect(plain).not.toMatch(/Secure|Domain/);
  // Behind a proxy that ends TLS: the app's public address is https, and its own host name is still what it answers to.
  await using secure = await startTestServer({ config: { secure: true } });
  expect(await cookieOf(secure)).toMatch(
    /^__Secure-askwell\.session_token=[^;]+; .*HttpOnly; Secure; SameSite=Lax/,
  );
});

test('unknown name, wrong password, no password yet and deactivated all get the same answer', async () => {
  const agent = await server.as('agent');
  const admin = await server.as('admin');
  const left = await server.as('agent');
  await admin.patch(`/api/users/${left.user?.id}`, { active: false });
  const waiting = await createUser(server.services, { name: 'W', username: 'waiting', role: 'agent' });
  const names = ['nobody-here', agent.user?.username, left.user?.username, waiting.username];
  const answers = await Promise.all(
    names.map((name) => signIn(name, name === left.user?.username ? TEST_PASSWORD : 'wrong')),
  );
  for (const answer of answers) {
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual(answers[0]?.body);
    expect(answer.headers.getSetCookie()).toEqual([]);
  }
});

test('a wrong password many times is slowed down for that name only, with the time to wait', async () => {
  const agent = await server.as('agent');
  const other = await server.as('agent');
  const tries = [];
  for (let i = 0; i < 12; i += 1)
    tries.push((await signIn(agent.user?.username, `guess number ${i}`)).status);
  expect(tries).toEqual([...Array(10).fill(401), 429, 429]);
  const refused = await signIn(agent.user?.username.toUpperCase(), TEST_PASSWORD);
  expect(refused).toMatchObject({ status: 429, body: { id: 'too-many' } });
  expect(refused.body.detail).toMatch(
    /^Too many failed sign-ins for this username\. Try again in \d+ minutes\.$/,
  );
  expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(60);
  expect((await signIn(other.user?.username, TEST_PASSWORD)).status).toBe(200);
  expect((await agent.get('/api/session')).body.user.id).toBe(agent.user?.id);
});

test('an X-Forwarded-For header of the caller does not get around the limit', async () => {
  const agent = await server.as('agent');
  const body = { username: agent.user?.username, password: 'wrong' };
  const tries = [];
  for (let i = 0; i < 11; i += 1) {
    tries.push(
      (await server.visitor().post('/api/session', body, { 'X-Forwarded-For': `10.0.0.${i}` })).status,
    );
  }
  expect(tries.at(-1)).toBe(429);
});

test('last seen is written at most once a minute', async () => {
  const agent = await server.as('agent');
  const stored = async () => (await agent.get('/api/session')).body.user.lastSeenMs;
  const first = now;
  now += 59_000;
  expect(await stored()).toBe(first);
  now += 1_000;
  expect(await stored()).toBe(now);
  await expect.poll(stored).toBe(first + 60_000);
});

test('a cookie that was tampered with is nobody', async () => {
  const agent = await server.as('agent');
  const [[name, value] = ['', '']] = agent.cookies;
  const forged = `${value.slice(0, -6)}AAAAA%3D`;
  expect((await server.visitor().get('/api/session', { Cookie: `${name}=${forged}` })).body).toBeNull();
});
