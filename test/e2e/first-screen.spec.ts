import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { ROOT } from '#server/paths.ts';
import { measureFirstScreen } from '#test/bench/first-screen.ts';

// Figures for whoever reads the results; how fast this machine happened to be decides nothing.
test('the first screen of a lesson is measured beside a blank React page', async ({ browser }) => {
  const measured = await measureFirstScreen(browser, 3);
  expect(measured.lessonMs).toBeGreaterThan(0);
  expect(measured.blankMs).toBeGreaterThan(0);
  mkdirSync(join(ROOT, 'test-results'), { recursive: true });
  writeFileSync(join(ROOT, 'test-results/first-screen.json'), `${JSON.stringify(measured, null, 2)}\n`);
});
