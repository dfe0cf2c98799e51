import { type Activity, NO_SCO_DATA, type ScoData } from '#courses/scorm/activity-tree.ts';
import type { CourseSettings } from '#server/contract/imports.ts';
import { WHOLE } from '#server/db/schema/catalogue.ts';
import { newPackageKey } from '#server/packages/storage.ts';
import type { Services } from '#server/services.ts';
import type { TestClient, TestServer } from './test-server.ts';

export type FixtureItem = Partial<Pick<Activity, 'isVisible' | 'kind' | 'prerequisites'>> & {
  id: string;
  data?: Partial<ScoData>;
  children?: FixtureItem[];
};

export type FixturePackage = {
  courseId: string;
  edition: '1.2' | '2004-4';
  items: FixtureItem[];
  settings?: Partial<CourseSettings>;
};

const activityOf = ({
  id,
  children = [],
  isVisible = true,
  kind,
  prerequisites = '',
}: FixtureItem): Activity => ({
  id,
  title: `Item ${id}`,
  isVisible,
  kind: kind ?? (children.length > 0 ? 'folder' : 'sco'),
  href: children.length > 0 ? '' : `${encodeURIComponent(id)}.html`,
  prerequisites,
  children: children.map(activityOf),
});

const leavesOf = (items: readonly FixtureItem[]): FixtureItem[] =>
  items.flatMap((item) => [...(item.children ? [] : [item]), ...leavesOf(item.children ?? [])]);

/** A published package that is played as a whole, straight into the tables. */
export async function publishPackage(
  { store }: Pick<Services, 'store'>,
  { courseId, edition, items, settings }: FixturePackage,
): Promise<{ versionId: string; packageKey: string }> {
  const { t } = store;
  const versionId = `${courseId}-v1`;
  const packageKey = newPackageKey();
  const contents = activityOf({ id: 'ORG', children: items });
  const whole = { scoId: WHOLE, lessonId: 'package', title: 'The package', listed: true, data: null };
  const own = leavesOf(items).map(({ id, data }) => ({
    scoId: id,
    lessonId: id,
    title: `Item ${id}`,
    listed: false,
    data: { ...NO_SCO_DATA, ...data },
  }));
  await store.batch((db) => [
    db.insert(t.courses).values({
      id: courseId,
      title: `Course ${courseId}`,
      language: 'en',
      description: '',
      currentVersion: 1,
      createdMs: 1,
      source: 'import',
      ...(settings ? { settings: settings as CourseSettings } : {}),
    }),
    db.insert(t.courseVersions).values({
      id: versionId,
      courseId,
      number: 1,
      contentHash: versionId,
      edition,
      packageKey,
      publishedMs: 1,
      contents,
    }),
    db.insert(t.scos).values(
      [whole, ...own].map((sco, position) => ({
        versionId,
        description: '',
        minutes: 0,
        href: '',
        position,
        ...sco,
      })),
    ),
  ]);
  return { versionId, packageKey };
}

/** The page of a package that is played as a whole. */
export type PackagePage = {
  label: string;
  token: string;
  attempt: () => Promise<{ id: string }>;
  post: (
    path: string,
    body?: unknown,
    type?: string,
  ) => Promise<{ status: number; headers: Headers; body: Body }>;
  /** Opens a session; gives its epoch with the answer. */
  open: () => Promise<Body>;
  enter: (epoch: number, sco: string, fresh?: boolean) => Promise<Body>;
};
// biome-ignore lint/suspicious/noExplicitAny: what a body holds is what the test is about
type Body = any;

/** Launches the package of a course, and gives its page before it opens a session. */
export async function openPackage(
  server: TestServer,
  learner: TestClient,
  courseId: string,
  more: { review?: boolean; fresh?: boolean } = {},
): Promise<PackagePage> {
  const answer = await learner.post('/api/launches', { courseId, lessonId: 'package', ...more });
  if (answer.status !== 201) {
    throw new Error(`Launching answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  }
  const url = new URL(answer.body.url);
  const label = url.hostname.split('.')[0] ?? '';
  const token = url.pathname.split('/')[2] ?? '';
  const post: PackagePage['post'] = async (path, body = {}, type = 'application/json') => {
    const sent = await server.contentFetch(label, `/play/${token}/${path}`, {
      method: 'POST',
      headers: { 'Content-Type': type },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await sent.text();
    return { status: sent.status, headers: sent.headers, body: text === '' ? undefined : JSON.parse(text) };
  };
  const must = async (path: string, body?: unknown) => {
    const sent = await post(path, body);
    if (sent.status !== 200) throw new Error(`${path} answered ${sent.status}: ${JSON.stringify(sent.body)}`);
    return sent.body;
  };
  return {
    label,
    token,
    post,
    open: () => must('session'),
    enter: (epoch, sco, fresh = false) => must('sco', { epoch, sco, fresh }),
    async attempt() {
      const { db, t } = server.services.store;
      const found = (await db.select().from(t.attempts)).findLast((row) => row.label === label);
      if (!found) throw new Error('The launch made no attempt.');
      return found;
    },
  };
}
