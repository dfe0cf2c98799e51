import type { Choice, Dialogue, Ending, Says, Turn } from '#courses/format/dialogue.ts';
import type { Mood } from '#courses/format/words.ts';
import { holds, type Standing } from './conditions.ts';
import { type Here, type Resolved, resolveOwn } from './resolve-own.ts';
import type { OwnWords, SaidHere, SpokenLine } from './types.ts';

/** One decision taken: which turn it answered and what was said; for own words the choice made up for them. */
export type Decision = {
  turn: Turn;
  choice: Choice;
  own?: OwnWords;
  /** How the customer felt about it when they had answered. */
  after: { mood: Mood; trust: number };
};

/** Where a dialogue stands after a path. Exactly one of `turn` and `ending` is set. */
export type DialogueState = Standing & {
  /** Of 10 customers like this one, how many call again within 7 days. */
  repeatCalls: number;
  turn?: Turn;
  ending?: Ending;
  /** What the agent can say now: the turn's choices whose condition holds, in the author's order. */
  choices: Choice[];
  said: Decision[];
  lines: SpokenLine[];
};

type Draft = DialogueState & { visits: Map<string, number>; revealed: string[]; mood: Mood };

/**
 * Plays a dialogue from the start along a path of choice ids and own words. The state is never stored, always derived, so
 * it cannot disagree with the document. What cannot be said now (a choice that is unknown or hidden, own words where the
 * turn takes none, anything after the ending) stops the replay: `said` is the part of the path that survives.
 */
export function replayDialogue(dialogue: Dialogue, path: readonly SaidHere[]): DialogueState {
  const state: Draft = {
    trust: clamp(dialogue.trust),
    repeatCalls: clamp(dialogue.clocks.repeatCalls),
    seconds: 0,
    mood: dialogue.customer.mood,
    revealed: [],
    visits: new Map(),
    choices: [],
    said: [],
    lines: [],
  };
  lead(dialogue, state, dialogue.start);
  for (const said of path) {
    const { turn } = state;
    const meant = turn && understood(dialogue, { ...state, turn }, said);
    if (!turn || !meant) break;
    const { choice, stays } = meant;
    const after = answer(dialogue, state, choice);
    state.said.push({ turn, choice, ...(typeof said !== 'string' && { own: said }), after });
    // The turn goes on after own words that led nowhere: the customer does not begin it anew, but loses patience as ever.
    if (stays) open(dialogue, state, turn);
    else lead(dialogue, state, placeAfter(choice, state));
  }
  return state;
}

/** The path that leads to a state: what survived of the one that was played. */
export const pathOf = ({ said }: DialogueState): SaidHere[] =>
  said.map(({ own, choice }) => own ?? choice.id);

function understood(dialogue: Dialogue, here: Here, said: SaidHere): Resolved | undefined {
  if (typeof said !== 'string') return here.turn.ask && resolveOwn(dialogue, here, said);
  const choice = here.choices.find(({ id }) => id === said);
  return choice && { choice, stays: false };
}

/** The agent says it, and the customer reacts. */
function answer(dialogue: Dialogue, state: Draft, { effects, reaction, text }: Choice): Decision['after'] {
  const agent: SpokenLine = { who: 'agent', text, mood: state.mood, decision: state.said.length, found: [] };
  const found = effects.reveals.filter(
    (fact, at, all) =>
      all.indexOf(fact) === at &&
      !state.revealed.includes(fact) &&
      dialogue.facts.some(({ id }) => id === fact),
  );
  state.lines.push(agent);
  state.trust = clamp(state.trust + effects.trust);
  state.repeatCalls = clamp(state.repeatCalls + effects.repeatCalls);
  state.seconds += effects.seconds;
  state.mood = effects.mood ?? state.mood;
  state.revealed.push(...found);
  const before = state.lines.length;
  speak(state, reaction, state.said.length);
  // A reaction whose every line is conditional may be silent; then what was earned stays with the question itself.
  (state.lines[before] ?? agent).found = found;
  return { mood: state.mood, trust: state.trust };
}

const placeAfter = ({ to }: Choice, now: Standing): string | undefined =>
  typeof to === 'string' ? to : (to.find(({ when }) => holds(when, now)) ?? to.at(-1))?.to;

/** Goes to a turn or an ending. Patience run out, a place that is not there and a turn with nothing to say all end the call. */
function lead(dialogue: Dialogue, state: Draft, to: string | undefined): void {
  const ending = dialogue.endings.find(({ id }) => id === to);
  const turn = ending ? undefined : dialogue.turns.find(({ id }) => id === to);
  if (turn && isPatient(dialogue, state)) {
    state.visits.set(turn.id, (state.visits.get(turn.id) ?? 0) + 1);
    speak(state, turn.says, state.said.length - 1);
  }
  open(dialogue, state, turn, ending);
}

/** Opens the turn if there is patience and something to say, else the call is over. */
function open(dialogue: Dialogue, state: Draft, turn: Turn | undefined, ending?: Ending): void {
  delete state.turn;
  const patient = turn && isPatient(dialogue, state);
  state.choices = patient ? turn.choices.filter(({ when }) => holds(when, state)) : [];
  if (turn && state.choices.length > 0) state.turn = turn;
  const over = ending ?? (state.turn ? undefined : impatient(dialogue));
  if (over) state.ending = over;
}

const isPatient = ({ patience }: Dialogue, { said }: DialogueState): boolean =>
  said.length < patience.decisions;

const impatient = ({ endings, patience }: Dialogue): Ending | undefined =>
  endings.find(({ id }) => id === patience.ending) ?? endings[0];

/** The customer's lines that hold now; they belong to the decision at this index (-1 before the first). */
function speak(state: Draft, says: readonly Says[], decision: number): void {
  for (const item of says) {
    const variants = 'oneOf' in item ? item.oneOf : [item];
    const line: { text: string; mood?: Mood | undefined } | undefined = variants.find(
      (variant) => !('when' in variant) || holds(variant.when, state),
    );
    if (!line) continue;
    state.mood = line.mood ?? state.mood;
    state.lines.push({
      who: 'customer',
      text: line.text,
      mood: state.mood,
      decision,
      found: [],
    });
  }
}

const clamp = (n: number): number => Math.min(10, Math.max(0, n));
