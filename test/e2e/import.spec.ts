import { type Browser, expect, type FrameLocator, type Page, test } from '@playwright/test';
import { buildScormPackage, multi12, single12 } from '#test/support/scorm-package.ts';
import { type Product, startProduct, welcome } from './product.ts';

// A package from another tool, from the zip to an agent's result, the way people do it: dropped on the page, looked at, tried,
// published, played, replaced and deleted.

let product: Product;
let trainer: Page;
let agent: Page;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async ({ browser }) => {
  product = await startProduct();
  trainer = await open(browser);
  await welcome(trainer, product.adminLink);
  agent = await open(browser);
  await welcome(agent, await invite('Ada Okoye'));
});
test.afterAll(async () => product.stop());

const open = async (browser: Browser) =>
  (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();

async function invite(name: string): Promise<string> {
  const made = await trainer.request.post(`${product.url}/api/users`, {
    headers: { origin: product.url },
    data: { name, username: 'ada', role: 'agent' },
  });
  return ((await made.json()) as { link: { url: string } }).link.url;
}

/** Drops a file onto the page as a browser does. */
async function drop(page: Page, name: string, zip: Buffer): Promise<void> {
  const data = await page.evaluateHandle(
    ([name, base64]) => {
      const held = new DataTransfer();
      held.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name));
      return held;
    },
    [name, zip.toString('base64')] as const,
  );
  for (const type of ['dragenter', 'dragover', 'drop'])
    await page.dispatchEvent('h1', type, { dataTransfer: data });
}

/** The page of the package, inside the page of the app and the shell's. */
const sco = (page: Page): FrameLocator => page.frameLocator('iframe').frameLocator('iframe');
const courses = () => trainer.goto(`${product.url}/courses`);
const openCourse = async (title: string) => {
  await courses();
  await trainer.getByRole('link', { name: `Versions and settings: ${title}` }).click();
  await expect(trainer.getByRole('heading', { level: 1, name: title })).toBeVisible();
};

test('a dropped package is looked at, tried without leaving a trace, and published', async () => {
  await courses();
  await expect(trainer.getByRole('button', { name: 'Add a package' })).toBeVisible();
  await drop(trainer, 'calls.zip', await buildScormPackage(multi12));
  await expect(trainer.getByRole('heading', { level: 1, name: multi12.title })).toBeVisible();
  await expect(trainer.getByText(/^SCORM 1.2/)).toBeVisible();
  const inside = trainer.getByRole('region', { name: 'What is inside: 5 parts' });
  await expect(inside.getByRole('listitem')).toHaveText([
    /^The start/,
    'Greet',
    'Ask',
    /^The end/,
    'Agree',
    'Say goodbye',
    'A leafletreports nothing itself',
  ]);
  await agent.goto(product.url);
  await expect(agent.getByRole('heading', { name: 'All lessons' })).toBeVisible();
  await expect(agent.getByText(multi12.title)).toHaveCount(0);

  await trainer.getByRole('link', { name: 'Try it' }).click();
  await expect(trainer.getByRole('heading', { name: /You are trying it/ })).toBeVisible();
  await sco(trainer).getByRole('button', { name: 'Pass' }).click();
  await expect(sco(trainer).getByText('visits 1, passed')).toBeVisible();
  await trainer.getByRole('link', { name: 'End the trial' }).click();

  await trainer.getByLabel('Title').fill('Calls, start to end');
  await trainer.getByLabel('Description').fill('Greet, ask, agree, say goodbye.');
  await trainer.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(trainer.getByText(/^Published\. Learners find it/)).toBeVisible();
  await expect(trainer.getByRole('heading', { level: 1, name: 'Calls, start to end' })).toBeVisible();
  await expect(trainer.getByText(/begun by nobody yet/)).toBeVisible();
  await trainer.goto(product.url);
  const own = trainer.getByRole('listitem').filter({ hasText: 'Calls, start to end' });
  await expect(own.getByText('Not started')).toBeVisible();
});

test('an agent finds it on Today and plays it', async () => {
  await agent.goto(product.url);
  await agent.getByRole('link', { name: 'Start: Calls, start to end' }).click();
  await sco(agent).getByRole('button', { name: 'Pass' }).click();
  await expect(sco(agent).getByText('visits 1, passed')).toBeVisible();
  await agent.getByRole('link', { name: 'Today' }).click();
  const line = agent.getByRole('listitem').filter({ hasText: 'Calls, start to end' });
  await expect(line.getByText('Started', { exact: true })).toBeVisible();
  await openCourse('Calls, start to end');
  await expect(trainer.getByText(/begun by 1 learner/)).toBeVisible();
});

test('a new version waits as a draft, replaces the old one, and can give way to it again', async () => {
  const chosen = trainer.waitForEvent('filechooser');
  await trainer.getByRole('button', { name: 'Upload a new version' }).press('Enter');
  const zip = await buildScormPackage({ ...multi12, items: multi12.items.slice(0, 1) });
  await (await chosen).setFiles({ name: 'calls-2.zip', mimeType: 'application/zip', buffer: zip });
  await expect(trainer.getByText('It replaces version 1. 1 learner has begun that one')).toBeVisible();
  await expect(trainer.getByLabel('Title')).toHaveValue('Calls, start to end');
  await trainer.getByRole('button', { name: 'Publish', exact: true }).click();
  const versions = trainer.getByRole('region', { name: 'Versions' });
  await expect(versions.getByRole('listitem').first()).toContainText('Version 2learners play this one');
  await versions.getByRole('link', { name: 'Version 1' }).click();
  await expect(trainer.getByRole('form', { name: 'Bring this version back' })).toBeVisible();
  await trainer.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(versions.getByRole('listitem').last()).toContainText('Version 1learners play this one');
});

test('how attempts count and what they count towards is kept', async () => {
  await openCourse('Calls, start to end');
  await trainer.getByText('Shows it for looking back').click();
  await trainer.getByRole('button', { name: 'Save the settings' }).click();
  await expect(trainer.getByText('The settings are saved.')).toBeVisible();
  await trainer.getByLabel('The whole package').selectOption({ index: 2 });
  await trainer.getByRole('button', { name: 'Save what counts' }).click();
  await expect(trainer.getByText('Saved.', { exact: true })).toBeVisible();
  await trainer.reload();
  await expect(trainer.getByRole('radio', { name: 'Shows it for looking back' })).toBeChecked();
  await expect(trainer.getByLabel('The whole package')).toHaveValue('practice');
  const [zip] = await Promise.all([
    trainer.waitForEvent('download'),
    trainer.getByRole('link', { name: 'Download the original zip' }).click(),
  ]);
  expect(zip.suggestedFilename()).toMatch(/\.zip$/);
});

test('it is deleted with its results only by somebody who says how many learners lose them', async () => {
  await openCourse('Calls, start to end');
  await trainer.getByRole('button', { name: 'Delete …' }).click();
  const dialog = trainer.getByRole('dialog');
  await expect(dialog.getByText(/^1 learner loses all results/)).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Delete for good' })).toBeDisabled();
  await dialog.getByLabel('Type 1 to confirm').fill('1');
  await dialog.getByRole('button', { name: 'Delete for good' }).click();
  await expect(trainer.getByRole('heading', { level: 1, name: 'Courses' })).toBeVisible();
  await expect(trainer.getByText('“Calls, start to end” is deleted.')).toBeVisible();
  await expect(trainer.getByRole('heading', { name: 'Calls, start to end' })).toHaveCount(0);
  await agent.goto(product.url);
  await expect(agent.getByRole('heading', { name: 'All lessons' })).toBeVisible();
  await expect(agent.getByText('Calls, start to end')).toHaveCount(0);
});

test('an upload shows how far it is, stops when cancelled, and is tried again after the network was away', async () => {
  const network = await trainer.context().newCDPSession(trainer);
  const emulate = (conditions: { offline: boolean; uploadThroughput: number }) =>
    network.send('Network.emulateNetworkConditions', { latency: 0, downloadThroughput: -1, ...conditions });
  // Noise does not shrink in a zip.
  const noise = new Uint8Array(3_000_000);
  for (let at = 0; at < noise.length; at += 65_536) crypto.getRandomValues(noise.subarray(at, at + 65_536));
  const zip = await buildScormPackage({ ...single12, files: { 'film.mp4': noise } });
  const choose = async () =>
    trainer.locator('input[type=file]').setInputFiles({
      name: 'film.zip',
      mimeType: 'application/zip',
      buffer: zip,
    });
  await courses();
  await emulate({ offline: false, uploadThroughput: 300_000 });
  await choose();
  const bar = trainer.getByRole('progressbar', { name: 'film.zip' });
  await expect
    .poll(async () => Number(await bar.getAttribute('aria-valuenow')), { timeout: 15_000 })
    .toBeGreaterThan(5);
  await expect(bar).toHaveAttribute('aria-valuetext', /^\d+% · .* of 3 MB$/);
  await trainer.getByRole('link', { name: 'Today' }).click();
  await trainer.getByRole('dialog').getByRole('button', { name: 'Stay here' }).click();
  await trainer.getByRole('button', { name: 'Cancel' }).click();
  await expect(trainer.getByRole('button', { name: 'Add a package' })).toBeVisible();

  await emulate({ offline: true, uploadThroughput: -1 });
  await choose();
  await expect(trainer.getByRole('heading', { name: 'The upload did not get through' })).toBeVisible();
  await emulate({ offline: false, uploadThroughput: -1 });
  await trainer.getByRole('button', { name: 'Try again' }).click();
  await expect(trainer.getByRole('heading', { level: 1, name: single12.title })).toBeVisible();
  await trainer.getByRole('button', { name: 'Remove this draft' }).click();
  await trainer.getByRole('dialog').getByRole('button', { name: 'Remove this draft' }).click();
  await expect(trainer.getByText('The draft is removed.')).toBeVisible();
  // Neither the cancelled upload nor the removed draft is there.
  await expect(trainer.getByRole('link', { name: /^Open the draft/ })).toHaveCount(0);
});

test('what is no package is refused in a sentence, and the right one follows', async () => {
  await courses();
  const choose = (name: string, buffer: Buffer) =>
    trainer.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/zip', buffer });
  await choose('holiday.zip', Buffer.from('not a zip at all'));
  await expect(trainer.getByRole('heading', { name: 'This package cannot be used' })).toBeVisible();
  await expect(trainer.getByRole('alert')).toContainText('not a zip');
  await choose('listen.zip', await buildScormPackage(single12));
  await expect(trainer.getByRole('heading', { level: 1, name: single12.title })).toBeVisible();
});
