import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startTestServer, type TestServer } from '#test/support/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const MB = 1_000_000;

test('broken JSON, a 5 MB body and a wrong type get a clear problem', async () => {
  const visitor = server.visitor();
  expect(await visitor.post('/api/session', '{"username": ')).toMatchObject({
    status: 400,
    body: { id: 'bad-json', detail: 'The body is not valid JSON.' },
  });
  const large = await visitor.post('/api/session', { username: 'ann', password: 'x'.repeat(5 * MB) });
  expect(large).toMatchObject({ status: 413, body: { id: 'too-large' } });
  const noJson = await visitor.post('/api/session', 'username=ann', { 'Content-Type': 'text/plain' });
  expect(noJson).toMatchObject({ status: 400, body: { id: 'invalid' } });
  expect(noJson.body.problems).toEqual([
    { path: 'body.username', message: expect.any(String) },
    { path: 'body.password', message: expect.any(String) },
  ]);
  expect((await visitor.post('/api/session', 'null')).status).toBe(400);
  expect((await visitor.get('/api/courses/%E0%A4%A/package')).status).toBe(400);
});

test.each([
  ['of another site', 'https://evil.example'],
  ['of a package', 'http://label.content.localhost'],
  ['of another port', 'http://127.0.0.1:1'],
  ['of nobody', 'null'],
])('a change from the origin %s is refused', async (_whose, origin) => {
  const admin = await server.as('admin');
  const wanted = { name: 'Mallory', username: `mallory${Math.random()}`.slice(0, 30), role: 'admin' };
  const refused = await admin.post('/api/users', wanted, { Origin: origin });
  expect(refused).toMatchObject({ status: 403, body: { id: 'foreign-origin' } });
  expect((await admin.post('/api/users', wanted)).status).toBe(201);
});

test('a change without an Origin is refused, a look is not', async () => {
  const body = JSON.stringify({ username: 'a', password: 'b' });
  const headers = { 'Content-Type': 'application/json' };
  const answer = await fetch(`${server.url}/api/session`, { method: 'POST', body, headers });
  expect(answer.status).toBe(403);
  expect((await fetch(`${server.url}/api/session`)).status).toBe(200);
});

test('the app is not on content hosts, packages are not on the app, and a foreign name gets neither', async () => {
  const onContent = await server.contentFetch('somebody', '/api/session');
  expect([onContent.status, onContent.headers.get('Set-Cookie')]).toEqual([404, null]);
  expect((await server.contentFetch('somebody', '/')).status).toBe(404);
  const { status, body } = await server.visitor().get('/play/some-token', { Accept: 'application/json' });
  expect([status, body.id]).toEqual([404, 'not-found']);
  for (const host of ['evil.example', 'localhost', '127.0.0.1:1', 'a.b.content.localhost']) {
    const answer = await askAs(host);
    expect([host, answer.status]).toEqual([host, 421]);
  }
  const port = new URL(server.url).port;
  expect((await askAs(`localhost:${port}`)).status).toBe(200);
});

/** Asks with a Host header of our choice, which `fetch` would not send. */
async function askAs(host: string): Promise<{ status: number }> {
  const { request } = await import('node:http');
  return new Promise((resolve, reject) => {
    request(`${server.url}/api/session`, { headers: { Host: host } }, (response) => {
      response.resume();
      resolve({ status: response.statusCode ?? 0 });
    })
      .once('error', reject)
      .end();
  });
}

test('the app may run only its own scripts, frame only content hosts, and be framed by nobody', async () => {
  const { headers } = await server.visitor().get('/api/session');
  const policy = headers.get('Content-Security-Policy') ?? '';
  const port = new URL(server.url).port;
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain(`frame-src 'self' http://*.content.localhost:${port};`);
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain('unsafe');
  expect(headers.get('Permissions-Policy')).toBe(`unload=(self "http://*.content.localhost:${port}")`);
  expect(headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin-allow-popups');
  expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
  expect(headers.get('X-Powered-By')).toBeNull();
  expect(headers.get('Strict-Transport-Security')).toBeNull();
  expect(headers.get('Cache-Control')).toBe('no-store');
  expect(headers.get('X-Request-Id')).toMatch(/^[0-9a-f-]{36}$/);
});

test('probes answer under any name, and readiness follows the database', async () => {
  await using other = await startTestServer();
  expect((await other.visitor().get('/healthz')).body).toEqual({ status: 'ok' });
  expect((await other.visitor().get('/readyz')).body).toEqual({ status: 'ready' });
  vi.spyOn(other.services.store, 'ping').mockRejectedValue(new Error('gone'));
  expect(await other.visitor().get('/readyz')).toMatchObject({ status: 503, body: { id: 'not-ready' } });
  expect((await other.visitor().get('/healthz')).status).toBe(200);
});

test('a database that cannot write answers 503 with a time to come back, and never a stack', async () => {
  const admin = await server.as('admin');
  const full = Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
  const wanted = { name: 'Late', username: 'late', role: 'agent' };
  const broken = vi.spyOn(server.services.store, 'batch').mockRejectedValue(full);
  const answer = await admin.post('/api/users', wanted);
  expect(answer).toMatchObject({ status: 503, body: { id: 'unavailable' } });
  expect(answer.headers.get('Retry-After')).toBe('60');
  broken.mockRejectedValue(new Error('secret detail at line 3'));
  const fault = await admin.post('/api/users', wanted);
  expect(fault).toMatchObject({ status: 500, body: { id: 'internal' } });
  expect(JSON.stringify(fault.body)).not.toContain('secret detail');
  broken.mockRestore();
  expect((await admin.post('/api/users', wanted)).status).toBe(201);
});

test('the API describes itself, and every path it names is there', async () => {
  const agent = await server.as('agent');
  const { body: document } = await agent.get('/api/openapi.json');
  expect(document.openapi).toBe('3.1.0');
  const routes = Object.entries<object>(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => [method.toUpperCase(), path.replace('{id}', 'nobody')] as const),
  );
  expect(routes.length).toBeGreaterThanOrEqual(20);
  for (const [method, path] of routes) {
    const answer = await agent.fetch(path, { method });
    const said = await answer.text();
    expect(said).not.toContain(`There is no ${method} ${path}`);
  }
});
