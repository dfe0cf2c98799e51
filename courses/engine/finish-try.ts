import { entry } from './place.ts';
import type { StepRecord } from './types.ts';

/** The outcome of a finished try. `judged` when a rule decided; `worth` is absent when the step measures nothing. */
export type Try = {
  judged: boolean;
  worth?: number;
  worths?: Record<string, number>;
  ending?: string;
  found?: string[];
  plan?: { if: string; then: string };
};

export const MOST_TRIES = 99;

/** The record after a try: results only rise, the first judged one stays for ever, the rest is the last try's. */
export function finishTry(record: StepRecord, { judged, worth, worths, ...last }: Try): StepRecord {
  const after: StepRecord = { ...record, ...last, done: true, tries: Math.min(MOST_TRIES, record.tries + 1) };
  if (worth !== undefined) after.best = Math.max(worth, record.best ?? 0);
  if (worth !== undefined && judged) after.first = record.first ?? worth;
  if (worths) after.worths = higher(record.worths ?? {}, worths);
  return after;
}

function higher(before: Record<string, number>, now: Record<string, number>): Record<string, number> {
  const risen = Object.entries(now).map(([id, worth]) => [id, Math.max(worth, entry(before, id) ?? 0)]);
  return { ...before, ...Object.fromEntries(risen) };
}
