import type { TipId } from '#courses/format/words.ts';
import { Level } from '#server/contract/learning.ts';

const DAY_MS = 86_400_000;
/** How much later a success counts as "still can do it". */
export const LATER_MS = 7 * DAY_MS;

export type EvidenceForLevel = {
  kind: 'success' | 'practising';
  source: string;
  attemptId: string;
  atMs: number;
};
export type Standing = { level: Level; sinceMs: number };

const RANKS: readonly Level[] = Level.options;
export const rankOf = (level: Level): number => RANKS.indexOf(level);

/**
 * Where an objective stands, from all its evidence: can-now is a success in two different dialogues or questions,
 * can-later a success in another attempt at least 7 days after that. Times are the server's.
 */
export function objectiveStanding(evidence: readonly EvidenceForLevel[]): Standing | undefined {
  const inOrder = [...evidence].sort((a, b) => a.atMs - b.atMs);
  const first = inOrder[0];
  if (!first) return undefined;
  const successes = inOrder.filter(({ kind }) => kind === 'success');
  const second = successes.find(({ source }) => source !== successes[0]?.source);
  if (!second) return { level: 'practising', sinceMs: first.atMs };
  const attempts = new Set(
    successes.filter(({ atMs }) => atMs <= second.atMs).map(({ attemptId }) => attemptId),
  );
  const later = successes.find(
    ({ atMs, attemptId }) => atMs >= second.atMs + LATER_MS && !attempts.has(attemptId),
  );
  return later ? { level: 'can-later', sinceMs: later.atMs } : { level: 'can-now', sinceMs: second.atMs };
}

/** The better of two standings; the older where they are equal. What was reached is never lost. */
export function betterStanding(
  before: Standing | undefined,
  now: Standing | undefined,
): Standing | undefined {
  if (!before || !now) return before ?? now;
  return rankOf(now.level) > rankOf(before.level) ? now : before;
}

/** The highest level held by at least half of a tip's objectives (those nobody touched are given as not-started). */
export function tipLevel(levels: readonly Level[]): Level {
  const held = (level: Level) => levels.filter((has) => rankOf(has) >= rankOf(level)).length;
  return (
    [...RANKS].reverse().find((level) => levels.length > 0 && held(level) * 2 >= levels.length) ??
    'not-started'
  );
}

/** An objective as the roll-up knows it. */
export type RolledObjective = { id: string; tip: TipId; skill?: string | undefined };

/**
 * What an objective's standing is kept under: its skill, which other objectives may share (the same behaviour on fresh
 * surfaces), else its own id. Full objective ids hold a `_` and skills none, so that the two are never mistaken.
 */
export const standingKey = ({ id, skill }: Pick<RolledObjective, 'id' | 'skill'>): string => skill ?? id;

export type RollUpInput = {
  /** Every objective of the course version, with its tip. */
  objectives: readonly RolledObjective[];
  /** What was stored before, by `standingKey` and by tip. */
  objectivesBefore: ReadonlyMap<string, Standing>;
  tipsBefore: ReadonlyMap<string, Standing>;
  /** All evidence, old and new, of the objectives that new evidence names and of those that share a skill with them. */
  evidence: readonly (EvidenceForLevel & { objectiveId: string })[];
  nowMs: number;
};

export type RollUp = {
  /** `objectiveId` is the `standingKey`. */
  objectives: ({ objectiveId: string; tip: TipId } & Standing)[];
  tips: ({ tip: TipId } & Standing)[];
};

/** The standings that new evidence changes; nothing else has to be written. */
export function rollUp({ objectives, objectivesBefore, tipsBefore, evidence, nowMs }: RollUpInput): RollUp {
  const keyOf = new Map(objectives.map((objective) => [objective.id, standingKey(objective)]));
  const byKey = Map.groupBy(evidence, ({ objectiveId }) => keyOf.get(objectiveId) ?? objectiveId);
  const changed: RollUp['objectives'] = [];
  const held = new Map<string, { tip: TipId; level: Level }>();
  for (const objective of objectives) {
    const key = standingKey(objective);
    if (held.has(key)) continue;
    const before = objectivesBefore.get(key);
    const now = betterStanding(before, objectiveStanding(byKey.get(key) ?? []));
    held.set(key, { tip: objective.tip, level: now?.level ?? 'not-started' });
    if (now && now !== before) changed.push({ objectiveId: key, tip: objective.tip, ...now });
  }
  const touched = new Set(changed.map(({ tip }) => tip));
  const tips = [...touched].flatMap((tip) => {
    const level = tipLevel([...held.values()].filter((one) => one.tip === tip).map((one) => one.level));
    const before = tipsBefore.get(tip);
    return rankOf(level) > rankOf(before?.level ?? 'not-started') ? [{ tip, level, sinceMs: nowMs }] : [];
  });
  return { objectives: changed, tips };
}
