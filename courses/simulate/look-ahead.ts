import { type DialogueState, replayDialogue } from '#courses/engine/replay-dialogue.ts';
import { mean, worthOfEnding } from '#courses/engine/worth.ts';
import type { Dialogue } from '#courses/format/dialogue.ts';

/** What can still become of a conversation. */
export type Ahead = {
  /** The best result that can still be reached, 0..1, and what its ending keeps: see `better`. */
  best: Outlook;
  /** Seconds on the call clock of the quickest way to an ending. */
  quickestSeconds: number;
};
type Outlook = { worth: number; resolved: boolean; trust: number; repeatCalls: number; seconds: number };

/** What a simulated learner can see of a dialogue. */
export type Seen = {
  dialogue: Dialogue;
  state: DialogueState;
  path: readonly string[];
  /** The state after a choice. */
  after: (choice: string) => DialogueState;
  /** What can still become of it after a choice. */
  ahead: (choice: string) => Ahead;
};

/** Shows a dialogue to simulated learners; every state is worked out once, however often it is come by. */
export function observer(dialogue: Dialogue): (path: readonly string[]) => Seen {
  const states = new Map<string, DialogueState>();
  const futures = new Map<string, Ahead>();
  const stateAt = (path: readonly string[]): DialogueState => {
    const key = path.join(' ');
    const known = states.get(key) ?? replayDialogue(dialogue, path);
    states.set(key, known);
    return known;
  };
  const aheadOf = (path: readonly string[]): Ahead => {
    const state = stateAt(path);
    const key = keyOf(state);
    const known = futures.get(key) ?? future(state, (choice) => aheadOf([...path, choice]));
    futures.set(key, known);
    return known;
  };
  return (path) => ({
    dialogue,
    state: stateAt(path),
    path,
    after: (choice) => stateAt([...path, choice]),
    ahead: (choice) => aheadOf([...path, choice]),
  });
}

function future(state: DialogueState, aheadOf: (choice: string) => Ahead): Ahead {
  if (!state.turn) {
    const { trust, repeatCalls, seconds } = state;
    const best = {
      worth: resultOf(state),
      resolved: state.ending?.outcome === 'resolved',
      trust,
      repeatCalls,
      seconds,
    };
    return { best, quickestSeconds: seconds };
  }
  const all = state.choices.map(({ id }) => aheadOf(id));
  return {
    best: all.map(({ best }) => best).reduce((a, b) => (better(b, a) ? b : a)),
    quickestSeconds: Math.min(...all.map(({ quickestSeconds }) => quickestSeconds)),
  };
}

/** More worth, then a customer who got what they needed, more trust, fewer repeat calls, and last the shorter call. */
export function better(a: Outlook, b: Outlook): boolean {
  const gains = [a.worth - b.worth, Number(a.resolved) - Number(b.resolved), a.trust - b.trust];
  const costs = [b.repeatCalls - a.repeatCalls, b.seconds - a.seconds];
  return ([...gains, ...costs].find((difference) => difference !== 0) ?? 0) > 0;
}

/** A conversation's result, 0..1: the mean over the objectives that its endings name. */
export function resultOf({ ending, ...rest }: DialogueState): number {
  if (!ending) return 0;
  const objectives = [...new Set(ending.evidence.map(({ objective }) => objective))];
  return mean(objectives.map((objective) => worthOfEnding({ ...rest, ending }, objective)));
}

/** Everything that what follows can depend on. */
const keyOf = (state: DialogueState): string =>
  JSON.stringify([
    state.turn?.id ?? '',
    state.ending?.id ?? '',
    state.said.length,
    state.trust,
    state.repeatCalls,
    state.seconds,
    state.mood,
    state.revealed.toSorted(),
    [...state.visits].map(String).sort(),
  ]);
