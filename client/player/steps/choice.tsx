import { Actions } from '#client/player/parts/actions.tsx';
import { OptionList } from '#client/player/parts/option-list.tsx';
import { Reveal } from '#client/player/parts/reveal.tsx';
import { RichText } from '#client/player/parts/rich-text.tsx';
import { usePlayer } from '#client/player/player-context.ts';
import type { StepProps } from './step-props.ts';
import { useNext, useRetry } from './use-next.ts';

export function ChoiceStep({ step, state, canRetry, turned }: StepProps<'choice'>) {
  const { t } = usePlayer();
  const next = useNext();
  const again = useRetry(canRetry, t('retry'));
  return (
    <>
      {step.situation && <RichText source={step.situation} />}
      {state.answered ? (
        <>
          <Reveal prompt={step.prompt} state={state} turned={turned} />
          <Actions main={next} second={again} />
        </>
      ) : (
        <OptionList prompt={step.prompt} state={state} several={step.several} confidence={step.confidence} />
      )}
    </>
  );
}
