import type { Choice, Customer, Ending, Fact } from '#courses/format/dialogue.ts';
import type { Option, Step } from '#courses/format/step.ts';
import type { Confidence, Flag, Focus, Form, Mood, Move } from '#courses/format/words.ts';

/** What a learner keeps of a step after a try. Numbers are 0..1; `first` is the first judged try and never changes. */
export type StepRecord = {
  /** Read, answered once, or passed over by somebody who had shown its objective already (then `tries` is 0). */
  done: boolean;
  /** Finished tries, counted to 99. */
  tries: number;
  first?: number;
  best?: number;
  /** Dialogue: the best result per objective (own id, not the full one). */
  worths?: Record<string, number>;
  /** Dialogue: the ending of the last finished try and the facts found in it. */
  ending?: string;
  found?: string[];
  /** Plan: the learner's if-then, at most 200 UTF-8 bytes each; '' for own words that were not kept (own-words.ts). */
  plan?: { if: string; then: string };
};

/** A step's own state: what was done in its present try. */
export type OpenState = {
  /** Shuffles options; a new one with every try. */
  seed: number;
  /** Dialogue and ask: tried again after a full result, so without help: no model, no stem, coaching at the end. */
  alone?: true;
  /** Dialogue: `begun` after the opening; what was said, in order. */
  begun?: boolean;
  path?: SaidHere[];
  /** Choice and example; ask: the prepared line that was picked. */
  picked?: string[];
  /** Choice; dialogue: how sure the learner was before the debrief. */
  confidence?: Confidence;
  /** Sort: card id -> pile id. */
  piles?: Record<string, string>;
  /** Ask: how the learner's words were read. */
  read?: OwnReading;
  /** Ask: the words themselves (at most 200 UTF-8 bytes), absent when they were not kept. */
  text?: string;
  /** Plan: told in this try (the words are in the record). */
  told?: boolean;
};

/** How the coach read the learner's own words: all that decides what they do (courses/coach/reading.ts). */
export type OwnReading = {
  form: Form;
  /** Absent when it asks about nothing. */
  focus?: Focus;
  /** The scenario's fact whose words were in it. */
  fact?: string;
  flags: Flag[];
  moves: Move[];
  /** True when `moves` take up what this customer said; then they are only those that do. */
  specific: boolean;
  /** The learner said what it is about, because the rules could not tell: never right or wrong. */
  labelled: boolean;
};

/** One decision in own words; `text` (at most 200 UTF-8 bytes) is absent when the words were not kept. */
export type OwnWords = OwnReading & { text?: string };

/** One decision in a dialogue: the id of a choice, or own words. */
export type SaidHere = string | OwnWords;

/**
 * A learner's state in one lesson: a plain, serialisable value.
 * `open` is the present try of the step `at`; `kept` the begun or finished tries of the other steps, so that
 * going back shows what was done and a conversation left in the middle goes on where it was.
 */
export type Run = {
  lesson: string;
  at: string;
  steps: Record<string, StepRecord>;
  open: OpenState;
  kept: Record<string, OpenState>;
};

/** Everything a learner can do. An event that is not possible now leaves the run as it is. */
export type Event =
  | { type: 'next' }
  | { type: 'go'; step: string }
  | { type: 'begin' }
  | { type: 'say'; choice: string }
  /** Own words in a turn that takes them. */
  | { type: 'say-own'; text: string; read: OwnReading }
  /** "I meant something else": the last decision in own words is taken again as a question about this. */
  | { type: 'meant'; focus: Focus }
  /** How sure the learner is that they found what mattered, before the debrief. */
  | { type: 'sure'; confidence: Confidence }
  | { type: 'pick'; options: string[]; confidence?: Confidence }
  | { type: 'sort'; piles: Record<string, string> }
  | { type: 'ask'; text: string; read: OwnReading }
  /** One of the prepared lines of an ask instead of own words. */
  | { type: 'ask-line'; line: string }
  | { type: 'plan'; if: string; then: string }
  | { type: 'retry' };

/**
 * An answer just given, to be reported as one interaction.
 * `id` is `lesson_step` (the step's own result) or `lesson_step_turn` (one decision in a dialogue): ids hold no `_`.
 * A dialogue that measures several objectives reports one result for each, always under the same id: the first
 * (in the lesson's order) as `lesson_step`, every other as `lesson_step__objective`. So an objective's first
 * result in an attempt is the first answer with its id, whatever the other objectives came to.
 */
export type Answer = {
  id: string;
  /**
   * judged: a rule decided; labelled: the learner said what it was about, so nothing is right or wrong (an ask, or a
   * dialogue with a decision that was labelled); told: the learner's word (plans); decision: one line said in a dialogue.
   */
  kind: 'judged' | 'labelled' | 'told' | 'decision';
  /** In words a person can read, one line. */
  response: string;
  /** True when `response` holds what the learner typed; then `reading` is what may leave the device ("impact, open"). */
  ownWords: boolean;
  reading: string;
  result: 'correct' | 'incorrect' | 'neutral';
  /** 0..1, to three decimals, where a rule judged or the learner's own word counts. */
  worth?: number;
  /** Full objective ids, `lesson_objective`. */
  objectives: string[];
  /** False on a retry. */
  first: boolean;
};

export type Advanced = { run: Run; answers: Answer[] };

/** What a line of the conversation looks like on the screen. */
export type SpokenLine = {
  who: 'customer' | 'agent';
  text: string;
  /** The customer's mood from this line on. */
  mood: Mood;
  /** Index of the decision it belongs to; -1 for what was said before the first. */
  decision: number;
  /** Facts that this line earned (customer's reaction lines only, on the first of them). */
  found: string[];
};

/**
 * One thing the agent said. For own words it is a choice made up of their reading and what they led to: its text is ''
 * when the words were not kept, its coaching ''; its id is that of the choice they were taken for, else 'own'.
 */
export type Spoken = Choice & {
  own?: OwnWords;
  /** How the customer felt about it when they had answered. */
  after: { mood: Mood; trust: number };
};

export type DialogueView = {
  kind: 'dialogue';
  /** `sure`: the call is over, and before the debrief the learner says how sure they are (Dialogue.confidence). */
  phase: 'opening' | 'talking' | 'sure' | 'debrief';
  customer: Customer;
  lines: SpokenLine[];
  mood: Mood;
  trust: number;
  /** The two clocks: call time in seconds; of 10 such customers, how many call again within 7 days. */
  seconds: number;
  repeatCalls: number;
  targetSeconds?: number;
  facts: (Fact & { found: boolean })[];
  /** What the agent can say now, in the order to show. Empty in opening and debrief. */
  choices: Choice[];
  /** Own words are taken now; the stem only while the learner still needs it (no full result here before). */
  ask?: { prompt?: string; stem?: string };
  /** What was said so far, in order. */
  said: Spoken[];
  /** When the coach speaks in this try. */
  coach: 'each-turn' | 'end';
  /** How sure the learner was before the debrief. */
  confidence?: Confidence;
  /** Coaching for the last choice, when the dialogue coaches each turn; after own words their reading is explained instead. */
  coaching?: string;
  /** Debrief only. */
  ending?: Ending;
  /** How many questions were about what: only focuses that occurred. */
  mix: Partial<Record<Focus, number>>;
  /** Result of this try, 0..1, in the debrief. */
  worth?: number;
};

export type AnswerView = {
  kind: 'answer';
  /** Options in the order to show (choice and example). */
  options: Option[];
  answered: boolean;
  picked: string[];
  confidence?: Confidence;
  worth?: number;
};
export type SortView = {
  kind: 'sort';
  cards: {
    id: string;
    text: string;
    pile: string;
    coaching?: string | undefined;
    placed?: string;
    right?: boolean;
  }[];
  answered: boolean;
  worth?: number;
};
export type AskView = {
  kind: 'ask';
  /** Help, as long as it is needed (no full result before this try). */
  model?: string;
  stem?: string;
  /** Prepared lines in the order to show; empty when there are none. */
  lines: Option[];
  answered: boolean;
  /** The learner's words (absent when they were not kept) and their reading; or the line they picked. */
  text?: string;
  read?: OwnReading;
  picked?: string;
  /** Once answered: a rule judged it, or the learner said what it is about. */
  by?: 'judged' | 'labelled';
  customerAnswers?: string;
  /** It is as it was wanted (`worth` is full). */
  wanted: boolean;
  worth?: number;
};
type PlanView = { kind: 'plan'; answered: boolean; plan?: { if: string; then: string } };
type ReadView = { kind: 'read' };

/** The present screen: everything a player needs, derived from lesson and run. */
export type View = {
  step: Step;
  /** 0-based place and number of steps. */
  index: number;
  total: number;
  record: StepRecord | undefined;
  /** `next` is possible. */
  canLeave: boolean;
  /** `next` passes the step over: what it practises has been shown in this lesson already. */
  canSkip: boolean;
  canRetry: boolean;
  /** True on the last step when it may be left and no required step is open: the lesson has been gone through. */
  finished: boolean;
  /** Steps in order with their state, for the list of steps. */
  steps: {
    id: string;
    title: string;
    kind: Step['kind'];
    done: boolean;
    reached: boolean;
    required: boolean;
  }[];
  state: DialogueView | AnswerView | SortView | AskView | PlanView | ReadView;
};

/** A lesson's outcome so far. */
export type Result = {
  /** Weighted mean over the objectives of the best result reached, 0..1. */
  score: number;
  /** Every required step is done. */
  complete: boolean;
  /** `complete` and `score` meets the pass rule. */
  passed: boolean;
  /** Share of steps done, 0..1; 1 exactly when `complete`. */
  progress: number;
  /** `id` is the full one, `lesson_objective`; `best` is undefined until something measured it. */
  objectives: { id: string; best: number | undefined; met: boolean }[];
};

// The functions of this folder:
//   start-run.ts   startRun(lesson, seed): Run
//   advance.ts     advance(lesson, run, event, seed): Advanced          never throws
//   view-run.ts    viewRun(lesson, run): View
//   result.ts      resultOf(lesson, run): Result
//   codec.ts       encodeRun(lesson, run): string (ASCII)
//                  decodeRun(lesson, text, seed): Run (any text; nearest surviving step)
//                  encodedBound(lesson): the longest encodeRun can give; a package needs <= 4096
//   own-reading.ts ownReading(reading, meant?): OwnReading, what a `say-own` or `ask` event needs of the coach's reading
//   own-words.ts   withoutOwnWords(lesson, run): Run, what may leave the device when words are private
//   describe.ts    describeInteractions(lesson): every answer the lesson can report
//   keys.ts        keyCollisions(lesson): pairs of ids that would share a stored key
