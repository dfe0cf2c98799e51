import { afterAll, beforeAll, describe, vi } from 'vitest';
import type { Activity } from '#courses/scorm/activity-tree.ts';
import { type Play, play } from './play.ts';

/** Runs the tests with one page from beginning to end, and with a page that dies after every move. */
export function inBothWays(name: string, body: (start: (contents: Activity) => Play) => void): void {
  describe(name, () => {
    quietly();
    body((contents) => play(contents));
  });
  describe(`${name}, resumed after every move`, () => {
    quietly();
    body((contents) => play(contents, { everywhere: true }));
  });
}

/** The library tells the console about every delivery. */
export function quietly(): void {
  beforeAll(() => void vi.spyOn(console, 'debug').mockImplementation(() => {}));
  afterAll(() => void vi.restoreAllMocks());
}
