import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeUser, createUser } from '#server/accounts/users.ts';
import {
  startTestServer,
  TEST_PASSWORD,
  type TestClient,
  type TestServer,
} from '#test/support/test-server.ts';

let server: TestServer;
let admin: TestClient;
let trainer: TestClient;
let agent: TestClient;
beforeAll(async () => {
  server = await startTestServer();
  [admin, trainer, agent] = await Promise.all([server.as('admin'), server.as('trainer'), server.as('agent')]);
});
afterAll(() => server.close());

let count = 0;
const somebody = (role: string) => {
  count += 1;
  return { name: `Person ${count}`, username: `person${count}`, role };
};

test('an invited agent gets in with the link, and shows up in the list', async () => {
  const wanted = { name: '  Zoë van der Berg-Ferrari  ', username: 'Zoe.VdB', role: 'agent' };
  const made = await admin.post('/api/users', wanted);
  expect(made.status).toBe(201);
  expect(made.body.user).toMatchObject({
    name: 'Zoë van der Berg-Ferrari',
    username: 'zoe.vdb',
    ready: false,
    lastSeenMs: null,
  });
  const token = new URL(made.body.link.url).hash.slice(1);
  const zoe = server.visitor();
  expect((await zoe.post('/api/links/redeem', { token, password: TEST_PASSWORD })).body.user.ready).toBe(
    true,
  );
  const listed = (await trainer.get('/api/users')).body.users;
  expect(listed.find((user: { username: string }) => user.username === 'zoe.vdb')).toMatchObject({
    ready: true,
  });
  expect(JSON.stringify(listed)).not.toMatch(/password|email|token/);
});

test('every route refuses whoever may not use it', async () => {
  const id = agent.user?.id;
  const visitor = server.visitor();
  const tries: [TestClient, 'get' | 'post' | 'patch', string, unknown, number][] = [
    [visitor, 'get', '/api/users', undefined, 401],
    [visitor, 'post', '/api/users', somebody('agent'), 401],
    [visitor, 'patch', `/api/users/${id}`, { name: 'x' }, 401],
    [visitor, 'post', `/api/users/${id}/link`, undefined, 401],
    [agent, 'get', '/api/users', undefined, 403],
    [agent, 'post', '/api/users', somebody('agent'), 403],
    [agent, 'patch', `/api/users/${id}`, { role: 'admin' }, 403],
    [agent, 'post', `/api/users/${id}/link`, undefined, 403],
    [trainer, 'post', '/api/users', somebody('trainer'), 403],
    [trainer, 'post', '/api/users', somebody('admin'), 403],
    [trainer, 'patch', `/api/users/${id}`, { name: 'x' }, 403],
    [trainer, 'post', `/api/users/${admin.user?.id}/link`, undefined, 403],
    [trainer, 'post', `/api/users/${trainer.user?.id}/link`, undefined, 403],
    [trainer, 'post', '/api/users', somebody('agent'), 201],
    [trainer, 'post', `/api/users/${id}/link`, undefined, 200],
    [admin, 'post', '/api/users', { ...somebody('agent'), role: 'boss' }, 400],
    [admin, 'post', '/api/users', { ...somebody('agent'), username: 'no spaces' }, 400],
    [admin, 'post', '/api/users', { ...somebody('agent'), name: '   ' }, 400],
    [admin, 'patch', `/api/users/${id}`, { active: 'yes' }, 400],
    [admin, 'patch', '/api/users/nobody', { name: 'x' }, 404],
    [admin, 'post', '/api/users/nobody/link', undefined, 404],
    [admin, 'get', '/api/users/nobody', undefined, 404],
    [admin, 'post', '/api/sign-up/email', { email: 'a@b.c', password: TEST_PASSWORD, name: 'x' }, 404],
    [admin, 'post', '/api/auth/sign-up/email', { email: 'a@b.c', password: TEST_PASSWORD, name: 'x' }, 404],
  ];
  for (const [who, method, path, body, status] of tries) {
    const answer = await who[method](path, body as never);
    expect([who.user?.role, method, path, answer.status]).toEqual([who.user?.role, method, path, status]);
    if (status >= 400) {
      expect(answer.headers.get('Content-Type')).toContain('application/problem+json');
      expect(answer.body).toMatchObject({
        type: 'about:blank',
        status,
        title: expect.any(String),
        id: expect.any(String),
      });
    }
  }
});

test('a username is there once, whatever its case, also when two are added at the same moment', async () => {
  const wanted = somebody('agent');
  const answers = await Promise.all([1, 2, 3].map(() => admin.post('/api/users', wanted)));
  expect(answers.map((answer) => answer.status).sort((a, b) => a - b)).toEqual([201, 409, 409]);
  const again = await admin.post('/api/users', { ...wanted, username: wanted.username.toUpperCase() });
  expect(again).toMatchObject({ status: 409, body: { id: 'username-taken' } });
  expect(again.body.detail).toContain(wanted.username);
});

test('a deactivated person is signed out at once, cannot use a link, and can come back', async () => {
  const person = await server.as('agent');
  const path = `/api/users/${person.user?.id}`;
  const link = await admin.post(`${path}/link`);
  expect((await admin.patch(path, { active: false })).body.user.active).toBe(false);
  expect((await person.get('/api/today')).status).toBe(401);
  expect((await person.get('/api/session')).body).toBeNull();
  const token = new URL(link.body.link.url).hash.slice(1);
  expect((await server.visitor().post('/api/links/redeem', { token, password: TEST_PASSWORD })).status).toBe(
    404,
  );
  await admin.patch(path, { active: true });
  const credentials = { username: person.user?.username, password: TEST_PASSWORD };
  expect((await person.post('/api/session', credentials)).status).toBe(200);
});

test('a changed role counts at once', async () => {
  const person = await server.as('agent');
  expect((await person.get('/api/users')).status).toBe(403);
  await admin.patch(`/api/users/${person.user?.id}`, { role: 'trainer', name: 'Now a trainer' });
  expect((await person.get('/api/users')).status).toBe(200);
  expect((await person.get('/api/session')).body).toMatchObject({
    user: { name: 'Now a trainer' },
    can: { seeReports: true },
  });
});

test('the last active administrator stays one, also when two give up at the same moment', async () => {
  const path = (client: TestClient) => `/api/users/${client.user?.id}`;
  expect(await admin.patch(path(admin), { role: 'agent' })).toMatchObject({
    status: 409,
    body: { id: 'last-admin' },
  });
  expect((await admin.patch(path(admin), { active: false })).status).toBe(409);
  expect((await admin.patch(path(admin), { name: 'Still here' })).status).toBe(200);
  for (let i = 0; i < 3; i += 1) {
    const second = await server.as('admin');
    const answers = await Promise.all([
      admin.patch(path(admin), { role: 'trainer' }),
      second.patch(path(second), { role: 'trainer' }),
    ]);
    // The one who is second is refused: as the last administrator, or because the other one no longer is.
    expect(answers.map((answer) => answer.status).sort((a, b) => a - b)).toEqual([200, 409]);
    if (answers[0]?.status === 200) admin = second;
  }
});

test('whatever the moment, two administrators who give up leave one behind', async () => {
  await using other = await startTestServer();
  const { services } = other;
  const both = await Promise.all(
    ['one', 'two'].map((name) => createUser(services, { name, username: name, role: 'admin' })),
  );
  for (let round = 0; round < 15; round += 1) {
    await Promise.all(both.map(({ id }) => changeUser(services, id, { role: 'admin' })));
    const given = await Promise.allSettled(both.map(({ id }) => changeUser(services, id, { role: 'agent' })));
    expect(given.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  }
});
