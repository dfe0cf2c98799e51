import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, TEST_PASSWORD, type TestServer } from '#test/support/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

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
      lastSeenMs: expect.any(Number),
    },
    can: { seeReports: false, manageUsers: false, exportPackages: false },
  });
  expect((await agent.delete('/api/session')).status).toBe(204);
  expect((await agent.get('/api/session')).body).toBeNull();
  const again = await agent.post('/api/session', {
    username: agent.user?.username.toUpperCase(),
    password: TEST_PASSWORD,
  });
  expect(again.status).toBe(200);
  expect((await agent.get('/api/session')).body.user.id).toBe(agent.user?.id);
});
