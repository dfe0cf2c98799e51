import { z } from 'zod';
import { TIPS } from '#courses/format/words.ts';
import { EXPORT_EDITIONS, LAYOUTS, ORDERS } from './export-options.ts';

/** One kind of answer a lesson can report, so that results are readable without the course document. */
const AskwellInteraction = z.object({
  /** As reported: `lesson_step` or `lesson_step_turn`. */
  id: z.string(),
  kind: z.enum(['judged', 'labelled', 'told', 'decision']),
  /** What was asked, in words. */
  prompt: z.string(),
  /** Title of the step it belongs to. */
  step: z.string(),
  objectives: z.array(z.string()),
});

/** `askwell.json` at the root of every package of ours. */
export const AskwellJson = z.object({
  format: z.literal(1),
  course: z.object({
    id: z.string(),
    title: z.string(),
    language: z.string(),
    ownWords: z.enum(['private', 'shared']),
  }),
  /** Content hash of the course document, or the version it was published as. */
  version: z.string(),
  edition: z.enum(EXPORT_EDITIONS),
  /** What else was chosen at export; packages from before there was a choice do not say. */
  profile: z.string().optional(),
  layout: z.enum(LAYOUTS).optional(),
  order: z.enum(ORDERS).optional(),
  lessons: z.array(
    z.object({
      id: z.string(),
      /** Identifier of the manifest's item. */
      sco: z.string(),
      title: z.string(),
      minutes: z.number(),
      objectives: z.array(
        z.object({
          id: z.string(),
          tip: z.enum(TIPS),
          behaviour: z.string(),
          /** Objectives with the same skill are one in the roll-up, in whatever course. */
          skill: z.string().optional(),
        }),
      ),
      interactions: z.array(AskwellInteraction),
    }),
  ),
});
export type AskwellJson = z.infer<typeof AskwellJson>;
