import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Course } from '#courses/format/course.ts';
import { EXPORT_EDITIONS, ExportOptions, LAYOUTS, ORDERS } from '#courses/scorm/export-options.ts';
import { writeManifest12 } from '#courses/scorm/manifest-1.2.ts';
import { openCourseFolder } from '#server/catalogue/open-course-folder.ts';
import { buildPackage } from '#server/packages/build-package.ts';
import { readPackage } from '#server/packages/read-package.ts';
import { paths, ROOT } from '#server/paths.ts';
import { courseFixture } from '#test/support/course-fixture.ts';
import { brokenRules, type PackageFiles } from './broken-rules.ts';
import { schemaErrors } from './validate-manifest.ts';

const EDITIONS = EXPORT_EDITIONS;
const LAYOUT_AND_ORDER = LAYOUTS.flatMap((layout) => ORDERS.map((order) => ({ layout, order })));
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
type Chosen = Partial<ExportOptions>;
const build = (course: Course = courseFixture, chosen: Chosen = {}, media: PackageFiles = new Map()) =>
  buildPackage({ course, media: new Map(media), options: ExportOptions.parse(chosen) });
const manifestOf = (files: PackageFiles): Uint8Array => files.get('imsmanifest.xml') ?? new Uint8Array();
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const textOf = (files: PackageFiles, path: string): string => new TextDecoder().decode(files.get(path));

describe.each(EDITIONS)('a package of ours, SCORM %s', (edition) => {
  const picture = new Map([['media/a-parcel.png', new Uint8Array(9)]]);
  const packages: [string, () => ReturnType<typeof build>][] = [
    ['one lesson', () => build({ ...courseFixture, lessons: [firstLesson!] }, { edition })],
    ['a picture', () => build(withPicture('media/a-parcel.png'), { edition }, picture)],
    [
      'a picture in a single SCO',
      () => build(withPicture('media/a-parcel.png'), { edition, layout: 'single' }, picture),
    ],
    ...LAYOUT_AND_ORDER.map((chosen): [string, () => ReturnType<typeof build>] => [
      `two lessons, ${chosen.layout}, ${chosen.order}`,
      () => build(courseFixture, { edition, ...chosen }),
    ]),
  ];
  describe.each(packages)('with %s', (_, make) => {
    it('has a manifest that the official schemas accept', async () => {
      expect(schemaErrors(manifestOf((await make()).files), edition)).toEqual([]);
    });
    it('breaks no rule, not even for a note', async () => {
      expect(brokenRules((await make()).files)).toEqual([]);
    });
    it('is read back by the intake with the same lessons', async () => {
      const { zip, askwell } = await make();
      const read = await readPackage(Buffer.from(zip));
      expect(read.edition).toBe(edition === '1.2' ? '1.2' : '2004-4');
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
    const { files, zip } = await build(withTitle(title), { edition });
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
    const one = idsIn((await build({ ...courseFixture, lessons: [firstLesson!] }, { edition })).files);
    const two = idsIn((await build(withTitle('Something else'), { edition })).files);
    expect(two).toEqual(expect.arrayContaining(one));
    expect(one[0]).toHaveLength(15);
  });

  it('is the same to the byte in another time zone, in another process and with keys in another order', async () => {
    const choices = LAYOUT_AND_ORDER.map((chosen) => ExportOptions.parse({ edition, ...chosen }));
    const here: string[] = [];
    for (const chosen of choices) here.push(sha256((await build(courseFixture, chosen)).zip));
    expect(new Set(here).size).toBe(choices.length);
    const script = `
      import { createHash } from 'node:crypto';
      import { buildPackage } from '#server/packages/build-package.ts';
      import { courseFixture } from '#test/support/course-fixture.ts';
      const turn = (value) => Array.isArray(value) ? value.map(turn) : value && typeof value === 'object'
        ? Object.fromEntries(Object.entries(value).reverse().map(([key, inner]) => [key, turn(inner)])) : value;
      console.log(new Date(0).getHours());
      for (const options of ${JSON.stringify(choices)}) {
        const { zip } = await buildPackage({ course: turn(courseFixture), media: new Map(), options: turn(options) });
        console.log(createHash('sha256').update(zip).digest('hex'));
      }`;
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
      expect([zone, ...out.trim().split('\n')]).toEqual([zone, String(hour), ...here]);
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
    const { files } = await build(withPicture('media/a.png'), {}, media);
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
      await expect(build(withPicture(src), {}, media)).rejects.toThrow(src);
    },
  );
});

describe('the schemas', () => {
  it('refuse what is wrong', () => {
    const manifest = writeManifest12({
      identifier: '1 bad',
      organization: 'O',
      title: 'T',
      items: [],
      order: 'free',
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
      for (const layout of LAYOUTS) {
        const { files, zip } = await buildPackage({
          ...opened,
          options: ExportOptions.parse({ edition, layout }),
        });
        expect(schemaErrors(manifestOf(files), edition)).toEqual([]);
        expect(brokenRules(files)).toEqual([]);
        const lessons = layout === 'single' ? 1 : opened.course.lessons.length;
        expect((await readPackage(Buffer.from(zip))).scos).toHaveLength(lessons);
      }
    },
  );
});
