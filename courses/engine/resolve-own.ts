import type { Choice, Dialogue, Fact, Turn } from '#courses/format/dialogue.ts';
import { PERSON_FOCUSES } from '#courses/format/words.ts';
import { holds, type Standing } from './conditions.ts';
import { isHollow, judges } from './own-reading.ts';
import type { OwnWords } from './types.ts';

/** Where own words are said: the turn, what can be chosen in it now, and how things stand. */
export type Here = Standing & { turn: Turn; choices: readonly Choice[] };

/** What own words do, as a choice made up for them; `stays` when the turn goes on without being said again. */
export type Resolved = { choice: Choice; stays: boolean };

/** What a reply costs on the call clock where the document names none (the default of its schema). */
const REPLY_SECONDS = 30;

/**
 * What the learner's own words do in a dialogue, decided by their reading alone, so that a run replays without them:
 * 1. Words that judge get `sharp` (trust -2); empathy that any customer could have been told gets `flat` (trust -1).
 * 2. What has a focus is taken for a choice about the same; else it earns a fact about it that the customer tells; else
 *    it hears what there is to say about it. Words that only state something specific are taken for the statement that
 *    makes most of the same moves. A choice that judges is never taken for words that do not.
 * 3. Two questions at once and a canned line beside a question gain no trust, and the canned line costs one; taking up the
 *    customer's own words gains one.
 * A label says what the words are about; how they were put counts as ever. Without `replies` the customer stays silent.
 */
export function resolveOwn(dialogue: Dialogue, here: Here, own: OwnWords): Resolved {
  const { replies } = dialogue;
  const stay = (line: string | undefined, trust: number, reveals: string[] = []): Resolved => ({
    stays: true,
    choice: {
      ...madeUp(own),
      effects: { trust, reveals, seconds: replies?.seconds ?? REPLY_SECONDS, repeatCalls: 0 },
      reaction: line === undefined ? [] : [{ text: line }],
      to: here.turn.id,
    },
  });
  if (judges(own)) return stay(replies?.sharp, -2);
  if (isHollow(own)) return stay(replies?.flat, -1);
  const choice = choiceFor(here, own);
  if (choice) {
    const { id, effects, reaction, to } = choice;
    const trust = trustFor(own, effects.trust);
    return {
      stays: false,
      choice: { ...madeUp(own), id, effects: { ...effects, trust }, reaction, to },
    };
  }
  const { focus } = own;
  const fact = factFor(dialogue, here, own);
  if (!fact || !focus) return stay((focus && replies?.answers[focus]) ?? replies?.unclear, trustFor(own, 0));
  if (!holds(fact.when, here)) return stay(replies?.guarded, trustFor(own, 0));
  // A question about the person lets a customer open up.
  return stay(fact.says, trustFor(own, PERSON_FOCUSES.includes(focus) ? 1 : 0), [fact.id]);
}

const madeUp = ({ text = '', form, focus, moves }: OwnWords) => ({
  id: 'own',
  text,
  form,
  ...(focus && { focus }),
  moves,
  coaching: '',
});

function trustFor({ form, flags }: OwnWords, earned: number): number {
  const canned = flags.includes('canned');
  const trust = earned + Number(flags.includes('echo'));
  return (form === 'multiple' || canned ? Math.min(0, trust) : trust) - Number(canned);
}

/** The choice that the words are taken for: the one that earns the fact they are about, then one that earns something new, then the nearest, then the first. */
function choiceFor({ choices, revealed }: Here, own: OwnWords): Choice | undefined {
  const fair = choices.filter(({ form }) => form !== 'loaded');
  const shared = ({ moves }: Choice): number => moves.filter((move) => own.moves.includes(move)).length;
  const statements = own.specific
    ? fair.filter((choice) => choice.form === 'statement' && shared(choice) > 0)
    : [];
  const earns = ({ effects }: Choice): number => {
    if (own.fact !== undefined && !revealed.includes(own.fact) && effects.reveals.includes(own.fact))
      return 2;
    return Number(effects.reveals.some((fact) => !revealed.includes(fact)));
  };
  if (own.focus === undefined) return best(statements, shared);
  const alike = fair.filter(({ focus }) => focus === own.focus);
  if (alike.length > 0)
    return best(alike, (choice) => earns(choice) * 10 + (own.specific ? shared(choice) : 0));
  return own.form === 'statement' ? best(statements, shared) : undefined;
}

/** The first of those with the highest rank. */
function best<T>(things: readonly T[], rank: (thing: T) => number): T | undefined {
  const most = Math.max(...things.map(rank));
  return things.find((thing) => rank(thing) === most);
}

/** The fact that the words ask for: not found yet, about the same, and with words in which the customer tells it. */
function factFor({ facts }: Dialogue, here: Here, own: OwnWords): Fact | undefined {
  const open = facts.filter(
    ({ id, focus, says }) => focus === own.focus && says !== undefined && !here.revealed.includes(id),
  );
  return open.find(({ id }) => id === own.fact) ?? open.find(({ when }) => holds(when, here)) ?? open[0];
}
