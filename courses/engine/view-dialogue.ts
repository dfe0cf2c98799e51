import type { Choice, Dialogue } from '#courses/format/dialogue.ts';
import type { Lesson } from '#courses/format/lesson.ts';
import { replayDialogue } from './replay-dialogue.ts';
import { shuffle } from './shuffle.ts';
import type { DialogueView, OpenState } from './types.ts';
import { mean, objectivesOf, worthOfEnding } from './worth.ts';

/** A dialogue as it stands in the open try: before the first word, talking, or the debrief. */
export function viewDialogue(lesson: Lesson, step: Dialogue, open: OpenState): DialogueView {
  const state = replayDialogue(step, open.path ?? []);
  const said = state.said.map(({ choice }) => ({
    ...choice,
    after: { mood: state.mood, trust: state.trust },
  }));
  const phase = phaseOf(open, state.turn !== undefined);
  const started = phase !== 'opening';
  const objectives = objectivesOf(lesson, step);
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
    coach: step.coach,
    mix: mixOf(said),
  };
  const { targetSeconds } = step.clocks;
  const last = said.at(-1);
  if (targetSeconds !== undefined) view.targetSeconds = targetSeconds;
  if (last && step.coach === 'each-turn') view.coaching = last.coaching;
  if (phase !== 'debrief') return view;
  if (state.ending) view.ending = state.ending;
  if (objectives.length > 0)
    view.worth = mean(objectives.map((objective) => worthOfEnding(state, objective)));
  return view;
}

function phaseOf(open: OpenState, talking: boolean): DialogueView['phase'] {
  if (!open.begun) return 'opening';
  return talking ? 'talking' : 'debrief';
}

function mixOf(said: readonly Choice[]): DialogueView['mix'] {
  const mix: DialogueView['mix'] = {};
  for (const { focus } of said) if (focus) mix[focus] = (mix[focus] ?? 0) + 1;
  return mix;
}
