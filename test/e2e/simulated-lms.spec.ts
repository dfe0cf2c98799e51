import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { ExportOptions } from '#courses/scorm/export-options.ts';
import { buildPackage } from '#server/packages/build-package.ts';
import { bestPath } from '#test/support/best-path.ts';
import { courseFixture } from '#test/support/course-fixture.ts';
import {
  QUIRKS,
  type Quirk,
  type QuirkName,
  type SimulatedLms,
  startSimulatedLms,
} from '#test/support/simulated-lms.ts';
import { begin, firstDialogue, playSteps, type Stage, talk, toDebrief } from './play-lesson.ts';

// What an administrator fears, LMS by LMS: the package is imported, taken, closed in the middle of a conversation,
// resumed there, finished, and the LMS holds what was promised. Then it is opened again, and nothing gets worse.

const lesson = courseFixture.lessons[0];
if (!lesson) throw new Error('The course of the tests has no lesson.');
const dialogue = firstDialogue(lesson);
const path = bestPath(dialogue);
const zips = {
  '1.2': (
    await buildPackage({
      course: courseFixture,
      media: new Map(),
      options: ExportOptions.parse({ edition: '1.2' }),
    })
  ).zip,
  '2004-4': (
    await buildPackage({
      course: courseFixture,
      media: new Map(),
      options: ExportOptions.parse({ edition: '2004-4' }),
    })
  ).zip,
};

/** Opens the lesson as this LMS does; `close` is the learner closing it. */
async function launch(
  context: BrowserContext,
  lms: SimulatedLms,
  quirk: Quirk,
): Promise<{ stage: Stage; page: Page; close: () => Promise<void> }> {
  const page = await context.newPage();
  await page.goto(lms.url);
  if (!quirk.popup)
    return { stage: page.frameLocator('iframe'), page, close: () => page.close({ runBeforeUnload: false }) };
  const [popup] = await Promise.all([
    page.waitForEvent('popup'),
    page.getByRole('button', { name: 'Open the lesson' }).click(),
  ]);
  const close = async () => {
    await popup.close();
    await page.close();
  };
  return { stage: popup, page, close };
}

const statusOf = (record: Record<string, string>, edition: string) =>
  edition === '1.2'
    ? {
        status: record['cmi.core.lesson_status'],
        score: record['cmi.core.score.raw'],
        exit: record['cmi.core.exit'],
      }
    : {
        status: `${record['cmi.completion_status']} ${record['cmi.success_status']}`,
        score: record['cmi.score.scaled'],
        exit: record['cmi.exit'],
      };
const PROMISED = {
  '1.2': { status: 'passed', score: '100', exit: 'suspend' },
  '2004-4': { status: 'completed passed', score: '1', exit: 'suspend' },
};

async function takeLesson(context: BrowserContext, edition: '1.2' | '2004-4', quirk: Quirk): Promise<void> {
  const lms = await startSimulatedLms(zips[edition], quirk);
  try {
    expect(lms.edition).toBe(edition === '1.2' ? '1.2' : '2004');
    expect(lms.launch).toContain(lesson?.id);
    if (!lesson) return;
    const first = await launch(context, lms, quirk);
    await expect(first.stage.getByRole('heading', { level: 1 })).toBeVisible();
    await expect.poll(() => statusOf(lms.record(), edition).status).toMatch(/^incomplete/);
    await playSteps(first.stage, lesson, { to: dialogue.id });
    await begin(first.stage);
    await talk(first.stage, dialogue, path.slice(0, 1));
    const said =
      dialogue.turns.flatMap(({ choices }) => choices).find(({ id }) => id === path[0])?.text ?? '';
    await expect(first.stage.getByText(said).first()).toBeVisible();
    await first.close();

    const second = await launch(context, lms, quirk);
    await expect(second.stage.getByText(said).first(), 'resumed in mid-conversation').toBeVisible();
    expect(statusOf(lms.record(), edition).score).toBeUndefined();
    await talk(second.stage, dialogue, path.slice(1));
    await toDebrief(second.stage);
    await second.stage.getByRole('button', { name: /^(Continue|See how it went)$/ }).click();
    const after = lesson.steps[lesson.steps.findIndex(({ id }) => id === dialogue.id) + 1];
    if (after) await playSteps(second.stage, lesson, { from: after.id });
    await second.stage.getByRole('button', { name: /^Finish/ }).click();
    await expect.poll(() => statusOf(lms.record(), edition)).toEqual(PROMISED[edition]);
    if (quirk.bothApis) expect(await second.page.evaluate('foreign'), 'calls to the other API').toBe(0);
    if (!quirk.popup) await second.close();
    else await second.page.close();

    const third = await launch(context, lms, quirk);
    await expect(third.stage.getByRole('heading', { level: 1 })).toBeVisible();
    await third.close();
    expect(statusOf(lms.record(), edition), 'opened again').toEqual(PROMISED[edition]);
  } finally {
    await lms.close();
  }
}

const IN_2004: QuirkName[] = ['both APIs present', 'nothing optional', 'popup window'];

for (const name of Object.keys(QUIRKS) as QuirkName[]) {
  test(`an LMS with "${name}", SCORM 1.2`, ({ context }) => takeLesson(context, '1.2', QUIRKS[name]));
}
for (const name of IN_2004) {
  test(`an LMS with "${name}", SCORM 2004`, ({ context }) => takeLesson(context, '2004-4', QUIRKS[name]));
}

test('an LMS that cuts suspended data to a few characters: the lesson opens all the same', async ({
  context,
}) => {
  const quirk: Quirk = { what: 'Keeps only the first 24 characters of suspended data.', truncatesAt: 24 };
  const lms = await startSimulatedLms(zips['1.2'], quirk);
  try {
    if (!lesson) return;
    const first = await launch(context, lms, quirk);
    await playSteps(first.stage, lesson, { to: dialogue.id });
    await first.close();
    expect(lms.record()['cmi.suspend_data']).toHaveLength(24);

    const second = await launch(context, lms, quirk);
    await expect(second.stage.getByRole('heading', { level: 1 })).toBeVisible();
    const heading = await second.stage.getByRole('heading', { level: 1 }).innerText();
    expect(heading).not.toBe('');
    expect(statusOf(lms.record(), '1.2').status).toBe('incomplete');
    await second.close();
  } finally {
    await lms.close();
  }
});
