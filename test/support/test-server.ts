import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pino } from 'pino';
import { createAuth } from '#server/accounts/auth.ts';
import { createLink } from '#server/accounts/links.ts';
import { createUser } from '#server/accounts/users.ts';
import { createApp } from '#server/app.ts';
import { type Config, readConfig } from '#server/config.ts';
import { contentOriginOf } from '#server/content-host.ts';
import type { Role, User } from '#server/contract/accounts.ts';
import type { playLimits } from '#server/learning/play-limits.ts';
import { localStorage } from '#server/packages/storage.ts';
import type { Services } from '#server/services.ts';
import { type FreshStore, freshStore } from './test-store.ts';

/** An answer whose JSON body is read; tests say what they expect of it. */
// biome-ignore lint/suspicious/noExplicitAny: what a body holds is what the test is about
export type Answer = { status: number; headers: Headers; body: any };

/** A browser without a screen: keeps its cookies and sends the right Origin. */
export type TestClient = {
  /** Who is signed in; undefined for a visitor. */
  user: User | undefined;
  fetch: (path: string, init?: RequestInit) => Promise<Response>;
  get: (path: string, headers?: Record<string, string>) => Promise<Answer>;
  post: (path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;
  put: (path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;
  patch: (path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;
  delete: (path: string, headers?: Record<string, string>) => Promise<Answer>;
  cookies: Map<string, string>;
};

export const TEST_PASSWORD = 'correct horse battery';

export type TestServer = {
  url: string;
  services: Services & { store: FreshStore };
  /** Somebody new with this role, signed in through a one-time link. */
  as: (role: Role, more?: { name?: string; tryout?: boolean }) => Promise<TestClient>;
  visitor: () => TestClient;
  /** A request to a content host, which only the Host header names: system look-up does not know it. */
  contentFetch: (label: string, path: string, init?: ContentInit) => Promise<Response>;
  close: () => Promise<void>;
  [Symbol.asyncDispose]: () => Promise<void>;
};

type ContentInit = { method?: string; headers?: Record<string, string>; body?: string | Uint8Array };
type Overrides = Partial<Pick<Services, 'now' | 'log'>> & {
  env?: Record<string, string>;
  config?: Partial<Config>;
  /** `noLimits` for tests of what lies behind them. */
  limitsFor?: typeof playLimits;
};

/** The whole server on a free port, with a fresh database of the engine under test and an empty package folder. */
export async function startTestServer(overrides: Overrides = {}): Promise<TestServer> {
  // Client and server share a thread here: a connection that is closed while the thread is busy would be lost.
  const server = createServer({ keepAliveTimeout: 120_000 });
  const port = await listen(server);
  const store = await freshStore();
  const dataDir = store.database.dir;
  const env = { PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'silent', ...overrides.env };
  const config = { ...readConfig(env), ...overrides.config };
  const services = {
    config,
    store,
    auth: createAuth(config, store, 'a secret for tests that nobody needs to know'),
    storage: localStorage(join(dataDir, 'packages')),
    log: overrides.log ?? pino({ level: 'silent' }),
    now: overrides.now ?? Date.now,
  };
  server.on('request', createApp(services, overrides.limitsFor));
  const url = `http://127.0.0.1:${port}`;
  const visitor = () => createClient(url, config.publicUrl);
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await store[Symbol.asyncDispose]();
  };
  return {
    url,
    services,
    visitor,
    as: (role, more) => signInAs(services, visitor(), role, more),
    contentFetch: (label, path, init) =>
      contentFetch(port, new URL(contentOriginOf(config.contentOrigin, label)).host, path, init),
    close,
    [Symbol.asyncDispose]: close,
  };
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

async function signInAs(
  services: Services,
  client: TestClient,
  role: Role,
  { name, tryout }: { name?: string; tryout?: boolean } = {},
): Promise<TestClient> {
  const username = `${role}-${randomUUID().slice(0, 8)}`;
  const user = await createUser(services, {
    name: name ?? `${role} ${username}`,
    username,
    role,
    tryout: tryout ?? false,
  });
  const link = await createLink(services, user.id);
  const token = new URL(link.url).hash.slice(1);
  const answer = await client.post('/api/links/redeem', { token, password: TEST_PASSWORD });
  if (answer.status !== 200)
    throw new Error(`Signing in as ${role} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return Object.assign(client, { user: answer.body.user });
}

function createClient(url: string, origin: string): TestClient {
  const cookies = new Map<string, string>();
  const go = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers);
    if (cookies.size > 0 && !headers.has('Cookie')) {
      headers.set('Cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    }
    if (init.method && init.method !== 'GET' && !headers.has('Origin')) headers.set('Origin', origin);
    const response = await fetch(new URL(path, url), { redirect: 'manual', ...init, headers });
    for (const cookie of response.headers.getSetCookie()) keep(cookies, cookie);
    return response;
  };
  const send =
    (method: string) =>
    async (path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> => {
      const json = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
      const type: Record<string, string> = body === undefined ? {} : { 'Content-Type': 'application/json' };
      return answerOf(await go(path, { method, headers: { ...type, ...headers }, ...json }));
    };
  return {
    user: undefined,
    cookies,
    fetch: go,
    get: async (path, headers = {}) => answerOf(await go(path, { headers })),
    post: send('POST'),
    put: send('PUT'),
    patch: send('PATCH'),
    delete: (path, headers) => send('DELETE')(path, undefined, headers),
  };
}

function keep(cookies: Map<string, string>, header: string): void {
  const [pair = '', ...attributes] = header.split(';').map((part) => part.trim());
  const at = pair.indexOf('=');
  const ended = attributes.some((attribute) => /^max-age=0$/i.test(attribute));
  if (ended) cookies.delete(pair.slice(0, at));
  else cookies.set(pair.slice(0, at), pair.slice(at + 1));
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  const isJson = /\bjson\b/.test(response.headers.get('Content-Type') ?? '');
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}

/** `fetch` may not choose its Host header, so this is built on node:http. */
async function contentFetch(
  port: number,
  host: string,
  path: string,
  init: ContentInit = {},
): Promise<Response> {
  const { method = 'GET', headers = {}, body } = init;
  const length: Record<string, string> =
    body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port, path, method, headers: { ...length, ...headers, Host: host } },
      resolve,
    );
    sent.once('error', reject).end(body);
  });
  const parts: Uint8Array[] = [];
  for await (const part of response) parts.push(part);
  const status = response.statusCode ?? 0;
  const content = [204, 304].includes(status) || method === 'HEAD' ? null : Buffer.concat(parts);
  return new Response(content, { status, headers: headersOf(response) });
}

function headersOf(response: IncomingMessage): Headers {
  const headers = new Headers();
  for (let i = 0; i < response.rawHeaders.length; i += 2) {
    headers.append(response.rawHeaders[i] ?? '', response.rawHeaders[i + 1] ?? '');
  }
  return headers;
}
