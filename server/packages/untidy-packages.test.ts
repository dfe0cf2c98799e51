import { describe, expect, it } from 'vitest';
import { rawZip } from '#test/support/raw-zip.ts';
import {
  launching,
  type ManifestParts,
  smallManifest,
  smallManifest2004,
  smallPackage,
  zipOf,
} from '#test/support/small-package.ts';
import { packageFiles, readPackage } from './read-package.ts';

const rulesOf = async (zip: Buffer): Promise<string[]> =>
  (await readPackage(zip)).notices.map(({ rule }) => rule);
const noticeOf = async (zip: Buffer, rule: string): Promise<string> =>
  (await readPackage(zip)).notices.find((notice) => notice.rule === rule)?.message ?? '';
const withParts = (parts: ManifestParts): Buffer => smallPackage(smallManifest(parts));
const versioned = (version: string): ManifestParts => ({
  metadata: `<metadata><schema>ADL SCORM</schema><schemaversion>${version}</schemaversion></metadata>`,
});
const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');

describe('the description (manifest) is read', () => {
  const declared = (encoding: string) => ({ head: `<?xml version='1.0' encoding='${encoding}'?>` });
  it.each<[string, Uint8Array, string]>([
    ['in UTF-8 with a byte order mark', Buffer.from(`\ufeff${smallManifest()}`), 'a byte order mark'],
    ['in UTF-16 with a mark', utf16(`\ufeff${smallManifest(declared('UTF-16'))}`), 'UTF-16LE'],
    ['in UTF-16 without a mark', utf16(smallManifest(declared('UTF-16'))), 'UTF-16LE'],
    ['in UTF-16, the other way round', utf16(`\ufeff${smallManifest()}`).swap16(), 'UTF-16BE'],
    ['in windows-1252', Buffer.from(smallManifest(declared('windows-1252')), 'latin1'), 'WINDOWS-1252'],
    ['in ISO-8859-1', Buffer.from(smallManifest(declared('ISO-8859-1')), 'latin1'), 'ISO-8859-1'],
  ])('%s', async (_, bytes, form) => {
    const found = await readPackage(smallPackage(bytes));
    expect(found.title).toBe('Fish & chips');
    expect(found.notices).toEqual([{ rule: 'unusual-form', message: expect.stringContaining(form) }]);
  });

  it.each([
    ['UTF-8 that is windows-1252', 'UTF-8', 'Windows-1252', 'latin1'],
    ['UTF-16 that is UTF-8', 'UTF-16', undefined, 'utf8'],
    ['an encoding that nobody knows', 'klingon', 'UTF-8', 'utf8'],
  ] as const)('although it claims to be in %s', async (_, encoding, read, bytes) => {
    const xml = smallManifest({
      ...declared(encoding),
      items: '<item identifier="I" identifierref="R1"><title>Café</title></item>',
    });
    const zip = smallPackage(Buffer.from(xml, bytes));
    expect((await readPackage(zip)).scos[0]?.title).toBe('Café');
    expect(await noticeOf(zip, 'wrong-encoding')).toContain(read ?? '');
  });

  it.each<[string, ManifestParts | string, string]>([
    ['with a bare &', launching('index.html?a=1&b=2'), 'a bare "&"'],
    [
      'with a bare & and < in a title',
      { items: '<item identifier="I" identifierref="R1"><title>1 < 2 & more</title></item>' },
      'a bare "<"',
    ],
    [
      'with a bare < in an attribute',
      { items: '<item identifier="I" identifierref="R1" parameters="?a<b"><title>A</title></item>' },
      'a bare "<"',
    ],
    ['with a prefix that is not bound', { root: '' }, 'a prefix without its namespace'],
    [
      'with a blank line before its declaration',
      { head: '\n <?xml version="1.0"?>' },
      'before its beginning',
    ],
  ])('%s', async (_, parts, mistake) => {
    const xml = typeof parts === 'string' ? parts : smallManifest(parts);
    const zip = smallPackage(xml);
    expect((await readPackage(zip)).scos).toHaveLength(1);
    expect(await noticeOf(zip, 'repaired-xml')).toContain(mistake);
  });

  it('with mistakes put right and nothing else changed', async () => {
    const items =
      '<item identifier="I" identifierref="R1" parameters="?a=1&amp;b=2&c=%3C"><title>Q&A &lt;b&gt; &#65;&#x42; &nbsp; > 1</title></item>';
    const { scos } = await readPackage(smallPackage(smallManifest({ items })));
    expect(scos[0]).toMatchObject({ title: 'Q&A <b> AB &nbsp; > 1', href: 'index.html?a=1&b=2&c=%3C' });
  });

  it('with a document type, which is never processed', async () => {
    const head =
      '<?xml version="1.0"?><!DOCTYPE manifest SYSTEM "http://127.0.0.1:1/x.dtd" [<!ELEMENT title (#PCDATA)> <!-- ]> -->\n<!ATTLIST item x CDATA "y">]>';
    expect(await noticeOf(withParts({ head }), 'unusual-form')).toContain('a document type');
  });

  it('by the names of its elements and attributes, whatever their prefixes', async () => {
    const xml = `<p:manifest xmlns:p="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:x="http://www.adlnet.org/xsd/adlcp_rootv1p2" p:identifier="M">
      <p:metadata><p:schemaversion>1.2</p:schemaversion></p:metadata><p:organizations><p:organization identifier="O"><p:title>T</p:title>
      <p:item identifier="I" identifierref="R" x:identifierref="other"><p:title>A</p:title><x:masteryscore>70</x:masteryscore></p:item>
      </p:organization></p:organizations><p:resources><p:resource identifier="R" x:scormType="SCO" href="index.html"/></p:resources></p:manifest>`;
    const { scos, identifier } = await readPackage(smallPackage(xml));
    expect([identifier, scos[0]?.kind, scos[0]?.data.masteryScore]).toEqual(['M', 'sco', '70']);
  });
});

describe('the edition is taken', () => {
  it.each([
    ['1.2', '1.2', undefined],
    ['CAM 1.3', '2004-4', 'unusual-form'],
    ['2004 3rd Edition', '2004-4', undefined],
    ['2004 4th Edition', '2004-4', undefined],
    ['SCORM 2004 3rd Edition', '2004-4', 'odd-edition'],
    ['1.3', '2004-4', 'odd-edition'],
    ['SCORM 1.2', '1.2', 'odd-edition'],
  ] as const)('as the manifest says: "%s"', async (version, edition, rule) => {
    const xml = edition === '1.2' ? smallManifest(versioned(version)) : smallManifest2004(versioned(version));
    const found = await readPackage(smallPackage(xml));
    expect([found.edition, found.schemaVersion]).toEqual([edition, version]);
    expect(found.notices.map((notice) => notice.rule)).toEqual(rule ? [rule] : []);
  });

  it.each([
    ['no version', smallManifest({ metadata: '' }), '1.2', 'unknown-edition'],
    ['no version', smallManifest2004({ metadata: '' }), '2004-4', 'unknown-edition'],
    ['an unknown version', smallManifest(versioned('SCORM 3')), '1.2', 'odd-edition'],
    ['an unknown version', smallManifest2004(versioned('IMS Content 1.1.4')), '2004-4', 'odd-edition'],
    ['another version', smallManifest2004(versioned('1.2')), '1.2', 'mixed-editions'],
    ['no namespace', smallManifest({ root: 'xmlns:adlcp="x"' }), '1.2', 'unusual-form'],
  ])('from the namespaces, where there is %s (%#)', async (_, xml, edition, rule) => {
    const found = await readPackage(smallPackage(xml));
    expect(found.edition).toBe(edition);
    expect(found.notices.map((notice) => notice.rule)).toContain(rule);
  });
});

describe('the files are found', () => {
  it('in a folder of the zip, with what lies beside it left out', async () => {
    const zip = zipOf({
      'course/imsmanifest.xml': smallManifest(),
      'course/index.html': '<p>',
      '__MACOSX/course/._imsmanifest.xml': 'x',
      'readme.txt': 'x',
    });
    const found = await readPackage(zip);
    expect(found).toMatchObject({
      paths: ['imsmanifest.xml', 'index.html'],
      scos: [{ file: 'index.html' }],
      notices: [{ rule: 'nested-root' }, { rule: 'outside-files' }],
    });
    const files: string[] = [];
    for await (const { path } of packageFiles(zip)) files.push(path);
    expect(files).toEqual(found.paths);
  });

  it('below a manifest in other letter case', async () => {
    const zip = zipOf({ 'IMSManifest.xml': smallManifest(), 'index.html': '<p>' });
    expect((await readPackage(zip)).scos).toHaveLength(1);
  });

  it.each([
    ['with a backslash in it', 'sub\\index.html', 0, 'sub/index.html'],
    ['with ./ before it', './sub/index.html', 0, 'sub/index.html'],
    ['in code page 437', Buffer.from([0x63, 0x61, 0x66, 0x82]), 0, 'café'],
    ['in UTF-8 without saying so', 'café', 0, 'café'],
    ['in UTF-8 with taken-apart letters', 'cafe\u0301', 0x800, 'café'],
  ])('by a name %s', async (_, name, flags, path) => {
    const zip = rawZip([
      { name: 'imsmanifest.xml', content: launching(encodeURI(path)) },
      { name, content: '<p>', flags },
    ]);
    const found = await readPackage(zip);
    expect(found.paths).toEqual(['imsmanifest.xml', path]);
    expect(found.scos[0]?.file).toBe(path);
  });

  it.each([
    ['in other letter case', 'Sub/INDEX.html', 'sub/index.html'],
    ['with backslashes', 'sub\\index.html', 'sub/index.html'],
    ['with a slash before it', '/index.html', 'index.html'],
    ['with % codes', 'a%20%23%25b.html', 'a #%b.html'],
    ['with a % that means itself', '100%.html', '100%.html'],
    ['with the % codes in the name itself', 'a%20b.html', 'a%20b.html'],
    ['with blanks around it', '  index.html ', 'index.html'],
  ])('by an address %s', async (_, href, file) => {
    const { scos } = await readPackage(smallPackage(launching(href), { [file]: '<p>' }));
    expect(scos[0]?.file).toBe(file);
    expect(scos[0]?.href).toBe(file.split('/').map(encodeURIComponent).join('/'));
  });

  it.each([
    ['without its slash', 'index.html', 'xml:base="content"', 'content/index.html'],
    ['that is a file', 'start.html', 'xml:base="content/other.html"', 'content/start.html'],
    ['that is wrong', 'start.html', 'xml:base="nowhere/"', 'start.html'],
  ])('by an address below an xml:base %s', async (_, href, base, file) => {
    const { scos } = await readPackage(smallPackage(launching(href, base), { [file]: '<p>' }));
    expect(scos[0]?.file).toBe(file);
  });

  it.each([
    ['?a=1', '', 'index.html?a=1'],
    ['#top', '', 'index.html#top'],
    ['?a=1#top', '?b=2', 'index.html?a=1&amp;b=2#top'],
    ['', 'b=2', 'index.html?b=2'],
    ['', '&amp;&amp;b=2', 'index.html?b=2'],
    ['', '#end', 'index.html#end'],
    ['#top', '#end', 'index.html#top'],
    ['?a="', '', 'index.html?a=%22'],
  ])('and get parameters: "%s" with "%s"', async (rest, parameters, href) => {
    const xml = launching(`index.html${rest.replace('"', '&quot;')}`).replace(
      'identifierref="R1"',
      `identifierref="R1" parameters="${parameters}"`,
    );
    expect((await readPackage(smallPackage(xml))).scos[0]?.href).toBe(href.replaceAll('&amp;', '&'));
  });

  it('although they are there twice with the same content', async () => {
    const zip = rawZip([
      { name: 'imsmanifest.xml', content: smallManifest() },
      { name: 'index.html', content: '<p>' },
      { name: 'index.html', content: '<p>' },
      { name: 'INDEX.html', content: '<p>' },
      { name: 'a', content: '' },
      { name: 'a/b.txt', content: 'x' },
    ]);
    expect((await readPackage(zip)).paths).toEqual(['imsmanifest.xml', 'index.html', 'a/b.txt']);
    expect(await noticeOf(zip, 'same-file-twice')).toMatch(/^2 files lie/);
  });

  it('and counted when they are absent or not listed', async () => {
    const listed = ['one', 'two'].map((name) => `<file href="gone/${name}.js"/>`).join('');
    const resources = `<resource identifier="R1" adlcp:scormtype="sco" href="index.html">${listed}</resource>`;
    const more = { 'a.css': 'x', 'adlcp_rootv1p2.xsd': 'x', 'metadata.xml': 'x' };
    const { notices } = await readPackage(smallPackage(smallManifest({ resources }), more));
    expect(notices).toEqual([
      {
        rule: 'absent-files',
        message: expect.stringMatching(
          /^2 files that the package lists are missing \(for example "gone\/one\.js"\)/,
        ),
      },
      { rule: 'unlisted-files', message: expect.stringMatching(/^1 file is .* \(for example "a\.css"\)/) },
    ]);
  });
});

describe('the table of contents is read', () => {
  const two = '<item identifier="I1" identifierref="R1"><title>One</title></item>';
  const item = (id: string, inside = '', reference = 'R1') =>
    `<item identifier="${id}" identifierref="${reference}"><title>${id}</title>${inside}</item>`;

  it('from the default organization, or the first that holds something', async () => {
    const organization = (id: string, items: string) =>
      `<organization identifier="${id}"><title>Title ${id}</title>${items}</organization>`;
    const all = organization('A', '') + organization('B', two) + organization('C', two);
    const read = (wanted: string) =>
      readPackage(withParts({ organizations: `<organizations ${wanted}>${all}</organizations>` }));
    for (const [wanted, title, rules] of [
      ['default="C"', 'Title C', ['several-organizations']],
      ['', 'Title B', ['several-organizations']],
      ['default="A"', 'Title B', ['several-organizations', 'default-organization']],
      ['default="nobody"', 'Title B', ['several-organizations', 'default-organization']],
    ] as const) {
      const found = await read(wanted);
      expect([wanted, found.title, found.notices.map(({ rule }) => rule)]).toEqual([wanted, title, rules]);
    }
  });

  it('with a page of a parent: in SCORM 1.2 as it is, in 2004 as the first page of the chapter', async () => {
    const items = item('parent', item('child'));
    const in12 = await readPackage(withParts({ items }));
    expect(in12.contents.children).toMatchObject([
      { id: 'parent', kind: 'sco', children: [{ id: 'child' }] },
    ]);
    expect(in12.scos.map(({ scoId }) => scoId)).toEqual(['parent', 'child']);
    const in2004 = await readPackage(smallPackage(smallManifest2004({ items })));
    expect(in2004.contents.children).toMatchObject([
      {
        id: 'parent',
        kind: 'folder',
        href: '',
        children: [{ id: 'parent.page', title: 'parent', kind: 'sco', children: [] }, { id: 'child' }],
      },
    ]);
    expect(in2004.scos.map(({ scoId }) => scoId)).toEqual(['parent.page', 'child']);
    expect(in2004.notices.map(({ rule }) => rule)).toEqual(['parent-pages']);
  });

  it('without entries whose page is missing, while others remain', async () => {
    const items = `${item('a', '', 'nobody')}${item('b')}${item('c', '', 'R2')}<item identifier="d"><title>D</title>${item('e', '', 'R2')}</item>`;
    const resources =
      '<resource identifier="R1" adlcp:scormtype="sco" href="index.html"/><resource identifier="R2" adlcp:scormtype="sco" href="gone.html"/>';
    const zip = withParts({ items, resources });
    const { contents, scos } = await readPackage(zip);
    expect(contents.children.map(({ id }) => id)).toEqual(['b']);
    expect(scos.map(({ scoId }) => scoId)).toEqual(['b']);
    expect(await noticeOf(zip, 'skipped-items')).toBe(
      '3 entries of the table of contents cannot be opened because the page is missing, and are left out: "a", "c", "e".',
    );
  });

  it('with headings in SCORM 1.2, and without them in 2004', async () => {
    const items = `<item identifier="h"><title>Part 1</title></item>${item('a')}`;
    expect((await readPackage(withParts({ items }))).contents.children).toHaveLength(2);
    const zip = smallPackage(smallManifest2004({ items }));
    expect((await readPackage(zip)).contents.children).toHaveLength(1);
    expect(await rulesOf(zip)).toEqual(['empty-items']);
  });

  it('with another start page where the named one is absent and one is plainly meant', async () => {
    for (const [pages, opened] of [
      [['c/story.html', 'c/other.html'], 'c/story.html'],
      [['c/Index.HTM', 'c/story.html'], 'c/Index.HTM'],
      [['c/only.html', 'd/index.html'], 'c/only.html'],
    ] as const) {
      const files = Object.fromEntries(pages.map((page) => [page, '<p>']));
      const zip = zipOf({ 'imsmanifest.xml': launching('c/index_scorm.html?a=1'), ...files });
      const { scos, notices } = await readPackage(zip);
      expect(scos[0]?.href).toBe(`${opened}?a=1`);
      expect(notices.find(({ rule }) => rule === 'launch-file-replaced')?.message).toContain(`"${opened}"`);
    }
  });

  it('with an identifier for every entry', async () => {
    const long = 'x'.repeat(300);
    const items = [item('a'), item('a'), item(''), item('__proto__'), item(long), item(`${long}y`)].join('');
    const { scos, notices } = await readPackage(withParts({ items }));
    const ids = scos.map(({ scoId }) => scoId);
    expect(new Set(ids).size).toBe(6);
    expect(ids[0]).toBe('a');
    for (const id of ids) expect(id).toMatch(/^(?!__proto__$).{1,255}$/);
    expect(notices.map(({ rule }) => rule)).toEqual(['same-identifiers', 'empty-titles']);
    expect((await readPackage(withParts({ items }))).scos.map(({ scoId }) => scoId)).toEqual(ids);
  });

  it('with titles where there are none', async () => {
    const untitled = '<item identifier="I1" identifierref="R1"><title> </title></item>';
    const organizations = `<organizations><organization identifier="O">${untitled}</organization></organizations>`;
    const plain = withParts({ organizations });
    expect(await readPackage(plain)).toMatchObject({ title: 'index', scos: [{ title: 'index' }] });
    expect(await rulesOf(plain)).toEqual(['empty-titles']);
    const metadata =
      '<metadata><schemaversion>1.2</schemaversion><lom><general><title><langstring>Described</langstring></title></general></lom></metadata>';
    expect((await readPackage(withParts({ organizations, metadata }))).title).toBe('Described');
  });

  it('with titles that cannot turn the text around them', async () => {
    const items = `<item identifier="a" identifierref="R1"><title>A\u202egpj.exe&#8297; ${'x'.repeat(2000)}</title></item>`;
    const title = (await readPackage(withParts({ items }))).scos[0]?.title ?? '';
    expect(title).toMatch(/^A gpj\.exe x+$/);
    expect(title.length).toBeLessThanOrEqual(500);
  });

  it('without settings that nobody can understand', async () => {
    const items = item(
      'a',
      '<adlcp:masteryscore>eighty</adlcp:masteryscore><adlcp:maxtimeallowed>1 hour</adlcp:maxtimeallowed><adlcp:timelimitaction>explode</adlcp:timelimitaction>',
    );
    const zip = withParts({ items });
    expect((await readPackage(zip)).scos[0]?.data).toMatchObject({ masteryScore: '', maxTimeAllowed: '' });
    expect(await noticeOf(zip, 'bad-values')).toContain('"masteryscore eighty"');
  });
});

describe('what an entry opens is', () => {
  it('as its resource says, else a SCO when it is a page', async () => {
    const resource = (id: string, type: string, href: string) =>
      `<resource identifier="${id}" ${type} href="${href}"/>`;
    const items = ['a', 'b', 'c', 'd', 'e']
      .map((id) => `<item identifier="${id}" identifierref="${id}"><title>${id}</title></item>`)
      .join('');
    const resources = [
      resource('a', 'adlcp:scormtype="sco"', 'index.html'),
      resource('b', 'adlcp:scormType="Asset"', 'index.html'),
      resource('c', '', 'index.html'),
      resource('d', '', 'a.pdf'),
      resource('e', 'adlcp:scormtype="page"', 'index.html'),
    ].join('');
    const zip = smallPackage(smallManifest({ items, resources }), { 'a.pdf': 'x' });
    const { scos } = await readPackage(zip);
    expect(scos.map(({ kind }) => kind)).toEqual(['sco', 'asset', 'sco', 'asset', 'sco']);
    expect(await rulesOf(zip)).toContain('no-scorm-type');
  });

  it('the page that a resource without an href lists', async () => {
    const resources =
      '<resource identifier="R1" adlcp:scormtype="sco"><file href="a.js"/><file href="index.html"/></resource>';
    expect((await readPackage(withParts({ resources }))).scos[0]?.file).toBe('index.html');
  });

  it('a page on another website, to which only a link leads', async () => {
    const zip = smallPackage(launching('https://Example.org/a b?x=1#y'));
    const { scos, contents } = await readPackage(zip);
    const href = 'https://example.org/a%20b?x=1#y';
    expect(scos).toMatchObject([{ kind: 'elsewhere', href, file: '' }]);
    expect(contents.children).toMatchObject([{ kind: 'elsewhere', href }]);
    expect(await noticeOf(zip, 'elsewhere')).toContain('nothing they do there can be recorded');
  });

  it('an asset throughout, which is said', async () => {
    const resources = '<resource identifier="R1" adlcp:scormtype="asset" href="index.html"/>';
    expect(await rulesOf(withParts({ resources }))).toContain('assets-only');
  });

  it('its SCORM part, when the package is made for others too', async () => {
    const zip = smallPackage(smallManifest(), { 'tincan.xml': 'x', 'cmi5.xml': 'x' });
    expect(await noticeOf(zip, 'other-standards')).toContain('cmi5 and Tin Can');
  });
});

it('notices are short sentences that repeat nothing endless', async () => {
  const long = 'x'.repeat(230);
  const items = Array.from(
    { length: 50 },
    (_, index) => `<item identifier="${index}" identifierref="${long}"><title>${long}${index}</title></item>`,
  );
  const zip = withParts({
    items: `${items.join('')}<item identifier="a" identifierref="R1"><title></title></item>`,
    metadata: `<metadata><schemaversion>${long}</schemaversion></metadata>`,
  });
  for (const { message } of (await readPackage(zip)).notices) {
    expect(message.length).toBeLessThan(700);
    expect(message).toMatch(/^["A-Z\d].*\.$/);
  }
});
