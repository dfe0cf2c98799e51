import { expect, type Frame, type Page, test } from '@playwright/test';
import type { Step } from '#courses/format/step.ts';
import { bestPath } from '#test/support/best-path.ts';
import { libraryCourse } from '#test/support/library-course.ts';
import { type Product, startProduct } from './product.ts';

// From the link to the end of a lesson without a mouse: Tab, Enter, Space, arrows and the number keys, and the focus is
// never lost.

let product: Product;
const course = await libraryCourse('ask-what-it-did');
const lesson = course.lessons[0];
if (!lesson) throw new Error('The bundled course has no lesson.');

test.beforeAll(async () => {
  product = await startProduct();
});
test.afterAll(async () => product.stop());

/** What has the focus, in words; '' when it is lost. */
const focused = (place: Page | Frame): Promise<string> =>
  place.evaluate(() => {
    const at = document.activeElement;
    if (!at || at === document.body) return '';
    const label = at instanceof HTMLInputElement ? at.closest('label')?.textContent : undefined;
    return (label ?? at.getAttribute('aria-label') ?? at.textContent ?? at.tagName).trim() || at.tagName;
  });

/** Presses Tab until the focus is on something whose words match. */
async function tabTo(page: Page, place: Page | Frame, words: string | RegExp): Promise<void> {
  for (let n = 0; n < 40; n++) {
    const now = await focused(place);
    if (typeof words === 'string' ? now.includes(words) : words.test(now)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never came to ${words}; it stopped at "${await focused(place)}".`);
}

async function press(page: Page, place: Page | Frame, words: string | RegExp): Promise<void> {
  await tabTo(page, place, words);
  await page.keyboard.press('Enter');
}

/** In a group of radio buttons Tab enters once and the arrows choose. */
async function choose(page: Page, frame: Frame, texts: string[], wanted: string): Promise<void> {
  await tabTo(
    page,
    frame,
    new RegExp(texts.map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')),
  );
  await page.keyboard.press('Space');
  for (let n = 0; n < texts.length && !(await focused(frame)).includes(wanted); n++)
    await page.keyboard.press('ArrowDown');
  expect(await focused(frame)).toContain(wanted);
}

async function doStep(page: Page, frame: Frame, step: Step): Promise<void> {
  if (step.kind === 'example' || step.kind === 'choice') {
    const best = [...step.options].sort((a, b) => b.worth - a.worth)[0];
    await choose(
      page,
      frame,
      step.options.map(({ text }) => text),
      best?.text ?? '',
    );
    if (step.kind === 'choice' && step.confidence)
      await choose(page, frame, ['Sure', 'I think so', 'Guessing'], 'Sure');
    await press(page, frame, 'Check');
    // right is right, also where a prepared answer is worth less than a conversation
    await expect(frame.getByText('That works.').first()).toBeVisible();
  }
  if (step.kind === 'sort') {
    for (let n = 0; n < step.cards.length; n++) {
      const shown = await frame.locator('p[aria-live="polite"]').innerText();
      const card = step.cards.find(({ text }) => shown.startsWith(text));
      const pile = step.piles.find(({ id }) => id === card?.pile);
      await press(page, frame, new RegExp(`^${pile?.title}$`));
    }
    await press(page, frame, 'Check');
  }
  if (step.kind === 'dialogue') {
    await press(page, frame, 'Take the call');
    const byId = new Map(
      step.turns.flatMap(({ choices }) => choices.map((choice) => [choice.id, choice.text] as const)),
    );
    for (const [n, id] of bestPath(step).entries()) {
      const text = byId.get(id) ?? '';
      // where own words are taken, what could be said is one press away, once for the whole lesson
      const lines = frame.getByRole('button', { name: 'Show me what I could say' });
      if (await lines.isVisible()) await press(page, frame, 'Show me what I could say');
      // both ways in turn: by its number, and by going there
      if (n % 2 === 0) {
        const said = await frame.getByRole('listitem').getByRole('button').allInnerTexts();
        await page.keyboard.press(String(said.findIndex((line) => line.includes(text)) + 1));
      } else await press(page, frame, text);
      await expect(frame.getByText(text).first()).toBeVisible();
      expect(await focused(frame), `after "${text}"`).not.toBe('');
    }
    await press(page, frame, /^(I think so|See what came of it)$/);
  }
}

test('a lesson is taken with the keyboard alone', async ({ page }) => {
  await page.goto(product.tryoutLink);
  await tabTo(page, page, /INPUT|Choose a password/);
  await page.keyboard.type('four words in a row');
  await page.keyboard.press('Enter');
  await expect(page).not.toHaveURL(/welcome/);
  await expect(page.getByRole('link', { name: /^Start/ }).first()).toBeVisible();
  await press(page, page, /^Start/);

  const inner = page.frameLocator('iframe').frameLocator('iframe');
  await expect(inner.getByRole('heading', { level: 1 })).toBeVisible();
  const frame = page.frames().find((one) => one.url().includes('/files/'));
  if (!frame) throw new Error('The lesson has no frame.');
  for (const step of lesson.steps) {
    await doStep(page, frame, step);
    await press(page, frame, /^(Continue|See how it went)$/);
    expect(await focused(frame), `after ${step.id}`).not.toBe('');
  }
  await expect(inner.getByRole('heading', { name: 'You did it' })).toBeVisible();
  expect(await focused(frame)).toContain('You did it');
  await press(page, frame, /^Finish/);
  await expect(page.getByRole('heading', { level: 1, name: /Hello/ })).toBeVisible();
});
