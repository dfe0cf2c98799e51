import { z } from 'zod';
import { Condition } from './condition.ts';
import { Id, Line, Text, Worth } from './id.ts';
import { stepBase } from './step-base.ts';
import { FOCUSES, FORMS, MOODS, MOVES, OUTCOMES } from './words.ts';

/** How a portrait is drawn: data for the parametric face, never a picture file. All parts have a default. */
export const Face = z.strictObject({
  skin: z.int().min(1).max(6).default(3),
  hair: z.enum(['short', 'long', 'bun', 'curly', 'bald', 'covered']).default('short'),
  hairColour: z.enum(['black', 'brown', 'fair', 'red', 'grey', 'white']).default('brown'),
  age: z.enum(['young', 'middle', 'older']).default('middle'),
  glasses: z.boolean().default(false),
  beard: z.boolean().default(false),
  /** What is worn on the head, over the hair; hair that is `covered` is under a headscarf. */
  cover: z.enum(['headscarf', 'turban', 'cap']).optional(),
  hearingAid: z.boolean().optional(),
});

export const Customer = z.strictObject({
  name: z.string().trim().min(1).max(60),
  /** One line: who they are and how they reach us, e.g. "On the phone, walking to work". */
  situation: Line,
  mood: z.enum(MOODS),
  face: Face.prefault({}),
  /** Hints for the browser's speech synthesis; captions are always shown. */
  voice: z
    .strictObject({ pitch: z.number().min(0).max(2).default(1), rate: z.number().min(0.5).max(2).default(1) })
    .prefault({}),
});

/** Something true that the customer has not said. It is revealed only when the learner earns it. */
export const Fact = z.strictObject({
  id: Id,
  focus: z.enum(FOCUSES),
  /** How the notebook and the debrief say it, in the third person. */
  text: Line,
  /** A question that would have earned it; shown in the debrief when it was never found out. */
  earnedBy: Line,
  /** What the customer says when a question in the learner's own words earns it and no choice of the turn does. */
  says: Line.optional(),
  /** The customer tells it only while this holds, such as enough trust; else `replies.guarded` is heard. */
  when: Condition.optional(),
  /** Words of this scenario that mark a question about this fact (lower case, stems allowed). */
  words: z.array(z.string().trim().min(2).max(40)).max(30).default([]),
});

const Said = z.strictObject({ text: Line, mood: z.enum(MOODS).optional(), when: Condition.optional() });
/** A line the customer says when its condition holds, or the first that holds of several. */
export const Says = z.union([
  Line.transform((text) => ({ text })),
  Said,
  z.strictObject({ oneOf: z.array(Said).min(2) }),
]);

/** What saying a choice does. Trust runs 0..10; `repeatCalls` is of 10 such customers, how many call again within 7 days. */
export const Effects = z.strictObject({
  trust: z.int().min(-10).max(10).default(0),
  reveals: z.array(Id).max(4).default([]),
  seconds: z.int().min(0).max(900),
  repeatCalls: z.int().min(-10).max(10).default(0),
  mood: z.enum(MOODS).optional(),
});

/** Where a choice leads: a turn or an ending by id, or the first member whose condition holds (the last needs none). */
export const To = z.union([Id, z.array(z.strictObject({ when: Condition.optional(), to: Id })).min(1)]);

export const Choice = z.strictObject({
  id: Id,
  /** What the agent says, word for word. */
  text: Line,
  form: z.enum(FORMS),
  /** What it is about; leave out for a statement that asks nothing. */
  focus: z.enum(FOCUSES).optional(),
  moves: z.array(z.enum(MOVES)).default([]),
  when: Condition.optional(),
  effects: Effects,
  /** How the customer answers, said before any coaching. */
  reaction: z.array(Says).min(1).max(4),
  /** What the coach says about it, after the reaction. */
  coaching: Text,
  /** What the customer thought on hearing it, in the first person; told in the replay from the customer's seat. */
  thought: Line.optional(),
  to: To,
});

export const Turn = z.strictObject({
  id: Id,
  says: z.array(Says).max(4).default([]),
  /** The learner may say it in their own words here, beside the choices; a stem is the beginning of a sentence to finish. */
  ask: z.strictObject({ prompt: Line.optional(), stem: Line.optional() }).optional(),
  choices: z.array(Choice).min(2).max(6),
});

/** What the customer answers to own words that no choice of the turn and no fact answers. The turn stays. */
export const Replies = z.strictObject({
  /** To words whose meaning stays open: "What do you mean?" */
  unclear: Line,
  /** To a canned line that could have been said to anybody. */
  flat: Line,
  /** To words that judge or blame. */
  sharp: Line,
  /** To a question about something the customer does not tell yet. */
  guarded: Line,
  /** To a question about something that has nothing left to find out, per focus; else `unclear`. */
  answers: z.partialRecord(z.enum(FOCUSES), Line).default({}),
  /** What such a question costs on the call clock. */
  seconds: z.int().min(0).max(300).default(30),
});

export const Ending = z.strictObject({
  id: Id,
  outcome: z.enum(OUTCOMES),
  title: Line,
  text: Text,
  /** What reaching this ending is worth for an objective; of several rules for one objective the highest that holds counts. */
  evidence: z.array(z.strictObject({ objective: Id, worth: Worth, when: Condition.optional() })).default([]),
});

export const Dialogue = z.strictObject({
  ...stepBase,
  kind: z.literal('dialogue'),
  customer: Customer,
  channel: z.enum(['phone', 'chat', 'desk']).default('phone'),
  /** What the agent sees before the first word. */
  opening: Text,
  facts: z.array(Fact).min(1).max(8),
  trust: z.int().min(0).max(10).default(5),
  clocks: z
    .strictObject({
      /** The team's call-time target in seconds, shown beside the call clock. */
      targetSeconds: z.int().min(30).max(1800).optional(),
      /** Of 10 customers like this one, how many call again within 7 days if nothing changes. */
      repeatCalls: z.int().min(0).max(10).default(5),
    })
    .prefault({}),
  /** Needed as soon as a turn takes own words. */
  replies: Replies.optional(),
  /** Ask how sure the learner is that they found what mattered, before the debrief tells. */
  confidence: z.boolean().optional(),
  /** Coach after each turn (novice) or only in the debrief (proficient). */
  coach: z.enum(['each-turn', 'end']).default('each-turn'),
  start: Id,
  turns: z.array(Turn).min(1).max(20),
  endings: z.array(Ending).min(1).max(8),
  /** After this many decisions the customer has had enough and the named ending comes; it bounds every loop. */
  patience: z.strictObject({ decisions: z.int().min(2).max(24).default(16), ending: Id }),
  /** One thing to try next, shown at the end of the debrief. */
  tryNext: Line.optional(),
});
export type Dialogue = z.infer<typeof Dialogue>;
export type Turn = z.infer<typeof Turn>;
export type Choice = z.infer<typeof Choice>;
export type Ending = z.infer<typeof Ending>;
export type Fact = z.infer<typeof Fact>;
export type Says = z.infer<typeof Says>;
export type Customer = z.infer<typeof Customer>;
export type Replies = z.infer<typeof Replies>;
export type Face = z.infer<typeof Face>;
export type To = z.infer<typeof To>;
