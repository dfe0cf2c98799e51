import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { ExportOptions } from '#courses/scorm/export-options.ts';
import { readCourseFolder } from '#server/catalogue/read-course-folder.ts';
import { buildPackage } from '#server/packages/build-package.ts';
import { type BareLms, startBareLms } from '#test/support/bare-lms.ts';
import { bestPath } from '#test/support/best-path.ts';
import { libraryCourse } from '#test/support/library-course.ts';
import { begin, firstDialogue, playSteps, type Stage, talk, toDebrief } from './play-lesson.ts';

// A conversation in the learner's own words, in packages as they are exported: typed, by keyboard, in French, on the
// smallest phone.

const LESSON = 'one-thing-by-today';
const english = await libraryCourse('ask-what-it-did');
const french = await libraryCourse('ask-what-it-did-fr');
const lessonOf = (course: typeof english) => {
  const found = course.lessons.find(({ id }) => id === LESSON);
  if (!found) throw new Error(`${course.id} has no lesson "${LESSON}".`);
  return found;
};
const lesson = lessonOf(english);
const dialogue = firstDialogue(lesson);

let lms: BareLms;
let frenchLms: BareLms;
const serve = async (course: typeof english): Promise<BareLms> => {
  const { media } = await readCourseFolder(`courses/library/${course.id}`);
  return startBareLms((await buildPackage({ course, media, options: ExportOptions.parse({}) })).zip);
};
test.beforeAll(async () => {
  [lms, frenchLms] = await Promise.all([serve(english), serve(french)]);
});
test.afterAll(async () => {
  await Promise.all([lms.close(), frenchLms.close()]);
});

const PAGE = `lessons/${LESSON}/index.html`;
/** The lesson's page by itself: a preview, in which nothing is recorded. */
const preview = (server: BareLms): string => server.url('x').replace(/\/lms.*/, `/package/${PAGE}`);

/** What somebody types who has understood the lesson, and what it brings to light. */
const TYPED = [
  ['What has that left you without today?', 'Found out what it did to them:'],
  ['no wonder. what has changed for you since he rang', 'Found out what it did to them:'],
  ['what has to work by this evening?', 'Found out:'],
  ["I'll give you a code for twenty pounds right now", undefined],
  ['good question. ring the number on your card and ask for me', undefined],
] as const;

async function say(stage: Stage, words: string): Promise<void> {
  await stage.getByRole('textbox').fill(words);
  await stage.getByRole('button', { name: 'Say it', exact: true }).click();
}

test('a whole conversation is typed: questions earn facts, nonsense is asked about, and the words stay here', async ({
  page,
}) => {
  await page.goto(lms.url(PAGE));
  const stage = page.frameLocator('iframe');
  await playSteps(stage, lesson, { to: dialogue.id });
  await begin(stage);
  await say(stage, 'qwer zxcv');
  await expect(stage.getByRole('heading', { name: /I can’t tell what that is about/ })).toBeVisible();
  await expect(stage.getByText('This is never counted as wrong.')).toBeVisible();
  await stage.getByRole('button', { name: 'Go back' }).click();
  for (const [words, found] of TYPED) {
    const before = found === undefined ? 0 : await stage.getByText(found).count();
    await say(stage, words);
    await expect(stage.getByText(words).first()).toBeVisible();
    if (found !== undefined) await expect(stage.getByText(found)).not.toHaveCount(before);
  }
  await toDebrief(stage);
  await expect(stage.getByRole('heading', { name: 'The lights on' })).toBeVisible();
  await stage.getByRole('button', { name: 'Continue' }).click();
  await playSteps(stage, lesson, { from: 'next-shift' });
  await stage.getByRole('button', { name: /^Finish/ }).click();

  const kept: Record<string, string> = await page.evaluate(() =>
    (window as unknown as { kept: () => Record<string, string> }).kept(),
  );
  expect(kept['cmi.core.lesson_status']).toBe('passed');
  expect(Object.values(kept)).toContain('impact, open');
  expect(Object.values(kept)).toContain('The lights on');
  expect(Object.values(kept).join('\n')).not.toContain('left you without today');
});

test('the coach shows which words it went by, and takes it back when something else was meant', async ({
  page,
}) => {
  await page.goto(preview(lms));
  await playSteps(page, lesson, { to: dialogue.id });
  await begin(page);
  await say(page, 'Which card is it, the blue one?');
  await expect(page.getByText('You asked about the fault itself.')).toBeVisible();
  await expect(page.locator('mark').first()).toBeVisible();
  await page.getByRole('button', { name: 'That’s not what I meant' }).click();
  await page.getByRole('button', { name: 'what it did to them' }).click();
  await expect(page.getByText('You meant what it did to them.')).toBeVisible();
  await expect(page.getByText('Found out what it did to them:').first()).toBeVisible();
});

test('a conversation is held with the keyboard alone, and every screen of it is accessible', async ({
  page,
}) => {
  const accessible = async (): Promise<void> => {
    await page.evaluate(() =>
      Promise.all(document.getAnimations().map((one) => one.finished.catch(() => undefined))),
    );
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  };
  const tabTo = async (selector: string): Promise<void> => {
    for (let n = 0; n < 40; n += 1) {
      if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`Tab never came to ${selector}.`);
  };
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(preview(lms));
  await playSteps(page, lesson, { to: dialogue.id });
  await accessible();
  await tabTo('.button.main');
  await page.keyboard.press('Enter');
  for (const [words] of TYPED) {
    await accessible();
    await tabTo('textarea');
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type(words);
    await page.keyboard.press('Enter');
    await expect(page.getByText(words).first()).toBeVisible();
    expect(await page.evaluate(() => document.activeElement === document.body), 'the focus is lost').toBe(
      false,
    );
  }
  await accessible();
  const sure = page.getByRole('button', { name: 'I think so', exact: true });
  for (let n = 0; n < 40 && !(await sure.evaluate((button) => button === document.activeElement)); n += 1)
    await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'The lights on' })).toBeVisible();
  await accessible();
});

test('the same in French: the page, the words of the player and the reading', async ({ page }) => {
  const inFrench = firstDialogue(lessonOf(french));
  const [ask, choice] = lessonOf(french).steps;
  if (ask?.kind !== 'ask' || choice?.kind !== 'choice')
    throw new Error('expected an ask and a choice to begin with');
  await page.goto(preview(frenchLms));
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
  await page.getByRole('textbox').fill('Prenons-en une seule. Qu’est-ce qui doit marcher ce soir ?');
  await page.getByRole('button', { name: 'Le dire', exact: true }).click();
  await expect(page.getByText('Vous avez demandé de quoi elle a besoin.')).toBeVisible();
  await page.getByRole('button', { name: 'Continuer' }).click();
  const best = choice.options.toSorted((a, b) => b.worth - a.worth)[0]?.text ?? '';
  await page.getByRole('radio', { name: best }).locator('xpath=ancestor::label').click();
  await page.getByRole('radio', { name: 'Sûr' }).locator('xpath=ancestor::label').click();
  await page.getByRole('button', { name: 'Vérifier' }).click();
  await page.getByRole('button', { name: 'Continuer' }).click();
  await expect(page.getByText(inFrench.customer.name).first()).toBeVisible();
  await page.getByRole('button', { name: 'Prendre l’appel' }).click();
  await page.getByRole('textbox').fill("De quoi ça vous prive aujourd'hui ?");
  await page.getByRole('button', { name: 'Le dire', exact: true }).click();
  await expect(page.getByText('Vous avez demandé ce que cela a fait à la personne.')).toBeVisible();
  await expect(page.getByText('Découvert, ce que cela lui a fait').first()).toBeVisible();
});

test.describe('on the smallest phone', () => {
  test.use({ viewport: { width: 320, height: 568 }, hasTouch: true });

  test('a conversation fits into 320 px from the opening to the debrief', async ({ page }) => {
    const fits = async (where: string): Promise<void> => {
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(wide, where).toBe(0);
    };
    await page.goto(preview(lms));
    await playSteps(page, lesson, { to: dialogue.id });
    await fits('opening');
    await begin(page);
    await fits('own words');
    await say(page, TYPED[0][0]);
    await fits('reading');
    for (const id of bestPath(dialogue).slice(1)) {
      await talk(page, dialogue, [id]);
      await fits(id);
    }
    await toDebrief(page);
    await expect(page.getByRole('heading', { name: 'What you found out' })).toBeVisible();
    await fits('debrief');
  });
});
