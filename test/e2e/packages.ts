import {
  type APIRequestContext,
  type Browser,
  type BrowserContext,
  expect,
  type Frame,
  type FrameLocator,
  type Page,
} from '@playwright/test';
import type { CourseSettings } from '#server/contract/imports.ts';
import { buildScormPackage, type ScormPackage } from '#test/support/scorm-package.ts';
import { type Product, startProduct, welcome } from './product.ts';

/** The product with an administrator signed in, who hands in packages and lets learners in. */
export type Desk = { product: Product; admin: APIRequestContext };

/** The product started anew; whoever opens it closes it: `desk.product.stop()`. */
export async function openDesk(browser: Browser): Promise<Desk> {
  const product = await startProduct();
  const context = await browser.newContext();
  await welcome(await context.newPage(), product.adminLink);
  return { product, admin: context.request };
}

/** Hands a package in, publishes it, and gives its course's id. */
export async function publishPackage(
  { product, admin }: Desk,
  wanted: ScormPackage | Buffer,
  settings: Partial<CourseSettings> = {},
): Promise<string> {
  const headers = { Origin: product.url };
  const taken = await admin.post(`${product.url}/api/imports?fileName=package.zip`, {
    data: Buffer.isBuffer(wanted) ? wanted : await buildScormPackage(wanted),
    headers: { ...headers, 'Content-Type': 'application/zip' },
  });
  expect(taken.ok(), await taken.text()).toBe(true);
  const { courseId, number } = await taken.json();
  const published = await admin.post(`${product.url}/api/courses/${courseId}/versions/${number}/publish`, {
    data: {},
    headers,
  });
  expect(published.ok(), await published.text()).toBe(true);
  if (Object.keys(settings).length > 0) {
    const before = await (await admin.get(`${product.url}/api/courses/${courseId}/settings`)).json();
    const set = await admin.put(`${product.url}/api/courses/${courseId}/settings`, {
      data: { ...before, ...settings },
      headers,
    });
    expect(set.ok(), await set.text()).toBe(true);
  }
  return courseId;
}

/** A new agent's first page, signed in. */
export async function newAgent(
  { product, admin }: Desk,
  context: BrowserContext,
  username: string,
): Promise<Page> {
  const added = await admin.post(`${product.url}/api/users`, {
    data: { name: `Agent ${username}`, username, role: 'agent' },
    headers: { Origin: product.url },
  });
  expect(added.ok(), await added.text()).toBe(true);
  const page = await context.newPage();
  await welcome(page, (await added.json()).link.url);
  return page;
}

/** A package open for a learner: the shell's frame, and the frame of its content. */
export type Playing = { page: Page; shell: FrameLocator; content: FrameLocator };

export async function play({ product }: Desk, page: Page, courseId: string): Promise<Playing> {
  await page.goto(`${product.url}/play/${courseId}/package`);
  return playingIn(page);
}
export function playingIn(page: Page): Playing {
  const shell = page.frameLocator('iframe');
  return { page, shell, content: shell.frameLocator('#stage iframe') };
}

/** Says what part is open, by its heading. */
export const isOpen = ({ content }: Playing, title: string) =>
  expect(content.getByRole('heading', { name: title, exact: true })).toBeVisible();
export const press = ({ shell }: Playing, name: string) =>
  shell.getByRole('contentinfo').getByRole('button', { name, exact: true }).click();
export const deed = ({ content }: Playing, name: string) =>
  content.getByRole('button', { name, exact: true }).click();
export const lineOf = ({ shell }: Playing, title: string) =>
  shell.getByRole('dialog', { name: 'Contents' }).getByRole('button', { name: new RegExp(`^${title}`) });
export const isSaved = ({ shell }: Playing) =>
  expect(shell.getByRole('contentinfo').getByText(/^Saved \d/)).toBeVisible();

/** The frame with the content, to run something in it. */
export async function contentFrame(page: Page): Promise<Frame> {
  let found: Frame | undefined;
  await expect
    .poll(() => {
      found = page.frames().find((frame) => frame.url().includes('/files/'));
      return found !== undefined;
    })
    .toBe(true);
  if (!found) throw new Error('There is no content.');
  return found;
}
