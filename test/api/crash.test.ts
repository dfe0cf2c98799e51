import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readConfig } from '#server/config.ts';
import { contentOriginOf } from '#server/content-host.ts';
import { openStore } from '#server/db/open.ts';
import { WHOLE } from '#server/db/schema/catalogue.ts';
import type { Store } from '#server/db/store.ts';
import { commitService } from '#server/learning/commit.service.ts';
import { launchLesson } from '#server/learning/launch.service.ts';
import { localStorage } from '#server/packages/storage.ts';
import { paths } from '#server/paths.ts';
import { cmiWith, publishFixture } from '#test/support/learning-fixture.ts';
import { publishPackage } from '#test/support/package-fixture.ts';
import { smallDisk } from '#test/support/small-disk.ts';
import { ENGINE, freshDatabase } from '#test/support/test-store.ts';

const ROUNDS = process.env['LONG'] === '1' ? 500 : 20;
const LEARNERS = 6;
/** The long run makes more commits than a server keeps answers of one SCO. */
const COMMITS_PER_ANSWER = ROUNDS > 100 ? 8 : 1;
const answerIn = (number: number): string => `answer ${Math.ceil(number / COMMITS_PER_ANSWER)}`;
/** Every third learner plays a package of these as a whole, in SCORM 2004. */
const SCOS = ['first', 'second', 'third'] as const;

/** A page that commits one after the other, and remembers what was acknowledged. */
type Writer = {
  host: string;
  token: string;
  epoch: number;
  number: number;
  acknowledged: number[];
  attemptId: string;
  playsWhole: boolean;
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
  await publishPackage(services, { courseId: 'whole', edition: '2004-4', items: SCOS.map((id) => ({ id })) });
  const commits = commitService(services);
  const writers: Writer[] = [];
  for (let at = 0; at < LEARNERS; at += 1) {
    const id = randomUUID();
    const date = new Date();
    const names = { name: `Agent ${at}`, email: `${id}@no-email.invalid`, username: id };
    await store.db.insert(store.t.user).values({ id, ...names, createdAt: date, updatedAt: date });
    const playsWhole = at % 3 === 2;
    const wanted = playsWhole
      ? { courseId: 'whole', lessonId: 'package' }
      : { courseId: 'calls', lessonId: 'one' };
    const launch = await launchLesson(services, { id }, wanted);
    const url = new URL(launch.url);
    const [label = ''] = url.hostname.split('.');
    const token = url.pathname.split('/')[2] ?? '';
    const { epoch } = await commits.openSession(token, label);
    for (const sco of playsWhole ? SCOS : [])
      await commits.enterSco(token, label, { epoch, sco, fresh: false });
    const { attemptId } = await commits.getLaunch(token, label);
    const { host } = new URL(contentOriginOf(services.config.contentOrigin, label));
    writers.push({ host, token, epoch, number: 0, acknowledged: [], attemptId, playsWhole });
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

/** Number n as the content would write it: its own place in suspend_data, and an answer that nobody else gives. */
const modelOf = (number: number, ballast: readonly string[]) => {
  const said = [answerIn(number), ...ballast.map((text, at) => `${number} ${at} ${text}`)];
  const answers = said.map((response) => ({ id: 'one_call', response, time: '10:00:00' }));
  return cmiWith(answers, {}, { suspend_data: `at ${number}` });
};

const scoOf = (number: number): string => SCOS[number % SCOS.length] ?? '';

/** What sequencing keeps of a course of some size: about 30 KB. */
const sequencingAt = (number: number): string =>
  JSON.stringify({ at: number, tree: 'activity '.repeat(3300) });

/** The same from one SCO of a package, with the state of sequencing. */
const wholeModelOf = (number: number) => {
  const answer = { id: 'q', type: 'fill-in', learner_response: answerIn(number), result: 'correct' };
  return {
    sco: scoOf(number),
    cmi: { completion_status: 'incomplete', suspend_data: `at ${number}`, interactions: { 0: answer } },
    package: {
      completionStatus: 'incomplete',
      successStatus: 'unknown',
      scaledScore: null,
      progress: 0.5,
      sequencing: sequencingAt(number),
    },
  };
};

type Sent = { status: number; body: string };

function send(port: number, agent: Agent, writer: Writer, ballast: readonly string[] = []): Promise<Sent> {
  const { epoch, number, playsWhole } = writer;
  const content = playsWhole ? wholeModelOf(number) : { cmi: modelOf(number, ballast) };
  const body = JSON.stringify({ epoch, number, final: false, ...content });
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
  const packages = await store.db.select().from(store.t.packageStates);
  await store.close();
  for (const { attemptId, acknowledged, number, playsWhole } of writers) {
    const own = states.filter((one) => one.attemptId === attemptId);
    const state = own.find(({ scoId }) => !playsWhole || scoId === WHOLE);
    const newest = state?.lastNumber ?? 0;
    expect(newest).toBeGreaterThanOrEqual(acknowledged.at(-1) ?? 0);
    expect(newest).toBeLessThanOrEqual(number);
    const sco = playsWhole ? own.find(({ scoId }) => scoId === scoOf(newest)) : state;
    if (newest > 0) expect(JSON.parse(sco?.cmi ?? '{}').suspend_data).toBe(`at ${newest}`);
    const kept = packages.find((one) => one.attemptId === attemptId)?.sequencing;
    if (playsWhole && newest > 0) expect(kept).toBe(sequencingAt(newest));
    const said = new Set(
      answers.filter((one) => one.attemptId === attemptId).map(({ response }) => response),
    );
    expect(acknowledged.filter((n) => !said.has(answerIn(n)))).toEqual([]);
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
