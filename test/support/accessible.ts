import axe from 'axe-core';
import { expect } from 'vitest';

/**
 * WCAG 2.2 A and AA of the whole page, as far as it can be seen without layout (contrast is checked in a real browser). React
 * Aria's own announcer is left out: it outlives the page that spoke.
 */
export async function expectAccessible(): Promise<void> {
  const result = await axe.run(
    { exclude: [['[data-live-announcer]']] },
    {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      rules: { 'color-contrast': { enabled: false } },
    },
  );
  const found = result.violations.map(
    ({ id, help, nodes }) => `${id}: ${help}\n${nodes.map(({ html }) => `  ${html}`).join('\n')}`,
  );
  expect(found).toEqual([]);
}
