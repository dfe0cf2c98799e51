import { z } from 'zod';
import { Id, Line } from './id.ts';

/** What every step has. */
export const stepBase = {
  id: Id,
  title: Line.optional(),
  /** A lesson passes only when every required step is done. */
  required: z.boolean().default(true),
  /** Who has already shown its objective in this lesson, right at the first try, may go on without it. */
  skippable: z.boolean().optional(),
};
