import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { assert, asyncProperty } from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PackageProblem } from '#server/packages/package-problem.ts';
import { packageFiles, readPackage } from '#server/packages/read-package.ts';
import { expectSound } from '#test/support/sound-package.ts';
import { mutatedZip } from './zip-mutations.ts';

const numRuns = process.env['LONG'] ? 10_000 : 300;
/** No zip of some kilobytes may keep the server busy for longer; far more than any needs, so that no machine is too slow. */
const PATIENCE_MS = 10_000;

let outside: string;
beforeAll(async () => {
  outside = await mkdtemp(join(tmpdir(), 'askwell-fuzz-'));
});
afterAll(() => rm(outside, { recursive: true }));

it(
  `of ${numRuns} mutated zips each is read or refused with a sentence, soon, and nothing is written outside its folder`,
  async () => {
    let accepted = 0;
    let refusals = 0;
    await assert(
      asyncProperty(mutatedZip, async (zip) => {
        const inside = join(outside, 'package');
        await mkdir(inside);
        const outcome = await soon(importInto(zip, inside));
        if (outcome instanceof PackageProblem) {
          expect(outcome.message).toMatch(/^["A-Za-z].*\.$/s);
          expect(outcome.message.length).toBeLessThan(1000);
          refusals += 1;
        } else if (outcome === undefined) accepted += 1;
        else throw outcome;
        expect(await readdir(outside)).toEqual(['package']);
        await rm(inside, { recursive: true });
      }),
      { numRuns },
    );
    // Mutations that are all refused at the door would test nothing behind it.
    expect(accepted).toBeGreaterThan(numRuns / 20);
    expect(refusals).toBeGreaterThan(numRuns / 20);
  },
  30 * 60_000,
);

/** Does what an import does: reads the package, then writes every file of it below a folder. */
async function importInto(zip: Buffer, folder: string): Promise<unknown> {
  try {
    expectSound(await readPackage(zip));
    for await (const { path, content } of packageFiles(zip)) {
      const file = join(folder, path);
      await mkdir(dirname(file), { recursive: true });
      await pipeline(content, createWriteStream(file, { flags: 'wx' }));
    }
    return undefined;
  } catch (error) {
    return error;
  }
}

async function soon<T>(work: Promise<T>): Promise<T> {
  const timer = Promise.withResolvers<never>();
  const alarm = setTimeout(
    () => timer.reject(new Error(`It took more than ${PATIENCE_MS} ms.`)),
    PATIENCE_MS,
  );
  try {
    return await Promise.race([work, timer.promise]);
  } finally {
    clearTimeout(alarm);
  }
}
