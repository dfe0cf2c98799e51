import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, type Zippable, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { packageFiles, readPackage } from './read-package.ts';

const manifest = (
  over: Partial<{ head: string; items: string; resources: string; root: string; version: string }> = {},
): string => `${over.head ?? '<?xml version="1.0" encoding="UTF-8"?>'}
<manifest identifier="M" ${over.root ?? ''} xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
<metadata><schema>ADL SCORM</schema><schemaversion>${over.version ?? '1.2'}</schemaversion></metadata>
<organizations default="O"><organization identifier="O"><title>Fish &amp; &#99;hips</title>
${over.items ?? '<item identifier="I1" identifierref="R1"><title>One</title></item>'}
</organization></organizations>
<resources>${over.resources ?? '<resource identifier="R1" type="webcontent" adlcp:scormtype="sco" href="index.html"><file href="index.html"/></resource>'}</resources></manifest>`;

const zipOf = (files: Record<string, string | Uint8Array>, options: Zippable = {}): Buffer =>
  Buffer.from(
    zipSync({
      ...Object.fromEntries(
        Object.entries(files).map(([path, content]) => [
          path,
          typeof content === 'string' ? strToU8(content) : content,
        ]),
      ),
      ...options,
    }),
  );
const good = (extra: Record<string, string | Uint8Array> = {}, xml = manifest()) =>
  zipOf({ 'imsmanifest.xml': xml, 'index.html': '<p>', ...extra });
const launching = (href: string, attributes = ''): string =>
  manifest({ resources: `<resource identifier="R1" type="webcontent" href="${href}" ${attributes}/>` });

/** Overwrites the name of an entry wherever it stands in the zip; both names have the same length. */
const renamed = (zip: Buffer, from: string, to: string): Buffer => {
  const copy = Buffer.from(zip);
  for (let at = copy.indexOf(from); at !== -1; at = copy.indexOf(from, at + 1)) copy.write(to, at, 'latin1');
  return copy;
};
/** Changes a number in the central directory's record of an entry. */
const patched = (
  zip: Buffer,
  name: string,
  offset: number,
  write: (record: Buffer, at: number) => void,
): Buffer => {
  const copy = Buffer.from(zip);
  const at = copy.lastIndexOf(name) - 46;
  write(copy, at + offset);
  return copy;
};

describe('readPackage', () => {
  it('tells what a package offers to play', async () => {
    const items = `
      <item identifier="unit"><title>Unit</title>
        <item identifier="a" identifierref="RA" parameters="?x=1&amp;y=2"><title> Lesson
          A </title></item>
        <item identifier="b" identifierref="RB"><title><![CDATA[B < C]]></title></item></item>`;
    const resources = `
      <resource identifier="RB" type="webcontent" href="my%20page%20%C3%A9.html#top"/>
      <resource identifier="RA" type="webcontent" href="a/./b/../index.html"/>`;
    const zip = good({ 'a/index.html': '', 'my page é.html': '' }, manifest({ items, resources }));
    expect(await readPackage(zip)).toMatchObject({
      identifier: 'M',
      edition: '1.2',
      title: 'Fish & chips',
      askwell: undefined,
      scos: [
        { scoId: 'a', title: 'Lesson A', href: 'a/index.html?x=1&y=2', file: 'a/index.html', position: 0 },
        {
          scoId: 'b',
          title: 'B < C',
          href: 'my%20page%20%C3%A9.html#top',
          file: 'my page é.html',
          position: 1,
        },
      ],
    });
  });

  it.each([
    ['1.2', '1.2'],
    ['', '1.2'],
    ['CAM 1.3', '2004-4'],
    ['2004 3rd Edition', '2004-4'],
    ['2004 4th Edition', '2004-4'],
  ])('plays schemaversion "%s" with the run-time %s', async (version, edition) => {
    expect((await readPackage(good({}, manifest({ version })))).edition).toBe(edition);
  });

  it('joins the bases of manifest, resources and resource', async () => {
    const xml = launching('index.html', 'xml:base="c/"')
      .replace('<resources>', '<resources xml:base="b/">')
      .replace('identifier="M"', 'identifier="M" xml:base="a/"');
    expect((await readPackage(good({ 'a/b/c/index.html': '' }, xml))).scos[0]?.href).toBe('a/b/c/index.html');
  });

  it.each([
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${manifest()}`)],
    [
      'UTF-16',
      Buffer.concat([
        Buffer.from([0xff, 0xfe]),
        Buffer.from(manifest({ head: '<?xml version="1.0" encoding="UTF-16"?>' }), 'utf16le'),
      ]),
    ],
    [
      'windows-1252',
      Buffer.from(manifest({ head: "<?xml version='1.0' encoding='windows-1252'?>" }), 'latin1'),
    ],
  ])('reads a manifest in %s', async (_, bytes) => {
    expect(
      (await readPackage(zipOf({ 'imsmanifest.xml': new Uint8Array(bytes), 'index.html': '' }))).title,
    ).toBe('Fish & chips');
  });

  it('reads from a file, and says so when there is none', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'askwell-zip-'));
    await writeFile(join(folder, 'p.zip'), good());
    expect((await readPackage(join(folder, 'p.zip'))).paths).toEqual(['imsmanifest.xml', 'index.html']);
    await expect(readPackage(join(folder, 'q.zip'))).rejects.toThrow('ENOENT');
    await rm(folder, { recursive: true });
  });
});

const link = { os: 3, attrs: 0o120777 << 16 };
const bigText = new Uint8Array(60_000_000);

describe('readPackage refuses', () => {
  it.each<[string, string, Buffer, string?]>([
    ['a path that climbs out', 'unsafe-path', good({ '../evil.txt': 'x' }), '../evil.txt'],
    ['a path that climbs out in the middle', 'unsafe-path', good({ 'a/../../evil.txt': 'x' })],
    ['an absolute path', 'unsafe-path', good({ '/etc/passwd': 'x' })],
    ['a drive', 'unsafe-path', good({ 'C:/evil.txt': 'x' })],
    ['a backslash', 'unsafe-path', good({ 'a\\..\\evil.txt': 'x' })],
    ['a stream of a file', 'unsafe-path', good({ 'index.html:evil': 'x' })],
    ['a device', 'unsafe-path', good({ 'a/NUL.txt': 'x' })],
    ['a control character', 'unsafe-path', good({ 'a\u0000.txt': 'x' })],
    ['an empty name', 'unsafe-path', good({ 'a//b.txt': 'x' })],
    ['a folder that climbs out', 'unsafe-path', good({ '../evil/': new Uint8Array() })],
    ['a very long name', 'unsafe-path', good({ [`${'ü'.repeat(200)}.html`]: 'x' })],
    ['names that differ in case only', 'unsafe-path', good({ 'INDEX.html': 'x' })],
    ['a file that is also a folder', 'unsafe-path', good({ 'index.html/a.txt': 'x' })],
    [
      'a name that is there twice',
      'unsafe-path',
      renamed(good({ 'indey.html': 'x' }), 'indey.html', 'index.html'),
    ],
    [
      'a symbolic link',
      'unsafe-entry',
      good({ link: strToU8('/etc/passwd') }).length
        ? Buffer.from(
            zipSync({ 'imsmanifest.xml': strToU8(manifest()), link: [strToU8('/etc/passwd'), link] }),
          )
        : Buffer.alloc(0),
    ],
    [
      'an encrypted file',
      'encrypted',
      patched(good(), 'index.html', 8, (record, at) => record.writeUInt16LE(1, at)),
    ],
    [
      'an unknown compression',
      'damaged-zip',
      patched(good(), 'index.html', 10, (record, at) => record.writeUInt16LE(99, at)),
    ],
    ['a bomb', 'too-large', good({ 'big.txt': bigText })],
    [
      'a file said to be larger than any course',
      'too-large',
      patched(good(), 'index.html', 24, (record, at) => record.writeUInt32LE(0xfffffff0, at)),
    ],
    ['what is not a zip', 'not-a-zip', Buffer.from('<html>')],
    ['a zip whose end is missing', 'not-a-zip', good().subarray(0, -30)],
    ['no manifest', 'no-manifest', zipOf({ 'index.html': 'x' })],
    [
      'a manifest in a folder',
      'no-manifest',
      zipOf({ 'course/imsmanifest.xml': manifest() }),
      'course/imsmanifest.xml',
    ],
    ['a manifest that is not well-formed', 'bad-manifest', good({}, manifest().slice(0, -4))],
    ['a manifest that is a page', 'bad-manifest', good({}, '<html/>'), '<html>'],
    ['an unknown edition', 'bad-manifest', good({}, manifest({ version: 'SCORM 3' })), 'SCORM 3'],
    [
      'an unknown encoding',
      'bad-manifest',
      good({}, manifest({ head: '<?xml version="1.0" encoding="klingon"?>' })),
    ],
    [
      'a DOCTYPE',
      'unsafe-xml',
      good({}, manifest({ head: '<!DOCTYPE manifest [<!ENTITY x SYSTEM "file:///etc/passwd">]>' })),
    ],
    ['a manifest without items', 'nothing-to-play', good({}, manifest({ items: '' }))],
    [
      'two items of one identifier',
      'bad-manifest',
      good({}, manifest({ items: '<item identifier="I" identifierref="R1"/>'.repeat(2) })),
    ],
    ['an item without a resource', 'bad-manifest', good({}, manifest({ resources: '' })), 'R1'],
    ['a launch file that is not there', 'missing-file', good({}, launching('gone.html')), 'gone.html'],
    ['a launch file outside', 'unsafe-address', good({}, launching('../../etc/passwd'))],
    ['a launch file outside, encoded', 'unsafe-address', good({}, launching('%2e%2e/%2e%2e/etc/passwd'))],
    ['a launch address elsewhere', 'unsafe-address', good({}, launching('https://example.org/index.html'))],
    [
      'a launch address elsewhere, without scheme',
      'unsafe-address',
      good({}, launching('//example.org/index.html')),
    ],
    ['a script as launch address', 'unsafe-address', good({}, launching(' javascript:alert(1)'))],
    ['an askwell.json that is no JSON', 'bad-description', good({ 'askwell.json': '{' })],
    ['an askwell.json of another shape', 'bad-description', good({ 'askwell.json': '{"format":1}' })],
  ])('%s', async (_, reason, zip, named = '') => {
    const refusal = await readPackage(zip).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(refusal).toMatchObject({ name: 'PackageProblem', reason, status: 422, id: `package-${reason}` });
    expect((refusal as Error).message).toContain(named);
    expect((refusal as Error).message).toMatch(/^["A-Za-z].*[^.]\.$/s);
  });

  it('more files than any course has', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 10_001 }, (_, index) => [`f/${index}.txt`, new Uint8Array()]),
    );
    await expect(readPackage(zipOf({ 'imsmanifest.xml': manifest(), ...many }))).rejects.toMatchObject({
      reason: 'too-large',
    });
  });

  it('a file whose content is not what its checksum says, when it is read', async () => {
    const zip = Buffer.from(
      zipSync({
        'imsmanifest.xml': strToU8(manifest()),
        'index.html': [strToU8('<p>true</p>'), { level: 0 }],
      }),
    );
    const forged = renamed(zip, '<p>true</p>', '<p>evil</p>');
    const read = async () => {
      for await (const { content } of packageFiles(forged))
        for await (const chunk of content) expect(chunk).toBeDefined();
    };
    await expect(read()).rejects.toMatchObject({ reason: 'damaged-zip' });
  });
});
