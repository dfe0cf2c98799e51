import { array, assert, asyncProperty, integer, nat, oneof, tuple } from 'fast-check';
import { expect, it } from 'vitest';
import { ExportOptions } from '#courses/scorm/export-options.ts';
import { buildPackage } from '#server/packages/build-package.ts';
import { packageFiles, readPackage } from '#server/packages/read-package.ts';
import { courseFixture } from '#test/support/course-fixture.ts';

const numRuns = Number(process.env['FUZZ_RUNS'] ?? 150);

/** Reads everything of a zip, as publishing does. */
async function readAll(zip: Buffer): Promise<void> {
  await readPackage(zip);
  for await (const { content } of packageFiles(zip)) {
    for await (const chunk of content) expect(chunk.length).toBeGreaterThan(0);
  }
}

it('a zip with spoilt bytes is read or refused with a sentence, and nothing else ever happens', async () => {
  const { zip } = await buildPackage({
    course: courseFixture,
    media: new Map(),
    options: ExportOptions.parse({}),
  });
  // Half of the changes hit the last part, where the names, sizes and kinds of all files are written.
  const place = oneof(nat(zip.length - 1), integer({ min: zip.length - 800, max: zip.length - 1 }));
  const changes = array(tuple(place, nat(255)), { minLength: 1, maxLength: 12 });
  await assert(
    asyncProperty(changes, async (spoilt) => {
      const copy = Buffer.from(zip);
      for (const [at, byte] of spoilt) copy[at] = byte;
      const refusal = await readAll(copy).then(
        () => undefined,
        (error: unknown) => error,
      );
      if (refusal !== undefined) expect(refusal).toMatchObject({ name: 'PackageProblem', status: 422 });
    }),
    { numRuns },
  );
});
