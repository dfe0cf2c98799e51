import type { NewEvidence } from './evidence.ts';
import {
  evidenceOfMapped,
  type JudgedAnswer,
  type Mapping,
  mappedObjectives,
  mappedPrefix,
} from './mapped-evidence.ts';
import {
  objectiveStanding,
  type RolledObjective,
  type RollUp,
  type Standing,
  standingKey,
  tipLevel,
} from './roll-up.ts';

export type RecountInput = {
  mapping: Mapping;
  /** Every judged answer of the registration in packages that do not say themselves what counts. */
  answers: readonly JudgedAnswer[];
  /** The objectives of the newest attempt's package where it says itself what counts; null where the mapping does. */
  own: readonly RolledObjective[] | null;
  /** What is stored, by objective and by tip. */
  objectives: ReadonlyMap<string, Standing>;
  tips: ReadonlyMap<string, Standing>;
  nowMs: number;
};

/**
 * Evidence and levels of a registration under a mapping, from the answers themselves. Unlike `rollUp`, which only ever
 * adds, this can take a level away: what no longer counts is no longer shown as held. Objectives that a package of ours
 * brought are left as they are.
 */
export function recount(input: RecountInput): { evidence: NewEvidence[]; standing: RollUp } {
  const { mapping, answers, own, nowMs } = input;
  const evidence = evidenceOfMapped(answers, mapping);
  const byObjective = Map.groupBy(evidence, ({ objectiveId }) => objectiveId);
  const mapped = mappedObjectives(mapping);
  const standings = mapped.flatMap(({ id, tip }) => {
    const standing = objectiveStanding(byObjective.get(id) ?? []);
    return standing ? [{ objectiveId: id, tip, ...standing }] : [];
  });
  const levels = new Map([
    ...[...input.objectives].filter(([id]) => !id.startsWith(mappedPrefix(mapping.courseId))),
    ...standings.map(({ objectiveId, level, sinceMs }) => [objectiveId, { level, sinceMs }] as const),
  ]);
  const byTip = Map.groupBy(own ?? mapped, ({ tip }) => tip);
  const tips = [...byTip].flatMap(([tip, objectives]) => {
    const keys = new Set(objectives.map(standingKey));
    const level = tipLevel([...keys].map((key) => levels.get(key)?.level ?? 'not-started'));
    const before = input.tips.get(tip);
    if (level === 'not-started') return [];
    return [{ tip, level, sinceMs: before?.level === level ? before.sinceMs : nowMs }];
  });
  return { evidence, standing: { objectives: standings, tips } };
}
