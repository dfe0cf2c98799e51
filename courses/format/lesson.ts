import { z } from 'zod';
import { Id, Line, Text, Worth } from './id.ts';
import { Step } from './step.ts';
import { TIPS } from './words.ts';

/** What a lesson is meant to change, and the tip it feeds. */
export const Objective = z.strictObject({
  id: Id,
  tip: z.enum(TIPS),
  /** The observable behaviour, beginning with a verb: "Ask what the problem did to the person". */
  behaviour: Line,
  /** Its share in the lesson's score. */
  weight: z.number().positive().max(10).default(1),
  /** Objectives of a course with the same skill are one in the roll-up: the same behaviour on fresh surfaces. */
  skill: Id.optional(),
});

export const PassRule = z.strictObject({
  /** The lesson's score (0..1) that passes, together with every required step done. */
  score: Worth.default(0.8),
});

/** A lesson of 3 to 5 minutes: one SCO of the package. */
export const Lesson = z.strictObject({
  id: Id,
  title: Line,
  description: Text,
  /** How long it takes, in minutes, as shown to the learner. */
  minutes: z.int().min(1).max(15).default(4),
  objectives: z.array(Objective).min(1).max(5),
  pass: PassRule.prefault({}),
  steps: z.array(Step).min(1).max(20),
});
export type Lesson = z.infer<typeof Lesson>;
export type Objective = z.infer<typeof Objective>;
