import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { publishCourse } from '#server/catalogue/publish.ts';
import { importCommand } from '#server/cli/import.ts';
import { CourseVersions, ImportedVersion } from '#server/contract/imports.ts';
import { importPackage } from '#server/imports/import-package.ts';
import { courseFixture } from '#test/support/course-fixture.ts';
import { writeCourseFolder } from '#test/support/course-folder.ts';
import { importer, storedNames, versionPath } from '#test/support/importer.ts';
import { buildScormPackage, sequenced2004, single12 } from '#test/support/scorm-package.ts';
import { startTestServer, type TestClient, type TestServer } from '#test/support/test-server.ts';

let server: TestServer;
let trainer: TestClient;
let agent: TestClient;
let use: ReturnType<typeof importer>;

beforeAll(async () => {
  server = await startTestServer();
  trainer = await server.as('trainer');
  agent = await server.as('agent');
  use = importer(server, trainer);
});
afterAll(() => server.close());

const stored = () => storedNames(server);

describe('versions of an imported course', () => {
  it('publishing lets learners begin it, under the title that was chosen', async () => {
    const draft = await use.importDraft();
    const answer = await use.publish(draft, { title: ' Listening ', description: 'Three minutes' });
    expect(answer.status).toBe(200);
    expect(ImportedVersion.parse(answer.body)).toMatchObject({
      state: 'published',
      title: single12.title,
      publishedMs: expect.any(Number),
    });
    expect(await use.listed(draft.courseId)).toMatchObject({
      title: 'Listening',
      description: 'Three minutes',
      version: 1,
      draft: null,
      lessons: [{ id: 'package', title: 'Listening', minutes: 0 }],
    });
    const launch = await agent.post('/api/launches', { courseId: draft.courseId, lessonId: 'package' });
    expect(launch.status).toBe(201);
    const inner = await agent.post('/api/launches', { courseId: draft.courseId, lessonId: 'listen' });
    expect(inner.status).toBe(404);
  });

  it('keeps learners on the version they began, tells how many they are, and goes back when asked', async () => {
    const first = await use.importDraft();
    await use.publish(first);
    const [ann, bo] = [agent, await server.as('agent')];
    for (const who of [ann, bo]) await use.attempt(first, who);
    await use.attempt(first, ann);
    await use.attempt(first, trainer, true);
    const second = await use.importDraft({ ...single12, title: 'Listen better' }, first.courseId);
    expect(second).toMatchObject({ number: 2, replaces: { number: 1, learners: 2 } });
    expect(await use.listed(first.courseId)).toMatchObject({ title: single12.title, version: 1, draft: 2 });
    await use.publish(second);
    await use.attempt(second, ann);
    expect(await use.listed(first.courseId)).toMatchObject({
      title: 'Listen better',
      version: 2,
      draft: null,
    });
    const { body } = await trainer.get(`/api/courses/${first.courseId}/versions`);
    expect(CourseVersions.parse(body)).toMatchObject({
      learners: 2,
      versions: [
        { number: 2, state: 'published', isCurrent: true, learners: 1 },
        { number: 1, state: 'published', isCurrent: false, learners: 2 },
      ],
    });
    const { publishedMs } = body.versions[1];
    expect((await use.publish(first)).body.publishedMs).toBe(publishedMs);
    expect(await use.listed(first.courseId)).toMatchObject({ title: single12.title, version: 1 });
  });

  it('removes a draft with its trials and files, and the course with the last of them', async () => {
    const draft = await use.importDraft();
    const trial = await use.attempt(draft, trainer, true);
    const before = await stored();
    expect((await trainer.delete(versionPath(draft))).status).toBe(204);
    expect((await stored()).length).toBe(before.length - 2);
    expect((await trainer.get(versionPath(draft))).status).toBe(404);
    expect(await use.listed(draft.courseId)).toBeUndefined();
    const { db, t } = server.services.store;
    expect((await db.select().from(t.playSessions)).some(({ attemptId }) => attemptId === trial)).toBe(false);
  });

  it('removes a draft and keeps what is published, and never removes that', async () => {
    const first = await use.importDraft();
    await use.publish(first);
    const second = await use.importDraft(single12, first.courseId);
    expect((await trainer.delete(versionPath(second))).status).toBe(204);
    expect(await trainer.delete(versionPath(first))).toMatchObject({
      status: 409,
      body: { id: 'published' },
    });
    expect(await use.listed(first.courseId)).toMatchObject({ version: 1, draft: null });
    expect((await use.importDraft(single12, first.courseId)).number).toBe(2);
  });

  it('gives the zip of a draft while nothing is published, and no other edition ever', async () => {
    const draft = await use.importDraft(sequenced2004);
    const path = `/api/courses/${draft.courseId}/package`;
    expect((await trainer.fetch(path)).status).toBe(200);
    await use.publish(draft);
    expect((await trainer.fetch(`${path}?edition=2004-4`)).status).toBe(200);
    for (const query of ['edition=2004-3', 'profile=moodle', 'layout=single', 'order=in-order'])
      expect((await trainer.fetch(`${path}?${query}`)).status).toBe(409);
  });

  it.each([
    ['GET', '/api/courses/p-none/versions', 404],
    ['GET', '/api/courses/p-none/versions/1', 404],
    ['GET', '/api/courses/p-none/versions/0', 400],
    ['GET', '/api/courses/p-none/versions/x', 400],
    ['POST', '/api/courses/p-none/versions/1/publish', 404],
    ['DELETE', '/api/courses/p-none/versions/1', 404],
  ])('%s %s is answered with %i, and never to an agent', async (method, path, status) => {
    expect((await trainer.fetch(path, { method })).status).toBe(status);
    expect((await agent.fetch(path.replace(/0$|x$/, '1'), { method })).status).toBe(403);
  });
});

describe('DELETE /api/courses/:id', () => {
  const remove = (courseId: string, body: unknown, who = trainer) =>
    who.fetch(`/api/courses/${courseId}`, {
      method: 'DELETE',
      body: JSON.stringify(body),
      headers: { 'Content-Type': 'application/json' },
    });

  it('takes the exact number of learners, and then everything goes', async () => {
    const first = await use.importDraft();
    await use.publish(first);
    const second = await use.importDraft(single12, first.courseId);
    const gone = [await use.attempt(first, agent), await use.attempt(second, trainer, true)];
    const before = await stored();
    const refused = await remove(first.courseId, { learners: 0 });
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({
      id: 'other-number-of-learners',
      detail: expect.stringContaining('results of 1 learner, not of 0'),
    });
    expect(await use.listed(first.courseId)).toMatchObject({ version: 1 });
    expect((await remove(first.courseId, {})).status).toBe(400);
    expect((await remove(first.courseId, { learners: 1 }, agent)).status).toBe(403);
    expect((await remove(first.courseId, { learners: 1 })).status).toBe(204);
    expect((await stored()).length).toBe(before.length - 4);
    expect(await use.listed(first.courseId)).toBeUndefined();
    const { db, t } = server.services.store;
    for (const rows of [await db.select().from(t.trackedStates), await db.select().from(t.playSessions)])
      expect(rows.filter(({ attemptId }) => gone.includes(attemptId))).toEqual([]);
    expect((await remove(first.courseId, { learners: 0 })).status).toBe(404);
  });

  it('never touches a course of our own', async () => {
    await publishCourse(server.services, await writeCourseFolder(courseFixture));
    const answer = await remove('late-parcels', { learners: 0 });
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({ id: 'not-imported' });
    const query = '?fileName=a.zip&replaces=late-parcels';
    expect(await use.hand(await buildScormPackage(single12), { query })).toMatchObject({
      status: 409,
      body: { id: 'not-imported' },
    });
    expect((await trainer.get('/api/courses/late-parcels/versions')).status).toBe(409);
  });
});

describe('two who work on one course at once', () => {
  /** An import during whose last step something else happens. */
  async function importWhile(courseId: string, meanwhile: () => Promise<unknown>) {
    const { services } = server;
    const file = join(services.store.database.dir, `${randomUUID()}.zip`);
    await writeFile(file, await buildScormPackage(single12));
    let first = true;
    const batch: typeof services.store.batch = async (make) => {
      if (first) await meanwhile();
      first = false;
      return services.store.batch(make);
    };
    const store = { ...services.store, batch };
    return importPackage({ ...services, store }, { file, fileName: 'a.zip', replaces: courseId });
  }

  it('get numbers of their own', async () => {
    const { courseId } = await use.importDraft();
    const mine = await importWhile(courseId, () => use.importDraft(single12, courseId));
    expect(mine.number).toBe(3);
    const { body } = await trainer.get(`/api/courses/${courseId}/versions`);
    expect(CourseVersions.parse(body).versions.map(({ number }) => number)).toEqual([3, 2, 1]);
  });

  it('leave nothing behind when one of them deletes it', async () => {
    const draft = await use.importDraft();
    const before = await stored();
    const late = importWhile(draft.courseId, () => trainer.delete(versionPath(draft)));
    await expect(late).rejects.toMatchObject({ name: 'Conflict' });
    expect((await stored()).length).toBe(before.length - 2);
    expect(await use.listed(draft.courseId)).toBeUndefined();
  });
});

describe('askwell import', () => {
  const said: string[] = [];
  beforeEach(() => {
    said.splice(0);
    for (const stream of ['log', 'error'] as const)
      vi.spyOn(console, stream).mockImplementation((text: string) => void said.push(text));
  });
  afterEach(() => void vi.restoreAllMocks());
  const command = (file: string, options = {}) => importCommand(server.services, file, options);
  const fileOf = async (content: string | Buffer): Promise<string> => {
    const file = join(server.services.store.database.dir, `${randomUUID()}.zip`);
    await writeFile(file, content);
    return file;
  };

  it('tells what it found, what is worth knowing and what comes next, and leaves the file where it is', async () => {
    const file = await fileOf(await buildScormPackage(sequenced2004));
    expect(await command(file)).toBe(0);
    expect(said).toEqual([
      'Imported "Questions in order".',
      expect.stringMatching(/^ {2}SCORM 2004 \(2004 4th Edition\), 3 items to open, 5 files, \d+ KB$/),
      expect.stringMatching(/^ {2}It is a draft that only staff sees: course p-\w{12}, version 1\./),
    ]);
    const replaces = /p-\w{12}/.exec(said[2] ?? '')?.[0] ?? '';
    expect(await command(file, { replaces, publish: true })).toBe(0);
    expect(said.slice(5)).toEqual([
      '  Worth knowing:',
      expect.stringContaining('the very file that version 1 was made of'),
      expect.stringMatching(/^ {2}Learners begin it from now on: course p-\w{12}, version 2\.$/),
    ]);
    expect(await readFile(file)).not.toHaveLength(0);
  });

  it('says why a package is refused, for people and for programs', async () => {
    const file = await fileOf('no zip at all');
    expect(await command(file, { json: true })).toBe(1);
    expect(JSON.parse(said[0] ?? '')).toMatchObject({ problem: { status: 422, id: 'package-not-a-zip' } });
    expect(said[1]).toBe('The file is not a zip, or its end is missing; expected a SCORM package as .zip.');
    expect(await command(`${file}.zip`)).toBe(2);
    expect(said[2]).toBe(`There is no file "${file}.zip"; expected a package as a zip.`);
    expect(await command(file, { replaces: 'p-none' })).toBe(2);
    expect(said[3]).toBe('There is no course "p-none".');
  });
});
