import { chance } from '#courses/engine/chance.ts';
import { hash } from '#courses/engine/hash.ts';
import type { DialogueState } from '#courses/engine/replay-dialogue.ts';
import { MET } from '#courses/engine/worth.ts';
import type { Course } from '#courses/format/course.ts';
import type { Dialogue } from '#courses/format/dialogue.ts';
import { OUTCOMES } from '#courses/format/words.ts';
import { observer, resultOf, type Seen } from './look-ahead.ts';
import { POLICY_NAMES, type PolicyName, policies } from './policies.ts';

/** What became of one policy in one dialogue, over all its plays. Shares and results are 0..1. */
export type Row = {
  policy: PolicyName;
  /** Share of plays whose result meets an objective. */
  passed: number;
  meanResult: number;
  bestResult: number;
  meanSeconds: number;
  /** Of 10 such customers, how many call again. */
  meanRepeatCalls: number;
  /** Mean share of the facts about impact, and of all facts, that were found. */
  impactFound: number;
  factsFound: number;
  outcomes: Partial<Record<(typeof OUTCOMES)[number], number>>;
};
export type DialogueStudy = {
  course: string;
  lesson: string;
  dialogue: string;
  customer: string;
  /** The best result that can be reached at all. */
  reachable: number;
  policies: Row[];
};

/**
 * Has simulated learners play every dialogue of some courses. Only prepared lines are said: what a learner types is
 * turned into one of them, or into a question that a fact answers, so it reaches nothing that they do not.
 * The same courses, plays and seed give the same numbers.
 */
export function study(courses: readonly Course[], plays: number, seed: number): DialogueStudy[] {
  return courses.flatMap((course) =>
    course.lessons.flatMap((lesson) =>
      lesson.steps.flatMap((step): DialogueStudy[] =>
        step.kind === 'dialogue'
          ? [{ course: course.id, lesson: lesson.id, ...studyDialogue(step, plays, seed) }]
          : [],
      ),
    ),
  );
}

function studyDialogue(
  dialogue: Dialogue,
  plays: number,
  seed: number,
): Omit<DialogueStudy, 'course' | 'lesson'> {
  const show = observer(dialogue);
  const rows = POLICY_NAMES.map((policy) => {
    const random = chance(hash(`${seed} ${dialogue.id} ${policy}`));
    return rowOf(
      policy,
      dialogue,
      Array.from({ length: plays }, () => playOnce(show, policy, random)),
    );
  });
  const reachable = rows.find(({ policy }) => policy === 'optimal')?.bestResult ?? 0;
  return { dialogue: dialogue.id, customer: dialogue.customer.name, reachable, policies: rows };
}

function playOnce(
  show: (path: readonly string[]) => Seen,
  policy: PolicyName,
  random: () => number,
): DialogueState {
  const path: string[] = [];
  for (;;) {
    const seen = show(path);
    if (!seen.state.turn) return seen.state;
    path.push(policies[policy](seen, random).id);
  }
}

function rowOf(policy: PolicyName, { facts }: Dialogue, ends: readonly DialogueState[]): Row {
  const results = ends.map(resultOf);
  const impact = facts.filter(({ focus }) => focus === 'impact').map(({ id }) => id);
  const found = (ids: readonly string[]) =>
    meanOf(
      ends.map(({ revealed }) => ids.filter((id) => revealed.includes(id)).length / Math.max(1, ids.length)),
    );
  const outcomes = OUTCOMES.flatMap((outcome): [string, number][] => {
    const share = ends.filter(({ ending }) => ending?.outcome === outcome).length / ends.length;
    return share > 0 ? [[outcome, round(share)]] : [];
  });
  return {
    policy,
    passed: round(results.filter((result) => result >= MET).length / ends.length),
    meanResult: meanOf(results),
    bestResult: Math.max(...results),
    meanSeconds: Math.round(meanOf(ends.map(({ seconds }) => seconds))),
    meanRepeatCalls: meanOf(ends.map(({ repeatCalls }) => repeatCalls)),
    impactFound: found(impact),
    factsFound: found(facts.map(({ id }) => id)),
    outcomes: Object.fromEntries(outcomes),
  };
}

const meanOf = (values: readonly number[]): number =>
  round(values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length));

const round = (value: number): number => Math.round(value * 1000) / 1000;
