import { useState } from 'react';
import { Actions } from '#client/player/parts/actions.tsx';
import { FocusHeading } from '#client/player/parts/focus-heading.tsx';
import { HalfPicker } from '#client/player/parts/half-picker.tsx';
import { usePlayer } from '#client/player/player-context.ts';
import { planWords } from '#courses/engine/own-words.ts';
import css from './plan.module.css';
import type { StepProps } from './step-props.ts';
import { useNext, useRetry } from './use-next.ts';

type Plan = { if: string; then: string };

export function PlanStep({ step, state, canRetry, turned }: StepProps<'plan'>) {
  const { t } = usePlayer();
  const next = useNext();
  const change = useRetry(canRetry, t('plan.change'));
  if (!state.answered) return <Planning step={step} before={state.plan} />;
  return (
    <>
      <FocusHeading focus={turned} className="prompt">
        {t('plan.yours')}
      </FocusHeading>
      <dl className={css['plan']}>
        <dt>{t('plan.if')}</dt>
        <dd>{state.plan?.if || t('own-words.gone')}</dd>
        <dt>{t('plan.then')}</dt>
        <dd>{state.plan?.then || t('own-words.gone')}</dd>
      </dl>
      <p className="hint">{t('plan.use')}</p>
      <Actions main={next} second={change} />
    </>
  );
}

function Planning({ step, before }: Pick<StepProps<'plan'>, 'step'> & { before: Plan | undefined }) {
  const { data, session, t } = usePlayer();
  const [halves, setHalves] = useState<Plan>(before ?? planWords('', ''));
  const [missing, setMissing] = useState(false);
  const set = (half: 'if' | 'then') => (words: string) => {
    setMissing(false);
    setHalves({ ...halves, [half]: words });
  };
  const send = (): void => {
    const plan = planWords(halves.if.trim(), halves.then.trim());
    if (plan.if === '' || plan.then === '') setMissing(true);
    else session.send({ type: 'plan', ...plan });
  };
  return (
    <>
      <p className="prompt">{step.prompt}</p>
      <HalfPicker label={t('plan.if')} choices={step.ifs} before={halves.if} onPick={set('if')} />
      <HalfPicker label={t('plan.then')} choices={step.thens} before={halves.then} onPick={set('then')} />
      <p className="hint">{t(`own-words.${data.course.ownWords}`)}</p>
      <Actions
        main={{ label: t('plan.send'), onPress: send }}
        note={
          <p className="missing" role="alert">
            {missing && t('missing.plan')}
          </p>
        }
      />
    </>
  );
}
