import { z } from 'zod';

/** Error answer of every route: RFC 9457 problem details. `id` is stable for programs, `detail` is for people. */
export const ProblemDetails = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  id: z.string(),
  detail: z.string(),
  /** What was wrong where, for invalid input. */
  problems: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
export type ProblemDetails = z.infer<typeof ProblemDetails>;
