import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, expect, type Frame, type Page, test } from '@playwright/test';
import { bestPath } from '#test/support/best-path.ts';
import { libraryCourse } from '#test/support/library-course.ts';
import { buildScormPackage, multi12, type ScormPackage } from '#test/support/scorm-package.ts';
import { begin, firstDialogue, playSteps, talk, toDebrief } from './play-lesson.ts';
import { type Product, startProduct, welcome } from './product.ts';

// Every screen at phone and desktop width: a picture of each is written to screenshots/ to be looked at, axe finds nothing
// against WCAG 2.2 AA, and nothing makes the page scroll sideways.

const SIZES = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } } as const;
type Size = keyof typeof SIZES;
const course = await libraryCourse('ask-what-it-did');
let product: Product;

test.describe.configure({ mode: 'serial' });
test.setTimeout(180_000);
test.beforeAll(async () => {
  product = await startProduct();
});
test.afterAll(async () => product.stop());

/** Every motion that ends has ended (half-faded text has too little contrast to judge); three seconds are enough for any. */
const settled = (frame: Frame): Promise<unknown> =>
  frame.evaluate(() => {
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    const ended = Promise.allSettled(ending.map(({ finished }) => finished));
    return Promise.race([ended.then(() => null), new Promise((done) => setTimeout(() => done(null), 3000))]);
  });

/** `picture`: only to be looked at; what axe would say was said at the other width. */
async function look(page: Page, size: Size, name: string, only?: 'picture'): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await Promise.all(page.frames().map(settled));
  await page.screenshot({ path: `screenshots/${name}-${size}.png` });
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(sideways, `${name} scrolls sideways at ${size}`).toBeLessThanOrEqual(0);
  if (only) return;
  // react-aria's own live region names a button by its id and outlives it for some seconds: it is read once, when it comes.
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .exclude('[data-live-announcer]')
    .analyze();
  expect(
    violations.map(({ id, nodes }) => `${name}: ${id} ${nodes.map(({ html }) => html).join(' | ')}`),
  ).toEqual([]);
}

/** Short news must not cover the way around. */
async function expectNewsAboveNav(page: Page): Promise<void> {
  const news = await page.getByText('Saved. Well done for taking the time.').boundingBox();
  const nav = await page.getByRole('navigation', { name: 'Main' }).boundingBox();
  expect((news?.y ?? Infinity) + (news?.height ?? 0)).toBeLessThanOrEqual(nav?.y ?? 0);
}

async function open(browser: Browser, size: Size): Promise<Page> {
  return (await browser.newContext({ viewport: SIZES[size] })).newPage();
}

const links: Partial<Record<Size, string>> = {};
let admin: Page;

test('welcome, people and an invitation', async ({ browser }) => {
  admin = await open(browser, 'desktop');
  await admin.goto(product.adminLink);
  await expect(admin.getByLabel('Choose a password')).toBeVisible();
  await look(admin, 'desktop', 'welcome');
  await welcome(admin, product.adminLink);
  for (const [size, name] of [
    ['phone', 'Wilhelmina Katharina Featherstonehaugh-Oluwaseun'],
    ['desktop', 'Ada Okoye'],
  ] as const) {
    await admin.goto(`${product.url}/people`);
    await admin.getByRole('button', { name: /add/i }).first().click();
    const dialog = admin.getByRole('dialog');
    await dialog.getByLabel('Name', { exact: true }).fill(name);
    await look(admin, 'desktop', `people-add-${size}`);
    await dialog.getByRole('button', { name: /add/i }).click();
    links[size] = await admin.getByRole('dialog').locator('input[readonly]').inputValue();
    await admin.getByRole('button', { name: 'Done' }).click();
  }
});

for (const size of ['phone', 'desktop'] as const) {
  test(`the agent's screens (${size})`, async ({ browser }) => {
    const page = await open(browser, size);
    await page.goto(`${product.url}/`);
    await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
    await look(page, size, 'sign-in');
    await welcome(page, links[size] ?? '');
    await expect(page.getByRole('link', { name: /^Start/ }).first()).toBeVisible();
    await look(page, size, 'today-first');
    await page.goto(`${product.url}/progress`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await look(page, size, 'progress-first');

    // The first three have every kind of step; all seven would take minutes.
    for (const [number, lesson] of course.lessons.slice(0, 3).entries()) {
      await page.goto(`${product.url}/`);
      await page
        .getByRole('link', { name: /^Start/ })
        .first()
        .click();
      const stage = page.frameLocator('iframe').frameLocator('iframe');
      const dialogue = firstDialogue(lesson);
      // Cards and choices look alike in every lesson; conversations differ between the widths.
      const judged = size === 'phone' && number === 0 ? undefined : 'picture';
      let shot = 0;
      await playSteps(stage, lesson, {
        to: dialogue.id,
        at: (step, when) => look(page, size, `lesson${number + 1}-${++shot}-${step.kind}-${when}`, judged),
      });
      await look(page, size, `lesson${number + 1}-dialogue-1-opening`);
      await begin(stage);
      await look(page, size, `lesson${number + 1}-dialogue-2-first`);
      const path = bestPath(dialogue);
      await talk(stage, dialogue, path.slice(0, 2));
      await look(page, size, `lesson${number + 1}-dialogue-3-talking`);
      await talk(stage, dialogue, path.slice(2));
      await look(page, size, `lesson${number + 1}-dialogue-4-over`);
      await toDebrief(stage);
      await look(page, size, `lesson${number + 1}-dialogue-5-debrief`);
      await stage.getByRole('button', { name: /^(Continue|See how it went)$/ }).click();
      const after = lesson.steps[lesson.steps.findIndex(({ id }) => id === dialogue.id) + 1];
      if (after) {
        await playSteps(stage, lesson, {
          from: after.id,
          at: (step, when) => look(page, size, `lesson${number + 1}-${++shot}-${step.kind}-${when}`, judged),
        });
      }
      await look(page, size, `lesson${number + 1}-finish`);
      await stage.getByRole('button', { name: /^Finish/ }).click();
      await expect(page.getByRole('heading', { level: 1, name: /Hello|Today/ })).toBeVisible();
      if (size === 'phone') await expectNewsAboveNav(page);
    }
    await expect(page.getByRole('heading', { name: 'Your plans' })).toBeVisible();
    await look(page, size, 'today-done');
    await page.goto(`${product.url}/progress`);
    await expect(page.getByText('Can do it now').first()).toBeVisible();
    await look(page, size, 'progress-done');
    await page
      .getByRole('button', { name: new RegExp(course.lessons[0]?.objectives[0]?.behaviour ?? '') })
      .click();
    await look(page, size, 'progress-evidence');
    await page.goto(`${product.url}/nowhere`);
    await look(page, size, 'not-found');
    await page.context().close();
  });
}

for (const size of ['phone', 'desktop'] as const) {
  test(`the trainer's screens (${size})`, async () => {
    await admin.setViewportSize(SIZES[size]);
    await admin.goto(`${product.url}/reports/learners`);
    await expect(admin.getByText('Ada Okoye').first()).toBeVisible();
    await look(admin, size, 'learners');
    await admin.getByRole('link', { name: 'Ada Okoye' }).first().click();
    await expect(admin.getByRole('heading', { level: 1, name: 'Ada Okoye' })).toBeVisible();
    await look(admin, size, 'learner');
    await admin.goto(`${product.url}/reports/answers`);
    await expect(admin.getByRole('heading', { level: 1 })).toBeVisible();
    await look(admin, size, 'answers');
    await admin.goto(`${product.url}/people`);
    await expect(admin.getByText('Ada Okoye').first()).toBeVisible();
    await look(admin, size, 'people');
    await admin.goto(`${product.url}/courses`);
    await expect(admin.getByRole('heading', { name: course.title })).toBeVisible();
    await look(admin, size, 'courses');
    await admin
      .getByRole('link', { name: /^Choose your LMS/ })
      .first()
      .click();
    await admin.getByText('Frappe Learning', { exact: true }).click();
    await admin.getByText('More choices').click();
    await look(admin, size, 'export');
    await admin.getByRole('button', { name: 'Download the package' }).click();
    await expect(admin.getByText(/Downloaded: .*frappe.*\.zip/)).toBeVisible();
    await look(admin, size, 'export-done');
    await admin.getByRole('link', { name: /^How to import it/ }).click();
    await expect(admin.getByRole('heading', { name: 'Import it', exact: true })).toBeVisible();
    await look(admin, size, 'guide');
  });
}

/** All that makes a page of a package long: its title, its words from right to left, its parts and what is odd about it. */
const large: ScormPackage = {
  edition: '2004',
  title:
    'Handling conversations with customers whose replacement router did not arrive although it was promised twice (EMEA), version 7',
  items: Array.from({ length: 9 }, (_, module) => ({
    id: `m${module}`,
    title: module === 1 ? 'الاستماع إلى العميل قبل تقديم الحل' : `Module ${module + 1}`,
    items: Array.from({ length: 4 }, (_, part) => ({
      id: `m${module}p${part}`,
      title: `What to ask first, part ${part + 1}`,
      asset: part === 3,
    })),
  })),
  manifest: (xml) => {
    const absent = Array.from({ length: 40 }, (_, i) => `<file href="media/customer-${i}.png"/>`).join('');
    return xml.replace('</resource>', `${absent}</resource>`);
  },
};

test('two packages are handed in', async () => {
  const headers = { origin: product.url, 'content-type': 'application/zip' };
  for (const [fileName, wanted] of [
    ['calls.zip', multi12],
    ['a-file-with-a-name-that-nobody-shortened-before-it-was-sent-around.zip', large],
  ] as const) {
    const query = new URLSearchParams({ fileName });
    const data = await buildScormPackage(wanted);
    const made = await admin.request.post(`${product.url}/api/imports?${query}`, { headers, data });
    expect(made.status()).toBe(201);
    if (wanted === large) continue;
    const { courseId, number } = (await made.json()) as { courseId: string; number: number };
    await admin.request.post(`${product.url}/api/courses/${courseId}/versions/${number}/publish`, {
      headers: { origin: product.url },
      data: { description: 'Greet, ask, agree, say goodbye.' },
    });
  }
});

for (const size of ['phone', 'desktop'] as const) {
  test(`the screens of packages (${size})`, async () => {
    await admin.setViewportSize(SIZES[size]);
    await admin.goto(`${product.url}/courses`);
    await expect(admin.getByRole('heading', { name: multi12.title })).toBeVisible();
    await look(admin, size, 'packages');
    await admin
      .locator('input[type=file]')
      .setInputFiles({ name: 'holiday.zip', mimeType: 'application/zip', buffer: Buffer.from('no zip') });
    await expect(admin.getByRole('heading', { name: 'This package cannot be used' })).toBeVisible();
    await look(admin, size, 'package-refused');
    await admin.getByRole('link', { name: /^Open the draft/ }).click();
    await expect(admin.getByRole('button', { name: /^Show all 45/ })).toBeVisible();
    await look(admin, size, 'package-draft');
    await admin.getByRole('button', { name: /^Show all 45/ }).click();
    await admin.getByRole('button', { name: 'Remove this draft' }).click();
    await look(admin, size, 'package-remove');
    await admin.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await admin.getByRole('link', { name: 'Try it' }).click();
    const sco = admin.frameLocator('iframe').frameLocator('iframe');
    await expect(sco.getByRole('button', { name: 'Pass' })).toBeVisible();
    await look(admin, size, 'package-try', 'picture');
    await admin.goto(`${product.url}/courses`);
    await admin.getByRole('link', { name: `Versions and settings: ${multi12.title}` }).click();
    await admin.getByText('A limited number of times').click();
    await look(admin, size, 'package-course');
    await admin.getByRole('button', { name: 'Delete …' }).click();
    await expect(admin.getByRole('button', { name: 'Delete for good' })).toBeVisible();
    await look(admin, size, 'package-delete');
    await admin.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await admin.goto(`${product.url}/courses/${course.id}`);
    await expect(admin.getByRole('radio').first()).toBeVisible();
    await look(admin, size, 'course-settings');
  });
}
