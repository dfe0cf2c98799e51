import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Course } from '#courses/format/course.ts';
import { ExportOptions } from '#courses/scorm/export-options.ts';
import { writeManifest12 } from '#courses/scorm/manifest-1.2.ts';
import { openCourseFolder } from '#server/catalogue/open-course-folder.ts';
import { buildPackage } from '#server/packages/build-package.ts';
import { readPackage } from '#server/packages/read-package.ts';
import { paths, ROOT } from '#server/paths.ts';
import { courseFixture } from '#test/support/course-fixture.ts';
import { brokenRules, MANIFEST_RULES, OUR_RULES, type PackageFiles, subjectOf } from './manifest-rules.ts';
import { schemaErrors } from './validate-manifest.ts';

const EDITIONS = ['1.2', '2004-4'] as const;
const [firstLesson, secondLesson] = courseFixture.lessons;
const withTitle = (title: string): Course => ({
  ...courseFixture,
  title,
  lessons: courseFixture.lessons.map((lesson) => ({ ...lesson, title })),
});
const withPicture = (src: string): Course => ({
  ...courseFixture,
  lessons: [
    {
      ...firstLesson!,
      steps: [
        { id: 'look', kind: 'card', required: true, text: 'Look.', picture: { src, alt: 'A parcel' } },
        ...firstLesson!.steps,
      ],
    },
    secondLesson!,
  ],
});
const build = (
  course: Course = courseFixture,
  edition: (typeof EDITIONS)[number] = '1.2',
  media: PackageFiles = new Map(),
) => buildPackage({ course, media: new Map(media), options: ExportOptions.parse({ edition }) });
const manifestOf = (files: PackageFiles): Uint8Array => files.get('imsmanifest.xml') ?? new Uint8Array();
const textOf = (files: PackageFiles, path: string): string => new TextDecoder().decode(files.get(path));

describe.each(EDITIONS)('a package of ours, SCORM %s', (edition) => {
  const packages = {
    'two lessons': () => build(courseFixture, edition),
    'one lesson': () => build({ ...courseFixture, lessons: [firstLesson!] }, edition),
    'a picture': () =>
      build(withPicture('media/a-parcel.png'), edition, new Map([['media/a-parcel.png', new Uint8Array(9)]])),
  };
  describe.each(Object.entries(packages))('with %s', (_, make) => {
    it('has a manifest that the official schemas accept', async () => {
      expect(schemaErrors(manifestOf((await make()).files), edition)).toEqual([]);
    });
    it.each(Object.entries({ ...MANIFEST_RULES, ...OUR_RULES }))('%s', async (_name, rule) => {
      expect(rule(subjectOf((await make()).files))).toBeUndefined();
    });
    it('is read back by the intake with the same lessons', async () => {
      const { zip, askwell } = await make();
      const read = await readPackage(Buffer.from(zip));
      expect(read.edition).toBe(edition);
      expect(read.askwell).toEqual(askwell);
      expect(read.scos.map(({ scoId }) => scoId)).toEqual(askwell.lessons.map(({ sco }) => sco));
    });
  });

  it.each([
    ['emoji', '📦 Parcels 👩🏽‍🚀 & more'],
    ['Arabic', 'عندما يتأخر الطرد <الآن>'],
    ['ampersands and quotes', `"Fish & chips" <b> 'now' ]]> &amp;`],
    ['300 characters', 'ü'.repeat(300)],
    ['300 emoji', '👩🏽‍🚀'.repeat(300)],
    ['control characters and half a surrogate', 'a\u0000b\u0008c\u001bd\ud83de\ufffff'],
  ])('is valid with a title of %s', async (_, title) => {
    const { files, zip } = await build(withTitle(title), edition);
    expect(schemaErrors(manifestOf(files), edition)).toEqual([]);
    expect(brokenRules(files)).toEqual([]);
    const read = await readPackage(Buffer.from(zip));
    expect(read.title.length).toBeLessThanOrEqual(200);
    expect(read.scos[0]?.title).toBe(read.title);
    expect(read.title.isWellFormed()).toBe(true);
    if (title.length < 200 && !title.includes('\u0000')) expect(read.title).toBe(title);
  });

  it('keeps all identifiers when titles change and lessons are added', async () => {
    const idsIn = (files: PackageFiles) =>
      [...textOf(files, 'imsmanifest.xml').matchAll(/ identifier="([^"]+)"/g)].map(([, id]) => id);
    const one = idsIn((await build({ ...courseFixture, lessons: [firstLesson!] }, edition)).files);
    const two = idsIn((await build(withTitle('Something else'), edition)).files);
    expect(two).toEqual(expect.arrayContaining(one));
    expect(one[0]).toHaveLength(15);
  });

  it('is the same to the byte in another time zone, in another process and with keys in another order', async () => {
    const { zip } = await build(courseFixture, edition);
    const here = createHash('sha256').update(zip).digest('hex');
    const script = `
      import { createHash } from 'node:crypto';
      import { courseFixture } from '#test/support/course-fixture.ts';
      import { ExportOptions } from '#courses/scorm/export-options.ts';
      import { buildPackage } from '#server/packages/build-package.ts';
      const turn = (value) => Array.isArray(value) ? value.map(turn) : value && typeof value === 'object'
        ? Object.fromEntries(Object.entries(value).reverse().map(([key, inner]) => [key, turn(inner)])) : value;
      const { zip } = await buildPackage({ course: turn(courseFixture), media: new Map(), options: ExportOptions.parse({ edition: '${edition}' }) });
      console.log(new Date(0).getHours(), createHash('sha256').update(zip).digest('hex'));`;
    for (const [zone, hour] of [
      ['Asia/Tokyo', 9],
      ['America/St_Johns', 20],
      ['Pacific/Apia', 13],
    ] as const) {
      const out = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
        cwd: ROOT,
        env: { ...process.env, TZ: zone },
        encoding: 'utf8',
      });
      expect([zone, ...out.trim().split(' ')]).toEqual([zone, String(hour), here]);
    }
  });
});

describe('the zip of a package', () => {
  it('begins with the manifest and holds plain files only: deflate, ASCII names, no folders, no ZIP64, one date', async () => {
    const { zip, files } = await build();
    expect(Object.keys(unzipSync(zip))).toEqual([...files.keys()]);
    expect([...files.keys()][0]).toBe('imsmanifest.xml');
    const view = Buffer.from(zip);
    const end = view.length - 22;
    expect(view.readUInt32LE(end)).toBe(0x06054b50);
    let at = view.readUInt32LE(end + 16);
    for (const path of files.keys()) {
      expect(view.readUInt32LE(at)).toBe(0x02014b50);
      expect(view.readUInt16LE(at + 8) & 1).toBe(0);
      expect([0, 8]).toContain(view.readUInt16LE(at + 10));
      expect(view.readUInt32LE(at + 12)).toBe(0x00216000); // 1980-01-01 12:00
      const [name, extra] = [view.readUInt16LE(at + 28), view.readUInt16LE(at + 30)];
      expect(view.toString('latin1', at + 46, at + 46 + name)).toBe(path);
      expect(extra).toBe(0);
      at += 46 + name + extra + view.readUInt16LE(at + 32);
    }
    expect(view.includes(Buffer.from('PK\x06\x07'))).toBe(false);
  });

  it('holds each lesson as a page that finds the player, in a page that its own text cannot break', async () => {
    const evil = '</script><script>alert(1)</script><!-- & "';
    const { files } = await build(withTitle(evil));
    const page = textOf(files, 'lessons/find-the-impact/index.html');
    expect(page.match(/<script/g)).toHaveLength(2);
    expect(page).toContain('src="../../player/player.js"');
    const json = /<script type="application\/json"[^>]*>([^<]*)</.exec(page)?.[1] ?? '';
    expect(JSON.parse(json)).toMatchObject({
      lesson: { id: 'find-the-impact', title: evil },
      edition: '1.2',
      course: { ownWords: 'private' },
    });
  });

  it('compiles Markdown, so that no Markdown reaches a player', async () => {
    const page = textOf((await build()).files, 'lessons/find-the-impact/index.html');
    expect(page).toContain('{"t":"b","c":["her"]}');
  });

  it('starts a single lesson at the root', async () => {
    const { files } = await build({ ...courseFixture, lessons: [firstLesson!] });
    expect(textOf(files, 'index.html')).toContain('src="player/player.js"');
  });

  it('holds only the pictures that are shown', async () => {
    const media = new Map([
      ['media/a.png', new Uint8Array(3)],
      ['media/unused.png', new Uint8Array(3)],
    ]);
    const { files } = await build(withPicture('media/a.png'), '1.2', media);
    expect([...files.keys()].filter((path) => path.startsWith('media/'))).toEqual(['media/a.png']);
    expect(textOf(files, 'lessons/find-the-impact/index.html')).toContain('"src":"../../media/a.png"');
  });

  it('describes every lesson, objective and answer in askwell.json', async () => {
    const { askwell } = await build();
    expect(askwell.version).toMatch(/^[0-9a-f]{64}$/);
    expect(askwell.lessons[0]).toMatchObject({
      id: 'find-the-impact',
      sco: 'SCO-find-the-impact',
      minutes: 4,
    });
    expect(askwell.lessons[0]?.objectives[0]).toEqual({
      id: 'find-the-impact_ask-impact',
      tip: 'needs',
      behaviour: 'Ask what the problem did to the person',
    });
    expect(askwell.lessons[0]?.interactions.map(({ id }) => id)).toContain(
      'find-the-impact_late-parcel_hello',
    );
  });
});

describe('a course that cannot be packaged', () => {
  it('is refused with what is wrong', async () => {
    const [card, ...steps] = firstLesson!.steps;
    const twice: Course = {
      ...courseFixture,
      lessons: [{ ...firstLesson!, steps: [card!, card!, ...steps] }],
    };
    await expect(build(twice)).rejects.toMatchObject({
      id: 'course-invalid',
      status: 422,
      found: expect.arrayContaining([expect.objectContaining({ level: 'error' })]),
    });
  });
  it.each(['media/gone.png', 'media/../course.yaml', 'media/run.php'])(
    'is refused with the picture %s',
    async (src) => {
      const media = src.includes('gone') ? new Map() : new Map([[src, new Uint8Array(1)]]);
      await expect(build(withPicture(src), '1.2', media)).rejects.toThrow(src);
    },
  );
});

describe('the rules', () => {
  const good = async () => new Map((await build()).files);
  it.each([
    ['lists every content file', (text: string) => text.replace(/<file href="askwell.json"\/>/g, '')],
    ['names an existing organization', (text: string) => text.replace('default="ORG', 'default="XRG')],
    ['says isvisible', (text: string) => text.replace(' isvisible="true"', '')],
    [
      'maps every namespace',
      (text: string) => text.replace('imscp_rootv1p1p2.xsd ', 'imscp_rootv1p1p2.xsd\n'),
    ],
    ['has identifiers that are NCNames', (text: string) => text.replaceAll('"AW-', '"1 AW-')],
    [
      'launches a webcontent SCO',
      (text: string) => text.replace(/<file href="lessons\/find-the-impact\/index.html"\/>/, ''),
    ],
  ])('see it when a package no longer %s', async (rule, spoil) => {
    const files = await good();
    files.set('imsmanifest.xml', new TextEncoder().encode(spoil(textOf(files, 'imsmanifest.xml'))));
    expect(brokenRules(files).join('\n')).toContain(rule);
  });
  it('come with schemas that refuse what is wrong', () => {
    const manifest = writeManifest12({
      identifier: '1 bad',
      organization: 'O',
      title: 'T',
      items: [],
      sharedFiles: [],
    });
    expect(schemaErrors(new TextEncoder().encode(manifest), '1.2').join('\n')).toContain('1 bad');
  });
});

describe('every bundled course', () => {
  const folders = readdirSync(paths.library, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : [],
  );
  it.each(folders.flatMap((name) => EDITIONS.map((edition) => [name, edition] as const)))(
    '%s is a good SCORM %s package',
    async (name, edition) => {
      const opened = await openCourseFolder(join(paths.library, name));
      const { files, zip } = await buildPackage({ ...opened, options: ExportOptions.parse({ edition }) });
      expect(schemaErrors(manifestOf(files), edition)).toEqual([]);
      expect(brokenRules(files, { ...MANIFEST_RULES, ...OUR_RULES })).toEqual([]);
      expect((await readPackage(Buffer.from(zip))).scos).toHaveLength(opened.course.lessons.length);
    },
  );
});

const golden = join(ROOT, '../shared/packages/golden');
describe.skipIf(!existsSync(golden))('the golden packages (skipped where their folder is absent)', () => {
  it('keep every rule too', async () => {
    const names = (await readdir(golden)).filter((name) => name.startsWith('scorm'));
    for (const name of names) {
      const files = new Map(Object.entries(unzipSync(await readFile(join(golden, name)))));
      expect([name, brokenRules(files)]).toEqual([name, []]);
    }
  });
});
