import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { strToU8, zipSync } from 'fflate';
import { EXPORT_EDITIONS, ExportOptions } from '#courses/scorm/export-options.ts';
import { judgeCalls } from '#courses/scorm/judge-calls.ts';
import type { Call } from '#courses/scorm/run-time-calls.ts';
import { readCourseFolder } from '#server/catalogue/read-course-folder.ts';
import { buildPackage } from '#server/packages/build-package.ts';
import { runCli } from '#test/support/cli.ts';
import { libraryCourse } from '#test/support/library-course.ts';

// `askwell record` as a person uses it: the real program, a real browser, our packages and one that means harm.

const folder = mkdtempSync(join(tmpdir(), 'askwell-record-'));
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

const env = { CHROMIUM: process.env['CHROMIUM'] };
const record = (zip: string, out: string, ...more: string[]) =>
  runCli(['record', zip, '--out', out, ...more], env);
const callsIn = (file: string): Call[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Call);

const course = await libraryCourse('ask-what-it-did');
const { media } = await readCourseFolder('courses/library/ask-what-it-did');

for (const [at, edition] of EXPORT_EDITIONS.entries()) {
  test(`a random walk of our package, SCORM ${edition}, pleases the strictest judge`, async () => {
    const { zip, askwell } = await buildPackage({ course, media, options: ExportOptions.parse({ edition }) });
    const file = join(folder, `${edition}.zip`);
    writeFileSync(file, zip);
    const out = join(folder, `${edition}.jsonl`);
    const sco = askwell.lessons[at % askwell.lessons.length]?.sco ?? '';
    const result = await record(file, out, '--seed', String(at + 1), '--sco', sco, '--steps', '40');
    expect(result.err).toBe('');
    expect(result.code, result.out).toBe(0);
    const calls = callsIn(out);
    expect(judgeCalls(edition, calls, { ended: false })).toEqual([]);
    expect(calls.length).toBeGreaterThan(50);
    expect(calls[0]).toMatchObject({
      call: expect.stringMatching(/Initialize$/),
      answer: 'true',
      error: '0',
      sco,
      session: 1,
    });
    expect(
      calls.some(({ args }) => args[0] === 'cmi.suspend_data'),
      'something was done',
    ).toBe(true);
    expect(calls.every(({ atMs }) => typeof atMs === 'number')).toBe(true);
  });
}

const MANIFEST = `<?xml version="1.0"?><manifest identifier="M" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
<metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
<organizations default="O"><organization identifier="O"><title>T</title><item identifier="I" identifierref="R"><title>T</title></item></organization></organizations>
<resources><resource identifier="R" type="webcontent" adlcp:scormtype="sco" href="a.html"><file href="a.html"/></resource></resources></manifest>`;
const foreign = (name: string, html: string): string => {
  const file = join(folder, `${name}.zip`);
  writeFileSync(file, zipSync({ 'imsmanifest.xml': strToU8(MANIFEST), 'a.html': strToU8(html) }));
  return file;
};

test('a package that means harm reaches nothing, cannot leave its frame, and its faults are told', async () => {
  let visits = 0;
  const neighbour = createServer((_, res) => {
    visits += 1;
    res.end('secret');
  });
  await new Promise<void>((ready) => neighbour.listen(0, '127.0.0.1', ready));
  const there = `127.0.0.1:${(neighbour.address() as AddressInfo).port}`;
  const out = join(folder, 'harm.jsonl');
  const file = foreign(
    'harm',
    `<button onclick="step()">Go</button><a href="http://${there}/link">link</a><script>
      const api = parent.API;
      api.LMSInitialize(''); api.LMSSetValue('cmi.core.lesson_status', 'Passed'); api.LMSSetValue('cmi.interactions.3.id', 'x');
      fetch('http://${there}/fetch', { mode: 'no-cors' }).catch(() => {});
      new WebSocket('ws://${there}/socket'); new Image().src = 'http://${there}/image';
      try { top.location = 'http://${there}/top'; } catch {}
      function step() { alert('Hello'); window.open('http://${there}/popup'); }
    </script>`,
  );
  const result = await record(file, out, '--steps', '6', '--json');
  neighbour.close();
  expect(visits).toBe(0);
  expect(result.code, result.err).toBe(1);
  const { problems } = JSON.parse(result.out) as { problems: { rule: string }[] };
  expect(new Set(problems.map(({ rule }) => rule))).toEqual(new Set(['format', 'index-gap', 'not-ended']));
  expect(callsIn(out).length).toBeGreaterThan(2);
});

test('a package that never stops is stopped by the time limit, and what it called is kept', async () => {
  const file = foreign(
    'loop',
    `<script>parent.API.LMSInitialize(''); setTimeout(() => { for (;;); }, 300);</script>`,
  );
  const out = join(folder, 'loop.jsonl');
  const result = await record(file, out, '--seconds', '3');
  expect(result.out).toContain('The time was up');
  expect(callsIn(out).map(({ call }) => call)).toContain('LMSInitialize');
});

test('wrong usage is told in one sentence', async () => {
  const file = foreign('quiet', '<p>Nothing to do</p>');
  const out = join(folder, 'x.jsonl');
  expect(await record(file, out, '--seed', 'x')).toMatchObject({
    code: 2,
    err: '--seed is "x"; expected a whole number from 0 to 2147483648.',
  });
  expect(await record(file, out, '--sco', 'J')).toMatchObject({
    code: 2,
    err: 'The package has no lesson "J"; it has I.',
  });
  expect(await record(join(folder, 'none.zip'), out)).toMatchObject({
    code: 2,
    err: expect.stringMatching(/^There is no file .*none\.zip\.$/),
  });
  const page = join(folder, 'page.zip');
  writeFileSync(page, 'no zip');
  expect(await record(page, out)).toMatchObject({ code: 1, err: expect.stringMatching(/not a zip/) });
});
