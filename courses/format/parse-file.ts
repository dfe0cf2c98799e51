import type { z } from 'zod';
import { describeIssues } from './describe-issue.ts';
import { pathText } from './place.ts';
import type { Problem } from './problem.ts';
import type { Source } from './read-yaml.ts';

export type ParsedFile<T> = { value: T; problems: [] } | { value: undefined; problems: Problem[] };

/** Reads the data of one file by its schema; every mismatch becomes a problem with its line. */
export function parseFile<T>(schema: z.ZodType<T>, source: Source): ParsedFile<T> {
  const result = schema.safeParse(source.data);
  if (result.success) return { value: result.data, problems: [] };
  const problems = describeIssues(schema, source.data, result.error.issues).map(
    ({ rule, path, message }): Problem => ({
      level: 'error',
      rule,
      message,
      file: source.file,
      line: source.lineAt(path),
      path: pathText(path),
    }),
  );
  return { value: undefined, problems };
}
