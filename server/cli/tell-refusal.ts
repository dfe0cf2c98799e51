import { NamedError } from '#server/errors.ts';
import { CourseProblem, placeOf } from '#server/packages/course-problem.ts';

/**
 * Says why a course or a package was refused and answers the exit code: 1 for one with errors and for a server that
 * cannot take it, 2 for what the caller named wrongly.
 * An error without a name is a fault to be seen, unless it is the file system's own about the caller's files.
 */
export function tellRefusal(error: unknown, json: boolean): number {
  if (error instanceof CourseProblem) {
    if (json) console.log(JSON.stringify({ problems: error.found }));
    else
      for (const problem of error.found)
        console.error(`${placeOf(problem)}  ${problem.level} ${problem.rule}  ${problem.message}`);
    console.error('Nothing was written: the course has errors.');
    return 1;
  }
  if (error instanceof NamedError) {
    console.error(error.message);
    return [413, 422, 503, 507].includes(error.status) ? 1 : 2;
  }
  if (error instanceof Error && 'syscall' in error) {
    console.error(`${error.message}.`);
    return 1;
  }
  throw error;
}
