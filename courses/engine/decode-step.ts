import type { Dialogue } from '#courses/format/dialogue.ts';
import type { Lesson } from '#courses/format/lesson.ts';
import type { ChoiceStep, Example, Sort, Step } from '#courses/format/step.ts';
import { CONFIDENCES, FOCUSES } from '#courses/format/words.ts';
import { MOST_TRIES } from './finish-try.ts';
import { fromDigits, keyOf } from './hash.ts';
import { choicesOf, idOf } from './keys.ts';
import { planWords } from './own-words.ts';
import { replayDialogue } from './replay-dialogue.ts';
import { unpackText } from './typed-text.ts';
import type { OpenState, StepRecord } from './types.ts';

// Reads the fields that encode-step.ts writes. Texts come back from servers cut, mangled or older than the lesson:
// what is not understood is left out, and what is left is made consistent, so that an answered try is always a done step.

type Named = readonly { id: string }[];

/** Letter -> value of a section's fields. */
type Fields = ReadonlyMap<string, string>;

export function decodeRecord(lesson: Lesson, step: Step, fields: Fields): StepRecord {
  const tries = Number(fields.get('t') ?? 0);
  const record: StepRecord = {
    done: fields.has('d'),
    tries: Number.isInteger(tries) ? Math.min(MOST_TRIES, Math.max(0, tries)) : 0,
  };
  const first = worthOf(fields.get('f'));
  const best = worthOf(fields.get('b'));
  if (first !== undefined) record.first = first;
  if (best !== undefined) record.best = best;
  if (step.kind === 'dialogue') Object.assign(record, lastEnding(lesson, step, fields));
  const [when, what] = [fields.get('i'), fields.get('h')];
  if (step.kind === 'plan' && when !== undefined && what !== undefined) {
    record.plan = planWords(unpackText(when), unpackText(what));
  }
  return record;
}

function lastEnding({ objectives }: Lesson, step: Dialogue, fields: Fields): Partial<StepRecord> {
  const [worths, ending, found] = [
    fields.get('o'),
    idOf(step.endings, fields.get('e') ?? ''),
    fields.get('n'),
  ];
  return {
    ...(worths !== undefined && { worths: worthsOf(worths, objectives) }),
    ...(ending !== undefined && { ending }),
    ...(found !== undefined && { found: known(found, step.facts) }),
  };
}

function worthsOf(text: string, objectives: Named): Record<string, number> {
  const pairs = parts(text, 5).flatMap((part): [string, number][] => {
    const [id, worth] = [idOf(objectives, part.slice(0, 3)), worthOf(part.slice(3))];
    return id === undefined || worth === undefined ? [] : [[id, worth]];
  });
  return Object.fromEntries(pairs);
}

/** The step's try; undefined when none was stored. */
export function decodeOpen(step: Step, fields: Fields, record: StepRecord): OpenState | undefined {
  const seed = fromDigits(fields.get('s') ?? '');
  if (seed === undefined) return undefined;
  return { seed: seed % 62 ** 3, ...tryOf(step, fields, record) };
}

function tryOf(step: Step, fields: Fields, record: StepRecord): Omit<OpenState, 'seed'> {
  if (step.kind === 'dialogue') return talked(step, fields, record);
  if (!record.done) return {};
  switch (step.kind) {
    case 'choice':
    case 'example':
      return picked(step, fields);
    case 'sort':
      return sorted(step, fields);
    case 'ask':
      return asked(fields);
    case 'plan':
      return fields.has('m') && record.plan ? { told: true } : {};
    default:
      return {};
  }
}

function picked(step: ChoiceStep | Example, fields: Fields): Omit<OpenState, 'seed'> {
  const several = step.kind === 'choice' && step.several;
  const ids = known(fields.get('k') ?? '', step.options).slice(0, several ? step.options.length : 1);
  const sure =
    step.kind === 'choice' && step.confidence && CONFIDENCES.find((word) => keyOf(word) === fields.get('c'));
  return ids.length === 0 ? {} : { picked: ids, ...(sure && { confidence: sure }) };
}

/** A card or pile added or taken away makes the try a new one. */
function sorted(step: Sort, fields: Fields): Omit<OpenState, 'seed'> {
  const placed = new Map(
    parts(fields.get('q') ?? '', 6).map((part) => [
      idOf(step.cards, part.slice(0, 3)),
      idOf(step.piles, part.slice(3)),
    ]),
  );
  const entries = step.cards.flatMap(({ id }): [string, string][] => {
    const pile = placed.get(id);
    return pile === undefined ? [] : [[id, pile]];
  });
  return entries.length === step.cards.length ? { piles: Object.fromEntries(entries) } : {};
}

function asked(fields: Fields): Omit<OpenState, 'seed'> {
  const focus = FOCUSES.find((word) => keyOf(word) === fields.get('u'));
  const text = unpackText(fields.get('a') ?? '');
  return focus ? { focus, ...(text && { text }) } : {};
}

/** An edit may make a path end earlier than it did; then its last choice is to be said again, so that the ending counts. */
function talked(step: Dialogue, fields: Fields, { done }: StepRecord): Omit<OpenState, 'seed'> {
  const choices = choicesOf(step);
  const state = replayDialogue(
    step,
    parts(fields.get('p') ?? '', 3).map((key) => idOf(choices, key) ?? ''),
  );
  const said = state.said.map(({ choice }) => choice.id);
  const unfinished = !state.turn && !done;
  if (!fields.has('g') || (unfinished && said.length === 0)) return {};
  const path = unfinished ? said.slice(0, -1) : said;
  return { begun: true, ...(path.length > 0 && { path }) };
}

const parts = (text: string, length: number): string[] => text.match(new RegExp(`.{${length}}`, 'g')) ?? [];

const known = (keys: string, things: Named): string[] => [
  ...new Set(parts(keys, 3).flatMap((key) => idOf(things, key) ?? [])),
];

function worthOf(digits: string | undefined): number | undefined {
  const thousandths = fromDigits(digits ?? '');
  return thousandths === undefined || thousandths > 1000 ? undefined : thousandths / 1000;
}
