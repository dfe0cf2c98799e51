import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readConfig } from '#server/config.ts';
import { contentOriginOf } from '#server/content-host.ts';
import { openStore } from '#server/db/open.ts';
import type { Store } from '#server/db/store.ts';
import { commitService } from '#server/learning/commit.service.ts';
import { launchLesson } from '#server/learning/launch.service.ts';
import { localStorage } from '#server/packages/storage.ts';
import { paths } from '#server/paths.ts';
import { cmiWith, publishFixture } from '#test/support/learning-fixture.ts';
import { smallDisk } from '#test/support/small-disk.ts';
import { ENGINE, freshDatabase } from '#test/support/test-store.ts';

const ROUNDS = process.env['LONG'] === '1' ? 500 : 20;
const LEARNERS = 6;

/** A page that commits one after the other, and remembers what was acknowledged. */
type Writer = {
  host: string;
  token: string;
  epoch: number;
  number: number;
  acknowledged: number[];
  attemptId: string;
};
type Setting = { dataDir: string; url: string };

const open = ({ url }: Setting): Promise<Store> => openStore({ url, migrations: paths.migrations });
/** A port that nobody listens on is part of every host name here; the child ignores the Host header's port. */
const settings = ({ dataDir, url }: Setting) => ({
  PORT: '3000',
  DATA_DIR: dataDir,
  ...(ENGINE === 'pg' ? { DATABASE_URL: url } : {}),
});

const children = new Set<ChildProcess>();
const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const child of children) await kill(child);
  for (const each of undo.splice(0)) await each();
});

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
  children.delete(child);
}

/** Learners with an open session each, in a database that no server runs on yet. */
async function prepare(setting: Setting): Promise<Writer[]> {
  const store = await open(setting);
  await store.migrate();
  const services = {
    store,
    storage: localStorage(join(setting.dataDir, 'packages')),
    config: readConfig(settings(setting)),
    now: Date.now,
  };
  await publishFixture(services);
  const commits = commitService(services);
  const writers: Writer[] = [];
  for (let at = 0; at < LEARNERS; at += 1) {
    const id = randomUUID();
    const date = new Date();
    const names = { name: `Agent ${at}`, email: `${id}@no-email.invalid`, username: id };
    await store.db.insert(store.t.user).values({ id, ...names, createdAt: date, updatedAt: date });
    const launch = await launchLesson(services, { id }, { courseId: 'calls', lessonId: 'one' });
    const url = new URL(launch.url);
    const [label = ''] = url.hostname.split('.');
    const token = url.pathname.split('/')[2] ?? '';
    const { epoch } = await commits.openSession(token, label);
    const { attemptId } = await commits.getLaunch(token, label);
    const { host } = new URL(contentOriginOf(services.config.contentOrigin, label));
    writers.push({ host, token, epoch, number: 0, acknowledged: [], attemptId });
  }
  await store.close();
  return writers;
}

async function startChild(setting: Setting): Promise<{ child: ChildProcess; port: number }> {
  const env = { ...process.env, ...settings(setting) };
  const child = spawn(process.execPath, ['test/support/content-server.ts'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.add(child);
  let said = '';
  for await (const part of child.stdout) {
    said += part;
    const port = /listening on (\d+)/.exec(said)?.[1];
    if (port !== undefined) return { child, port: Number(port) };
  }
  throw new Error('the server ended before it listened');
}

/** Number n as the content would write it: its own place in suspend_data, and one answer that nobody else gives. */
const modelOf = (number: number, ballast: readonly string[]) => {
  const said = [`answer ${number}`, ...ballast.map((text, at) => `${number} ${at} ${text}`)];
  const answers = said.map((response) => ({ id: 'one_call', response, time: '10:00:00' }));
  return cmiWith(answers, {}, { suspend_data: `at ${number}` });
};

type Sent = { status: number; body: string };

function send(port: number, agent: Agent, writer: Writer, ballast: readonly string[] = []): Promise<Sent> {
  const { epoch, number } = writer;
  const body = JSON.stringify({ epoch, number, final: false, cmi: modelOf(number, ballast) });
  const headers = {
    Host: writer.host,
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
  };
  const path = `/play/${writer.token}/commit`;
  return new Promise((resolve, reject) => {
    const options = { port, agent, host: '127.0.0.1', method: 'POST', path, headers };
    const sent = request(options, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (part: string) => {
        text += part;
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: text }));
      answer.on('error', reject);
    });
    sent.on('error', reject).end(body);
  });
}

/** Commits until the server is gone. */
async function storm(port: number, writer: Writer): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  try {
    while (true) {
      writer.number += 1;
      const { status, body } = await send(port, agent, writer);
      if (status !== 200) throw new Error(`commit ${writer.number} was answered with ${status}: ${body}`);
      writer.acknowledged.push(writer.number);
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
  } finally {
    agent.destroy();
  }
}

const total = (writers: readonly Writer[]): number =>
  writers.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0);

/** Every acknowledged commit is in the database: the newest as the state, the answers of all. */
async function expectAll(setting: Setting, writers: Writer[]): Promise<void> {
  const store = await open(setting);
  const states = await store.db.select().from(store.t.trackedStates);
  const answers = await store.db
    .select({ attemptId: store.t.interactions.attemptId, response: store.t.interactions.response })
    .from(store.t.interactions);
  await store.close();
  for (const { attemptId, acknowledged, number } of writers) {
    const state = states.find((one) => one.attemptId === attemptId);
    expect(state?.lastNumber).toBeGreaterThanOrEqual(acknowledged.at(-1) ?? 0);
    expect(state?.lastNumber).toBeLessThanOrEqual(number);
    expect(JSON.parse(state?.cmi ?? '{}').suspend_data).toBe(`at ${state?.lastNumber}`);
    const own = new Set(answers.filter((one) => one.attemptId === attemptId).map(({ response }) => response));
    expect(acknowledged.filter((n) => !own.has(`answer ${n}`))).toEqual([]);
  }
}

describe('a server that is killed in the middle of a commit storm', () => {
  it(`has every acknowledged commit when it starts again, ${ROUNDS} times in a row`, {
    timeout: ROUNDS * 30_000,
  }, async () => {
    const database = await freshDatabase();
    undo.push(database.remove);
    const setting = { dataDir: database.dir, url: database.url };
    const writers = await prepare(setting);
    for (let round = 0; round < ROUNDS; round += 1) {
      const before = total(writers);
      const { child, port } = await startChild(setting);
      const storms = Promise.all(writers.map((writer) => storm(port, writer)));
      while (total(writers) < before + 20 + round) {
        await new Promise((resolve) => setTimeout(resolve, 3));
      }
      await Promise.all([kill(child), storms]);
      await expectAll(setting, writers);
    }
  });
});

describe.skipIf(ENGINE === 'pg')('a full disk', () => {
  it('loses nothing acknowledged, refuses the rest with a reason, and works again once there is room', {
    timeout: 60_000,
  }, async ({ skip }) => {
    const disk = smallDisk(6000);
    if (disk === undefined) return skip('a small disk can only be made by root on Linux');
    undo.push(disk.remove);
    const dataDir = disk.folder;
    const setting = { dataDir, url: join(dataDir, 'askwell.db') };
    const writers = await prepare(setting);
    const { child, port } = await startChild(setting);
    const agent = new Agent({ keepAlive: true });
    const [writer] = writers as [Writer];
    const ballast = Array.from({ length: 20 }, () => 'x'.repeat(3900));
    let refusal: { status: number; body: string } | undefined;
    while (refusal === undefined && writer.number < 2000) {
      writer.number += 1;
      const answer = await send(port, agent, writer, ballast);
      if (answer.status === 200) writer.acknowledged.push(writer.number);
      else refusal = answer;
    }
    expect(refusal?.status).toBe(503);
    expect(JSON.parse(refusal?.body ?? '{}').detail).toContain('nothing was changed');
    await expectAll(setting, [writer]);
    disk.grow(40_000);
    expect((await send(port, agent, writer)).status).toBe(200);
    writer.acknowledged.push(writer.number);
    agent.destroy();
    await kill(child);
    await expectAll(setting, [writer]);
  });
});
