import type { Dialogue } from '#courses/format/dialogue.ts';
import type { Lesson } from '#courses/format/lesson.ts';
import type { Ask, ChoiceStep, Example, Sort, Step } from '#courses/format/step.ts';
import { CONFIDENCES, type Confidence, FOCUSES } from '#courses/format/words.ts';
import { MOST_TRIES } from './finish-try.ts';
import { fromDigits, keyOf } from './hash.ts';
import { choicesOf, idOf } from './keys.ts';
import { planWords } from './own-words.ts';
import { decodePath } from './path-code.ts';
import { decodeReading } from './reading-code.ts';
import { pathOf, replayDialogue } from './replay-dialogue.ts';
import { unpackText } from './typed-text.ts';
import type { OpenState, OwnReading, StepRecord } from './types.ts';

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
  const alone = (step.kind === 'ask' || step.kind === 'dialogue') && fields.has('l');
  return { seed: seed % 62 ** 3, ...(alone && { alone }), ...tryOf(step, fields, record) };
}

function tryOf(step: Step, fields: Fields, record: StepRecord): Omit<OpenState, 'seed'> {
  if (step.kind === 'dialogue') return talked(step, fields, record);
  // A step that was passed over is done without a try.
  if (!record.done || record.tries === 0) return {};
  switch (step.kind) {
    case 'choice':
    case 'example':
      return picked(step, fields);
    case 'sort':
      return sorted(step, fields);
    case 'ask':
      return asked(step, fields);
    case 'plan':
      return fields.has('m') && record.plan ? { told: true } : {};
    default:
      return {};
  }
}

function picked(step: ChoiceStep | Example, fields: Fields): Omit<OpenState, 'seed'> {
  const several = step.kind === 'choice' && step.several;
  const ids = known(fields.get('k') ?? '', step.options).slice(0, several ? step.options.length : 1);
  const sure = step.kind === 'choice' && step.confidence && confidenceOf(fields);
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

function asked(step: Ask, fields: Fields): Omit<OpenState, 'seed'> {
  const read = decodeReading(fields.get('r') ?? '') ?? labelledBefore(fields);
  const text = unpackText(fields.get('a') ?? '');
  if (read) return { read, ...(text && { text }) };
  const [line] = known(fields.get('k') ?? '', step.lines ?? []);
  return line === undefined ? {} : { picked: [line] };
}

/** Runs stored before readings were: only what the learner said it was about. */
function labelledBefore(fields: Fields): OwnReading | undefined {
  const focus = FOCUSES.find((word) => keyOf(word) === fields.get('u'));
  return focus && { form: 'specific', focus, flags: [], moves: [], specific: false, labelled: true };
}

/** An edit may make a path end earlier than it did; then its last decision is to be taken again, so that the ending counts. */
function talked(step: Dialogue, fields: Fields, { tries }: StepRecord): Omit<OpenState, 'seed'> {
  const { facts } = step;
  const choices = choicesOf(step);
  const state = replayDialogue(
    step,
    decodePath({ facts, choices }, fields.get('p') ?? '', fields.get('w') ?? ''),
  );
  const said = pathOf(state);
  const unfinished = !state.turn && tries === 0;
  if (!fields.has('g') || (unfinished && said.length === 0)) return {};
  const path = unfinished ? said.slice(0, -1) : said;
  const sure = step.confidence && !unfinished && !state.turn && confidenceOf(fields);
  return { begun: true, ...(path.length > 0 && { path }), ...(sure && { confidence: sure }) };
}

const confidenceOf = (fields: Fields): Confidence | undefined =>
  CONFIDENCES.find((word) => keyOf(word) === fields.get('c'));

const parts = (text: string, length: number): string[] => text.match(new RegExp(`.{${length}}`, 'g')) ?? [];

const known = (keys: string, things: Named): string[] => [
  ...new Set(parts(keys, 3).flatMap((key) => idOf(things, key) ?? [])),
];

function worthOf(digits: string | undefined): number | undefined {
  const thousandths = fromDigits(digits ?? '');
  return thousandths === undefined || thousandths > 1000 ? undefined : thousandths / 1000;
}
