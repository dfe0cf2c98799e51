import { Actions } from '#client/player/parts/actions.tsx';
import { Picture } from '#client/player/parts/picture.tsx';
import { RichText } from '#client/player/parts/rich-text.tsx';
import type { StepProps } from './step-props.ts';
import { useNext } from './use-next.ts';

export function CardStep({ step }: StepProps<'card'>) {
  const next = useNext();
  return (
    <>
      <RichText source={step.text} className="lead" />
      {step.picture && <Picture {...step.picture} />}
      <Actions main={next} />
    </>
  );
}
