import type { Choice, Dialogue, Turn } from '#courses/format/dialogue.ts';
import type { Lesson } from '#courses/format/lesson.ts';
import { type DialogueState, replayDialogue } from './replay-dialogue.ts';
import { shuffle } from './shuffle.ts';
import type { DialogueView, OpenState, Spoken } from './types.ts';
import { mean, objectivesOf, worthOfEnding } from './worth.ts';

/** A dialogue as it stands in the open try: before the first word, talking, asked how sure one is, or the debrief. */
export function viewDialogue(lesson: Lesson, step: Dialogue, open: OpenState): DialogueView {
  const state = replayDialogue(step, open.path ?? []);
  const said = state.said.map(
    ({ choice, own, after }): Spoken => ({ ...choice, ...(own && { own }), after }),
  );
  const phase = phaseOf(step, open, state.turn !== undefined);
  const started = phase !== 'opening';
  const view: DialogueView = {
    kind: 'dialogue',
    phase,
    customer: step.customer,
    lines: started ? state.lines : [],
    mood: started ? state.mood : step.customer.mood,
    trust: state.trust,
    seconds: state.seconds,
    repeatCalls: state.repeatCalls,
    facts: step.facts.map((fact) => ({ ...fact, found: state.revealed.includes(fact.id) })),
    choices: phase === 'talking' ? shuffle(state.choices, open.seed) : [],
    said,
    coach: open.alone ? 'end' : step.coach,
    mix: mixOf(said),
  };
  const { targetSeconds } = step.clocks;
  if (targetSeconds !== undefined) view.targetSeconds = targetSeconds;
  if (open.confidence) view.confidence = open.confidence;
  if (phase === 'talking' && state.turn?.ask) view.ask = askOf(state.turn.ask, open);
  const coaching = coachingAfter(said.at(-1), view.coach);
  if (coaching !== undefined) view.coaching = coaching;
  return phase === 'debrief' ? { ...view, ...outcome(lesson, step, state) } : view;
}

function outcome(
  lesson: Lesson,
  step: Dialogue,
  state: DialogueState,
): Pick<DialogueView, 'ending' | 'worth'> {
  const objectives = objectivesOf(lesson, step);
  return {
    ...(state.ending && { ending: state.ending }),
    ...(objectives.length > 0 && { worth: mean(objectives.map((each) => worthOfEnding(state, each))) }),
  };
}

/** Prepared coaching belongs to prepared words. */
const coachingAfter = (last: Spoken | undefined, coach: DialogueView['coach']): string | undefined =>
  last && !last.own && coach === 'each-turn' ? last.coaching : undefined;

function phaseOf({ confidence }: Dialogue, open: OpenState, talking: boolean): DialogueView['phase'] {
  if (!open.begun) return 'opening';
  if (talking) return 'talking';
  return confidence && !open.confidence ? 'sure' : 'debrief';
}

/** The beginning of a sentence helps until the learner has shown that they do without. */
const askOf = (
  { prompt, stem }: NonNullable<Turn['ask']>,
  { alone }: OpenState,
): NonNullable<DialogueView['ask']> => ({
  ...(prompt !== undefined && { prompt }),
  ...(stem !== undefined && !alone && { stem }),
});

function mixOf(said: readonly Choice[]): DialogueView['mix'] {
  const mix: DialogueView['mix'] = {};
  for (const { focus } of said) if (focus) mix[focus] = (mix[focus] ?? 0) + 1;
  return mix;
}
