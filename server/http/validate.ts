import type { Request } from 'express';
import type { z } from 'zod';
import { invalid } from '#server/errors.ts';

/** The request's JSON body, checked; throws `invalid` with the path and reason of everything that is wrong. */
export const validBody = <S extends z.ZodType>(schema: S, req: Request): z.output<S> =>
  valid(schema, req.body ?? {}, 'body');

/** The query string, checked. */
export const validQuery = <S extends z.ZodType>(schema: S, req: Request): z.output<S> =>
  valid(schema, req.query, 'query');

/** The named parts of the path, checked. */
export const validParams = <S extends z.ZodType>(schema: S, req: Request): z.output<S> =>
  valid(schema, req.params, 'path');

function valid<S extends z.ZodType>(schema: S, value: unknown, where: string): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => ({
    path: [where, ...issue.path].join('.'),
    message: issue.message,
  }));
  const told = problems.map(({ path, message }) => `${path}: ${message}`).join('; ');
  throw invalid(`The request is not valid. ${told}`, { problems });
}
