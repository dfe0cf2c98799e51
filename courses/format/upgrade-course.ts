import { FORMAT } from './course.ts';
import { show } from './describe-issue.ts';
import { valueAt } from './known-keys.ts';

/** A course as read from its files, before any schema: the course file's data and each lesson's by id. */
export type RawCourse = { course: unknown; lessons: Record<string, unknown> };
export type Upgraded = { raw: RawCourse; problem: undefined } | { raw: undefined; problem: string };

/** One function per older version: `STEPS[1]` turns format 1 into format 2. Version 1 is the first, so there is none yet. */
const STEPS: Record<number, (raw: RawCourse) => RawCourse> = {};

/** Brings a course of an older format to the current one, a version at a time; a newer or unknown one is refused. */
export function upgradeCourse(raw: RawCourse, steps = STEPS, current: number = FORMAT): Upgraded {
  const format = valueAt(raw.course, ['format']);
  // Not a mapping at all, or no format: the schema says so better, and at its line.
  if (format === undefined) return { raw, problem: undefined };
  if (typeof format !== 'number' || !Number.isInteger(format) || format < 1) {
    const hint = format === String(current) ? ' (a number, without quotes)' : '';
    return { raw: undefined, problem: `"format" is ${show(format)}; expected ${current}${hint}.` };
  }
  if (format > current) {
    const problem = `"format" is ${format}, but this version of Askwell reads up to ${current}. Install a newer version to use this course.`;
    return { raw: undefined, problem };
  }
  let upgraded = raw;
  for (let version = format; version < current; version += 1) {
    const step = steps[version];
    if (step === undefined)
      return {
        raw: undefined,
        problem: `"format" is ${version}, which cannot be upgraded; expected ${current}.`,
      };
    upgraded = step(upgraded);
  }
  return { raw: upgraded, problem: undefined };
}
