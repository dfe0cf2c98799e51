import { z } from 'zod';
import { Id } from './id.ts';
import { MOODS } from './words.ts';

const Range = z.strictObject({ min: z.int().optional(), max: z.int().optional() });

/**
 * When a line, a choice or an evidence rule counts. Every named part must hold; `any` holds when one of its members does.
 * `revealed`/`hidden` name facts; `visits` counts how often a turn has been reached in this try (the present time included).
 */
export type Condition = {
  trust?: { min?: number | undefined; max?: number | undefined } | undefined;
  seconds?: { min?: number | undefined; max?: number | undefined } | undefined;
  mood?: (typeof MOODS)[number][] | undefined;
  revealed?: string[] | undefined;
  hidden?: string[] | undefined;
  visits?: { turn: string; min?: number | undefined; max?: number | undefined } | undefined;
  any?: Condition[] | undefined;
  not?: Condition | undefined;
};

export const Condition: z.ZodType<Condition> = z
  .lazy(() =>
    z.strictObject({
      trust: Range.optional(),
      seconds: Range.optional(),
      mood: z.array(z.enum(MOODS)).min(1).optional(),
      revealed: z.array(Id).min(1).optional(),
      hidden: z.array(Id).min(1).optional(),
      visits: Range.extend({ turn: Id }).optional(),
      any: z.array(Condition).min(1).optional(),
      not: Condition.optional(),
    }),
  )
  .meta({ id: 'Condition' });
