import { Agent, request } from 'node:http';
import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { createFacade, type RunTime } from '#client/shell/facade.ts';
import { loadRoute } from '#client/shell/package/load-route.ts';
import { playPackage } from '#client/shell/package/play-package.ts';
import { openSession } from '#client/shell/page.ts';
import { openPlayer } from '#client/shell/player.ts';
import type { Edition, OpenedSession } from '#client/shell/protocol.ts';
import { loadRunTime } from '#client/shell/run-time.ts';
import { NOTHING_SENT, openTransport } from '#client/shell/transport.ts';
import type { Sent, Wire } from '#client/shell/wire.ts';
import { chance } from '#courses/engine/chance.ts';
import type { Activity } from '#courses/scorm/activity-tree.ts';
import { createUser } from '#server/accounts/users.ts';
import { contentOriginOf } from '#server/content-host.ts';
import { sha256 } from '#server/learning/apply-commit.ts';
import { launchLesson } from '#server/learning/launch.service.ts';
import { noLimits } from '#server/learning/play-limits.ts';
import { importer } from '#test/support/importer.ts';
import { publishFixture } from '#test/support/learning-fixture.ts';
import { callFacade, expectOwn, memoryShelf, nodePage, SILENT_BAR } from '#test/support/node-page.ts';
import { type Chance, pick, randomCalls } from '#test/support/random-calls.ts';
import { randomCommit } from '#test/support/random-commits.ts';
import { multi12, sequenced2004 } from '#test/support/scorm-package.ts';
import { startTestServer, type TestServer } from '#test/support/test-server.ts';
import { expectTyped, oddLeaves } from '#test/support/typed-rows.ts';

// Content at its worst against the whole server over HTTP: pages of lessons and of packages as the shell makes them,
// other pages that take over, pages of learners who look back, and bodies that no shell would send.

const SEED = Number(process.env['FUZZ_SEED'] ?? 20_260_105);
const SEQUENCES = Number(process.env['FUZZ_RUNS'] ?? (process.env['LONG'] ? 100_000 : 240));
/** Attempts that are open at once. */
const AT_ONCE = 6;
/** Sequences of calls on one page, and pages of an attempt before a new learner begins. */
const OF_A_PAGE = 4;
const PAGES = 5;

type Course = {
  courseId: string;
  lessonId: string;
  edition: Edition;
  contents: Activity | null;
  scos: string[];
};
let server: TestServer;
let courses: Course[];
let nowMs = Date.UTC(2026, 0, 5, 9);

beforeAll(async () => {
  server = await startTestServer({ now: () => nowMs, limitsFor: noLimits });
  await publishFixture(server.services);
  const trainer = await server.as('trainer');
  const { importDraft, publish } = importer(server, trainer);
  const imported = [];
  for (const wanted of [multi12, sequenced2004]) {
    const { courseId, number } = await importDraft(wanted);
    await publish({ courseId, number });
    imported.push(await courseOf(courseId));
  }
  const scos = ['SCO-one', 'SCO-two'];
  courses = [{ courseId: 'calls', lessonId: 'one', edition: '1.2', contents: null, scos }, ...imported];
});
afterAll(() => server.close());
/** The run-time and its sequencing talk to developers. */
beforeEach(() => {
  for (const method of ['log', 'info', 'debug', 'warn'] as const) {
    vi.spyOn(console, method).mockImplementation(() => {});
  }
});
afterEach(() => void vi.restoreAllMocks());

async function courseOf(courseId: string): Promise<Course> {
  const { db, t } = server.services.store;
  const [version] = await db.select().from(t.courseVersions).where(eq(t.courseVersions.courseId, courseId));
  const rows = await db
    .select()
    .from(t.scos)
    .where(eq(t.scos.versionId, version?.id ?? ''));
  if (!version?.contents) throw new Error(`${courseId} was not imported`);
  const { edition, contents } = version;
  const scos = rows.map(({ scoId }) => scoId).filter((id) => id !== '');
  return { courseId, lessonId: 'package', edition, contents, scos };
}

/** Where requests of pages go, and what is wrong with their answers. */
function network() {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  const { port } = new URL(server.url);
  const faults: string[] = [];
  const tally: Record<string, number> = {};
  /** Pages outlive the test with their timers; what they still ask for goes nowhere. */
  let isOver = false;
  const post = (label: string, path: string, body: string, type = 'application/json') =>
    new Promise<{ status: number; text: string }>((resolve, reject) => {
      if (isOver) return;
      const host = new URL(contentOriginOf(server.services.config.contentOrigin, label)).host;
      const headers = { Host: host, 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) };
      const sent = request({ host: '127.0.0.1', port, path, method: 'POST', agent, headers }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(parts).toString() }),
        );
      });
      sent.on('error', (error) => {
        const socket = sent.reusedSocket ? 'kept' : 'new';
        if (!isOver)
          reject(new Error(`${path}, ${body.length} characters, ${socket} connection: ${error.message}`));
      });
      sent.end(body);
    });
  /** Everything that is answered is either taken, or refused with a name. */
  const ask = async (label: string, path: string, body: string, type?: string) => {
    const { status, text } = await post(label, path, body, type);
    const answer: unknown = text === '' ? undefined : JSON.parse(text);
    const id = answer && typeof answer === 'object' && 'id' in answer ? String(answer.id) : '';
    const what =
      id ||
      (answer && typeof answer === 'object' && 'outcome' in answer ? String(answer.outcome) : String(status));
    tally[what] = (tally[what] ?? 0) + 1;
    const isFine = status < 300 || (status >= 400 && status < 500 && /^[a-z][a-z-]+$/.test(id));
    if (!isFine)
      faults.push(
        `${path.split('/').pop()} answered ${status} ${text.slice(0, 200)} to ${body.slice(0, 300)}`,
      );
    return { status, id, answer };
  };
  const close = () => {
    isOver = true;
    agent.destroy();
  };
  return { ask, faults, tally, close };
}
type Network = ReturnType<typeof network>;

type Ticket = { label: string; token: string; attemptId: string };

async function launch(learnerId: string, course: Course, review = false): Promise<Ticket | undefined> {
  const { store } = server.services;
  const wanted = { courseId: course.courseId, lessonId: course.lessonId, review };
  try {
    const { url } = await launchLesson(server.services, { id: learnerId }, wanted);
    const { hostname, pathname } = new URL(url);
    const token = pathname.split('/')[2] ?? '';
    const { launches } = store.t;
    const [row] = await store.db
      .select()
      .from(launches)
      .where(eq(launches.tokenHash, sha256(token)));
    return { label: hostname.split('.')[0] ?? '', token, attemptId: row?.attemptId ?? '' };
  } catch (error) {
    if (review) return undefined; // nothing was finished yet
    throw error;
  }
}

/** The wire of a page. What blocks a browser's page cannot be waited for here: it fails as on a page that is left. */
function httpWire({ ask }: Network, { label, token }: Ticket) {
  const pending = new Set<Promise<unknown>>();
  let prepared: OpenedSession | undefined;
  const send = <A>(path: string, body: string, type?: string): Promise<Sent<A>> => {
    const work = ask(label, `/play/${token}/${path}`, body, type).then(({ status, id, answer }): Sent<A> => {
      if (status < 300) return { kind: 'ok', answer: answer as A };
      if (status === 404 || status === 410) return { kind: 'expired' };
      return status < 500 ? { kind: 'refused', id } : { kind: 'unknown' };
    });
    pending.add(work);
    void work.finally(() => pending.delete(work));
    return work;
  };
  const wire: Wire = {
    commit: (body) => send('commit', body),
    commitNow: () => ({ kind: 'unknown' }),
    beacon(body) {
      if (body.length > 65_536) return false;
      void send('commit', body, 'text/plain');
      return true;
    },
    openSession: () => send('session', '{}'),
    openSessionNow() {
      const answer = prepared;
      prepared = undefined;
      return answer ? { kind: 'ok', answer } : { kind: 'unknown' };
    },
    enterSco: (sco) => send('sco', JSON.stringify(sco)),
    enterScoNow: () => ({ kind: 'unknown' }),
    log(body) {
      void send('log', body);
      return true;
    },
  };
  return {
    wire,
    /** Waits for what is under way, and for what a page does of itself when it hears the answer. */
    async quiet() {
      for (let calm = 0; calm < 5; calm += 1) {
        if (pending.size > 0) calm = 0;
        await Promise.all(pending);
        await new Promise<void>((resolve) => void setTimeout(resolve, 0));
      }
    },
    /** Has the answer ready that a page of a lesson would wait for when content begins again after its end. */
    async prepare() {
      const sent = await wire.openSession();
      if (sent.kind === 'ok') prepared = sent.answer;
    },
  };
}

type Actor = {
  course: Course;
  learnerId: string;
  mark: string;
  ticket: Ticket;
  reported: Map<string, string>;
  madeMs: number;
};

async function newActor(number: number): Promise<Actor> {
  const course = courses[number % courses.length] as Course;
  const mark = `m${number}x`;
  const { id: learnerId } = await createUser(server.services, { name: mark, username: mark, role: 'agent' });
  const ticket = await launch(learnerId, course);
  if (!ticket) throw new Error('no launch');
  return { course, learnerId, mark, ticket, reported: new Map(), madeMs: nowMs };
}

type LivePage = {
  facade: () => ReturnType<typeof createFacade> | undefined;
  flush: (how: 'soon' | 'leave') => void;
  move: (next: Chance) => Promise<void>;
  epoch: number;
  sco: () => string | undefined;
  quiet: () => Promise<void>;
  prepare: () => Promise<void>;
};

/** Nothing waits for a clock here: what has to be tried again later is a fault or a lost page. */
const soon = (work: () => void, ms: number): (() => void) => {
  if (ms > 0) return () => {};
  const timer = setTimeout(work, 0);
  return () => clearTimeout(timer);
};
function patience() {
  let pauses = 0;
  return async () => {
    pauses += 1;
    if (pauses > 20_000) throw new Error('A page waits for something that never comes.');
    await new Promise<void>((resolve) => void setImmediate(resolve));
  };
}

async function openLive(
  net: Network,
  { course, mark }: Actor,
  ticket: Ticket,
  isReview: boolean,
): Promise<LivePage | undefined> {
  const { edition, contents } = course;
  const { wire, quiet, prepare } = httpWire(net, ticket);
  const page = nodePage({
    edition,
    wire,
    shelf: memoryShelf(),
    isReview,
    contents,
    later: soon,
    pause: patience(),
  });
  const opened = await openSession(page);
  if (opened.kind !== 'ok') return undefined;
  expectOwn(JSON.stringify(opened.answer), mark, 'a session');
  const { epoch } = opened.answer;
  if (!contents) {
    const player = openPlayer(page, SILENT_BAR, await loadRunTime(edition), opened.answer);
    const facade = createFacade(edition, player.current);
    return {
      facade: () => facade,
      flush: player.flush,
      move: async () => {},
      epoch,
      sco: () => undefined,
      quiet,
      prepare,
    };
  }
  let facade: ReturnType<typeof createFacade> | undefined;
  let isOver = false;
  const transport = isReview
    ? NOTHING_SENT
    : openTransport(epoch, { ...page, onState: () => {}, selfReporting: false });
  const route = await loadRoute(
    page.launch,
    contents,
    opened.answer.package ?? { current: null, sequencing: null, scos: {} },
    (step) => player.goOn(step),
  );
  const ids = new Set(course.scos);
  const player = playPackage({
    ...page,
    epoch,
    route,
    transport,
    screen: { leave: async () => {}, content: () => {}, page: () => {}, changed: () => {}, moved: () => {} },
    install: (runTime: (() => RunTime) | null) => {
      facade = runTime ? createFacade(edition, runTime, ids) : undefined;
    },
    onExpired: () => {},
    onSuperseded: () => {
      isOver = true;
    },
  });
  await player.begin();
  return {
    facade: () => facade,
    flush: player.flush,
    async move(next) {
      if (isOver) return;
      const move = pick(next, ['next', 'previous', 'choose', 'suspend'] as const);
      if (move === 'suspend') return player.suspend();
      await player.go(move === 'choose' ? { kind: 'choose', id: pick(next, course.scos) } : { kind: move });
    },
    epoch,
    sco: () => player.position() ?? undefined,
    quiet,
    prepare,
  };
}

/** One page with its sequences of calls, what else its origin may post, and another page in between. */
async function playPage(net: Network, actor: Actor, others: readonly Actor[], next: Chance): Promise<void> {
  const { course, learnerId, mark, ticket } = actor;
  const isReview = next() < 0.08;
  const held = isReview ? await launch(learnerId, course, true) : ticket;
  if (!held) return;
  const before = isReview ? await rowsOf(held.attemptId) : undefined;
  const page = await openLive(net, actor, held, isReview);
  if (!page) throw new Error(`${mark}: the page did not open`);
  let second: LivePage | undefined;
  let hasEnded = false;
  for (let sequence = 0; sequence < OF_A_PAGE; sequence += 1) {
    // Content that has ended begins again: in a new session, or as the next part of its package.
    if (hasEnded) await (course.contents || isReview ? page.move(next) : page.prepare());
    hasEnded = false;
    for (const call of randomCalls(course.edition, next, mark)) {
      const facade = (second && next() < 0.5 ? second : page).facade();
      const answer = facade && callFacade(facade, course.edition, call, mark);
      hasEnded ||= call.role === 'terminate' && answer === 'true';
      const chanceNow = next();
      if (chanceNow < 0.03) await page.move(next);
      else if (chanceNow < 0.05) await page.quiet();
      else if (chanceNow < 0.06 && !isReview) second ??= await openLive(net, actor, ticket, false);
      else if (chanceNow < 0.1) await postHostile(net, { actor, held, page, others, next });
    }
    for (const open of [page, second]) {
      if (next() < 0.5) open?.flush(next() < 0.5 ? 'leave' : 'soon');
    }
  }
  await page.quiet();
  await second?.quiet();
  if (before) expect(await rowsOf(held.attemptId)).toEqual(before);
}

type Hostile = { actor: Actor; held: Ticket; page: LivePage; others: readonly Actor[]; next: Chance };

async function postHostile(net: Network, { actor, held, page, others, next }: Hostile): Promise<void> {
  const { course, mark } = actor;
  const { label, token } = held;
  const other = pick(next, others);
  const foreign = { ...other.ticket, scos: other.course.scos };
  const { edition } = course;
  const sco = page.sco();
  const known = [...course.scos, ...foreign.scos];
  const { body, type } = randomCommit(next, { edition, epoch: page.epoch, sco, others: known, mark });
  const chanceNow = next();
  if (chanceNow < 0.7) {
    await net.ask(label, `/play/${token}/commit`, body, type);
    return;
  }
  if (chanceNow < 0.8) {
    const entered = JSON.stringify({ epoch: page.epoch, sco: pick(next, known), fresh: next() < 0.3 });
    await net.ask(label, `/play/${token}/sco`, pick(next, [entered, body]), type);
    return;
  }
  if (chanceNow < 0.9) {
    const call = {
      atMs: 1,
      sco: sco ?? '',
      name: 'SetValue',
      args: [mark, '\ud800\0'],
      result: 'true',
      error: '0',
    };
    const log = JSON.stringify({
      epoch: page.epoch,
      part: 1 + Math.floor(next() * 4),
      skipped: 0,
      calls: [call],
    });
    await net.ask(label, `/play/${token}/log`, pick(next, [log, body]), type);
    return;
  }
  // The token of another attempt on this page's host, and one that nobody was given: neither opens anything.
  const wrong = [
    other.ticket.label === label ? 'x'.repeat(43) : foreign.token,
    `${token.slice(0, -2)}__`,
    '..%2f',
    '__proto__',
  ];
  const path = pick(next, ['commit', 'session', 'sco', 'log']);
  const { status } = await net.ask(label, `/play/${encodeURIComponent(pick(next, wrong))}/${path}`, body);
  if (status < 400) net.faults.push(`a wrong token was answered ${status}`);
}

/** Everything that is stored of an attempt. */
async function rowsOf(attemptId: string) {
  const { db, t } = server.services.store;
  const [states, interactions, packages, logs] = await Promise.all([
    db.select().from(t.trackedStates).where(eq(t.trackedStates.attemptId, attemptId)),
    db.select().from(t.interactions).where(eq(t.interactions.attemptId, attemptId)),
    db.select().from(t.packageStates).where(eq(t.packageStates.attemptId, attemptId)),
    db.select().from(t.callLogs).where(eq(t.callLogs.attemptId, attemptId)),
  ]);
  return { states, interactions, packages, logs };
}

/** Holds what is stored of an attempt against what may be. */
async function expectSound({ course, mark, ticket, reported, madeMs }: Actor): Promise<void> {
  const { states, interactions, packages, logs } = await rowsOf(ticket.attemptId);
  for (const row of states) {
    expectTyped(row, reported.get(row.scoId) ?? 'not-started', nowMs - madeMs);
    reported.set(row.scoId, row.reported);
    if (row.scoId !== '' && !course.scos.includes(row.scoId)) throw new Error(`${mark}: a SCO ${row.scoId}`);
    if (row.cmi === null) continue;
    expect(oddLeaves(course.edition, JSON.parse(row.cmi))).toEqual([]);
  }
  for (const { objectives, correct } of interactions) {
    const texts = [...objectives, ...(correct ?? [])];
    if (!texts.every((text) => typeof text === 'string'))
      throw new Error(`${mark}: an answer that is no text`);
  }
  const text = JSON.stringify([states, interactions, packages, logs]);
  expectOwn(text, mark, 'what is stored');
}

it(`${SEQUENCES} sequences against the whole server neither crash nor leak (seed ${SEED})`, async () => {
  const net = network();
  const own = Reflect.ownKeys(Object.prototype);
  let actors: Actor[] = [];
  let made = 0;
  for (let number = 0; number < SEQUENCES; number += AT_ONCE * OF_A_PAGE) {
    const round = number / (AT_ONCE * OF_A_PAGE);
    if (round % PAGES === 0) {
      actors = [];
      for (let at = 0; at < AT_ONCE; at += 1, made += 1) actors.push(await newActor(made));
    }
    nowMs += 7_000;
    const played = actors.map((actor, at) => playPage(net, actor, actors, chance(SEED + number + at)));
    try {
      const results = await Promise.allSettled(played);
      for (const result of results) if (result.status === 'rejected') throw result.reason;
      expect(net.faults).toEqual([]);
      for (const actor of actors) await expectSound(actor);
    } catch (error) {
      throw new Error(`round ${round} (FUZZ_SEED=${SEED}): ${String(error)}`, { cause: error });
    }
  }
  net.close();
  expect(Reflect.ownKeys(Object.prototype)).toEqual(own);
  for (const outcome of ['stored', 'again', 'superseded', 'invalid-commit']) {
    expect(net.tally, 'the calls reach what they are to try').toHaveProperty(outcome);
  }
  if (process.env['LONG']) process.stdout.write(`${JSON.stringify(net.tally)}\n`);
}, 7_200_000);
