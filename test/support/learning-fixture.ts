import { createHash } from 'node:crypto';
import type { AskwellJson } from '#courses/scorm/askwell-json.ts';
import { newPackageKey } from '#server/packages/storage.ts';
import type { Services } from '#server/services.ts';
import type { TestClient, TestServer } from './test-server.ts';

type Kind = 'judged' | 'labelled' | 'told' | 'decision';
const interaction = (id: string, kind: Kind, objectives: string[]) => ({
  id,
  kind,
  prompt: `What do you say? (${id})`,
  step: `Step of ${id}`,
  objectives,
});

/** Two lessons: `one` has two objectives of tip 1 and one of tip 4, `two` has one of tip 1. */
export const askwellFixture: AskwellJson = {
  format: 1,
  course: { id: 'calls', title: 'Calls', language: 'en', ownWords: 'shared' },
  version: '1',
  edition: '1.2',
  lessons: [
    {
      id: 'one',
      sco: 'SCO-one',
      title: 'Lesson one',
      minutes: 4,
      objectives: [
        { id: 'one_ask', tip: 'needs', behaviour: 'Ask what it did to them' },
        { id: 'one_hear', tip: 'needs', behaviour: 'Show that you heard' },
        { id: 'one_stick', tip: 'transfer', behaviour: 'Plan the next call' },
      ],
      interactions: [
        interaction('one_call', 'judged', ['one_ask']),
        interaction('one_second', 'judged', ['one_ask']),
        interaction('one_call_hello', 'decision', []),
        interaction('one_mine', 'labelled', ['one_ask']),
        interaction('one_reply', 'judged', ['one_hear']),
        interaction('one_plan', 'told', ['one_stick']),
      ],
    },
    {
      id: 'two',
      sco: 'SCO-two',
      title: 'Lesson two',
      minutes: 3,
      objectives: [{ id: 'two_ask', tip: 'needs', behaviour: 'Ask again' }],
      interactions: [interaction('two_call', 'judged', ['two_ask'])],
    },
  ],
};

const FILES = {
  'imsmanifest.xml': '<manifest/>',
  'lessons/index.html': '<!doctype html><title>A lesson</title><p>Hello</p>',
  'lessons/sound.mp3': '0123456789',
  '.hidden': 'secret',
};

type Published = { versionId: string; packageKey: string };

/** A published course whose package holds a few plain files; `number` 2 and up replace the current version. */
export async function publishFixture(
  { store, storage }: Pick<Services, 'store' | 'storage'>,
  askwell: AskwellJson = askwellFixture,
  number = 1,
): Promise<Published> {
  const { db, t } = store;
  const { id, title, language } = askwell.course;
  const packageKey = newPackageKey();
  const encode = new TextEncoder();
  await storage.put(
    packageKey,
    encode.encode('a zip'),
    Object.entries(FILES).map(([path, content]) => ({ path, content: encode.encode(content) })),
  );
  const versionId = `${id}-v${number}`;
  if (number === 1) {
    await db
      .insert(t.courses)
      .values({ id, title, language, description: 'About calls', currentVersion: 1, createdMs: 1 });
  } else {
    await db.update(t.courses).set({ currentVersion: number });
  }
  await db.insert(t.courseVersions).values({
    id: versionId,
    courseId: id,
    number,
    contentHash: createHash('sha256').update(versionId).digest('hex'),
    edition: '1.2',
    packageKey,
    askwell,
    publishedMs: number,
  });
  await db.insert(t.scos).values(
    askwell.lessons.map((lesson, position) => ({
      versionId,
      scoId: lesson.sco,
      lessonId: lesson.id,
      title: lesson.title,
      description: `What ${lesson.title} is about`,
      minutes: lesson.minutes,
      href: 'lessons/index.html',
      position,
    })),
  );
  return { versionId, packageKey };
}

/** A page on the content host that holds a launch token. */
export type Page = {
  launchId: string;
  label: string;
  token: string;
  /** POST to this page's own path, as JSON unless `type` says otherwise. */
  post: (
    path: 'commit' | 'session',
    body?: unknown,
    type?: string,
  ) => Promise<{ status: number; body: Body }>;
};
// biome-ignore lint/suspicious/noExplicitAny: what a body holds is what the test is about
type Body = any;

/** Launches a lesson as this learner, and gives its page before it opens a session. */
export async function openPage(
  server: TestServer,
  learner: TestClient,
  lessonId: string,
  fresh = false,
): Promise<Page> {
  const answer = await learner.post('/api/launches', { courseId: 'calls', lessonId, fresh });
  if (answer.status !== 201)
    throw new Error(`Launching answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  const url = new URL(answer.body.url);
  const label = url.hostname.split('.')[0] ?? '';
  const token = url.pathname.split('/')[2] ?? '';
  return {
    launchId: answer.body.id,
    label,
    token,
    async post(path, body = {}, type = 'application/json') {
      const sent = await server.contentFetch(label, `/play/${token}/${path}`, {
        method: 'POST',
        headers: { 'Content-Type': type },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
      return { status: sent.status, body: JSON.parse(await sent.text()) };
    },
  };
}

export type Said = { id: string; response?: string; result?: string; time?: string; objectives?: string[] };

/** A SCORM 1.2 data model with these answers in their order. */
export function cmiWith(answers: readonly Said[], core: Record<string, unknown> = {}, more: object = {}) {
  const interactions = answers.map(
    ({ id, response = 'words', result = 'correct', time = '10:00:00', objectives }) => ({
      id,
      time,
      type: 'fill-in',
      student_response: response,
      result,
      latency: '00:00:05',
      objectives: Object.fromEntries((objectives ?? []).map((objective, at) => [at, { id: objective }])),
      correct_responses: {},
    }),
  );
  return {
    core: { lesson_status: 'incomplete', exit: 'suspend', session_time: '00:00:00', ...core },
    suspend_data: '',
    objectives: {},
    interactions: Object.fromEntries(interactions.map((one, at) => [at, one])),
    ...more,
  };
}
