import { z } from 'zod';
import { Id, Line } from './id.ts';

/** What every step has. */
export const stepBase = {
  id: Id,
  title: Line.optional(),
  /** A lesson passes only when every required step is done. */
  required: z.boolean().default(true),
};
