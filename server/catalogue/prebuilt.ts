import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Course } from '#courses/format/course.ts';
import { paths } from '#server/paths.ts';
import { type Packed, type Published, type PublishServices, storePackage } from './store-package.ts';

// `npm run build` leaves the packages of the bundled courses in dist/library: a zip and the course document for each, and
// the print of what they were made from. A first start only has to store them.

const PRINT = 'print';

/** Keeps the packages; the print comes last, so that a build that was stopped half-way counts as none. */
export function writePrebuilt(packed: readonly Packed[], print: string, folder = paths.prebuilt): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const { course, zip } of packed) {
    writeFileSync(join(folder, `${course.id}.zip`), zip);
    writeFileSync(join(folder, `${course.id}.json`), JSON.stringify(course));
  }
  writeFileSync(join(folder, PRINT), print);
}

/** Publishes what was built for this very state of courses and player; undefined when nothing was. */
export async function publishPrebuilt(
  s: PublishServices,
  print: string,
  folder = paths.prebuilt,
): Promise<Published[] | undefined> {
  const file = join(folder, PRINT);
  if (!existsSync(file) || readFileSync(file, 'utf8') !== print) return undefined;
  const published: Published[] = [];
  for (const name of readdirSync(folder)
    .filter((one) => one.endsWith('.json'))
    .sort()) {
    const course = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Course;
    const zip = readFileSync(join(folder, name.replace(/json$/, 'zip')));
    published.push(await storePackage(s, { course, zip }));
  }
  return published;
}
