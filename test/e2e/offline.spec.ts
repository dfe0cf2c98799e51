import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { bestPath } from '#test/support/best-path.ts';
import { libraryCourse } from '#test/support/library-course.ts';
import { begin, firstDialogue, playSteps, talk, toDebrief } from './play-lesson.ts';
import { type Product, startProduct, welcome } from './product.ts';

// What an agent does must not get lost: without a network, in two windows at once, and after a long pause. Each time the
// lesson goes on, the learner is told the truth, and the answers are there in the end.

const course = await libraryCourse('ask-what-it-did');
const lesson = course.lessons[0];
if (!lesson) throw new Error('The bundled course has no lesson.');
const dialogue = firstDialogue(lesson);
const path = bestPath(dialogue);
const said = path.map(
  (id) => dialogue.turns.flatMap(({ choices }) => choices).find((choice) => choice.id === id)?.text ?? '',
);

let product: Product;
let admin: BrowserContext;

test.beforeAll(async ({ browser }) => {
  product = await startProduct();
  admin = await browser.newContext();
  await welcome(await admin.newPage(), product.adminLink);
});
test.afterAll(async () => product.stop());

const stageOf = (page: Page) => page.frameLocator('iframe').frameLocator('iframe');
const shellOf = (page: Page) => page.frameLocator('iframe');
const open = (page: Page) => page.goto(`${product.url}/play/${course.id}/${lesson.id}`);
const saved = (page: Page) => expect(stageOf(page).getByText(/^Saved \d/)).toBeVisible();
const isSaid = (page: Page, turn: number) => expect(stageOf(page).getByText(said[turn] ?? '')).toBeVisible();
const say = (page: Page, turn: number) => talk(stageOf(page), dialogue, path.slice(turn, turn + 1));

/** A new agent in the middle of the first conversation, with everything so far saved. */
async function inConversation(
  context: BrowserContext,
  username: string,
): Promise<{ page: Page; id: string }> {
  const added = await admin.request.post(`${product.url}/api/users`, {
    data: { name: username, username, role: 'agent' },
    headers: { Origin: product.url },
  });
  expect(added.ok(), await added.text()).toBe(true);
  const { user, link } = await added.json();
  const page = await context.newPage();
  await welcome(page, link.url);
  await open(page);
  await playSteps(stageOf(page), lesson!, { to: dialogue.id });
  await begin(stageOf(page));
  await say(page, 0);
  await saved(page);
  return { page, id: user.id };
}

/** What the trainer can read of this agent. */
async function answersOf(id: string): Promise<string[]> {
  const answer = await admin.request.get(`${product.url}/api/learners/${id}/answers?course=${course.id}`);
  const { answers } = await answer.json();
  return answers.map(({ response }: { response: string }) => response);
}

test('without a network the lesson goes on, says so, and loses nothing once it is back', async ({
  context,
}) => {
  const { page, id } = await inConversation(context, 'offline');
  await context.setOffline(true);
  await say(page, 1);
  await isSaid(page, 1);
  await expect(shellOf(page).getByText('Not saved yet: no connection. Trying again.').first()).toBeVisible();
  expect(await answersOf(id)).not.toContain(said[1]);
  await say(page, 2);
  await isSaid(page, 2);
  await context.setOffline(false);
  await expect(
    shellOf(page)
      .getByText(/^Not saved yet/)
      .first(),
  ).toBeHidden();
  await saved(page);
  await page.reload();
  await isSaid(page, 2);
  expect(await answersOf(id)).toEqual(expect.arrayContaining([said[0], said[1], said[2]]));
});

test('a whole conversation without a network, in own words: the answers arrive when it is back', async ({
  context,
}) => {
  const typed = course.lessons.find(({ id: one }) => one === 'one-thing-by-today');
  if (!typed) throw new Error('The lesson to be typed is not there.');
  const talked = firstDialogue(typed);
  const { page, id } = await inConversation(context, 'typed.offline');
  await page.goto(`${product.url}/play/${course.id}/${typed.id}`);
  await playSteps(stageOf(page), typed, { to: talked.id });
  await saved(page);
  await context.setOffline(true);
  await begin(stageOf(page));
  for (const words of [
    'What has that left you without today?',
    'no wonder. what has changed for you since he rang',
    'what has to work by this evening?',
    "I'll give you a code for twenty pounds right now",
    'good question. ring the number on your card and ask for me',
  ]) {
    await stageOf(page).getByRole('textbox').fill(words);
    await stageOf(page).getByRole('button', { name: 'Say it', exact: true }).click();
    await expect(stageOf(page).getByText(words).first()).toBeVisible();
  }
  await toDebrief(stageOf(page));
  await expect(stageOf(page).getByRole('heading', { name: 'The lights on' })).toBeVisible();
  expect(await answersOf(id)).not.toContain('The lights on');
  await context.setOffline(false);
  await expect.poll(() => answersOf(id), { timeout: 30_000 }).toContain('The lights on');
  const answers = await answersOf(id);
  expect(answers).toEqual(expect.arrayContaining(['impact, open', 'need, specific']));
  expect(answers.join('\n')).not.toContain('left you without today');
});

test('a page left before its answers were sent goes on from there when it is opened again', async ({
  context,
}) => {
  const { page, id } = await inConversation(context, 'left');
  await context.setOffline(true);
  await say(page, 1);
  await expect(
    shellOf(page)
      .getByText(/^Not saved yet/)
      .first(),
  ).toBeVisible();
  // What the browser may send on leaving escapes the emulated outage; what it could not send is on the device.
  await page.goto('about:blank');
  await context.setOffline(false);
  await open(page);
  await isSaid(page, 1);
  expect(await answersOf(id)).toContain(said[1]);
  await say(page, 2);
  await saved(page);
  await page.reload();
  await isSaid(page, 2);
});

test('a second window takes over: the first says so, its answers are kept, and it can carry on', async ({
  context,
}) => {
  const { page: first, id } = await inConversation(context, 'two.windows');
  const second = await context.newPage();
  await open(second);
  await isSaid(second, 0);
  await first.bringToFront();
  await say(first, 1);
  await expect(first.getByRole('heading', { name: /open somewhere else/ })).toBeVisible();
  expect(await answersOf(id)).toContain(said[1]);
  await first.getByRole('button', { name: 'Carry on here' }).click();
  await isSaid(first, 0);
  await say(first, 1);
  await saved(first);
  await second.bringToFront();
  await say(second, 1);
  await expect(second.getByRole('heading', { name: /open somewhere else/ })).toBeVisible();
  await first.reload();
  await isSaid(first, 1);
});

test('a page left alone for longer than its token lives is renewed without loss', async ({ context }) => {
  const { page, id } = await inConversation(context, 'idle');
  product.sleep();
  await say(page, 1);
  await expect.poll(() => answersOf(id)).toContain(said[1]);
  await saved(page);
  await page.reload();
  await isSaid(page, 1);
});
