import type { ComponentType } from 'react';
import type { View } from '#courses/engine/types.ts';
import type { StepKind } from '#courses/format/step.ts';
import { StepTitle } from './parts/step-title.tsx';
import { useMoved } from './parts/use-moved.ts';
import { usePlayer } from './player-context.ts';
import { AskStep } from './steps/ask.tsx';
import { CardStep } from './steps/card.tsx';
import { ChoiceStep } from './steps/choice.tsx';
import { DialogueStep } from './steps/dialogue.tsx';
import { ExampleStep } from './steps/example.tsx';
import { PlanStep } from './steps/plan.tsx';
import { RecapStep } from './steps/recap.tsx';
import { SortStep } from './steps/sort.tsx';
import type { StepProps } from './steps/step-props.ts';

type Shown = Pick<View, 'step' | 'state' | 'canRetry'> & { turned: boolean };

const SCREENS: { [K in StepKind]: ComponentType<StepProps<K>> } = {
  card: CardStep,
  example: ExampleStep,
  choice: ChoiceStep,
  sort: SortStep,
  ask: AskStep,
  dialogue: DialogueStep,
  plan: PlanStep,
  recap: RecapStep,
};

/** True while the step waits for an answer, or its conversation has not begun. */
function isWaiting(state: View['state']): boolean {
  if (state.kind === 'dialogue') return state.phase === 'opening';
  return state.kind === 'read' || !state.answered;
}

/**
 * The present step under its title. `moved`: the learner came here, so the title takes the focus. Within a step the
 * focus follows the answer: to what came of it, and back to the title for another try.
 */
export function StepScreen({ view, moved }: { view: View; moved: boolean }) {
  const { session, t } = usePlayer();
  const { step, state, index, canRetry } = view;
  const waiting = isWaiting(state);
  const turned = useMoved(String(waiting));
  // A view's step and state always belong together (courses/engine/view-run.ts), which its type cannot say.
  const Body = SCREENS[step.kind] as ComponentType<Shown>;
  const talking = state.kind === 'dialogue' && state.phase === 'talking';
  return (
    <>
      <StepTitle key={String(waiting)} focus={turned ? waiting : moved} look={lookOf(step.kind, talking)}>
        {view.steps[index]?.title || t(`kind.${step.kind}`)}
      </StepTitle>
      {view.canSkip && waiting && (
        <p className="hint">
          {t('skip.why')}{' '}
          <button type="button" className="link" onClick={() => session.send({ type: 'next' })}>
            {t('skip')}
          </button>
        </p>
      )}
      <Body step={step} state={state} canRetry={canRetry} turned={turned} />
    </>
  );
}

/** Where a question or a customer has the word, the title steps back; while the customer talks, nothing stands above their words. */
function lookOf(kind: StepKind, talking: boolean): 'large' | 'small' | 'hidden' {
  if (talking) return 'hidden';
  return kind === 'card' || kind === 'recap' ? 'large' : 'small';
}
