import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { ROOT } from '#server/paths.ts';

/** The product as `npm start` runs it: the bundle, on a free port, with an empty data folder. */
export type Product = {
  url: string;
  adminLink: string;
  tryoutLink: string;
  /** Sets the server's clock 31 minutes ahead: longer than a launch token lives without a sign of life. */
  sleep: () => void;
  stop: () => Promise<void>;
};

const CLOCK = `let ahead = 0; const real = Date.now; Date.now = () => real() + ahead; process.on('SIGUSR2', () => { ahead += 31 * 60_000; });`;

export async function startProduct(): Promise<Product> {
  const dataDir = await mkdtemp(join(tmpdir(), 'askwell-e2e-'));
  const clock = `data:text/javascript,${encodeURIComponent(CLOCK)}`;
  const child = spawn(process.execPath, ['--import', clock, join(ROOT, 'dist/server/main.js'), 'serve'], {
    cwd: ROOT,
    env: { ...process.env, PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const text = await announced(child);
  const link = (label: string) => new RegExp(`${label}: open (\\S+)`).exec(text)?.[1] ?? '';
  const url = /ready at (\S+)/.exec(text)?.[1];
  if (!url) throw new Error(`The server said: ${text}`);
  return {
    url,
    adminLink: link('First administrator'),
    tryoutLink: link('Try it as an agent'),
    sleep: () => void child.kill('SIGUSR2'),
    stop: async () => {
      const ended = new Promise((done) => child.once('exit', done));
      child.kill('SIGTERM');
      await ended;
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function announced(child: ChildProcess): Promise<string> {
  return new Promise((done, fail) => {
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (/ready at[\s\S]*try|Each link works/i.test(text)) done(text);
    });
    child.once('exit', (code) =>
      fail(new Error(`The server ended with ${code} before it was ready: ${text}`)),
    );
  });
}

export const PASSWORD = 'four words in a row';

/** Opens a one-time link and chooses a password. */
export async function welcome(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel('Choose a password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Save and start' }).click();
  await expect(page).not.toHaveURL(/welcome/);
}
