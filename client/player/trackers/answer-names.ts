import type { RunSettings } from '#courses/scorm/run-settings.ts';
import { countOf } from './count-of.ts';
import type { Dialect } from './dialect.ts';
import type { RunTime } from './run-time.ts';
import { identifier } from './values.ts';

/** What the answer with this id is called at this place of the run-time's journal. */
export type NameOf = (id: string, at: number) => string;

const MAX_ID = 240;

/**
 * Names for answers. `stable` ones are their ids; `unique` ones get `-2`, `-3` ... from the second on, over all sessions,
 * for LMSs that keep one answer of each id. What an earlier session called its answers is read where the edition lets
 * it (2004). Where it cannot be read, every name gets `--` and the place in the journal: no author's id holds two dashes
 * side by side, and no place occurs twice. An LMS that does not count either is told apart by the second of the start.
 */
export function createNames(
  runTime: RunTime,
  dialect: Dialect,
  resumed: boolean,
  now: () => number,
  { answerIds }: RunSettings,
): NameOf {
  if (answerIds === 'stable') return (id) => id;
  const used = new Set<string>();
  const before = countOf(runTime, 'cmi.interactions');
  let unread = before === 0 && resumed;
  for (let at = 0; at < before && dialect.answersReadable; at += 1) {
    const id = runTime.get(`cmi.interactions.${at}.id`);
    if (id === '') unread = true;
    else used.add(id);
  }
  if (before > 0 && !dialect.answersReadable) unread = true;
  const startSecond = Math.floor(now() / 1000);
  return (id, at) => {
    const base = identifier(id).slice(0, MAX_ID);
    const stem = unread ? `${base}--${before > 0 ? at + 1 : startSecond}` : base;
    let name = stem;
    for (let n = 2; used.has(name); n += 1) name = `${stem}-${n}`;
    used.add(name);
    return name;
  };
}
