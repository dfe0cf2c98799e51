import { Actions } from '#client/player/parts/actions.tsx';
import { OptionList } from '#client/player/parts/option-list.tsx';
import { Reveal } from '#client/player/parts/reveal.tsx';
import { RichText } from '#client/player/parts/rich-text.tsx';
import { withKeys } from '#client/player/parts/with-keys.ts';
import { usePlayer } from '#client/player/player-context.ts';
import type { Example } from '#courses/format/step.ts';
import css from './example.module.css';
import type { StepProps } from './step-props.ts';
import { useNext, useRetry } from './use-next.ts';

export function ExampleStep({ step, state, canRetry, turned }: StepProps<'example'>) {
  const { t } = usePlayer();
  const next = useNext();
  const again = useRetry(canRetry, t('retry'));
  return (
    <>
      {step.situation && <RichText source={step.situation} />}
      <div className={`${css['calls']} wide`}>
        <Call call={step.weak} />
        <Call call={step.strong} />
      </div>
      {state.answered ? (
        <>
          <Reveal prompt={step.prompt} state={state} turned={turned} />
          <Actions main={next} second={again} />
        </>
      ) : (
        <OptionList prompt={step.prompt} state={state} />
      )}
    </>
  );
}

function Call({ call }: { call: Example['weak'] }) {
  const { t } = usePlayer();
  return (
    <section className={css['call']}>
      <h2>{call.title}</h2>
      <ol>
        {withKeys(call.lines).map(({ key, item: line }) => (
          <li key={key} data-who={line.who}>
            <span className="visually-hidden">{t(`who.${line.who}`)} </span>
            {line.text}
          </li>
        ))}
      </ol>
      {call.result && <p className={css['result']}>{call.result}</p>}
    </section>
  );
}
