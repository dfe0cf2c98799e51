import { expect, it } from 'vitest';
import { EXPORT_EDITIONS, ExportOptions } from '#courses/scorm/export-options.ts';
import { buildPackage } from '#server/packages/build-package.ts';
import { libraryCourse } from '#test/support/library-course.ts';

const MAX_BYTES = 350_000;

it.each(EXPORT_EDITIONS)('three lessons without media stay below 350 KB in SCORM %s', async (edition) => {
  const whole = await libraryCourse('ask-what-it-did');
  const course = { ...whole, lessons: whole.lessons.slice(0, 3) };
  const { zip } = await buildPackage({ course, media: new Map(), options: ExportOptions.parse({ edition }) });
  expect(zip.byteLength).toBeLessThan(MAX_BYTES);
});
