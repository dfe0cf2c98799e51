import { expect, test } from '@playwright/test';
import { libraryCourse } from '#test/support/library-course.ts';
import { playSteps } from './play-lesson.ts';
import { type Product, startProduct, welcome } from './product.ts';

// Ninety seconds between two calls: from Today in one tap, done, and nothing more is asked for today.

const pool = await libraryCourse('ninety-seconds');
let product: Product;
test.beforeAll(async () => {
  product = await startProduct();
});
test.afterAll(async () => product.stop());
test.use({ viewport: { width: 390, height: 844 } });

test('the drill of the day is one tap away, and done for today afterwards', async ({ page }) => {
  await welcome(page, product.tryoutLink);
  const drill = page.getByRole('region', { name: 'Your 90 seconds today' });
  const [first] = pool.lessons;
  if (!first) throw new Error('The pool has no drill.');
  await expect(drill.getByText(first.title)).toBeVisible();
  await expect(drill.getByText(`0 of ${pool.lessons.length} done so far`)).toBeVisible();
  await drill.getByRole('link', { name: `Start: ${first.title}` }).click();
  const stage = page.frameLocator('iframe').frameLocator('iframe');
  await playSteps(stage, first);
  await stage.getByRole('button', { name: /^Finish/ }).click();
  const done = page.getByRole('region', { name: /90 seconds: done/ });
  await expect(done.getByText(`1 of ${pool.lessons.length} done so far`)).toBeVisible();
  await expect(done.getByRole('link', { name: /^One more/ })).toBeVisible();

  await page.getByLabel('Language of the courses').selectOption({ label: 'Français' });
  await expect(page.getByText('Demandez ce que ça leur a fait').first()).toBeVisible();
});
