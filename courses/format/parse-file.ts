import type { z } from 'zod';
import { describeIssues } from './describe-issue.ts';
import { pathText } from './place.ts';
import type { Problem } from './problem.ts';
import { readYaml, type Source } from './read-yaml.ts';

export type ParsedFile<T> = { value: T; problems: [] } | { value: undefined; problems: Problem[] };

/** Beyond these a file is not what it should be, and nobody reads on; each costs a walk through the text. */
const MAX_PROBLEMS = 50;

/** Reads the data of one file by its schema; every mismatch becomes a problem with its line. */
export function parseFile<T>(schema: z.ZodType<T>, source: Source): ParsedFile<T> {
  const result = schema.safeParse(source.data);
  if (result.success) return { value: result.data, problems: [] };
  const { issues } = result.error;
  const described = describeIssues(schema, source.data, issues.slice(0, MAX_PROBLEMS));
  const problems = described.slice(0, MAX_PROBLEMS).map(
    ({ rule, path, message }): Problem => ({
      level: 'error',
      rule,
      message,
      file: source.file,
      line: source.lineAt(path),
      path: pathText(path),
    }),
  );
  const all = issues.reduce(
    (sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 1),
    0,
  );
  return { value: undefined, problems: [...problems, ...unsaid(all, problems)] };
}

/** Reads a YAML text by its schema; whatever the text is, it becomes the value or problems with their lines. */
export function parseYaml<T>(schema: z.ZodType<T>, text: string, file: string): ParsedFile<T> {
  const { source, problems } = readYaml(file, text);
  return source === undefined ? { value: undefined, problems } : parseFile(schema, source);
}

/** Says that there is more, behind the last problem that is told. */
function unsaid(all: number, told: readonly Problem[]): Problem[] {
  const last = told.at(-1);
  if (last === undefined || all <= told.length) return [];
  const message = `There are about ${all - told.length} more problems in this file; only the first ${told.length} are told.`;
  return [{ ...last, rule: 'more', message, path: '' }];
}
