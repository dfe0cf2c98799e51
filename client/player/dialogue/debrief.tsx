import { useEffect, useState } from 'react';
import { Actions } from '#client/player/parts/actions.tsx';
import { FocusHeading } from '#client/player/parts/focus-heading.tsx';
import { RichText } from '#client/player/parts/rich-text.tsx';
import { usePlayer } from '#client/player/player-context.ts';
import { Portrait } from '#client/player/portrait.tsx';
import { useNext, useRetry } from '#client/player/steps/use-next.ts';
import type { MessageKey } from '#client/player/translate.ts';
import type { DialogueView } from '#courses/engine/types.ts';
import type { Dialogue } from '#courses/format/dialogue.ts';
import { PERSON_FOCUSES } from '#courses/format/words.ts';
import { clockText } from './clock-text.ts';
import { Clocks } from './clocks.tsx';
import css from './debrief.module.css';
import { Found, NeverFound } from './debrief-facts.tsx';
import { Lines } from './debrief-lines.tsx';
import { Hear } from './hear.tsx';
import { QuestionMix } from './question-mix.tsx';

type Props = { step: Dialogue; state: DialogueView; canRetry: boolean; focus: boolean };

/**
 * What came of the talk: its ending, what was found, and above all what never was. Somebody who was sure and missed
 * what mattered hears of that first and in full; for all others it follows what they found.
 */
export function Debrief({ step, state, canRetry, focus }: Props) {
  const { t } = usePlayer();
  const next = useNext();
  const again = useRetry(canRetry, t(`again.${step.channel}`));
  useEffect(() => {
    if (focus) window.scrollTo({ top: 0 });
  }, [focus]);
  const never = state.facts.filter((fact) => !fact.found);
  const surprised = state.confidence === 'sure' && missedWhatMattered(state);
  const found = <Found state={state} />;
  return (
    <div className={`${css['debrief']} wide`}>
      <Ended state={state} focus={focus} />
      {state.confidence && (
        <p className={css['sure']} data-surprised={surprised}>
          {t(verdict(state))}
        </p>
      )}
      <div className={`${css['facts']} wide`}>
        {!surprised && found}
        {never.length > 0 && (
          <NeverFound
            facts={never}
            why={surprised ? t('debrief.why', { name: state.customer.name }) : undefined}
          />
        )}
        {surprised && found}
      </div>
      <Replay step={step} state={state} />
      <TwoClocks before={step.clocks.repeatCalls} state={state} />
      <QuestionMix mix={state.mix} />
      {state.said.length > 0 && <Lines state={state} />}
      {step.tryNext && (
        <section className={css['part']}>
          <h3>{t('debrief.try')}</h3>
          <p className={css['try']}>{step.tryNext}</p>
        </section>
      )}
      {again && <p className="hint">{t('debrief.again')}</p>}
      <Actions main={next} second={again} />
    </div>
  );
}

/** Impact facts matter; in a dialogue without one, whatever is about the person. */
function missedWhatMattered({ facts }: DialogueView): boolean {
  const mattering = facts.filter(({ focus }) => focus === 'impact');
  const persons = facts.filter(({ focus }) => PERSON_FOCUSES.includes(focus));
  return (mattering.length > 0 ? mattering : persons).some(({ found }) => !found);
}

function verdict(state: DialogueView): MessageKey {
  const missed = missedWhatMattered(state) ? 'missed' : 'found';
  return `debrief.${state.confidence === 'sure' ? 'sure' : 'unsure'}-${missed}`;
}

function Ended({ state, focus }: { state: DialogueView; focus: boolean }) {
  const { t } = usePlayer();
  const { customer, ending, mood } = state;
  return (
    <section className={css['ending']}>
      <Portrait
        className={css['face']}
        face={customer.face}
        mood={mood}
        name={customer.name}
        label={t('portrait', { name: customer.name, mood: t(`mood.${mood}`) })}
      />
      <div>
        {ending && <p className={css['outcome']}>{t(`outcome.${ending.outcome}`)}</p>}
        <FocusHeading focus={focus}>{ending?.title ?? t('talk.over')}</FocusHeading>
      </div>
      {ending && <RichText source={ending.text} className={css['told']} />}
    </section>
  );
}

/** The way to the customer's seat. */
function Replay({ step, state }: { step: Dialogue; state: DialogueView }) {
  const { t } = usePlayer();
  const [heard, setHeard] = useState(false);
  if (state.said.length === 0) return null;
  return (
    <div className={css['replay']}>
      <button type="button" className="button" onClick={() => setHeard(true)}>
        {t('hear', { name: state.customer.name })}
      </button>
      {heard && <Hear state={state} trust={step.trust} onClose={() => setHeard(false)} />}
    </div>
  );
}

function TwoClocks({ before, state }: { before: number; state: DialogueView }) {
  const { t } = usePlayer();
  const { seconds, repeatCalls, targetSeconds } = state;
  const over = seconds - (targetSeconds ?? seconds);
  const timed = over > 0 ? 'over' : 'within';
  return (
    <section className={css['part']}>
      <h3>{t('clocks.title')}</h3>
      <Clocks seconds={seconds} repeatCalls={repeatCalls} targetSeconds={targetSeconds} />
      <p>
        {t(`clocks.${targetSeconds === undefined ? 'free' : timed}`, {
          count: repeatCalls,
          before,
          extra: clockText(over),
        })}
      </p>
    </section>
  );
}
