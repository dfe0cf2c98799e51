import { describe, expect, it } from 'vitest';
import { type RawEntry, rawZip } from '#test/support/raw-zip.ts';
import {
  launching,
  smallManifest,
  smallManifest2004,
  smallPackage,
  zipOf,
} from '#test/support/small-package.ts';
import { packageFiles, readPackage } from './read-package.ts';

const MANIFEST = { name: 'imsmanifest.xml', content: smallManifest() };
const PAGE = { name: 'index.html', content: '<p>' };
/** A good package with one more entry, which need not be good. */
const withEntry = (entry: Partial<RawEntry> & Pick<RawEntry, 'name'>): Buffer =>
  rawZip([MANIFEST, PAGE, { content: 'x', ...entry }]);
const entity = (declaration: string): Buffer =>
  smallPackage(smallManifest({ head: `<?xml version="1.0"?>\n<!DOCTYPE manifest [${declaration}]>` }));

describe('readPackage refuses, with a sentence,', () => {
  it.each<[string, string, Buffer, string?]>([
    ['a path that climbs out', 'unsafe-path', withEntry({ name: '../evil.txt' }), '../evil.txt'],
    [
      'a path that climbs out in the middle',
      'unsafe-path',
      withEntry({ name: 'a/../../evil.txt' }),
      'leads out',
    ],
    ['a path that climbs out by backslashes', 'unsafe-path', withEntry({ name: 'a\\..\\..\\evil.txt' })],
    ['an absolute path', 'unsafe-path', withEntry({ name: '/etc/passwd' }), 'is absolute'],
    ['a path on another machine', 'unsafe-path', withEntry({ name: '\\\\host\\share\\evil.txt' })],
    ['a drive', 'unsafe-path', withEntry({ name: 'C:\\evil.txt' })],
    ['a stream of a file', 'unsafe-path', withEntry({ name: 'index.html:evil' })],
    ['a device', 'unsafe-path', withEntry({ name: 'a/NUL.txt' })],
    ['a control character', 'unsafe-path', withEntry({ name: 'a\u0000.txt' })],
    ['an empty name', 'unsafe-path', withEntry({ name: 'a//b.txt' })],
    ['a name with a dot at its end', 'unsafe-path', withEntry({ name: 'index.html.' })],
    ['a folder that climbs out', 'unsafe-path', withEntry({ name: '../evil/', content: '' })],
    ['a very long name', 'unsafe-path', withEntry({ name: `${'ü'.repeat(200)}.html`, flags: 0x800 })],
    ['a very long path', 'unsafe-path', withEntry({ name: `${'abcd/'.repeat(300)}a.html` })],
    ['names that differ in case only', 'unsafe-path', withEntry({ name: 'INDEX.html' }), 'INDEX.html'],
    ['a name that is there twice', 'unsafe-path', withEntry({ name: 'index.html' }), 'twice'],
    ['a file that is also a folder', 'unsafe-path', withEntry({ name: 'index.html/a.txt' })],
    ['a symbolic link', 'unsafe-entry', withEntry({ name: 'link', attributes: 0o120777 << 16 })],
    ['a device file', 'unsafe-entry', withEntry({ name: 'tty', attributes: 0o020666 << 16 })],
    ['an encrypted file', 'encrypted', withEntry({ name: 'a.txt', flags: 1 })],
    ['a strongly encrypted file', 'encrypted', withEntry({ name: 'a.txt', flags: 0x41 })],
    ['an unknown compression', 'damaged-zip', withEntry({ name: 'a.txt', method: 99 }), '99'],
    ['what is not a zip', 'not-a-zip', Buffer.from('<html>')],
    ['nothing', 'not-a-zip', Buffer.alloc(0)],
    ['a zip whose end is missing', 'not-a-zip', smallPackage().subarray(0, -30)],
    ['a zip without files', 'no-manifest', rawZip([])],
    ['no manifest', 'no-manifest', zipOf({ 'index.html': 'x' }), 'imsmanifest.xml'],
    ['a zip in the zip', 'no-manifest', zipOf({ 'course.zip': smallPackage() }), '"course.zip"'],
    [
      'two packages in one zip',
      'no-manifest',
      zipOf({ 'a/imsmanifest.xml': smallManifest(), 'b/imsmanifest.xml': smallManifest() }),
      'holds 2 packages',
    ],
    ['cmi5', 'not-scorm', zipOf({ 'cmi5.xml': 'x' }), 'cmi5'],
    ['Tin Can, in a folder', 'not-scorm', zipOf({ 'a/tincan.xml': 'x' }), 'Tin Can'],
    ['AICC', 'not-scorm', zipOf({ 'a.crs': 'x', 'a.AU': 'x', 'a.cst': 'x' }), 'AICC'],
    ['H5P', 'not-scorm', zipOf({ 'h5p.json': '{}' }), 'H5P'],
    [
      'a Common Cartridge',
      'not-scorm',
      smallPackage(
        smallManifest({ root: 'xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"', metadata: '' }),
      ),
      'Common Cartridge',
    ],
  ])('%s', (_, reason, zip, named = '') => expectRefusal(zip, reason, named));

  it.each<[string, string, Buffer, string?]>([
    ['a manifest that is cut off', 'bad-manifest', smallPackage(smallManifest().slice(0, -4)), '(line '],
    ['an empty manifest', 'bad-manifest', smallPackage('')],
    ['a manifest of a declaration alone', 'bad-manifest', smallPackage('<?xml version="1.0"?>')],
    ['a manifest that is a page', 'bad-manifest', smallPackage('<html/>'), '<html>'],
    ['a manifest of bytes', 'bad-manifest', smallPackage(new Uint8Array(3000).fill(0xfe))],
    ['a huge manifest', 'too-large', smallPackage(`${' '.repeat(10_000_001)}${smallManifest()}`)],
    ['an entity', 'unsafe-xml', entity('<!ENTITY x "y">')],
    ['an external entity', 'unsafe-xml', entity('<!ENTITY x SYSTEM "file:///etc/passwd">')],
    ['a parameter entity', 'unsafe-xml', entity('<!ENTITY % x SYSTEM "http://127.0.0.1:1/"> %x;')],
    ['entities that expand', 'unsafe-xml', entity('<!ENTITY a "b"><!ENTITY c "&a;&a;">')],
    [
      'an entity behind a comment and a quote',
      'unsafe-xml',
      entity(`<!-- ]> " --><!ATTLIST a b CDATA "]>"><!ENTITY x "y">`),
    ],
    ['a document type without an end', 'unsafe-xml', smallPackage('<!DOCTYPE manifest [')],
    [
      'no organization',
      'nothing-to-play',
      smallPackage(smallManifest({ organizations: '<organizations/>' })),
    ],
    ['no items', 'nothing-to-play', smallPackage(smallManifest({ items: '' }))],
    [
      'headings alone',
      'nothing-to-play',
      smallPackage(smallManifest({ items: '<item identifier="a"><title>A</title></item>' })),
    ],
    ['an item without a resource', 'missing-file', smallPackage(smallManifest({ resources: '' })), '"R1"'],
    [
      'a launch file that is not there',
      'missing-file',
      zipOf({ 'imsmanifest.xml': launching('gone.html') }),
      'gone.html',
    ],
    [
      'several launch files that are not there',
      'missing-file',
      smallPackage(
        smallManifest({
          items:
            '<item identifier="a" identifierref="A"><title>A</title></item><item identifier="b" identifierref="B"><title>B</title></item>',
          resources: '<resource identifier="A" href="a.html"/><resource identifier="B" href="b.html"/>',
        }),
      ),
      'a.html',
    ],
    ['a launch file outside', 'unsafe-address', smallPackage(launching('../../etc/passwd'))],
    ['a launch file outside, encoded', 'unsafe-address', smallPackage(launching('%2e%2e/%2e%2e/etc/passwd'))],
    [
      'a launch file outside, by its base',
      'unsafe-address',
      smallPackage(launching('index.html', 'xml:base="../../"')),
    ],
    ['no scheme but a host', 'unsafe-address', smallPackage(launching('//example.org/index.html'))],
    ['a host by backslashes', 'unsafe-address', smallPackage(launching('\\\\example.org\\index.html'))],
    ['a script', 'unsafe-address', smallPackage(launching(' javascript:alert(1)')), 'javascript:'],
    ['a script in capitals', 'unsafe-address', smallPackage(launching('JavaScript:alert(1)'))],
    ['a script over two lines', 'unsafe-address', smallPackage(launching('java&#10;script:alert(1)'))],
    ['a script as base', 'unsafe-address', smallPackage(launching('alert(1)', 'xml:base="javascript:"'))],
    ['data', 'unsafe-address', smallPackage(launching('data:text/html,hello'))],
    ['a blob', 'unsafe-address', smallPackage(launching('blob:https://example.org/1'))],
    ['a file of the machine', 'unsafe-address', smallPackage(launching('file:///etc/passwd'))],
    ['a drive to launch', 'unsafe-address', smallPackage(launching('C:\\index.html'))],
    ['a website without slashes', 'unsafe-address', smallPackage(launching('https:example.org'))],
    ['a website with a password', 'unsafe-address', smallPackage(launching('https://a:b@example.org/'))],
    ['a website that is none', 'unsafe-address', smallPackage(launching('https://'))],
    [
      'an askwell.json that is no JSON',
      'bad-description',
      smallPackage(smallManifest(), { 'askwell.json': '{' }),
    ],
    [
      'an askwell.json of another shape',
      'bad-description',
      smallPackage(smallManifest(), { 'askwell.json': '{"format":1}' }),
    ],
  ])('%s', (_, reason, zip, named = '') => expectRefusal(zip, reason, named));

  async function expectRefusal(zip: Buffer, reason: string, named: string): Promise<void> {
    const refusal = await readPackage(zip).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(refusal).toMatchObject({ name: 'PackageProblem', reason, status: 422, id: `package-${reason}` });
    expect((refusal as Error).message).toContain(named);
    expect((refusal as Error).message).toMatch(/^["A-Za-z].*[^.]\.$/s);
    expect((refusal as Error).message.length).toBeLessThan(600);
  }
});

describe('readPackage refuses too much:', () => {
  const items = (count: number, one: (index: number) => string) =>
    smallManifest2004({ items: Array.from({ length: count }, (_, index) => one(index)).join('') });

  it('files', async () => {
    const many = Array.from({ length: 20_000 }, (_, index) => ({
      name: `f/${index}`,
      content: '',
      method: 0,
    }));
    await expect(readPackage(rawZip([MANIFEST, ...many]))).rejects.toMatchObject({ reason: 'too-large' });
  });

  it('bytes, by what the zip declares and as the caller allows', async () => {
    const declared = withEntry({ name: 'a.bin', bytes: 0xfffffff0 });
    await expect(readPackage(declared)).rejects.toMatchObject({ reason: 'too-large' });
    const zip = withEntry({ name: 'a.bin', content: 'x'.repeat(5000), method: 0 });
    await expect(readPackage(zip, { totalBytes: 5000 })).rejects.toMatchObject({ reason: 'too-large' });
    expect((await readPackage(zip, { totalBytes: 10_000 })).paths).toHaveLength(3);
  });

  it('a bomb, by its ratio', async () => {
    const bomb = withEntry({ name: 'a.bin', content: Buffer.alloc(60_000_000) });
    await expect(readPackage(bomb)).rejects.toMatchObject({ reason: 'too-large' });
  });

  it('more bytes than a file declares, when they come', async () => {
    const zip = withEntry({ name: 'a.bin', content: Buffer.alloc(1_000_000), bytes: 10 });
    await expect(readAll(zip)).rejects.toMatchObject({ reason: 'damaged-zip' });
  });

  it.each([
    ['elements', '<item/>'.repeat(300_000)],
    ['elements that are none', '<'.repeat(600_000)],
    ['attributes', `<item ${'a="" '.repeat(600_000)}/>`],
    ['characters that have to be repaired', '&'.repeat(2_000_000)],
  ])('%s', async (_, items) => {
    await expect(readPackage(smallPackage(smallManifest({ items })))).rejects.toMatchObject({
      reason: 'too-large',
    });
  });

  it('characters in an address, which no browser would open', async () => {
    const zip = smallPackage(launching(`${'../a/'.repeat(5000)}index.html`));
    await expect(readPackage(zip)).rejects.toMatchObject({ reason: 'unsafe-address' });
  });

  it('text, of which the beginning is read', async () => {
    const endless = ' x'.repeat(500_000);
    const items = `<item identifier="a" identifierref="R1"><title>${endless}</title><adlcp:masteryscore>1${endless}%</adlcp:masteryscore></item>`;
    const metadata = `<metadata><schemaversion>1.2${'.2'.repeat(1_000_000)}</schemaversion></metadata>`;
    const { scos, schemaVersion } = await readPackage(smallPackage(smallManifest({ items, metadata })));
    expect(scos[0]?.title.length).toBeLessThanOrEqual(500);
    expect(schemaVersion.length).toBeLessThanOrEqual(200);
  });

  it('entries of the table of contents, and levels', async () => {
    const flat = items(
      2001,
      (index) => `<item identifier="i${index}" identifierref="R1"><title>A</title></item>`,
    );
    await expect(readPackage(smallPackage(flat))).rejects.toMatchObject({ reason: 'too-large' });
    const deep = smallManifest({
      items: `${'<item identifier="a" identifierref="R1">'.repeat(60)}${'</item>'.repeat(60)}`,
    });
    await expect(readPackage(smallPackage(deep))).rejects.toMatchObject({ reason: 'bad-manifest' });
    const deeper = `${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}`;
    await expect(readPackage(smallPackage(deeper))).rejects.toMatchObject({ reason: 'bad-manifest' });
  });
});

it('a file whose content is not what its checksum says is refused when it is read', async () => {
  await expect(readAll(withEntry({ name: 'a.txt', crc: 1 }))).rejects.toMatchObject({
    reason: 'damaged-zip',
  });
});

async function readAll(zip: Buffer): Promise<void> {
  for await (const { content } of packageFiles(zip))
    for await (const chunk of content) expect(chunk).toBeDefined();
}
