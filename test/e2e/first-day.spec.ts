import { type Browser, type BrowserContext, expect, type Page, test } from '@playwright/test';
import { bestPath } from '#test/support/best-path.ts';
import { libraryCourse } from '#test/support/library-course.ts';
import { begin, firstDialogue, playSteps, talk, toDebrief } from './play-lesson.ts';
import { PASSWORD, type Product, startProduct, welcome } from './product.ts';

// The whole path, through the door a person would use: the first administrator invites an agent; the agent takes a
// lesson, closes the tab in the middle of a conversation, comes back to the same turn and finishes; the progress and
// its evidence appear for the agent and in the trainer's table.

let product: Product;
let adminPage: Page;
let agentLink: string;
const course = await libraryCourse('ask-what-it-did');
const lesson = course.lessons[0];
if (!lesson) throw new Error('The bundled course has no lesson.');

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  product = await startProduct();
});
test.afterAll(async () => product.stop());

const fresh = (browser: Browser): Promise<BrowserContext> =>
  browser.newContext({ viewport: { width: 390, height: 844 } });

/** The lesson inside the shell inside the app. */
const lessonIn = (page: Page) => page.frameLocator('iframe').frameLocator('iframe');

test('the first administrator opens the link, chooses a password and invites an agent', async ({
  browser,
}) => {
  adminPage = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  await welcome(adminPage, product.adminLink);
  await adminPage.getByRole('link', { name: 'People' }).click();
  await adminPage.getByRole('button', { name: /add/i }).first().click();
  const dialog = adminPage.getByRole('dialog');
  await dialog.getByLabel('Name', { exact: true }).fill('Ada Okoye');
  await dialog.getByRole('button', { name: /add/i }).click();
  const shown = adminPage.getByRole('dialog').locator('input[readonly]');
  agentLink = await shown.inputValue();
  expect(agentLink).toContain('/welcome#');
});

test('a link works once', async ({ browser }) => {
  const context = await fresh(browser);
  const page = await context.newPage();
  await page.goto(product.adminLink);
  await expect(page.getByRole('heading', { name: /does not work any more/ })).toBeVisible();
  await context.close();
});

test('the agent takes a lesson, loses the tab in mid-conversation and comes back to the same turn', async ({
  browser,
}) => {
  const context = await fresh(browser);
  let page = await context.newPage();
  await welcome(page, agentLink);
  await page
    .getByRole('link', { name: /^Start/ })
    .first()
    .click();
  let stage = lessonIn(page);

  const dialogue = firstDialogue(lesson);
  await playSteps(stage, lesson, { to: dialogue.id });
  await begin(stage);
  const path = bestPath(dialogue);
  const firstTwo = path.slice(0, 2);
  await talk(stage, dialogue, firstTwo);
  const said =
    dialogue.turns.flatMap(({ choices }) => choices).find(({ id }) => id === firstTwo[1])?.text ?? '';
  await expect(stage.getByText(said)).toBeVisible();
  await expect(stage.getByText(/^Saved \d/)).toBeVisible();

  await page.close();
  page = await context.newPage();
  await page.goto(product.url);
  await page
    .getByRole('link', { name: /^Carry on/ })
    .first()
    .click();
  stage = lessonIn(page);
  await expect(stage.getByText(said)).toBeVisible();
  await expect(stage.getByRole('heading', { name: 'What do you say?' })).toBeVisible();

  await talk(stage, dialogue, path.slice(2));
  await toDebrief(stage);
  await stage.getByRole('button', { name: /^(Continue|See how it went)$/ }).click();
  const after = lesson.steps[lesson.steps.findIndex(({ id }) => id === dialogue.id) + 1];
  if (after) await playSteps(stage, lesson, { from: after.id });
  await expect(stage.getByRole('heading', { name: 'You did it' })).toBeVisible();
  await stage.getByRole('button', { name: /^Finish/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: /Hello|Today/ })).toBeVisible();

  await page.goto(`${product.url}/progress`);
  await expect(page.getByText('Can do it now').first()).toBeVisible();
  await page.getByRole('button', { name: new RegExp(lesson.objectives[0]?.behaviour ?? '') }).click();
  await expect(page.getByText('Shows it').first()).toBeVisible();
  await context.close();
});

test('the trainer sees status, score and the answers in words', async () => {
  await adminPage.goto(`${product.url}/reports/learners`);
  const row = adminPage.getByRole('row', { name: /Ada Okoye/ });
  await expect(row).toContainText('Passed');
  await row.getByRole('link', { name: 'Ada Okoye' }).click();
  const path = bestPath(firstDialogue(lesson));
  const said =
    firstDialogue(lesson)
      .turns.flatMap(({ choices }) => choices)
      .find(({ id }) => id === path[0])?.text ?? '';
  await expect(adminPage.getByText(said.slice(0, 60)).first()).toBeVisible();
});

test('the try-out agent can practise and is left out of reports', async ({ browser }) => {
  const context = await fresh(browser);
  const page = await context.newPage();
  await welcome(page, product.tryoutLink);
  await page
    .getByRole('link', { name: /^Start/ })
    .first()
    .click();
  await expect(lessonIn(page).getByRole('heading', { level: 1 })).toBeVisible();
  await context.close();
  await adminPage.goto(`${product.url}/reports/learners`);
  await expect(adminPage.getByRole('row', { name: /Ada Okoye/ })).toBeVisible();
  await expect(adminPage.getByRole('row')).toHaveCount(2);
});

test('a password that was chosen signs in again', async ({ browser }) => {
  const context = await fresh(browser);
  const page = await context.newPage();
  await page.goto(`${product.url}/progress`);
  await page.getByLabel('Username').fill('admin');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: /progress/i })).toBeVisible();
  await context.close();
});
