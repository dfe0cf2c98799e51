import type { Flag, Focus, Form, Move } from '#courses/format/words.ts';

/** A piece of the learner's words that made the coach decide something. */
export type Fired = {
  /** What was decided: `form:open`, `focus:impact`, `flag:canned`, `move:own`. */
  decision: string;
  /** The words as the learner wrote them. */
  words: string;
  /** Where they begin in the text, in UTF-16 units; what is highlighted on the screen. */
  at: number;
};

/** How the coach reads one thing that the learner said or asked. */
export type Reading = {
  form: Form;
  /** What it asks about; null when it asks nothing, or when the rules cannot tell. */
  focus: Focus | null;
  flags: Flag[];
  /** Empathy moves made, each generic (could be said to anybody) or specific to this customer. */
  moves: Partial<Record<Move, 'generic' | 'specific'>>;
  fired: Fired[];
  /** False when the rules cannot tell what it is about; then the learner says it, and nothing is counted wrong. */
  sure: boolean;
  /** The fact of the scenario whose words are in it. */
  fact?: string;
};

/** What is known of the place where something is said. */
export type Scene = {
  /** What there is to find out, with the words that mark a question about it. */
  facts?: readonly { id: string; focus: Focus; words: readonly string[] }[];
  /** What the customer has said so far, newest last: for echoes, and for what is specific. */
  heard?: readonly string[];
};
