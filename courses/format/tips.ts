import { z } from 'zod';
import { Line, Text } from './id.ts';
import { type ParsedFile, parseYaml } from './parse-file.ts';
import { TIPS, type TipId } from './words.ts';

/** One success tip: its words for learners, its words for the programme, and what counts as progress on it. */
const Tip = z.strictObject({
  id: z.enum(TIPS),
  number: z.int().min(1).max(TIPS.length),
  /** How a learner reads it: short, plain and warm. */
  title: z.string().trim().min(1).max(60),
  /** One sentence for the learner. */
  explain: Line,
  /** What it asks of the training programme: for trainers and team leads. */
  programme: Line,
  /** Progress rests mainly on the learner's own word, and screens say so. */
  told: z.boolean(),
  /** What each level of progress means, in words; the rules themselves are the server's. */
  evidence: z.strictObject({ practising: Line, 'can-now': Line, 'can-later': Line }),
});

/** `courses/tips.yaml`: the four tips in order, and where they come from. */
export const Tips = z.strictObject({
  format: z.literal(1),
  language: z.string().min(2).max(35),
  /** Said wherever the tips are shown: what is quoted and what is our own. */
  source: Text,
  tips: z
    .array(Tip)
    .length(TIPS.length)
    .refine((tips) => tips.every((tip, index) => tip.id === TIPS[index] && tip.number === index + 1), {
      error: `each tip once, in the order ${TIPS.join(', ')}, numbered from 1`,
    }),
});
export type Tips = z.infer<typeof Tips>;

/** Reads the tips from YAML; whatever the text is, it becomes the tips or problems with their lines. */
export const parseTips = (text: string, file: string): ParsedFile<Tips> => parseYaml(Tips, text, file);

/** What a player is given of the tips: id -> number and title. */
export function tipTitles({ tips }: Tips): Record<TipId, { number: number; title: string }> {
  const titled = tips.map(({ id, number, title }) => [id, { number, title }] as const);
  return Object.fromEntries(titled) as Record<TipId, { number: number; title: string }>;
}
