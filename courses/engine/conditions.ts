import type { Condition } from '#courses/format/condition.ts';
import type { Mood } from '#courses/format/words.ts';

/** What conditions look at: where a dialogue stands. */
export type Standing = {
  trust: number;
  seconds: number;
  mood: Mood;
  /** Ids of the facts found. */
  revealed: readonly string[];
  /** Turn id -> how often it has been reached in this try, the present time included. */
  visits: ReadonlyMap<string, number>;
};

/** True when every named part of the condition holds; no condition always holds. */
export function holds(condition: Condition | undefined, now: Standing): boolean {
  if (!condition) return true;
  const { trust, seconds, mood, revealed = [], hidden = [], visits, any, not } = condition;
  return (
    within(trust, now.trust) &&
    within(seconds, now.seconds) &&
    (!mood || mood.includes(now.mood)) &&
    revealed.every((fact) => now.revealed.includes(fact)) &&
    !hidden.some((fact) => now.revealed.includes(fact)) &&
    (!visits || within(visits, now.visits.get(visits.turn) ?? 0)) &&
    (!any || any.some((member) => holds(member, now))) &&
    !(not && holds(not, now))
  );
}

function within(
  range: { min?: number | undefined; max?: number | undefined } | undefined,
  value: number,
): boolean {
  return value >= (range?.min ?? value) && value <= (range?.max ?? value);
}
