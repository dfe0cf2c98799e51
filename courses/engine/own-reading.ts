import type { Reading } from '#courses/coach/reading.ts';
import { FLAGS, FOCUSES, FORMS, type Focus, MOVES } from '#courses/format/words.ts';
import { clipText } from './typed-text.ts';
import type { OwnReading } from './types.ts';

/**
 * What the engine needs of the coach's reading. `meant` is what the learner says it is about, because the rules could
 * not tell; the answer is then labelled. Of the moves only the specific ones count, as soon as there is one.
 */
export function ownReading(reading: Reading, meant?: Focus): OwnReading {
  const specific = Object.values(reading.moves).includes('specific');
  const focus = meant ?? reading.focus;
  return {
    form: reading.form,
    ...(focus && { focus }),
    ...(reading.fact !== undefined && { fact: reading.fact }),
    flags: FLAGS.filter((flag) => reading.flags.includes(flag)),
    moves: MOVES.filter((move) => reading.moves[move] === (specific ? 'specific' : 'generic')),
    specific,
    labelled: meant !== undefined,
  };
}

/**
 * A reading as it comes with an event, made well-formed: words outside the closed lists and facts that are not there are
 * left out. Undefined when it is no reading at all, or labelled without a label.
 */
export function checkedReading(read: unknown, facts: readonly { id: string }[] = []): OwnReading | undefined {
  if (typeof read !== 'object' || read === null) return undefined;
  const given: Partial<Record<keyof OwnReading, unknown>> = read;
  const form = FORMS.find((known) => known === given.form);
  const focus = FOCUSES.find((known) => known === given.focus);
  const fact = facts.find(({ id }) => id === given.fact)?.id;
  if (!form || (given.labelled === true && !focus)) return undefined;
  const moves = among(MOVES, given.moves);
  return {
    form,
    ...(focus && { focus }),
    ...(fact !== undefined && { fact }),
    flags: among(FLAGS, given.flags),
    moves,
    specific: given.specific === true && moves.length > 0,
    labelled: given.labelled === true,
  };
}

/** Own words as they come with an event, made well-formed and clipped; undefined when nothing is left of them. */
export function ownWords(
  { text, read }: { text: unknown; read: unknown },
  facts?: readonly { id: string }[],
): (OwnReading & { text: string }) | undefined {
  const clipped = typeof text === 'string' ? clipText(text) : '';
  const known = checkedReading(read, facts);
  return known && clipped !== '' ? { ...known, text: clipped } : undefined;
}

const among = <T>(known: readonly T[], given: unknown): T[] =>
  Array.isArray(given) ? known.filter((word) => given.includes(word)) : [];

/** Words that judge or blame: however right the question, nobody answers them. */
export const judges = ({ form, flags }: OwnReading): boolean =>
  form === 'loaded' || flags.includes('judgemental');

/** Empathy that any customer could have been told, and nothing else. */
export const isHollow = ({ focus, flags, moves, specific }: OwnReading): boolean =>
  focus === undefined && !specific && (moves.length > 0 || flags.includes('canned'));

/** The reading in a few words that may leave the device: "impact, open", "statement, own, act", "need, closed, labelled". */
export function describeReading(read: OwnReading): string {
  const noticed = read.flags.filter((flag) => flag === 'judgemental' || flag === 'canned');
  const about = read.focus ? [read.focus, read.form] : [read.form, ...read.moves];
  return [...about, ...noticed, ...(read.labelled ? ['labelled'] : [])].join(', ');
}
