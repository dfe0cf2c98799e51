import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLink } from '#server/accounts/links.ts';
import { createUser } from '#server/accounts/users.ts';
import {
  startTestServer,
  TEST_PASSWORD,
  type TestClient,
  type TestServer,
} from '#test/support/test-server.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
let server: TestServer;
let now = Date.UTC(2026, 0, 5);
beforeAll(async () => {
  server = await startTestServer({ now: () => now });
});
afterAll(() => server.close());

let count = 0;
async function invite() {
  count += 1;
  const user = await createUser(server.services, {
    name: `Ann ${count}`,
    username: `ann${count}`,
    role: 'agent',
  });
  const { url, expiresMs } = await createLink(server.services, user.id);
  return { user, url, expiresMs, token: new URL(url).hash.slice(1) };
}
const redeem = (client: TestClient, token: string, password = TEST_PASSWORD) =>
  client.post('/api/links/redeem', { token, password });

test('the token stands behind # of the public address and is not in the database', async () => {
  const { url, token } = await invite();
  expect(url).toBe(`${server.services.config.publicUrl}/welcome#${token}`);
  expect(token).toMatch(/^[\w-]{43}$/);
  const rows = await server.services.store.db.select().from(server.services.store.t.links);
  expect(JSON.stringify(rows)).not.toContain(token);
});

test('looking at a link, as a preview does, uses nothing up', async () => {
  const { user, token, expiresMs } = await invite();
  const visitor = server.visitor();
  for (let i = 0; i < 3; i += 1) {
    const seen = await visitor.post('/api/links/inspect', { token });
    expect(seen.body).toEqual({ name: user.name, username: user.username, role: 'agent', expiresMs });
  }
  expect((await visitor.get('/api/session')).body).toBeNull();
  expect((await redeem(visitor, token)).status).toBe(200);
});

test('a used link is refused, for its owner and for whoever it was forwarded to', async () => {
  const { token } = await invite();
  expect((await redeem(server.visitor(), token)).status).toBe(200);
  const again = await redeem(server.visitor(), token, 'another password');
  expect(again).toMatchObject({ status: 410, body: { id: 'link-used', status: 410 } });
  expect((await server.visitor().post('/api/links/inspect', { token })).body.id).toBe('link-used');
});

test('of many who use a link at the same moment exactly one gets in', async () => {
  const { user, token } = await invite();
  const tries = await Promise.all(
    Array.from({ length: 6 }, async (_, i) => ({
      i,
      answer: await redeem(server.visitor(), token, `password number ${i}`),
    })),
  );
  const won = tries.filter(({ answer }) => answer.status === 200);
  expect(won).toHaveLength(1);
  expect(tries.filter(({ answer }) => answer.body.id === 'link-used')).toHaveLength(5);
  const credentials = { username: user.username, password: `password number ${won[0]?.i}` };
  expect((await server.visitor().post('/api/session', credentials)).status).toBe(200);
});

test('a link ends after seven days, and as soon as a newer one is made', async () => {
  const late = await invite();
  const replaced = await invite();
  now += 1; // a newer one
  const newer = await createLink(server.services, replaced.user.id);
  expect((await redeem(server.visitor(), replaced.token)).body.id).toBe('link-expired');
  expect((await redeem(server.visitor(), new URL(newer.url).hash.slice(1))).status).toBe(200);
  now += 7 * DAY_MS - 2;
  expect((await server.visitor().post('/api/links/inspect', { token: late.token })).status).toBe(200);
  now += 1;
  expect(await redeem(server.visitor(), late.token)).toMatchObject({
    status: 410,
    body: { id: 'link-expired' },
  });
});

test('an unknown token, a short password and nonsense are told apart and use nothing up', async () => {
  const { token } = await invite();
  const visitor = server.visitor();
  expect(await redeem(visitor, 'x'.repeat(43))).toMatchObject({ status: 404, body: { id: 'link-unknown' } });
  const short = await redeem(visitor, token, 'too short');
  expect(short).toMatchObject({
    status: 400,
    body: { id: 'invalid', problems: [{ path: 'body.password' }] },
  });
  expect((await visitor.post('/api/links/redeem', { token: 7 })).status).toBe(400);
  expect((await redeem(visitor, token)).status).toBe(200);
});

test('a new password ends the sessions of the old one', async () => {
  const { user, token } = await invite();
  const old = server.visitor();
  await redeem(old, token);
  const { url } = await createLink(server.services, user.id);
  expect((await old.get('/api/session')).body.user.id).toBe(user.id);
  const fresh = server.visitor();
  expect((await redeem(fresh, new URL(url).hash.slice(1), 'a new long password')).status).toBe(200);
  expect((await old.get('/api/session')).body).toBeNull();
  expect((await fresh.get('/api/session')).body.user.id).toBe(user.id);
  const withOld = await server
    .visitor()
    .post('/api/session', { username: user.username, password: TEST_PASSWORD });
  expect(withOld.body.id).toBe('wrong-password');
});
