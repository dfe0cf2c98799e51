import { expect, type Page, test } from '@playwright/test';
import { ExportOptions } from '#courses/scorm/export-options.ts';
import { readCourseFolder } from '#server/catalogue/read-course-folder.ts';
import { buildPackage } from '#server/packages/build-package.ts';
import { type BareLms, startBareLms } from '#test/support/bare-lms.ts';
import { bestPath } from '#test/support/best-path.ts';
import { libraryCourse } from '#test/support/library-course.ts';
import { begin, firstDialogue, playSteps, talk, toDebrief } from './play-lesson.ts';

// The exported SCORM 1.2 package in a page that offers nothing but window.API: it plays, resumes and passes there too.

const course = await libraryCourse('ask-what-it-did');
const lesson = course.lessons[0];
if (!lesson) throw new Error('The bundled course has no lesson.');
let lms: BareLms;

test.beforeAll(async () => {
  const { media } = await readCourseFolder('courses/library/ask-what-it-did');
  lms = await startBareLms((await buildPackage({ course, media, options: ExportOptions.parse({}) })).zip);
});
test.afterAll(async () => lms.close());

const kept = (page: Page) =>
  page.evaluate(() => (window as unknown as { kept: () => Record<string, string> }).kept());

test('the package plays, resumes in mid-conversation and passes in a foreign LMS', async ({ context }) => {
  let page = await context.newPage();
  const url = lms.url(`lessons/${lesson.id}/index.html`);
  await page.goto(url);
  let stage = page.frameLocator('iframe');
  await expect(stage.getByRole('heading', { level: 1 })).toBeVisible();
  expect((await kept(page))['cmi.core.lesson_status']).toBe('incomplete');

  const dialogue = firstDialogue(lesson);
  const path = bestPath(dialogue);
  await playSteps(stage, lesson, { to: dialogue.id });
  await begin(stage);
  await talk(stage, dialogue, path.slice(0, 2));
  const said = dialogue.turns.flatMap(({ choices }) => choices).find(({ id }) => id === path[1])?.text ?? '';
  await page.close();

  page = await context.newPage();
  await page.goto(url);
  stage = page.frameLocator('iframe');
  await expect(stage.getByText(said)).toBeVisible();
  await talk(stage, dialogue, path.slice(2));
  await toDebrief(stage);
  await stage.getByRole('button', { name: /^(Continue|See how it went)$/ }).click();
  const after = lesson.steps[lesson.steps.findIndex(({ id }) => id === dialogue.id) + 1];
  if (after) await playSteps(stage, lesson, { from: after.id });
  await stage.getByRole('button', { name: /^Finish/ }).click();

  const state = await kept(page);
  expect(state['cmi.core.lesson_status']).toBe('passed');
  expect(Number(state['cmi.core.score.raw'])).toBeGreaterThanOrEqual(80);
  expect(state['cmi.core.exit']).toBe('suspend');
  expect(state['cmi.suspend_data']?.length).toBeLessThanOrEqual(4096);
  expect(Object.values(state)).toContain(said.slice(0, 250));
  expect(state['cmi.objectives.0.id']).toBe(`${lesson.id}_${lesson.objectives[0]?.id}`);
});

test('without any LMS the lesson says that nothing is recorded', async ({ page }) => {
  await page.goto(lms.url('x').replace(/\/lms.*/, `/package/lessons/${lesson.id}/index.html`));
  await expect(page.getByText('Nothing is recorded here').first()).toBeVisible();
});
