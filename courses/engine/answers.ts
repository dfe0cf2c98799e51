import type { Dialogue } from '#courses/format/dialogue.ts';
import type { Lesson } from '#courses/format/lesson.ts';
import type { Ask, ChoiceStep, Example, Plan, Sort, Step } from '#courses/format/step.ts';
import { decisionId, objectiveId, resultIds, stepAnswerId } from './ids.ts';
import { describeReading } from './own-reading.ts';
import { preparedOnly } from './own-words.ts';
import type { Decision, DialogueState } from './replay-dialogue.ts';
import { oneLine } from './typed-text.ts';
import type { Answer, OpenState, OwnWords } from './types.ts';
import { MET, objectivesOf, worthOfEnding } from './worth.ts';

/** An answer before it is known which try it belongs to. */
export type Report = Omit<Answer, 'first'>;

const resultFor = (worth: number): 'correct' | 'incorrect' => (worth >= MET ? 'correct' : 'incorrect');

const measured = (lesson: Lesson, step: Step): Pick<Answer, 'id' | 'objectives'> => ({
  id: stepAnswerId(lesson, step),
  objectives: objectivesOf(lesson, step).map((objective) => objectiveId(lesson, objective)),
});

const inOurWords = (text: string): Pick<Answer, 'response' | 'reading' | 'ownWords'> => {
  const response = oneLine(text);
  return { response, reading: response, ownWords: false };
};

const inOwnWords = (own: OwnWords): Pick<Answer, 'response' | 'reading' | 'ownWords'> => {
  const reading = describeReading(own);
  return { response: own.text ?? reading, reading, ownWords: own.text !== undefined };
};

function judged(lesson: Lesson, step: Step, worth: number, response: string): Report {
  return {
    ...measured(lesson, step),
    ...inOurWords(response),
    kind: 'judged',
    worth,
    result: resultFor(worth),
  };
}

/** The texts picked and, when it was asked for, how sure the learner was. */
export function pickAnswer(
  lesson: Lesson,
  step: ChoiceStep | Example,
  open: OpenState,
  worth: number,
): Report {
  const texts = step.options.filter(({ id }) => open.picked?.includes(id)).map(({ text }) => text);
  return judged(lesson, step, worth, texts.join('; ') + (open.confidence ? ` (${open.confidence})` : ''));
}

/** Each card with its pile; the misplaced ones first, because a run-time may cut the end off. */
export function sortAnswer(lesson: Lesson, step: Sort, piles: Record<string, string>, worth: number): Report {
  const wrong = step.cards.filter(({ id, pile }) => piles[id] !== pile);
  const right = step.cards.filter(({ id, pile }) => piles[id] === pile);
  const title = (pile: string | undefined): string => step.piles.find(({ id }) => id === pile)?.title ?? '';
  return judged(
    lesson,
    step,
    worth,
    [...wrong, ...right].map(({ id, text }) => `${text} -> ${title(piles[id])}`).join('; '),
  );
}

/** The learner's own words, judged by a rule or, when they said themselves what these are about, never right or wrong. */
export function askAnswer(lesson: Lesson, step: Ask, own: OwnWords, worth: number): Report {
  return {
    ...measured(lesson, step),
    ...inOwnWords(own),
    kind: own.labelled ? 'labelled' : 'judged',
    result: own.labelled ? 'neutral' : resultFor(worth),
    worth,
  };
}

/** A prepared line of an ask. */
export const lineAnswer = (lesson: Lesson, step: Ask, text: string, worth: number): Report =>
  judged(lesson, step, worth, text);

/** The learner's plan; of halves in their own words only a mark may leave the device. */
export function planAnswer(lesson: Lesson, step: Plan, plan: { if: string; then: string }): Report {
  const shown = preparedOnly(step, plan);
  return {
    ...measured(lesson, step),
    kind: 'told',
    response: `${plan.if} -> ${plan.then}`,
    ownWords: shown.if === '' || shown.then === '',
    reading: `${shown.if || '...'} -> ${shown.then || '...'}`,
    result: 'neutral',
    worth: 1,
  };
}

/** One line said in a dialogue. What it led to is judged at the end, not here. */
export function decisionAnswer(lesson: Lesson, step: Dialogue, { turn, choice, own }: Decision): Report {
  const said = own ? inOwnWords(own) : inOurWords(choice.text);
  return {
    id: decisionId(lesson, step, turn.id),
    kind: 'decision',
    ...said,
    result: 'neutral',
    objectives: [],
  };
}

/**
 * How a dialogue ended: a result per objective it measures, or the bare ending when it measures none. When the learner
 * said of a decision on the way what it was about, no rule has judged it, and the result is neither right nor wrong.
 */
export function endingAnswers(lesson: Lesson, step: Dialogue, state: DialogueState): Report[] {
  const ended = inOurWords(state.ending?.title ?? '');
  const results = resultIds(lesson, step).map(({ id, objective }): Report => {
    const worth = worthOfEnding(state, objective);
    const objectives = [objectiveId(lesson, objective)];
    if (hasLabel(state)) return { id, kind: 'labelled', ...ended, result: 'neutral', worth, objectives };
    return { id, kind: 'judged', ...ended, result: resultFor(worth), worth, objectives };
  });
  if (results.length > 0) return results;
  return [{ id: stepAnswerId(lesson, step), kind: 'decision', ...ended, result: 'neutral', objectives: [] }];
}

/** True when a decision on the way was labelled by the learner. */
export const hasLabel = ({ said }: DialogueState): boolean => said.some(({ own }) => own?.labelled);
