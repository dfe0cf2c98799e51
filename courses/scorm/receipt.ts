import { hash } from '#courses/engine/hash.ts';
import type { TipId } from '#courses/format/words.ts';
import { TIPS } from '#courses/format/words.ts';
import { fromSymbols, grouped, SYMBOL_BITS, toSymbols, withCheck, withoutCheck } from './receipt-code.ts';

/** What a receipt says. Everything in it is about one lesson on one day; nothing about who took it. */
export type ReceiptFacts = {
  courseId: string;
  lessonId: string;
  /** Milliseconds since 1970; the receipt keeps the UTC day. */
  atMs: number;
  /** Best result, 0..100. */
  percent: number;
  passed: boolean;
  complete: boolean;
  /** Own ids (not the full ones) of all objectives of the lesson, and whether each was met. */
  objectives: readonly { id: string; met: boolean }[];
  /** Tips with an objective met. */
  tips: readonly TipId[];
};

/** What a code gives back: ids only as short keys, which `keyOfCourse` and its siblings compare with real ones. */
export type ReceiptReading = {
  course: number;
  lesson: number;
  /** UTC day, `2026-11-22`. */
  day: string;
  percent: number;
  passed: boolean;
  complete: boolean;
  objectives: number;
  met: number;
  /** Keys of the objectives met; empty when there were more than five, which a code has no room for. */
  metKeys: number[];
  tips: TipId[];
};

export type ReadReceipt = { ok: true; reading: ReceiptReading } | { ok: false; problem: string };

const FORMAT = 0;
const DAY_MS = 86_400_000;
/** Days are counted from 2024-01-01 and last until 2068. */
const FIRST_DAY = Math.floor(Date.UTC(2024, 0, 1) / DAY_MS);
const MOST_KEYS = 5;

/** Names and widths in bits of what comes before the keys of objectives. 70 bits: 14 symbols. */
const FIELDS = [
  ['format', 2],
  ['course', 15],
  ['lesson', 15],
  ['day', 14],
  ['percent', 7],
  ['passed', 1],
  ['complete', 1],
  ['tips', 4],
  ['objectives', 5],
  ['met', 5],
  ['spare', 1],
] as const;
type Field = (typeof FIELDS)[number][0];
const KEY_BITS = 10;

export const keyOfCourse = (id: string): number => hash(`course ${id}`) % 2 ** 15;
export const keyOfLesson = (id: string): number => hash(`lesson ${id}`) % 2 ** 15;
export const keyOfObjective = (id: string): number => hash(`objective ${id}`) % 2 ** KEY_BITS;

const within = (value: number, bits: number): number =>
  Math.min(2 ** bits - 1, Math.max(0, Math.round(Number.isFinite(value) ? value : 0)));

/**
 * A receipt's code: groups of four letters and digits (Crockford's base 32, no I, L, O, U), 16 to 26 of them.
 * Two wrong symbols anywhere, so also any two swapped ones, are always noticed. It keeps no secret and proves nothing.
 */
export function receiptCode(facts: ReceiptFacts): string {
  const met = facts.objectives.filter((objective) => objective.met);
  const values: Record<Field, number> = {
    format: FORMAT,
    course: keyOfCourse(facts.courseId),
    lesson: keyOfLesson(facts.lessonId),
    day: Math.floor(facts.atMs / DAY_MS) - FIRST_DAY,
    percent: Math.min(100, facts.percent),
    passed: Number(facts.passed),
    complete: Number(facts.complete),
    tips: TIPS.reduce((mask, tip, at) => mask | (facts.tips.includes(tip) ? 1 << at : 0), 0),
    objectives: facts.objectives.length,
    met: met.length,
    spare: 0,
  };
  const keys = met.length > MOST_KEYS ? [] : met.map(({ id }) => keyOfObjective(id));
  const parts: [number, number][] = [
    ...FIELDS.map(([name, bits]): [number, number] => [within(values[name], bits), bits]),
    ...keys.map((key): [number, number] => [key, KEY_BITS]),
  ];
  return grouped(withCheck(toSymbols(parts)));
}

/** Reads a code back, however it was typed: small letters, without dashes, O for 0, I or L for 1. */
export function readReceipt(code: string): ReadReceipt {
  const symbols = fromSymbols(code);
  if (!symbols.ok) return symbols;
  const checked = withoutCheck(symbols.values);
  const length = FIELDS.reduce((sum, [, bits]) => sum + bits, 0) / SYMBOL_BITS;
  const typo =
    'This is not a receipt code as it was shown: a character is wrong, missing or swapped. Compare it and type it again.';
  if (checked === undefined || checked.length < length) return { ok: false, problem: typo };
  const bits = checked.map((symbol) => symbol.toString(2).padStart(SYMBOL_BITS, '0')).join('');
  let at = 0;
  const take = (width: number): number => {
    at += width;
    return Number.parseInt(bits.slice(at - width, at), 2);
  };
  const value = Object.fromEntries(FIELDS.map(([name, width]) => [name, take(width)])) as Record<
    Field,
    number
  >;
  if (value.format !== FORMAT || value.spare !== 0)
    return { ok: false, problem: 'This receipt code is of a newer kind than this program can read.' };
  const keys = value.met > MOST_KEYS ? 0 : value.met;
  if (checked.length !== length + (keys * KEY_BITS) / SYMBOL_BITS || value.percent > 100)
    return { ok: false, problem: typo };
  const { course, lesson, percent, objectives, met } = value;
  return {
    ok: true,
    reading: {
      course,
      lesson,
      day: new Date((FIRST_DAY + value.day) * DAY_MS).toISOString().slice(0, 10),
      percent,
      passed: value.passed === 1,
      complete: value.complete === 1,
      objectives,
      met,
      metKeys: Array.from({ length: keys }, () => take(KEY_BITS)),
      tips: TIPS.filter((_tip, n) => (value.tips >> n) & 1),
    },
  };
}
