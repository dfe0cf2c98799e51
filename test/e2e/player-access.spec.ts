import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { build } from 'vite';
import { STATES } from '#client/player/gallery/states.ts';

// Every screen of the player, in the gallery, for those who see it large, from right to left, in few colours, without
// motion, or only hear it.

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};
const SCREENS = [
  ...Object.keys(STATES).map((state) => ({ name: state, query: `state=${encodeURIComponent(state)}` })),
  { name: 'result', query: 'state=recap&first=result' },
  { name: 'receipt', query: 'state=recap&first=receipt' },
  { name: 'self-test', query: 'state=recap&first=self-test' },
  { name: 'not saved', query: 'state=card&save=refused' },
];

let server: Server;
let address = '';

test.beforeAll(async () => {
  const outDir = test.info().outputPath('gallery');
  await build({
    configFile: 'client/player/gallery/vite.config.ts',
    logLevel: 'error',
    build: { outDir },
  });
  server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname);
    const file = join(outDir, path === '/' ? 'index.html' : path);
    readFile(file).then(
      (body) => response.setHeader('content-type', TYPES[extname(file)] ?? 'text/plain').end(body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
test.afterAll(() => server.close());

async function open(page: Page, query: string): Promise<void> {
  await page.goto(`${address}?${query}`);
  await page.locator('h1').first().waitFor({ state: 'attached' });
}

/** What sticks out at a side of the window. */
const sideways = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const root = document.documentElement;
    const found: string[] = [];
    if (root.scrollWidth > root.clientWidth) found.push(`page ${root.scrollWidth} > ${root.clientWidth}`);
    for (const at of document.querySelectorAll('#root *')) {
      const { left, right, width } = at.getBoundingClientRect();
      const hidden = at.closest('.visually-hidden') || getComputedStyle(at).visibility === 'hidden';
      if (width > 0 && !hidden && !at.closest('svg') && (right > innerWidth + 1 || left < -1))
        found.push(`${at.tagName} ${at.className} ${Math.round(left)}..${Math.round(right)}`);
    }
    return found.slice(0, 5);
  });

/** Controls smaller than they must be: 24 px each way, 44 for main actions. Links within text are exempt. */
const tooSmall = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const shown = [...document.querySelectorAll<HTMLElement>('button, summary, input, textarea')].filter(
      (at) => at.checkVisibility() && !at.closest('.visually-hidden'),
    );
    return shown.flatMap((at) => {
      const { width, height } = (at.closest('label') ?? at).getBoundingClientRect();
      const least = at.matches('.button, textarea') ? 44 : 24;
      const what = `${at.tagName} ${at.textContent} ${Math.round(width)}x${Math.round(height)}`;
      return width < 24 || height < least ? [what] : [];
    });
  });

const violations = async (page: Page): Promise<string[]> => {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const { violations: found } = await new AxeBuilder({ page }).withTags(tags).analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
};

test('every screen holds at 320 px, with targets large enough, and axe finds nothing', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.setViewportSize({ width: 320, height: 640 });
  for (const { name, query } of SCREENS) {
    await open(page, query);
    expect.soft(await sideways(page), name).toEqual([]);
    expect.soft(await tooSmall(page), name).toEqual([]);
    expect.soft(await violations(page), name).toEqual([]);
  }
});

test('every screen holds at 200 % text, also from right to left', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const [width, dir] of [
    [320, 'ltr'],
    [390, 'rtl'],
    [1280, 'rtl'],
  ] as const) {
    await page.setViewportSize({ width, height: 700 });
    for (const { name, query } of SCREENS) {
      await open(page, `${query}&dir=${dir}`);
      await page.addStyleTag({ content: 'html { font-size: 200% }' });
      expect.soft(await sideways(page), `${name}, ${width} px, ${dir}`).toEqual([]);
    }
  }
});

test('from right to left the talk and the way on are mirrored', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 780 });
  await open(page, 'state=talk%2C%20the%20thing&dir=rtl');
  const edges = await page.locator('[data-who] > p').evaluateAll((lines) =>
    lines.map((line) => {
      const { left, right } = line.getBoundingClientRect();
      return [line.parentElement?.dataset['who'], left > innerWidth - right ? 'right' : 'left'];
    }),
  );
  expect(edges).toContainEqual(['customer', 'right']);
  expect(edges).toContainEqual(['agent', 'left']);
});

test('with reduced motion nothing on any screen moves', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const { name, query } of SCREENS) {
    await open(page, query);
    const moving = await page.evaluate(() =>
      document
        .getAnimations()
        .filter(({ effect }) => Number(effect?.getComputedTiming().duration) > 0)
        .map((animation) => (animation instanceof CSSAnimation ? animation.animationName : animation.id)),
    );
    expect.soft(moving, name).toEqual([]);
  }
});

test('without it, whatever moves of itself is still again within five seconds', async ({ page }) => {
  await open(page, 'state=talk%2C%20an%20earned%20impact%20fact');
  const ends = await page.evaluate(() =>
    document.getAnimations().map(({ effect }) => Number(effect?.getComputedTiming().endTime)),
  );
  expect(ends.length).toBeGreaterThan(0);
  expect(Math.max(...ends)).toBeLessThanOrEqual(5000);
});

test('in forced colours what is chosen and whose words they are can be told', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await open(page, 'state=talk%2C%20the%20thing');
  const borders = await page
    .locator('[data-who] > p')
    .evaluateAll((lines) => lines.map((line) => getComputedStyle(line).borderTopWidth));
  expect(new Set(borders)).toEqual(new Set(['1px']));
  expect(
    await page
      .getByRole('img')
      .first()
      .evaluate((face) => getComputedStyle(face).borderTopWidth),
  ).toBe('2px');
});

test('the replay holds the focus, closes with Escape and gives it back', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await open(page, 'state=debrief%2C%20own%20words');
  const way = page.getByRole('button', { name: /^Hear it as/ });
  await way.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  expect(await violations(page)).toEqual([]);
  expect(await sideways(page)).toEqual([]);
  await page.keyboard.press('ArrowRight');
  await expect(dialog.getByText('2 of 3')).toBeVisible();
  for (let n = 0; n < 5; n++) await page.keyboard.press('Tab');
  const inside = () => page.evaluate(() => document.activeElement?.closest('dialog, body')?.tagName);
  // Beyond its last button a browser may visit its own controls, never the page behind.
  expect(['DIALOG', 'BODY']).toContain(await inside());
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(way).toBeFocused();
});

test('the keyboard goes through every screen, and what has the focus is never covered', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 700 });
  for (const { name, query } of SCREENS.filter(({ name: screen }) => /debrief|ask|plan|sort/.test(screen))) {
    await open(page, query);
    for (let n = 0; n < 12; n++) {
      await page.keyboard.press('Tab');
      const covered = await page.evaluate(() => {
        const at = document.activeElement;
        if (!at || at === document.body) return '';
        const box = (at.closest('label') ?? at).getBoundingClientRect();
        const seen = [0.1, 0.5, 0.9].some((part) => {
          const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height * part);
          return top && (at.contains(top) || top.contains(at) || at.closest('label')?.contains(top));
        });
        return seen ? '' : `${at.tagName} ${at.textContent}`;
      });
      expect.soft(covered, name).toBe('');
    }
  }
});
