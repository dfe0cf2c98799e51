import { compilePack } from '#courses/coach/compile-pack.ts';
import { checkCourse } from '#courses/format/check-course.ts';
import { parseCourse } from '#courses/format/parse-course.ts';
import type { Problem } from '#courses/format/problem.ts';
import { type CourseFolder, readCourseFolder } from '#server/catalogue/read-course-folder.ts';
import { NamedError } from '#server/errors.ts';
import { readPack } from '#server/packages/ingredients.ts';

type Options = { json?: boolean | undefined };
type Report = { course: string | null; errors: number; warnings: number; problems: Problem[] };

/**
 * `askwell check <course folder>`: tells what is wrong with a course and what is weak about it.
 * Answers the exit code: 0 it can be packaged, 1 it has errors, 2 there is no such course.
 */
export async function checkCommand(folder: string, { json = false }: Options = {}): Promise<number> {
  let read: CourseFolder;
  try {
    read = await readCourseFolder(folder);
  } catch (error) {
    // What is named is the caller's to mend (no folder, a link, too large); anything else is a fault to be seen.
    if (!(error instanceof NamedError)) throw error;
    console.error(error.message);
    return 2;
  }
  const report = await reportOf(read);
  if (json) console.log(JSON.stringify(report, null, 2));
  else for (const line of inWords(report, folder)) console.log(line);
  return report.errors > 0 ? 1 : 0;
}

async function reportOf({ files, media }: CourseFolder): Promise<Report> {
  const parsed = parseCourse(files);
  const rules = parsed.course && (await readPack(parsed.course.language));
  const known = { locate: parsed.locate, files: [...media.keys()], pack: rules && compilePack(rules) };
  const problems = parsed.course === undefined ? parsed.problems : checkCourse(parsed.course, known);
  const errors = problems.filter(({ level }) => level === 'error').length;
  return { course: parsed.course?.id ?? null, errors, warnings: problems.length - errors, problems };
}

function inWords({ course, errors, warnings, problems }: Report, folder: string): string[] {
  const lines = problems.map(({ file, line, level, rule, message }) => {
    const place = line === undefined ? file : `${file}:${line}`;
    return `${place}  ${level} ${rule}  ${message}`;
  });
  const what = course === null ? folder : `Course "${course}"`;
  if (problems.length === 0) return [`${what} is in order.`];
  const verdict = errors > 0 ? 'it cannot be packaged' : 'it can be packaged';
  return [...lines, `${what}: ${count(errors, 'error')}, ${count(warnings, 'warning')}; ${verdict}.`];
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
