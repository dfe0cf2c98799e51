import { Actions } from '#client/player/parts/actions.tsx';
import { RichText } from '#client/player/parts/rich-text.tsx';
import css from './recap.module.css';
import type { StepProps } from './step-props.ts';
import { useNext } from './use-next.ts';

export function RecapStep({ step }: StepProps<'recap'>) {
  const next = useNext();
  return (
    <>
      <RichText source={step.text} className="lead" />
      {step.points.length > 0 && (
        <ol className={css['points']}>
          {step.points.map((point) => (
            <li key={point}>{point}</li>
          ))}
        </ol>
      )}
      <Actions main={next} />
    </>
  );
}
