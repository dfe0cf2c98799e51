import { type DialogueState, replayDialogue } from '#courses/engine/replay-dialogue.ts';
import type { Dialogue } from '#courses/format/dialogue.ts';
import { conditionsOf, routes } from './conditions.ts';

/** A place a conversation can be in. Paths that no condition can tell apart are one node per number of decisions. */
export type Node = {
  state: DialogueState;
  /** Ids of the choices of one way to get here. */
  path: string[];
  /** How many of all learners who pick at random come by here, 0..1. */
  share: number;
  parents: Node[];
};

/** Everything that can happen in a dialogue, found by having it all happen. */
export type Explored = {
  nodes: Node[];
  /** Every single decision: where from, what was said, where it led; `share` as in `Node`. */
  decisions: { from: Node; state: DialogueState; share: number }[];
  /** False when there were too many ways to try them all; then nothing can be called impossible. */
  complete: boolean;
};

const MAX_NODES = 2000;

/** Plays every conversation a dialogue allows, up to its patience. */
export function explore(dialogue: Dialogue): Explored {
  const keyOf = distinguisher(dialogue);
  const first: Node = { state: replayDialogue(dialogue, []), path: [], share: 1, parents: [] };
  const nodes = [first];
  const decisions: Explored['decisions'] = [];
  let level = [first];
  while (level.length > 0) {
    const next = new Map<string, Node>();
    for (const from of level) {
      for (const choice of from.state.choices) {
        const path = [...from.path, choice.id];
        const state = replayDialogue(dialogue, path);
        const share = from.share / from.state.choices.length;
        decisions.push({ from, state, share });
        merge(next, keyOf(state), { state, path, share, parents: [from] });
      }
    }
    level = [...next.values()];
    nodes.push(...level);
    if (nodes.length > MAX_NODES) return { nodes, decisions, complete: false };
  }
  return { nodes, decisions, complete: true };
}

function merge(level: Map<string, Node>, key: string, node: Node): void {
  const same = level.get(key);
  if (same === undefined) level.set(key, node);
  else {
    same.share += node.share;
    same.parents.push(...node.parents);
  }
}

/** A key that is equal for two states of a dialogue when none of its conditions can tell them apart. */
function distinguisher(dialogue: Dialogue): (state: DialogueState) => string {
  const conditions = conditionsOf(dialogue).map(({ condition }) => condition);
  const facts = new Set(conditions.flatMap(({ revealed = [], hidden = [] }) => [...revealed, ...hidden]));
  const turns = new Set(conditions.flatMap(({ visits }) => visits?.turn ?? []));
  const uses = (part: 'trust' | 'seconds' | 'mood') =>
    conditions.some((condition) => condition[part] !== undefined);
  const [trust, seconds, mood] = [uses('trust'), uses('seconds'), uses('mood')];
  return (state) =>
    [
      state.turn?.id ?? '',
      state.ending?.id ?? '',
      trust ? state.trust : '',
      seconds ? state.seconds : '',
      mood ? state.mood : '',
      ...[...facts].map((fact) => state.revealed.includes(fact)),
      ...[...turns].map((turn) => state.visits.get(turn) ?? 0),
      deadEnd(state) ?? '',
    ].join(' ');
}

/** The turn at which there was nothing left to say, when that is what ended the conversation. */
export function deadEnd({ turn, visits, said }: DialogueState): string | undefined {
  if (turn !== undefined) return undefined;
  const left = new Map(visits);
  for (const decision of said) left.set(decision.turn.id, (left.get(decision.turn.id) ?? 0) - 1);
  return [...left].find(([, times]) => times > 0)?.[0];
}

/** True when the last choice itself led to the ending: neither patience nor a dead end did. */
export function endedByChoice({ ending, said }: DialogueState): boolean {
  const last = said.at(-1);
  return (
    ending !== undefined && last !== undefined && routes(last.choice.to).some(({ to }) => to === ending.id)
  );
}
