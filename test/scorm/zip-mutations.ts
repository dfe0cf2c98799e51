import {
  type Arbitrary,
  array,
  constant,
  constantFrom,
  integer,
  nat,
  oneof,
  record,
  string,
  tuple,
  uint8Array,
} from 'fast-check';
import { type RawEntry, rawZip } from '#test/support/raw-zip.ts';
import { smallManifest, smallManifest2004 } from '#test/support/small-package.ts';

// Zips that nobody means well with: good ones whose manifest, names and bytes are changed, one after the other.

const files = ['index.html', 'a/page.html', 'a/b/script.js', 'media/ü.txt', 'inner.zip'];
const packageOf = (manifest: string, folder = ''): RawEntry[] => [
  { name: `${folder}imsmanifest.xml`, content: manifest },
  ...files.map((name) => ({
    name: `${folder}${name}`,
    content: `content of ${name} `.repeat(20),
    flags: 0x800,
  })),
];

const ITEMS = `<item identifier="u"><title>Unit</title><item identifier="a" identifierref="R1" parameters="?x=1&amp;y=2"><title>A</title>
  <adlcp:masteryscore>80</adlcp:masteryscore><adlcp:datafromlms>x</adlcp:datafromlms></item>
  <item identifier="b" identifierref="R2"><title><![CDATA[B]]></title>
  <imsss:sequencing IDRef="s"><imsss:controlMode choice="true" flow="true"/></imsss:sequencing></item></item>`;
const RESOURCES = `<resource identifier="R1" type="webcontent" adlcp:scormtype="sco" href="index.html?q=1#h"><file href="index.html"/></resource>
  <resource identifier="R2" type="webcontent" adlcp:scormType="asset" href="page.html" xml:base="a/"><file href="b/script.js"/></resource>`;
const manifests = [
  smallManifest({ items: ITEMS, resources: RESOURCES }),
  smallManifest2004({ items: ITEMS, resources: RESOURCES }),
];

/** Pieces that are put into the manifest. */
// biome-ignore format: a list
const scraps: Arbitrary<string> = oneof(
  string({ unit: 'binary', maxLength: 30 }),
  constantFrom(
    '<item>', '</item>', '<item identifier="a" identifierref="R1">', '<organization>', '</organizations>', '<manifest>',
    '<resource identifier="R1" href="https://example.org/"/>', ' href="javascript:alert(1)"', ' href="../../../etc/passwd"',
    ' href="%2e%2e%2f%2e%2e%2fx"', ' href="C:\\x"', ' xml:base="https://example.org/"', ' xml:base="../"', ' identifier="__proto__"',
    ' identifierref="constructor"', ' default="__proto__"', '<constructor/>', '<__proto__ a="b"/>', '<!DOCTYPE a [<!ENTITY b "c">]>',
    '<!DOCTYPE a>', '<!-- ', '-->', '<![CDATA[', ']]>', '<?xml version="1.0" encoding="utf-16"?>', '&#0;', '&#xD800;', '&b;', '&', '<', '>', '"', "'",
    '%', '%E0%A4', '\u0000', '\ufeff', '\ud800', '\u202e', '<title>', '</title>', '<imsss:sequencing IDRef="s">', '<adlcp:prerequisites>a&amp;(b|',
    '<schemaversion>1.2</schemaversion>', '<imsss:primaryObjective objectiveID="__proto__" satisfiedByMeasure="true"/>', 'a:b:c="d"', 'x'.repeat(5000),
  ),
);

/** Names that lead where no file may go, or mean two things. */
// biome-ignore format: a list
const hostileNames: Arbitrary<string | Uint8Array> = oneof(
  constantFrom(
    '../evil', '../../evil', 'a/../../evil', '/evil', '//evil', '\\evil', '..\\evil', 'a\\..\\..\\evil', 'C:\\evil', 'C:evil', '\\\\?\\C:\\evil',
    './../evil', '.', '..', '', '/', 'a/', 'a', 'a//b', 'a/./b', 'index.html/evil', 'INDEX.HTML', 'A/Page.html', 'index.html.', 'index.html ', 'con', 'NUL.txt',
    'a/aux.js', 'index.html:stream', 'index.html\u0000.txt', 'a\nb', 'imsmanifest.xml', 'IMSMANIFEST.XML', 'b/imsmanifest.xml', '__MACOSX/../evil',
    'askwell.json', 'cmi5.xml', '\u202etxt.exe', 'e\u0301.txt', '%2e%2e/evil', '~/evil', 'constructor', '__proto__/x', 'x'.repeat(300), 'y/'.repeat(600),
  ),
  uint8Array({ maxLength: 20 }),
  string({ unit: 'binary', maxLength: 12 }),
);

const spliced = tuple(nat(4000), nat(300), scraps);
const changedEntry = record(
  {
    name: hostileNames,
    content: string({ maxLength: 20 }),
    flags: constantFrom(0, 1, 8, 0x800, 0x2000, 0xffff),
    method: constantFrom(0, 8, 9, 12, 99),
    crc: constantFrom(0, 0xffffffff),
    bytes: constantFrom(0, 1, 0xffffffff, 0xfffffffe, 100_000_000),
    attributes: constantFrom(0o120777 << 16, 0o040755 << 16, 0o060666 << 16, 0o100644 << 16, 0x10),
  },
  { requiredKeys: [] },
);
/** Where the fields of a central record (APPNOTE.TXT 4.3.12) and of the end record (4.3.16) begin, and how long they are. */
// biome-ignore format: a list
const CENTRAL = [[4, 2], [6, 2], [8, 2], [10, 2], [16, 4], [20, 4], [24, 4], [28, 2], [30, 2], [32, 2], [34, 2], [38, 4], [42, 4]] as const;
// biome-ignore format: a list
const END = [[4, 2], [6, 2], [8, 2], [10, 2], [12, 4], [16, 4], [20, 2]] as const;
const value = oneof(constantFrom(0, 1, 2, 0x7f, 0xff, 0xffff, 0xfffffffe, 0xffffffff), nat(5000));

const few = <T>(change: Arbitrary<T>): Arbitrary<T[]> =>
  oneof(
    constant<T[]>([]),
    constant<T[]>([]),
    constant<T[]>([]),
    array(change, { minLength: 1, maxLength: 2 }),
  );

/** A zip made of a good one by changes to its manifest, its entries, its directory, and its bytes: few at a time. */
export const mutatedZip: Arbitrary<Buffer> = record({
  manifest: constantFrom(...manifests),
  folder: constantFrom('', '', '', '', 'course/', 'a\\', '../'),
  splices: few(spliced),
  utf16: nat(20),
  changes: few(tuple(nat(7), changedEntry)),
  repeated: few(tuple(nat(7), changedEntry)),
  fields: few(tuple(nat(8), nat(20), value)),
  flips: few(tuple(integer({ min: 0, max: 1_000_000 }), nat(255))),
  cut: few(tuple(nat(5000), nat(400))),
}).map((plan) => {
  const xml = splice(plan.manifest, plan.splices);
  const entries = packageOf(xml, plan.folder);
  const [first] = entries;
  if (plan.utf16 === 0 && first) entries[0] = { ...first, content: Buffer.from(`\ufeff${xml}`, 'utf16le') };
  for (const [at, change] of plan.changes) replaceAt(entries, at, change);
  for (const [at, change] of plan.repeated) {
    const entry = entries[at % entries.length];
    if (entry) entries.push({ ...entry, ...change });
  }
  return spoil(rawZip(entries), plan);
});

/** A manifest with up to four pieces put in, or in place of others. */
export const mutatedManifest: Arbitrary<string> = tuple(
  constantFrom(...manifests),
  array(spliced, { maxLength: 4 }),
).map(([manifest, splices]) => splice(manifest, splices));

const splice = (manifest: string, splices: [at: number, length: number, scrap: string][]): string =>
  splices.reduce((text, [at, length, scrap]) => {
    const place = at % (text.length + 1);
    return `${text.slice(0, place)}${scrap}${text.slice(place + length)}`;
  }, manifest);

function replaceAt(entries: RawEntry[], at: number, change: Partial<RawEntry>): void {
  const place = at % entries.length;
  const entry = entries[place];
  if (entry) entries[place] = { ...entry, ...change };
}

function spoil(
  zip: Buffer,
  { fields, flips, cut }: { fields: number[][]; flips: number[][]; cut: number[][] },
): Buffer {
  const records = placesOf(zip, 'PK\u0001\u0002');
  const end = zip.lastIndexOf('PK\u0005\u0006');
  for (const [which = 0, field = 0, written = 0] of fields) {
    const start = records[which] ?? end;
    const all = records[which] === undefined ? END : CENTRAL;
    const [offset, size] = all[field % all.length] ?? [4, 2];
    zip.writeUIntLE(written % 256 ** size, start + offset, size);
  }
  for (const [at = 0, byte = 0] of flips) zip[at % zip.length] = byte;
  return cut.reduce<Buffer>(
    (whole, [at = 0, length = 0]) => Buffer.concat([whole.subarray(0, at), whole.subarray(at + length)]),
    zip,
  );
}

function placesOf(zip: Buffer, mark: string): number[] {
  const places: number[] = [];
  for (let at = zip.indexOf(mark, 0, 'latin1'); at !== -1; at = zip.indexOf(mark, at + 1, 'latin1'))
    places.push(at);
  return places;
}
