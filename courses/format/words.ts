// The closed vocabularies of a course document. Each list exists once; types and screens are derived from it.

/** What a question or a fact is about (the coach's second axis). `impact` is what the product exists for. */
export const FOCUSES = [
  'thing',
  'process',
  'cause',
  'impact',
  'feeling',
  'coping',
  'need',
  'solution',
] as const;
export type Focus = (typeof FOCUSES)[number];

/** Of these, what is about the person and not about the thing: what people tell only when they are asked. */
export const PERSON_FOCUSES: readonly Focus[] = ['impact', 'feeling', 'coping', 'need'];

/** How a question is put (the coach's first axis). */
export const FORMS = [
  'open',
  'invitation',
  'specific',
  'closed',
  'choice',
  'leading',
  'loaded',
  'multiple',
  'statement',
] as const;
export type Form = (typeof FORMS)[number];

/** Empathy moves a sentence may make. */
export const MOVES = ['acknowledge', 'name', 'validate', 'own', 'act', 'explore'] as const;
export type Move = (typeof MOVES)[number];

/** What else the coach notices about a learner's own words. */
export const FLAGS = [
  'echo',
  'acknowledges',
  'judgemental',
  'too-long',
  'assumes-emotion',
  'canned',
] as const;
export type Flag = (typeof FLAGS)[number];

/** A customer's face and voice. */
export const MOODS = [
  'calm',
  'worried',
  'annoyed',
  'angry',
  'upset',
  'confused',
  'relieved',
  'pleased',
] as const;
export type Mood = (typeof MOODS)[number];

/** How a dialogue may end. */
export const OUTCOMES = ['resolved', 'unheard', 'will-call-again', 'escalated', 'lost'] as const;

/** The four success tips an objective can feed (courses/tips.yaml holds their words). */
export const TIPS = ['needs', 'practice', 'support', 'transfer'] as const;
export type TipId = (typeof TIPS)[number];

/** How sure a learner was before the reveal. */
export const CONFIDENCES = ['sure', 'think', 'guess'] as const;
export type Confidence = (typeof CONFIDENCES)[number];
