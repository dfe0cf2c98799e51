import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  array,
  assert,
  asyncProperty,
  constantFrom,
  integer,
  nat,
  oneof,
  property,
  string,
  tuple,
} from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ExportOptions } from '#courses/scorm/export-options.ts';
import { buildPackage } from '#server/packages/build-package.ts';
import { type Inspection, inspectPackage } from '#server/packages/inspect-package.ts';
import { paths, ROOT } from '#server/paths.ts';
import { runCli } from '#test/support/cli.ts';
import { courseFixture } from '#test/support/course-fixture.ts';
import { brokenRules } from './broken-rules.ts';

const numRuns = Number(process.env['FUZZ_RUNS'] ?? 150);
const rulesOf = ({ problems }: Inspection, level: string): string[] =>
  problems.filter((problem) => problem.level === level).map(({ rule }) => rule);
const zipOf = (files: Record<string, string>): Buffer =>
  Buffer.from(
    zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)]))),
  );

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'askwell-inspect-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('inspectPackage', () => {
  it('tells what a package of ours contains', async () => {
    const options = ExportOptions.parse({ edition: '2004-3', profile: 'docebo', layout: 'single' });
    const { zip, files } = await buildPackage({ course: courseFixture, media: new Map(), options });
    expect(await inspectPackage(Buffer.from(zip))).toMatchObject({
      standard: 'SCORM 2004',
      schemaVersion: '2004 3rd Edition',
      tool: 'Askwell',
      title: courseFixture.title,
      askwell: options,
      scos: [{ id: `SCO-${courseFixture.id}`, type: 'sco', href: 'index.html', title: courseFixture.title }],
      files: [...files].map(([path, bytes]) => ({ path, bytes: bytes.length })),
      problems: [],
    });
  });

  it.each([
    ['cmi5', { 'cmi5.xml': '<courseStructure/>', 'index.html': 'x' }],
    ['Tin Can', { 'tincan.xml': '<tincan/>', 'index.html': 'x' }],
    ['AICC', { 'a.crs': 'x', 'A.AU': 'x', 'a.cst': 'x', 'a.des': 'x' }],
  ] as const)('recognises %s and says that it is not SCORM', async (standard, files) => {
    const found = await inspectPackage(zipOf(files));
    expect(found.standard).toBe(standard);
    expect(found.problems).toEqual([
      {
        rule: 'not-scorm',
        level: 'error',
        message: `This is a ${standard} package, not SCORM: it has no imsmanifest.xml.`,
      },
    ]);
  });

  it('says where the manifest is when it is not at the root', async () => {
    const { problems } = await inspectPackage(zipOf({ 'course/imsmanifest.xml': '<manifest/>' }));
    expect(problems[0]?.message).toContain('"course/imsmanifest.xml"');
  });

  it('gives the reason for what it will not read', async () => {
    const rules = async (source: Buffer) => rulesOf(await inspectPackage(source), 'error');
    expect(await rules(Buffer.from('no zip'))).toEqual(['not-a-zip']);
    expect(await rules(zipOf({ '../imsmanifest.xml': 'x' }))).toEqual(['unsafe-path']);
    expect(await rules(zipOf({ 'imsmanifest.xml': '<!DOCTYPE a [<!ENTITY b "c">]><a/>' }))).toEqual([
      'unsafe-xml',
    ]);
    expect(await rules(zipOf({ 'imsmanifest.xml': '<a>'.repeat(300_000) }))).toEqual(['bad-manifest']);
    const deep = `${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}`;
    expect(await rules(zipOf({ 'imsmanifest.xml': deep }))).toContain('bad-manifest');
  });

  it('never fails, whatever bytes of a good zip are changed', async () => {
    const { zip } = await buildPackage({
      course: courseFixture,
      media: new Map(),
      options: ExportOptions.parse({}),
    });
    const place = oneof(nat(zip.length - 1), integer({ min: zip.length - 800, max: zip.length - 1 }));
    await assert(
      asyncProperty(array(tuple(place, nat(255)), { minLength: 1, maxLength: 12 }), async (spoilt) => {
        const copy = Buffer.from(zip);
        for (const [at, byte] of spoilt) copy[at] = byte;
        const { problems } = await inspectPackage(copy);
        for (const { message } of problems) expect(message).toMatch(/\.$/);
      }),
      { numRuns },
    );
  });

  it('never fails, whatever the manifest says', async () => {
    const { files } = await buildPackage({
      course: courseFixture,
      media: new Map(),
      options: ExportOptions.parse({ edition: '2004-4' }),
    });
    const good = new TextDecoder().decode(files.get('imsmanifest.xml'));
    const scrap = oneof(
      string({ unit: 'binary', maxLength: 30 }),
      constantFrom(
        '<item>',
        '</item>',
        '%',
        '%E0',
        '&#0;',
        '<file href="%"/>',
        ' xml:base="%"',
        '<![CDATA[',
        '"',
      ),
    );
    assert(
      property(nat(good.length), nat(400), scrap, (at, cut, text) => {
        const manifest = good.slice(0, at) + text + good.slice(at + cut);
        for (const { message } of brokenRules(
          new Map([...files, ['imsmanifest.xml', new TextEncoder().encode(manifest)]]),
        ))
          expect(message.length).toBeGreaterThan(10);
      }),
      { numRuns },
    );
  });
});

describe('askwell package and inspect', () => {
  const library = join(
    paths.library,
    readdirSync(paths.library, { withFileTypes: true }).find((entry) => entry.isDirectory())?.name ?? '',
  );

  it('package as a profile recommends, and inspect finds nothing wrong', async () => {
    const out = join(folder, 'docebo.zip');
    const packed = await runCli(['package', library, '--profile', 'docebo', '--out', out, '--json'], {});
    expect(packed).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(packed.out)).toMatchObject({
      edition: '2004-3',
      profile: 'docebo',
      layout: 'single',
      order: 'free',
      lessons: 1,
    });
    const before = await readdir(folder);
    const inspected = await runCli(['inspect', out], {});
    expect(inspected).toMatchObject({ code: 0, err: '' });
    expect(inspected.out).toContain('made with Askwell');
    expect(inspected.out).toContain('Exported as 2004-3, profile docebo, layout single, order free');
    expect(inspected.out).toMatch(/No rule is broken\.$/);
    expect(await readdir(folder)).toEqual(before);
  });

  it('let a choice go before the profile, and name what there is to choose', async () => {
    const out = join(folder, 'chosen.zip');
    const args = [
      'package',
      library,
      '--profile',
      'docebo',
      '--edition',
      '1.2',
      '--layout',
      'per-lesson',
      '--order',
      'in-order',
    ];
    const packed = await runCli([...args, '--out', out], {});
    expect(packed.out).toMatch(/SCORM 1\.2, \d+ lessons, in order, for Docebo, \d+ KB\.$/);
    for (const [option, value] of [
      ['edition', '2004'],
      ['profile', 'moodel'],
      ['layout', 'two'],
      ['order', 'any'],
    ] as const) {
      const wrong = await runCli(
        ['package', library, `--${option}`, value, '--out', join(folder, 'never.zip')],
        {},
      );
      expect(wrong.code).toBe(2);
      expect(wrong.err).toMatch(new RegExp(`^There is no ${option} "${value}"; expected .+, .+\\.$`));
    }
    expect(existsSync(join(folder, 'never.zip'))).toBe(false);
  });

  it('tell problems by their rules, as words and as JSON', async () => {
    const red =
      '<?xml version="1.0"?>\n<manifest><organizations><organization><title>&#27;[31mred</title></organization></organizations></manifest>';
    const file = join(folder, 'red.zip');
    await writeFile(file, zipOf({ 'imsmanifest.xml': red }));
    const words = await runCli(['inspect', file], {});
    expect(words.code).toBe(1);
    expect(words.out).toContain('"?[31mred"');
    expect(words.out).not.toContain('\u001b');
    const good = join(folder, 'plain.zip');
    await writeFile(good, zipOf({ 'imsmanifest.xml': '<?xml version="1.0"?>\n<manifest/>' }));
    const json = await runCli(['inspect', good, '--json'], {});
    expect(json.code).toBe(1);
    expect(JSON.parse(json.out)).toMatchObject({ standard: 'SCORM 1.2', scos: [] });
    expect(rulesOf(JSON.parse(json.out), 'error')).toContain('something-to-play');
    expect((await runCli(['inspect', good], {})).out).toMatch(/error something-to-play {2}At least one item/);
    expect(await runCli(['inspect', join(folder, 'none.zip')], {})).toMatchObject({ code: 2, out: '' });
  });
});

const shared = join(ROOT, '../shared/packages');
const zips = existsSync(shared)
  ? readdirSync(shared, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.zip'))
      .sort()
  : [];

describe.skipIf(zips.length === 0)('packages from outside (skipped where their folder is absent)', () => {
  it('are all inspected', async () => {
    for (const file of zips) {
      const { problems, standard, scos } = await inspectPackage(join(shared, file));
      for (const { message } of problems)
        expect([file, message]).toEqual([file, expect.stringMatching(/\.$/)]);
      if (standard.startsWith('SCORM') && problems.every(({ level }) => level !== 'error'))
        expect(scos).not.toEqual([]);
    }
  }, 60_000);

  it.each(zips.filter((file) => /golden\/scorm/.test(file)))('%s is clean', async (file) => {
    const found = await inspectPackage(join(shared, file));
    expect([...rulesOf(found, 'error'), ...rulesOf(found, 'warning')]).toEqual([]);
  });

  it.each([
    ['golden/cmi5.zip', 'not-scorm'],
    ['malformed/a01_nested_root_folder.zip', 'manifest-at-root'],
    ['malformed/a17_wrong_letter_case_href.zip', 'launch-file-exists'],
    ['malformed/a31_prefixed_imscp_namespace.zip', 'default-namespace'],
    ['malformed/r08_symlink_to_etc_passwd.zip', 'unsafe-entry'],
    ['malformed/r12_zip_bomb_300MB.zip', 'too-large'],
    ['malformed/r22_href_javascript_url.zip', 'external-address'],
    ['other/sun_scorm_test_12.zip', 'bound-prefixes'],
  ])('%s breaks "%s"', async (file, rule) => {
    expect(rulesOf(await inspectPackage(join(shared, file)), 'error')).toContain(rule);
  });
});

if (zips.length === 0)
  console.warn('No folder of packages beside the project: packages from outside were not inspected.');
