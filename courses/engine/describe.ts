import type { Dialogue, Turn } from '#courses/format/dialogue.ts';
import type { Lesson } from '#courses/format/lesson.ts';
import type { Step } from '#courses/format/step.ts';
import type { AskwellJson } from '#courses/scorm/askwell-json.ts';
import { decisionId, objectiveId, resultIds, stepAnswerId } from './ids.ts';
import { stepTitle } from './step-title.ts';
import { oneLine } from './typed-text.ts';
import { objectivesOf } from './worth.ts';

/** One kind of answer that a lesson can report (shape of askwell.json). */
export type Interaction = AskwellJson['lessons'][number]['interactions'][number];

/** Every answer that the lesson can report, in the order of its steps; ids are those of `Answer.id`. */
export function describeInteractions(lesson: Lesson): Interaction[] {
  return lesson.steps.flatMap((step): Interaction[] => {
    if (step.kind === 'card' || step.kind === 'recap') return [];
    if (step.kind === 'dialogue') return describeDialogue(lesson, step);
    const objectives = objectivesOf(lesson, step).map((objective) => objectiveId(lesson, objective));
    return [
      describe(lesson, step, {
        id: stepAnswerId(lesson, step),
        kind: kindOf(step),
        prompt: step.prompt,
        objectives,
      }),
    ];
  });
}

function describe(lesson: Lesson, step: Step, given: Omit<Interaction, 'step'>): Interaction {
  return { ...given, prompt: oneLine(given.prompt), step: oneLine(stepTitle(lesson, step)) };
}

/**
 * Who decides, as a rule. Where the learner said themselves what their words are about (an ask, or a decision of a
 * dialogue), an answer described as judged comes with the result `neutral`: no rule has judged it.
 */
const kindOf = (step: Step): Interaction['kind'] => (step.kind === 'plan' ? 'told' : 'judged');

/** Its results (one per objective it measures), then a decision per turn. */
function describeDialogue(lesson: Lesson, step: Dialogue): Interaction[] {
  const whole = `${step.customer.name}: ${step.customer.situation}`;
  const results = resultIds(lesson, step).map(({ id, objective }) =>
    describe(lesson, step, {
      id,
      kind: 'judged',
      prompt: whole,
      objectives: [objectiveId(lesson, objective)],
    }),
  );
  const bare = describe(lesson, step, {
    id: stepAnswerId(lesson, step),
    kind: 'decision',
    prompt: whole,
    objectives: [],
  });
  const decisions = step.turns.map((turn) => {
    const prompt = firstWords(turn) ?? whole;
    return describe(lesson, step, {
      id: decisionId(lesson, step, turn.id),
      kind: 'decision',
      prompt,
      objectives: [],
    });
  });
  return [...(results.length > 0 ? results : [bare]), ...decisions];
}

/** What the customer says when the turn begins; of several variants the first. */
function firstWords({ says: [first] }: Turn): string | undefined {
  if (!first) return undefined;
  return 'oneOf' in first ? first.oneOf[0]?.text : first.text;
}
