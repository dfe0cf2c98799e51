import type { Choice, Dialogue, Ending, Says, Turn } from '#courses/format/dialogue.ts';
import type { Mood } from '#courses/format/words.ts';
import { holds, type Standing } from './conditions.ts';
import type { SpokenLine } from './types.ts';

/** One decision taken: which turn it answered and what was said. */
export type Decision = { turn: Turn; choice: Choice };

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
 * Plays a dialogue from the start along a path of choice ids. The state is never stored, always derived, so it cannot
 * disagree with the document. A choice that is not there now (unknown, hidden, or after the ending) stops the replay:
 * `said` is the part of the path that survives.
 */
export function replayDialogue(dialogue: Dialogue, path: readonly string[]): DialogueState {
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
  for (const id of path) {
    const choice = state.choices.find((candidate) => candidate.id === id);
    if (!choice || !state.turn) break;
    say(dialogue, state, { turn: state.turn, choice });
  }
  return state;
}

function say(dialogue: Dialogue, state: Draft, decision: Decision): void {
  const { effects, reaction, text, to } = decision.choice;
  const agent: SpokenLine = { who: 'agent', text, mood: state.mood, decision: state.said.length, found: [] };
  const found = effects.reveals.filter(
    (fact, at, all) =>
      all.indexOf(fact) === at &&
      !state.revealed.includes(fact) &&
      dialogue.facts.some(({ id }) => id === fact),
  );
  state.lines.push(agent);
  state.said.push(decision);
  state.trust = clamp(state.trust + effects.trust);
  state.repeatCalls = clamp(state.repeatCalls + effects.repeatCalls);
  state.seconds += effects.seconds;
  state.mood = effects.mood ?? state.mood;
  state.revealed.push(...found);
  const before = state.lines.length;
  speak(state, reaction);
  // A reaction whose every line is conditional may be silent; then what was earned stays with the question itself.
  (state.lines[before] ?? agent).found = found;
  const next = typeof to === 'string' ? to : (to.find(({ when }) => holds(when, state)) ?? to.at(-1))?.to;
  lead(dialogue, state, next);
}

/** Goes to a turn or an ending. Patience run out, a place that is not there and a turn with nothing to say all end the call. */
function lead(dialogue: Dialogue, state: Draft, to: string | undefined): void {
  delete state.turn;
  state.choices = [];
  const ending = dialogue.endings.find(({ id }) => id === to);
  const turn = dialogue.turns.find(({ id }) => id === to);
  if (!ending && turn && state.said.length < dialogue.patience.decisions) reach(state, turn);
  const over = ending ?? (state.turn ? undefined : impatient(dialogue));
  if (over) state.ending = over;
}

/** Stays at the turn only if there is something to say. */
function reach(state: Draft, turn: Turn): void {
  state.visits.set(turn.id, (state.visits.get(turn.id) ?? 0) + 1);
  speak(state, turn.says);
  state.choices = turn.choices.filter(({ when }) => holds(when, state));
  if (state.choices.length > 0) state.turn = turn;
}

const impatient = ({ endings, patience }: Dialogue): Ending | undefined =>
  endings.find(({ id }) => id === patience.ending) ?? endings[0];

function speak(state: Draft, says: readonly Says[]): void {
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
      decision: state.said.length - 1,
      found: [],
    });
  }
}

const clamp = (n: number): number => Math.min(10, Math.max(0, n));
