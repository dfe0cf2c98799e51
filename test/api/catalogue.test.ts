import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Course } from '#courses/format/course.ts';
import { EXPORT_EDITIONS, ExportOptions, PROFILE_IDS } from '#courses/scorm/export-options.ts';
import { SAFE_SETTINGS } from '#courses/scorm/run-settings.ts';
import { findCurrentVersion } from '#server/catalogue/catalogue.repo.ts';
import { openCourseFolder } from '#server/catalogue/open-course-folder.ts';
import { publishPrebuilt, writePrebuilt } from '#server/catalogue/prebuilt.ts';
import { packCourse, publishCourse } from '#server/catalogue/publish.ts';
import { publishLibrary } from '#server/catalogue/publish-library.ts';
import { packageCommand } from '#server/cli/package.ts';
import { publishCommand } from '#server/cli/publish.ts';
import { ExportProfiles, Guide } from '#server/contract/catalogue.ts';
import type { Store } from '#server/db/store.ts';
import { buildPackage } from '#server/packages/build-package.ts';
import { readPackage } from '#server/packages/read-package.ts';
import type { Storage } from '#server/packages/storage.ts';
import { courseFixture } from '#test/support/course-fixture.ts';
import { writeCourseFolder } from '#test/support/course-folder.ts';
import { startTestServer, type TestServer } from '#test/support/test-server.ts';

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.close());

const titled = (title: string): Course => ({ ...courseFixture, title });
const png = new Uint8Array([137, 80, 78, 71]);
const [first, ...others] = courseFixture.lessons;
const pictured: Course = {
  ...courseFixture,
  lessons: [
    {
      ...first!,
      steps: [
        {
          id: 'look',
          kind: 'card',
          required: true,
          text: 'Look.',
          picture: { src: 'media/box.png', alt: 'A box' },
        },
        ...first!.steps,
      ],
    },
    ...others,
  ],
};
const broken: Course = {
  ...courseFixture,
  lessons: [{ ...first!, steps: [first!.steps[0]!, first!.steps[0]!] }],
};

describe('publishing a course', () => {
  it('makes it the first version, with its lessons and its package in the storage', async () => {
    const { services } = server;
    expect(await publishCourse(services, await writeCourseFolder(courseFixture))).toEqual({
      courseId: 'late-parcels',
      title: 'When the parcel is late',
      version: 1,
      changed: true,
    });
    const current = await findCurrentVersion(services.store, 'late-parcels');
    expect(current).toMatchObject({ number: 1, edition: '1.2' });
    const page = await services.storage.open(current!.packageKey, 'lessons/find-the-impact/index.html');
    expect(await readFile(page!, 'utf8')).toContain('Find the impact');
    const zip = await readFile((await services.storage.openZip(current!.packageKey))!);
    expect(createHash('sha256').update(zip).digest('hex')).toBe(current!.contentHash);
  });

  it('changes nothing when the content is the same', async () => {
    const { services } = server;
    await publishCourse(services, await writeCourseFolder(courseFixture));
    const before = await findCurrentVersion(services.store, 'late-parcels');
    expect(await publishCourse(services, await writeCourseFolder(courseFixture))).toMatchObject({
      version: 1,
      changed: false,
    });
    expect(await findCurrentVersion(services.store, 'late-parcels')).toEqual(before);
    expect(await services.storage.list()).toHaveLength(1);
  });

  it('makes the next version when something changed, and keeps the old one playable', async () => {
    const { services } = server;
    await publishCourse(services, await writeCourseFolder(courseFixture));
    const old = await findCurrentVersion(services.store, 'late-parcels');
    expect(await publishCourse(services, await writeCourseFolder(titled('Better')))).toMatchObject({
      version: 2,
      changed: true,
    });
    expect(await services.storage.open(old!.packageKey, 'imsmanifest.xml')).toBeDefined();
    expect(await publishCourse(services, await writeCourseFolder(courseFixture))).toMatchObject({
      version: 3,
      changed: true,
    });
  });

  it('shows nothing when storing the package fails, and works the next time', async () => {
    const { services } = server;
    const folder = await writeCourseFolder(courseFixture);
    const storage: Storage = {
      ...services.storage,
      put: () => Promise.reject(new Error('the disk is full')),
    };
    await expect(publishCourse({ ...services, storage }, folder)).rejects.toThrow('the disk is full');
    expect(await findCurrentVersion(services.store, 'late-parcels')).toBeUndefined();
    expect(await publishCourse(services, folder)).toMatchObject({ version: 1, changed: true });
  });

  it('shows nothing when the database refuses, and works the next time', async () => {
    const { services } = server;
    const folder = await writeCourseFolder(courseFixture);
    const store = { ...services.store, batch: () => Promise.reject(new Error('the database is read-only')) };
    await expect(publishCourse({ ...services, store }, folder)).rejects.toThrow('read-only');
    expect(await findCurrentVersion(services.store, 'late-parcels')).toBeUndefined();
    expect(await publishCourse(services, folder)).toMatchObject({ version: 1, changed: true });
  });

  it('keeps the files when the rows were written but the answer got lost', async () => {
    const { services } = server;
    const { batch } = services.store;
    const store: Store = {
      ...services.store,
      batch: async (make) => {
        await batch(make);
        throw new Error('the connection was lost');
      },
    };
    const folder = await writeCourseFolder(courseFixture);
    await expect(publishCourse({ ...services, store }, folder)).rejects.toThrow('lost');
    const { packageKey } = (await findCurrentVersion(services.store, 'late-parcels'))!;
    expect(await services.storage.open(packageKey, 'imsmanifest.xml')).toBeDefined();
    expect(await publishCourse(services, folder)).toMatchObject({ version: 1, changed: false });
  });

  it('survives a stop between files and rows: what was stored is swept later, and publishing again works', async () => {
    const { services } = server;
    const stopped = {
      ...services,
      store: { ...services.store, batch: () => new Promise<never>(() => undefined) },
    };
    void publishCourse(stopped, await writeCourseFolder(courseFixture));
    await vi.waitUntil(async () => (await services.storage.list()).length === 1, 20_000);
    expect(await findCurrentVersion(services.store, 'late-parcels')).toBeUndefined();
    expect(await publishCourse(services, await writeCourseFolder(courseFixture))).toMatchObject({
      version: 1,
      changed: true,
    });
  });

  it('numbers courses published at the same time one after the other', async () => {
    const { services } = server;
    const titles = ['A', 'B', 'C', 'D'];
    const folders = await Promise.all(titles.map((title) => writeCourseFolder(titled(title))));
    const published = await Promise.all(folders.map((folder) => publishCourse(services, folder)));
    expect(published.map(({ version }) => version).sort((a, b) => a - b)).toEqual([1, 2, 3, 4]);
    expect(await services.storage.list()).toHaveLength(4);
    const last = published.find(({ version }) => version === 4);
    const client = await server.as('trainer');
    const { body } = await client.get('/api/courses');
    expect(body.courses).toEqual([expect.objectContaining({ title: last!.title, version: 4 })]);
  });

  it('takes the same content published at the same time as one version', async () => {
    const { services } = server;
    const folder = await writeCourseFolder(courseFixture);
    const published = await Promise.all([1, 2, 3].map(() => publishCourse(services, folder)));
    expect(published.map(({ version }) => version)).toEqual([1, 1, 1]);
    expect(published.filter(({ changed }) => changed)).toHaveLength(1);
    expect(await services.storage.list()).toHaveLength(1);
  });

  it('brings back the files of a version whose folder was lost', async () => {
    const { services } = server;
    const folder = await writeCourseFolder(courseFixture);
    await publishCourse(services, folder);
    const { packageKey } = (await findCurrentVersion(services.store, 'late-parcels'))!;
    await services.storage.remove(packageKey);
    expect(await publishCourse(services, folder)).toMatchObject({ changed: false });
    expect(await services.storage.open(packageKey, 'imsmanifest.xml')).toBeDefined();
  });

  it('refuses a course with errors and names them', async () => {
    await expect(publishCourse(server.services, await writeCourseFolder(broken))).rejects.toMatchObject({
      id: 'course-invalid',
    });
    expect(await server.services.storage.list()).toEqual([]);
  });

  it('publishes every bundled course, whatever is wrong with another', async () => {
    const library = await mkdtemp(join(tmpdir(), 'askwell-library-'));
    await writeCourseFolder(broken, { into: join(library, 'a-broken-one') });
    await writeCourseFolder(courseFixture, { into: join(library, 'late-parcels') });
    const published = await publishLibrary(server.services, library);
    expect(published).toEqual([expect.objectContaining({ courseId: 'late-parcels', version: 1 })]);
    expect(await publishLibrary(server.services, library)).toEqual([
      expect.objectContaining({ changed: false }),
    ]);
    await rm(library, { recursive: true });
  });
});

describe('packages of the build', () => {
  it('are published as they are, and only where they were made from what is there now', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'askwell-library-'));
    const packed = await packCourse(await openCourseFolder(await writeCourseFolder(courseFixture)));
    writePrebuilt([packed], 'this state', folder);
    expect(await publishPrebuilt(server.services, 'another state', folder)).toBeUndefined();
    expect(await publishPrebuilt(server.services, 'this state', folder)).toEqual([
      expect.objectContaining({ version: 1, changed: true }),
    ]);
    // Built on the spot it is the same package, byte for byte.
    expect(await publishCourse(server.services, await writeCourseFolder(courseFixture))).toMatchObject({
      changed: false,
    });
    await rm(folder, { recursive: true });
  });
});

describe('GET /api/courses', () => {
  it('answers 401 to a visitor and 403 to an agent', async () => {
    expect((await server.visitor().get('/api/courses')).status).toBe(401);
    expect((await (await server.as('agent')).get('/api/courses')).status).toBe(403);
  });

  it('is empty before anything is published', async () => {
    expect((await (await server.as('trainer')).get('/api/courses')).body).toEqual({ courses: [] });
  });

  it.each(['trainer', 'admin'] as const)('lists courses with their lessons for a %s', async (role) => {
    await publishCourse(server.services, await writeCourseFolder(courseFixture));
    const { status, body } = await (await server.as(role)).get('/api/courses');
    expect(status).toBe(200);
    expect(body.courses).toEqual([
      {
        id: 'late-parcels',
        title: 'When the parcel is late',
        language: 'en',
        description: 'Two short lessons for people who take calls about deliveries.',
        version: 1,
        publishedMs: expect.any(Number),
        source: 'library',
        tool: null,
        draft: null,
        lessons: [
          { id: 'find-the-impact', title: 'Find the impact', minutes: 4 },
          { id: 'put-it-in-words', title: 'Put it in your own words', minutes: 3 },
        ],
      },
    ]);
  });
});

const SCHEMA_VERSIONS = { '1.2': '1.2', '2004-3': '2004 3rd Edition', '2004-4': '2004 4th Edition' };

describe('GET /api/courses/:id/package', () => {
  beforeEach(async () => {
    await publishCourse(
      server.services,
      await writeCourseFolder(pictured, { media: { 'media/box.png': png } }),
    );
  });
  const download = async (query: string, role: 'agent' | 'trainer' = 'trainer', id = 'late-parcels') => {
    const client = await server.as(role);
    const res = await client.fetch(`/api/courses/${id}/package${query}`);
    return { res, bytes: Buffer.from(await res.arrayBuffer()) };
  };

  it('gives the stored zip as SCORM 1.2, and by default', async () => {
    for (const query of ['', '?edition=1.2']) {
      const { res, bytes } = await download(query);
      expect(res.status).toBe(200);
      expect(res.headers.get('content-type')).toBe('application/zip');
      expect(res.headers.get('content-disposition')).toBe('attachment; filename=late-parcels-scorm-1.2.zip');
      const current = await findCurrentVersion(server.services.store, 'late-parcels');
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(current!.contentHash);
    }
  });

  it('builds SCORM 2004 from what was published, the same bytes as from the folder', async () => {
    const { res, bytes } = await download('?edition=2004-4');
    expect(res.headers.get('content-disposition')).toContain('late-parcels-scorm-2004-4.zip');
    const media = new Map([['media/box.png', png]]);
    const fromFolder = await buildPackage({
      course: pictured,
      media,
      options: ExportOptions.parse({ edition: '2004-4' }),
    });
    expect(bytes.equals(Buffer.from(fromFolder.zip))).toBe(true);
    expect((await readPackage(bytes)).edition).toBe('2004-4');
  });

  it.each(EXPORT_EDITIONS)(
    'gives a readable package in edition %s, and names what was chosen',
    async (edition) => {
      const { res, bytes } = await download(
        `?edition=${edition}&profile=moodle&layout=single&order=in-order`,
      );
      expect(res.status).toBe(200);
      expect(res.headers.get('content-disposition')).toContain(
        `late-parcels-scorm-${edition}-moodle-single-in-order.zip`,
      );
      const read = await readPackage(bytes);
      expect(read.schemaVersion).toBe(SCHEMA_VERSIONS[edition]);
      expect(read.scos).toHaveLength(1);
    },
  );

  it('gives the same bytes every time', async () => {
    const query = '?edition=2004-3&profile=docebo';
    const [first, second] = [await download(query), await download(query)];
    expect(first.bytes.equals(second.bytes)).toBe(true);
  });

  it('answers 401, 403, 404 and 400 where it must', async () => {
    expect((await server.visitor().get('/api/courses/late-parcels/package')).status).toBe(401);
    expect((await download('', 'agent')).res.status).toBe(403);
    expect((await download('?edition=2004-3', 'agent')).res.status).toBe(403);
    expect((await download('', 'trainer', 'no-such')).res.status).toBe(404);
    expect((await download('?edition=2004-4', 'trainer', 'no-such')).res.status).toBe(404);
    expect((await download('', 'trainer', '..%2f..%2fetc')).res.status).toBe(404);
  });

  it.each([
    '?edition=2004',
    '?edition=',
    '?edition=1.2&edition=2004-4',
    '?edition[]=1.2',
    '?profile=blackboard',
    '?profile=__proto__',
    '?layout=Single',
    '?order=in-order%00',
    '?masteryscore=80',
    '?__proto__=1',
  ])('refuses %s and says which part is wrong', async (query) => {
    const { res, bytes } = await download(query);
    expect(res.status).toBe(400);
    expect(res.headers.get('content-disposition')).toBeNull();
    const problem = JSON.parse(bytes.toString());
    expect(problem).toMatchObject({ id: 'invalid', problems: [{ path: expect.stringMatching(/^query/) }] });
  });

  it('says so when the stored zip is gone', async () => {
    const { packageKey } = (await findCurrentVersion(server.services.store, 'late-parcels'))!;
    await server.services.storage.remove(packageKey);
    expect((await download('')).res.status).toBe(410);
  });
});

describe('GET /api/export-profiles', () => {
  it('is for trainers and administrators', async () => {
    expect((await server.visitor().get('/api/export-profiles')).status).toBe(401);
    expect((await (await server.as('agent')).get('/api/export-profiles')).status).toBe(403);
    expect((await (await server.as('admin')).get('/api/export-profiles')).status).toBe(200);
  });

  it('knows every LMS, the safe one first, each with what it recommends and why', async () => {
    const { body } = await (await server.as('trainer')).get('/api/export-profiles');
    const { profiles } = ExportProfiles.parse(body);
    expect(profiles.map(({ id }) => id)).toEqual(PROFILE_IDS);
    expect(profiles[0]).toMatchObject({
      recommended: { edition: '1.2', layout: 'per-lesson', order: 'free' },
      settings: SAFE_SETTINGS,
    });
    for (const { shows, deviations } of profiles) {
      expect(shows).not.toEqual([]);
      expect(deviations.every(({ reason, source }) => reason !== '' && source !== '')).toBe(true);
    }
  });
});

describe('GET /api/guides/:id', () => {
  it('gives the guide of every LMS, in sections, to trainers and administrators', async () => {
    expect((await server.visitor().get('/api/guides/moodle')).status).toBe(401);
    expect((await (await server.as('agent')).get('/api/guides/moodle')).status).toBe(403);
    const client = await server.as('trainer');
    for (const id of PROFILE_IDS) {
      const { status, body } = await client.get(`/api/guides/${id}`);
      expect(status).toBe(200);
      const guide = Guide.parse(body);
      expect(guide.intro).not.toEqual([]);
      expect(guide.sections.map(({ title }) => title)).toEqual(
        expect.arrayContaining(['Import it', 'Settings that matter', 'Check that it works', 'Known limits']),
      );
      expect(guide.sections.every(({ blocks }) => blocks.length > 0)).toBe(true);
    }
  });

  it.each(['blackboard', '..%2foperator', '..%2f..%2fREADME', 'moodle.md', '__proto__'])(
    'refuses %s',
    async (id) => {
      const { status } = await (await server.as('trainer')).get(`/api/guides/${id}`);
      expect(status).toBe(400);
    },
  );
});

describe('the commands', () => {
  const said: string[] = [];
  beforeAll(() => {
    for (const stream of ['log', 'error'] as const)
      vi.spyOn(console, stream).mockImplementation((text: string) => void said.push(text));
  });
  beforeEach(() => void said.splice(0));
  afterAll(() => void vi.restoreAllMocks());

  it('package writes a zip that the intake takes', async () => {
    const folder = await writeCourseFolder(courseFixture);
    for (const edition of ['1.2', '2004-4']) {
      expect(await packageCommand(folder, { edition, out: join(folder, `${edition}.zip`) })).toBe(0);
      expect((await readPackage(join(folder, `${edition}.zip`))).edition).toBe(edition);
    }
    expect(said[0]).toMatch(/^Wrote .*1\.2\.zip: SCORM 1\.2, 2 lessons, \d+ KB\.$/);
  });

  it('package says what is wrong and writes nothing', async () => {
    const folder = await writeCourseFolder(broken);
    expect(await packageCommand(folder, { out: join(folder, 'out.zip') })).toBe(1);
    expect(said.join('\n')).toMatch(/lessons\/find-the-impact\.yaml:\d+ {2}error/);
    expect(await readdir(folder)).not.toContain('out.zip');
    expect(await packageCommand(join(folder, 'nowhere'), {})).toBe(2);
    expect(await packageCommand(folder, { edition: '2004' })).toBe(2);
    const good = await writeCourseFolder(courseFixture);
    expect(await packageCommand(good, { out: join(good, 'no/such/folder/out.zip') })).toBe(1);
  });

  it('publish tells the version, or that nothing changed', async () => {
    const folder = await writeCourseFolder(courseFixture);
    expect(await publishCommand(server.services, folder)).toBe(0);
    expect(await publishCommand(server.services, folder)).toBe(0);
    expect(await publishCommand(server.services, folder, { json: true })).toBe(0);
    expect(said).toEqual([
      'Published "When the parcel is late" as version 1.',
      '"When the parcel is late" has not changed since version 1.',
      expect.stringContaining('"changed":false'),
    ]);
    expect(await publishCommand(server.services, await writeCourseFolder(broken))).toBe(1);
    expect(await publishCommand(server.services, join(folder, 'nowhere'))).toBe(2);
  });
});
