import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Course } from '#courses/format/course.ts';
import { describeStudy } from '#courses/simulate/describe-study.ts';
import { study } from '#courses/simulate/study.ts';
import { openCourseFolder } from '#server/catalogue/open-course-folder.ts';
import { paths } from '#server/paths.ts';
import { CommandError } from './command-error.ts';

type Options = { json: boolean; plays: string; seed: string };

/**
 * `askwell simulate [folders]`: simulated learners play every dialogue of the courses, by default of all bundled ones
 * but translations, and a table tells what became of them. Answers the exit code.
 */
export async function simulateCommand(
  folders: readonly string[],
  { json, plays, seed }: Options,
): Promise<number> {
  const numbers = { plays: wholeNumber('--plays', plays, 1), seed: wholeNumber('--seed', seed, 0) };
  const courses = folders.length > 0 ? await openAll(folders) : (await bundled()).filter(isOriginal);
  const found = study(courses, numbers.plays, numbers.seed);
  console.log(
    json ? JSON.stringify({ ...numbers, dialogues: found }, null, 2) : describeStudy(found, numbers),
  );
  return 0;
}

const isOriginal = ({ translationOf }: Course): boolean => translationOf === undefined;

const bundled = (): Promise<Course[]> =>
  openAll(
    readdirSync(paths.library, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => join(paths.library, name))
      .sort(),
  );

const openAll = (folders: readonly string[]): Promise<Course[]> =>
  Promise.all(folders.map(async (folder) => (await openCourseFolder(folder)).course));

function wholeNumber(option: string, value: string, least: number): number {
  const number = Number(value);
  if (Number.isSafeInteger(number) && number >= least) return number;
  throw new CommandError(`${option} is ${JSON.stringify(value)}; expected a whole number from ${least} on.`);
}
