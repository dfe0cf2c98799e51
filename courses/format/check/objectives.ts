import { MET, objectivesOf, worthOfEnding } from '#courses/engine/worth.ts';
import type { Finding } from '#courses/format/place.ts';
import type { Step } from '#courses/format/step.ts';
import type { Examined, PlacedDialogue, Rule } from './examine.ts';

type LessonParts = Examined['lessons'][number];

/**
 * Can the objectives be shown, and the lesson be passed? `objective-unmeasured`, `objective-one-try`, `skill-two-tips`,
 * `cannot-pass`.
 */
export const objectives: Rule = ({ lessons }) => {
  const tries = triesOfSkills(lessons);
  return [
    ...lessons.flatMap((parts) => {
      // Without knowing how a dialogue can end, nothing can be said about what may be reached.
      const known = parts.dialogues.every(({ explored }) => explored?.complete === true);
      return [...perObjective(parts, tries), ...(known ? cannotPass(parts) : [])];
    }),
    ...skillsOfTwoTips(lessons),
  ];
};

/** Judged steps per skill in the whole course: objectives with the same skill are one in the roll-up. */
function triesOfSkills(lessons: readonly LessonParts[]): Map<string, number> {
  const tries = new Map<string, number>();
  for (const { lesson, steps, dialogues } of lessons) {
    for (const { id, skill } of lesson.objectives) {
      if (skill === undefined) continue;
      const judged = steps.filter(
        ({ step }) =>
          objectivesOf(lesson, step).includes(id) && isJudged(step) && best(step, id, dialogues) >= MET,
      );
      tries.set(skill, (tries.get(skill) ?? 0) + judged.length);
    }
  }
  return tries;
}

function skillsOfTwoTips(lessons: readonly LessonParts[]): Finding[] {
  const tipOf = new Map<string, string>();
  return lessons.flatMap(({ lesson, path }) =>
    lesson.objectives.flatMap(({ skill, tip }, index): Finding[] => {
      if (skill === undefined) return [];
      const first = tipOf.get(skill) ?? tip;
      tipOf.set(skill, first);
      if (first === tip) return [];
      const message = `The skill "${skill}" feeds the tip "${first}" elsewhere and "${tip}" here; one behaviour feeds one tip.`;
      return [
        { level: 'error', rule: 'skill-two-tips', message, path: [...path, 'objectives', index, 'tip'] },
      ];
    }),
  );
}

function perObjective(
  { lesson, path, steps, dialogues }: LessonParts,
  tries: ReadonlyMap<string, number>,
): Finding[] {
  return lesson.objectives.flatMap(({ id, tip, skill }, index): Finding[] => {
    const at = [...path, 'objectives', index];
    const measuring = steps.filter(({ step }) => objectivesOf(lesson, step).includes(id));
    if (measuring.length === 0) {
      const message = `Nothing measures the objective "${id}". Name it as "objective" of a step or in the "evidence" of an ending, or remove it.`;
      return [{ level: 'error', rule: 'objective-unmeasured', message, path: at }];
    }
    const judged = measuring.filter(({ step }) => isJudged(step) && best(step, id, dialogues) >= MET);
    // An objective that rests on plans alone is the learner's own word (tips 3 and 4), which nobody judges.
    const ownWord = judged.length === 0 && (tip === 'support' || tip === 'transfer');
    if (judged.length >= 2 || (tries.get(skill ?? '') ?? 0) >= 2 || ownWord) return [];
    const message = `The objective "${id}" can be shown in ${judged.length === 1 ? 'only 1 step' : 'no step'} that is judged; expected at least 2 different ones, or nobody ever reaches "can do it now".`;
    return [{ level: 'warning', rule: 'objective-one-try', message, path: at }];
  });
}

function cannotPass({ lesson, path, steps, dialogues }: LessonParts): Finding[] {
  const weights = lesson.objectives.reduce((sum, { weight }) => sum + weight, 0);
  const reachable = lesson.objectives.reduce((sum, { id, weight }) => {
    const measuring = steps.filter(({ step }) => objectivesOf(lesson, step).includes(id));
    return sum + weight * Math.max(0, ...measuring.map(({ step }) => best(step, id, dialogues)));
  }, 0);
  const score = reachable / weights;
  if (score >= lesson.pass.score - 1e-9) return [];
  const message = `Nobody can pass: the best possible score is ${score.toFixed(2)}, but "pass" asks for ${lesson.pass.score}. Raise what the best answers are worth, or lower the pass score.`;
  return [{ level: 'error', rule: 'cannot-pass', message, path: [...path, 'pass'] }];
}

/** The kinds whose answers a rule judges; what is labelled or told by the learner is practising. */
function isJudged(step: Step): boolean {
  return step.kind !== 'card' && step.kind !== 'recap' && step.kind !== 'plan';
}

/** The most a step can be worth for an objective, 0..1. */
function best(step: Step, objective: string, dialogues: readonly PlacedDialogue[]): number {
  if (step.kind === 'example' || (step.kind === 'choice' && !step.several)) {
    return Math.max(...step.options.map(({ worth }) => worth));
  }
  if (step.kind !== 'dialogue') return 1;
  const explored = dialogues.find((dialogue) => dialogue.step === step)?.explored;
  if (explored?.complete !== true) return 1;
  return Math.max(0, ...explored.nodes.map(({ state }) => worthOfEnding(state, objective)));
}
