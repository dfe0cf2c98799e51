import { z } from 'zod';
import { FOCUSES, FORMS } from '#courses/format/words.ts';

const SceneWords = z.strictObject({
  heard: z.array(z.string()).default([]),
  facts: z
    .array(z.strictObject({ id: z.string(), focus: z.enum(FOCUSES), words: z.array(z.string()) }))
    .default([]),
});

/** `labelled/<language>/<trade>.yaml`: what agents say, each with the form and focus that a careful reader gives it. */
export const LabelledSet = z.strictObject({
  trade: z.string(),
  /** Rules may be written with an eye on `rules`; only `measured` tells how good they are. */
  split: z.enum(['rules', 'measured']),
  language: z.string(),
  scenes: z.record(z.string(), SceneWords).default({}),
  items: z.array(
    z.strictObject({
      text: z.string(),
      form: z.enum(FORMS),
      focus: z.enum(FOCUSES).nullable(),
      /** The name of one of the file's scenes, or a scene of its own. */
      scene: z.union([z.string(), SceneWords]).optional(),
      note: z.string().optional(),
    }),
  ),
});
export type LabelledSet = z.infer<typeof LabelledSet>;
