import { z } from 'zod';
import { Dialogue } from './dialogue.ts';
import { Id, Line, Text, Worth } from './id.ts';
import { stepBase } from './step-base.ts';
import { FOCUSES, MOVES } from './words.ts';

/** A short text, at most one picture. */
export const Card = z.strictObject({
  ...stepBase,
  kind: z.literal('card'),
  text: Text,
  picture: z
    .strictObject({
      src: z.string().regex(/^media\/[\w./-]+$/, 'a path like media/name.png'),
      alt: z.string().max(300),
    })
    .optional(),
});

/** One answer to pick. The consequence (what happens) comes before the coaching (why). */
export const Option = z.strictObject({
  id: Id,
  text: Line,
  worth: Worth,
  consequence: Line.optional(),
  coaching: Text,
  /** The fullest coaching, for a learner who was sure of this answer and wrong. */
  fuller: Text.optional(),
});

const CallLine = z.strictObject({ who: z.enum(['customer', 'agent']), text: Line });
const Call = z.strictObject({
  title: Line,
  lines: z.array(CallLine).min(2).max(16),
  result: Line.optional(),
});
/** A weak call and a strong call, turn by turn, then: what differed? */
export const Example = z.strictObject({
  ...stepBase,
  kind: z.literal('example'),
  situation: Text.optional(),
  weak: Call,
  strong: Call,
  prompt: Line,
  options: z.array(Option).min(2).max(4),
  objective: Id.optional(),
});

/** A question with prepared answers. */
export const ChoiceStep = z.strictObject({
  ...stepBase,
  kind: z.literal('choice'),
  situation: Text.optional(),
  prompt: Line,
  /** Several may be picked; worth is then the mean over options of having picked or left each one rightly. */
  several: z.boolean().default(false),
  /** Ask how sure the learner is before the reveal. */
  confidence: z.boolean().default(false),
  options: z.array(Option).min(2).max(6),
  objective: Id.optional(),
});

/** Put each card into the pile where it belongs; worth is the share put rightly. */
export const Sort = z.strictObject({
  ...stepBase,
  kind: z.literal('sort'),
  prompt: Line,
  piles: z
    .array(z.strictObject({ id: Id, title: Line }))
    .min(2)
    .max(5),
  cards: z
    .array(z.strictObject({ id: Id, text: Line, pile: Id, coaching: Line.optional() }))
    .min(3)
    .max(12),
  coaching: Text,
  objective: Id.optional(),
});

/**
 * The learner says something in their own words. The coach reads what it is about and which empathy moves it makes; when
 * the rules cannot tell, the learner says it, and that is never judged wrong. It names `wanted`, `moves` or both.
 */
export const Ask = z.strictObject({
  ...stepBase,
  kind: z.literal('ask'),
  situation: Text.optional(),
  /** What the customer has just said. */
  customerSays: Line,
  prompt: Line,
  /** A line somebody else said here, to take after: the worked example. */
  model: Line.optional(),
  /** The beginning of a sentence to finish: the half-done example. */
  stem: Line.optional(),
  /** What a question should be about. */
  wanted: z.array(z.enum(FOCUSES)).default([]),
  /** Empathy moves that should be made, about something the customer said; all of them count. */
  moves: z.array(z.enum(MOVES)).max(4).optional(),
  /** Words of this scenario that mark a question about what is wanted. */
  words: z.array(z.string().trim().min(2).max(40)).max(30).optional(),
  /** Prepared lines for who would rather choose than type; their `worth` is what picking one counts. */
  lines: z.array(Option).min(2).max(4).optional(),
  /** What the customer answers to the moves wanted, and to a line that could have been said to anybody. */
  heard: Line.optional(),
  flat: Line.optional(),
  /** What the customer answers, per focus of the question; `other` when there is no line for it. */
  answers: z.partialRecord(z.enum(FOCUSES), Line),
  other: Line,
  coaching: Text,
  objective: Id.optional(),
});

/** An if-then plan for the next shift: prepared halves to pick from, or the learner's own words. */
export const Plan = z.strictObject({
  ...stepBase,
  kind: z.literal('plan'),
  prompt: Line,
  ifs: z.array(Line).min(1).max(5),
  thens: z.array(Line).min(1).max(5),
  objective: Id.optional(),
});

/** The end of a lesson: what it was about and what to take along. */
export const Recap = z.strictObject({
  ...stepBase,
  kind: z.literal('recap'),
  text: Text,
  points: z.array(Line).max(5).default([]),
});

export const Step = z.discriminatedUnion('kind', [
  Card,
  Example,
  ChoiceStep,
  Sort,
  Ask,
  Dialogue,
  Plan,
  Recap,
]);
export type Step = z.infer<typeof Step>;
export type StepKind = Step['kind'];
export type Card = z.infer<typeof Card>;
export type Option = z.infer<typeof Option>;
export type Example = z.infer<typeof Example>;
export type ChoiceStep = z.infer<typeof ChoiceStep>;
export type Sort = z.infer<typeof Sort>;
export type Ask = z.infer<typeof Ask>;
export type Plan = z.infer<typeof Plan>;
export type Recap = z.infer<typeof Recap>;
