import { expect, type Page, test } from '@playwright/test';
import { ExportOptions } from '#courses/scorm/export-options.ts';
import { mergeLessons } from '#courses/scorm/merge-lessons.ts';
import { readCourseFolder } from '#server/catalogue/read-course-folder.ts';
import { buildPackage } from '#server/packages/build-package.ts';
import { type BareLms, startBareLms } from '#test/support/bare-lms.ts';
import { libraryCourse } from '#test/support/library-course.ts';
import { playSteps } from './play-lesson.ts';

// A whole course exported as one SCO: it is one lesson that plays to its end, resumes between two chapters and passes.

const course = await libraryCourse('ask-what-it-did');
const lesson = mergeLessons(course);
let lms: BareLms;

test.beforeAll(async () => {
  const { media } = await readCourseFolder('courses/library/ask-what-it-did');
  const options = ExportOptions.parse({ layout: 'single' });
  lms = await startBareLms((await buildPackage({ course, media, options })).zip);
});
test.afterAll(async () => lms.close());

const kept = (page: Page) =>
  page.evaluate(() => (window as unknown as { kept: () => Record<string, string> }).kept());

test('a course of three lessons in one SCO is taken, resumed and passed', async ({ context }) => {
  const chapters = lesson.steps.filter((step) => course.lessons.some(({ title }) => title === step.title));
  const second = chapters[1];
  if (!second) throw new Error('The course has no second lesson.');

  let page = await context.newPage();
  await page.goto(lms.url('index.html'));
  let stage = page.frameLocator('iframe');
  await expect(stage.getByRole('heading', { level: 1 })).toContainText(course.lessons[0]?.title ?? '');
  await playSteps(stage, lesson, { to: second.id });
  await page.close();

  page = await context.newPage();
  await page.goto(lms.url('index.html'));
  stage = page.frameLocator('iframe');
  await expect(stage.getByRole('heading', { level: 1 })).toContainText(course.lessons[1]?.title ?? '');
  expect((await kept(page))['cmi.core.lesson_status']).toBe('incomplete');
  await playSteps(stage, lesson, { from: second.id });
  await stage.getByRole('button', { name: /^Finish/ }).click();

  const state = await kept(page);
  expect(state['cmi.core.lesson_status']).toBe('passed');
  expect(state['cmi.suspend_data']?.length).toBeLessThanOrEqual(4096);
  expect(Object.keys(state).filter((key) => /^cmi\.objectives\.\d+\.id$/.test(key))).toHaveLength(
    lesson.objectives.length,
  );
});
