import type { Step } from '#courses/format/step.ts';
import { keyOf, toDigits } from './hash.ts';
import { encodePath, encodeWords } from './path-code.ts';
import { encodeReading } from './reading-code.ts';
import { packText } from './typed-text.ts';
import type { OpenState, StepRecord } from './types.ts';

const worthDigits = (worth: number): string => toDigits(Math.round(worth * 1000), 2);
const keyList = (ids: readonly string[]): string => ids.map(keyOf).join('');
const keyPairs = (table: Record<string, string>): string => keyList(Object.entries(table).flat());

/** A step's section: its key, what is kept of it and its present or last try. A field without a value is left out. */
export function encodeStep(step: Step, record: StepRecord | undefined, open: OpenState | undefined): string {
  return [keyOf(step.id), ...(record ? recordFields(record) : []), ...(open ? openFields(open) : [])].join(
    '.',
  );
}

function recordFields({ done, tries, first, best, worths, ending, found, plan }: StepRecord): string[] {
  return [
    ...field('d', done ? '' : undefined),
    ...field('t', tries > 0 ? String(tries) : undefined),
    ...field('f', first, worthDigits),
    ...field('b', best, worthDigits),
    ...field('o', worths, (each) =>
      Object.entries(each)
        .map(([id, worth]) => keyOf(id) + worthDigits(worth))
        .join(''),
    ),
    ...field('e', ending, keyOf),
    ...field('n', found, keyList),
    ...field('i', plan?.if, packText),
    ...field('h', plan?.then, packText),
  ];
}

function openFields({
  seed,
  alone,
  begun,
  path,
  picked,
  confidence,
  piles,
  text,
  read,
  told,
}: OpenState): string[] {
  return [
    ...field('s', toDigits(seed, 3)),
    ...field('l', alone ? '' : undefined),
    ...field('g', begun ? '' : undefined),
    ...field('p', path, encodePath),
    ...field('w', path && encodeWords(path)),
    ...field('k', picked, keyList),
    ...field('c', confidence, keyOf),
    ...field('q', piles, keyPairs),
    ...field('a', text, packText),
    ...field('r', read, encodeReading),
    ...field('m', told ? '' : undefined),
  ];
}

function field<T>(letter: string, value: T | undefined, write: (value: T) => string = String): string[] {
  return value === undefined ? [] : [letter + write(value)];
}
