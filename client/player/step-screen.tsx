import type { ComponentType } from 'react';
import type { View } from '#courses/engine/types.ts';
import type { StepKind } from '#courses/format/step.ts';
import { StepTitle } from './parts/step-title.tsx';
import { WhoSees } from './parts/who-sees.tsx';
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

/** The present step under its title. `moved`: the learner came here, so the title takes the focus. */
export function StepScreen({ view, moved }: { view: View; moved: boolean }) {
  const { t } = usePlayer();
  const { step, state, index, canRetry } = view;
  // A view's step and state always belong together (courses/engine/view-run.ts), which its type cannot say.
  const Body = SCREENS[step.kind] as ComponentType<Pick<View, 'step' | 'state' | 'canRetry'>>;
  // While a customer talks, nothing stands above their words.
  const talking = state.kind === 'dialogue' && state.phase === 'talking';
  return (
    <>
      <StepTitle focus={moved} hidden={talking}>
        {view.steps[index]?.title || t(`kind.${step.kind}`)}
      </StepTitle>
      {index === 0 && <WhoSees />}
      <Body step={step} state={state} canRetry={canRetry} />
    </>
  );
}
