import type { Choice } from '#courses/format/dialogue.ts';
import { PERSON_FOCUSES } from '#courses/format/words.ts';
import { better, type Seen } from './look-ahead.ts';

/** How a simulated learner decides; `random` gives 0..1. */
export type Policy = (seen: Seen, random: () => number) => Choice;
export const POLICY_NAMES = ['rushes', 'thing-only', 'asks-impact', 'random', 'optimal'] as const;
export type PolicyName = (typeof POLICY_NAMES)[number];

export const policies: Record<PolicyName, Policy> = {
  /** Whatever ends the call soonest; of equals any. */
  rushes: ({ state, ahead }, random) => {
    const seconds = state.choices.map(({ id }) => ahead(id).quickestSeconds);
    const quickest = Math.min(...seconds);
    return any(
      state.choices.filter((_, at) => seconds[at] === quickest),
      random,
    );
  },
  /** Never asks about the person while there is anything else to say. */
  'thing-only': ({ state }, random) => {
    const things = state.choices.filter(
      ({ focus }) => focus === undefined || !PERSON_FOCUSES.includes(focus),
    );
    const notImpact = state.choices.filter(({ focus }) => focus !== 'impact');
    return any(firstFull(things, notImpact, state.choices), random);
  },
  /** Asks what it did as long as that can find anything new, then about the person, then takes up what was found. */
  'asks-impact': ({ state, after }, random) => {
    const isNews = ({ id }: Choice) => after(id).revealed.length > state.revealed.length;
    const impact = state.choices.filter(({ focus }) => focus === 'impact');
    const person = state.choices.filter(({ focus }) => focus !== undefined && PERSON_FOCUSES.includes(focus));
    const opened = state.choices.filter(({ when }) => when?.revealed !== undefined);
    return any(
      firstFull(impact.filter(isNews), person.filter(isNews), opened, impact, person, state.choices),
      random,
    );
  },
  random: ({ state }, random) => any(state.choices, random),
  /** Knows everything that can come. */
  optimal: ({ state, ahead }, random) => {
    const outlooks = state.choices.map((choice) => ({ choice, best: ahead(choice.id).best }));
    const top = outlooks.filter(({ best }) => !outlooks.some((other) => better(other.best, best)));
    return any(
      top.map(({ choice }) => choice),
      random,
    );
  },
};

const firstFull = (...lists: readonly Choice[][]): Choice[] => lists.find(({ length }) => length > 0) ?? [];

function any(choices: readonly Choice[], random: () => number): Choice {
  const choice = choices[Math.floor(random() * choices.length)];
  if (!choice) throw new Error('A turn without a choice: expected a dialogue that the checker accepts.');
  return choice;
}
