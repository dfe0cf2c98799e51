import type { Problem } from '#courses/format/problem.ts';
import { NamedError } from '#server/errors.ts';

/** A course cannot be packaged or published; `found` says what is wrong with it, and where. */
export class CourseProblem extends NamedError {
  override readonly name = 'CourseProblem';
  readonly found: Problem[];

  constructor(found: Problem[]) {
    const errors = found.filter(({ level }) => level === 'error');
    const count = errors.length === 1 ? '1 error' : `${errors.length} errors`;
    const first = errors[0] === undefined ? '' : ` First: ${placeOf(errors[0])} ${errors[0].message}`;
    super(
      { status: 422, id: 'course-invalid', title: 'The course cannot be packaged' },
      `The course has ${count}.${first}`,
      {
        problems: errors.map((problem) => ({ path: placeOf(problem), message: problem.message })),
      },
    );
    this.found = found;
  }
}

/** Where a problem is, as an editor or a terminal understands it: `lessons/a.yaml:12`. */
export const placeOf = ({ file, line }: Problem): string => (line === undefined ? file : `${file}:${line}`);
