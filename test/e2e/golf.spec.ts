import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { ROOT } from '#server/paths.ts';
import { type Desk, newAgent, openDesk, type Playing, play, press, publishPackage } from './packages.ts';

// The reference examples of a golf course, taken as a learner takes them: page by page, with their tests.

const FOLDER = join(ROOT, '../shared/packages/rustici-golf');
test.skip(!existsSync(FOLDER), 'The folder with public packages is absent.');

let desk: Desk;
test.beforeAll(async ({ browser }) => {
  desk = await openDesk(browser);
});
test.afterAll(async () => desk?.product.stop());

const golf = (name: string): Promise<string> =>
  publishPackage(desk, readFileSync(join(FOLDER, `${name}.zip`)));

/** Turns pages until there is no next one; where a page holds a test, all answers are the right ones. */
async function takePages({ content }: Playing): Promise<void> {
  const next = content.locator('#butNext');
  const page = content.frameLocator('#contentFrame');
  for (;;) {
    await expect(page.locator('body')).not.toBeEmpty();
    if ((await page.getByRole('button', { name: 'Submit Answers' }).count()) > 0) await answer(page);
    if (!(await next.isVisible()) || (await next.isDisabled())) return;
    await next.click();
    await content.locator('body').evaluate(() => new Promise((done) => setTimeout(done, 300)));
  }
}

async function answer(page: ReturnType<Playing['content']['frameLocator']>): Promise<void> {
  await page.locator('body').evaluate(() => {
    for (const right of document.querySelectorAll('.correctAnswer')) {
      const input = right.querySelector('input');
      if (input?.type === 'text') input.value = /\((.*)\)/.exec(right.textContent ?? '')?.[1] ?? '';
      else if (input) input.checked = true;
    }
  });
  await page.getByRole('button', { name: 'Submit Answers' }).click();
  await expect(page.getByText('Score: 100')).toBeVisible();
}

async function reportedOf(courseId: string) {
  const report = await desk.admin.get(`${desk.product.url}/api/reports/learners?course=${courseId}`);
  const { learners } = (await report.json()) as {
    learners: { username: string; cells: { status: string; scaledScore: number | null }[] }[];
  };
  return new Map(learners.map(({ username, cells }) => [username, cells[0]]));
}

test('basic calls in SCORM 1.2: bookmark kept over a closed tab, passed with 100 after the tests', async ({
  context,
}) => {
  const course = await golf('RuntimeBasicCalls_SCORM12');
  const page = await newAgent(desk, context, 'golfer');
  const first = await play(desk, page, course);
  await first.content.locator('#butNext').click();
  await first.content.locator('#butNext').click();
  const shown = first.content.frameLocator('#contentFrame').locator('h1').first();
  await expect(shown).toHaveText(/scor/i);
  const title = await shown.textContent();
  await page.close();

  const again = await context.newPage();
  again.on('dialog', (dialog) => void dialog.accept());
  const second = await play(desk, again, course);
  await expect(second.content.frameLocator('#contentFrame').locator('h1').first()).toHaveText(title ?? '');
  await takePages(second);
  await press(second, 'Close');
  await expect
    .poll(async () => (await reportedOf(course)).get('golfer'))
    .toMatchObject({
      status: 'passed',
      scaledScore: 1,
    });
});

test('advanced calls in SCORM 2004: objectives and interactions arrive, readable', async ({ context }) => {
  const course = await golf('RunTimeAdvancedCalls_SCORM20043rdEdition');
  const page = await newAgent(desk, context, 'advanced');
  const playing = await play(desk, page, course);
  await takePages(playing);
  await press(playing, 'Close');
  await expect
    .poll(async () => (await reportedOf(course)).get('advanced'))
    .toMatchObject({
      status: 'passed',
      scaledScore: 1,
    });
  const people = await (await desk.admin.get(`${desk.product.url}/api/users`)).json();
  const { id } = people.users.find(({ username }: { username: string }) => username === 'advanced');
  const answers = await (
    await desk.admin.get(`${desk.product.url}/api/learners/${id}/answers?course=${course}`)
  ).json();
  expect(answers.answers.length).toBeGreaterThan(3);
  expect(answers.answers.every(({ result }: { result: string }) => result === 'correct')).toBe(true);
});

test('forced order in SCORM 2004: part after part, the test at the end passes the whole', async ({
  context,
}) => {
  const course = await golf('SequencingForcedSequential_SCORM20043rdEdition');
  const page = await newAgent(desk, context, 'sequence');
  const playing = await play(desk, page, course);
  const source = () => playing.shell.locator('#stage iframe').getAttribute('src');
  for (let part = 1; part <= 5; part += 1) {
    await takePages(playing);
    const before = await source();
    if (part === 5) break;
    await press(playing, 'Next');
    await expect.poll(source).not.toBe(before);
  }
  await press(playing, 'Close');
  // its manifest says: "This course doesn't rollup a score"
  await expect
    .poll(async () => (await reportedOf(course)).get('sequence'))
    .toMatchObject({
      status: 'passed',
      scaledScore: null,
    });
});
