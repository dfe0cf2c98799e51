import { type BrowserContext, chromium, expect, type Page, test } from '@playwright/test';
import { CHROMIUM_ARGS, ensureChromium } from '#scripts/chromium.ts';
import type { ScormPackage } from '#test/support/scorm-package.ts';
import {
  type Desk,
  deed,
  isOpen,
  isSaved,
  newAgent,
  openDesk,
  play,
  playingIn,
  press,
  publishPackage,
} from './packages.ts';

// Attempts at a package as a learner meets them, and the end of old packages in a browser that takes `unload` away.

let desk: Desk;

test.beforeAll(async ({ browser }) => {
  desk = await openDesk(browser);
});
test.afterAll(async () => desk.product.stop());

const titled = (title: string, html?: string): ScormPackage => ({
  edition: '1.2',
  title,
  items: [{ id: 'one', title, ...(html === undefined ? {} : { html }) }],
});
const row = (page: Page, title: string) =>
  page.getByRole('region', { name: 'All lessons' }).getByRole('listitem').filter({ hasText: title });

test('a package is passed, looked back on without a trace, and taken again until no attempt is left', async ({
  context,
}) => {
  const course = await publishPackage(desk, titled('Twice'), { maxAttempts: 2, reopen: 'review' });
  const page = await newAgent(desk, context, 'twice');
  await expect(row(page, 'Twice')).toContainText('2 attempts');
  const first = await play(desk, page, course);
  await isOpen(first, 'Twice');
  await deed(first, 'Pass');
  await isSaved(first);
  await press(first, 'Close');
  await expect(row(page, 'Twice')).toContainText(/Passed.*90.*1 more attempt/);
  await row(page, 'Twice')
    .getByRole('link', { name: /Look back/ })
    .click();
  await expect(page.getByText('You are looking back. Nothing is counted.')).toBeVisible();
  const looking = playingIn(page);
  await isOpen(looking, 'Twice');
  await deed(looking, 'Fail');
  await press(looking, 'Close');
  await expect(row(page, 'Twice')).toContainText(/Passed.*90.*1 more attempt/);
  await row(page, 'Twice')
    .getByRole('link', { name: /Take it again/ })
    .click();
  const second = playingIn(page);
  await expect(second.content.getByText('visits 1, incomplete')).toBeVisible();
  await deed(second, 'Fail');
  await isSaved(second);
  await press(second, 'Close');
  await expect(row(page, 'Twice')).toContainText(/Passed.*90.*No attempts left/);
  await expect(row(page, 'Twice').getByRole('link')).toHaveCount(1);
  await page.goto(`${desk.product.url}/play/${course}/package?fresh=1`);
  await expect(page.getByRole('heading', { name: 'No attempts left' })).toBeVisible();
});

/** Finishes nowhere but in `unload`, as packages of twenty years did. */
const lastWord = `<!doctype html><html lang="en" data-edition="1.2"><title>Old</title><h1>Old</h1><script>
var api = window.parent.API; api.LMSInitialize(''); api.LMSSetValue('cmi.core.lesson_status', 'incomplete'); api.LMSCommit('');
window.onunload = function () { api.LMSSetValue('cmi.core.lesson_status', 'completed'); api.LMSFinish(''); };
</script></html>`;

test('an old package that ends in unload is finished in a browser that takes unload away from everybody else', async () => {
  const browser = await chromium.launch({
    executablePath: ensureChromium(),
    args: [...CHROMIUM_ARGS, '--enable-features=DeprecateUnload'],
  });
  try {
    const context: BrowserContext = await browser.newContext();
    const course = await publishPackage(desk, titled('Old', lastWord));
    const page = await newAgent(desk, context, 'unload');
    await isOpen(await play(desk, page, course), 'Old');
    await page.goto(desk.product.url);
    await expect(async () => {
      await page.reload();
      await expect(row(page, 'Old')).toContainText('Finished', { timeout: 1_000 });
    }).toPass();
  } finally {
    await browser.close();
  }
});
