import { useEffect } from 'react';
import { Actions } from '#client/player/parts/actions.tsx';
import { FocusHeading } from '#client/player/parts/focus-heading.tsx';
import { RichText } from '#client/player/parts/rich-text.tsx';
import { withKeys } from '#client/player/parts/with-keys.ts';
import { usePlayer } from '#client/player/player-context.ts';
import { Portrait } from '#client/player/portrait.tsx';
import { useNext, useRetry } from '#client/player/steps/use-next.ts';
import type { DialogueView } from '#courses/engine/types.ts';
import type { Choice, Dialogue } from '#courses/format/dialogue.ts';
import { Clocks } from './clocks.tsx';
import css from './debrief.module.css';
import notes from './notebook.module.css';
import { FactNote } from './notebook.tsx';
import { QuestionMix } from './question-mix.tsx';

type Props = { step: Dialogue; state: DialogueView; canRetry: boolean; focus: boolean };

/** What came of the talk: its ending, what was found, and above all what never was. */
export function Debrief({ step, state, canRetry, focus }: Props) {
  const { t } = usePlayer();
  const next = useNext();
  const again = useRetry(canRetry, t(`again.${step.channel}`));
  useEffect(() => {
    if (focus) window.scrollTo({ top: 0 });
  }, [focus]);
  const { customer, ending } = state;
  return (
    <div className={`${css['debrief']} wide`}>
      <section className={css['ending']}>
        <Portrait
          className={css['face']}
          face={customer.face}
          mood={state.mood}
          name={customer.name}
          label={t('portrait', { name: customer.name, mood: t(`mood.${state.mood}`) })}
        />
        <div>
          {ending && <p className={css['outcome']}>{t(`outcome.${ending.outcome}`)}</p>}
          <FocusHeading focus={focus}>{ending?.title ?? t('talk.over')}</FocusHeading>
        </div>
        {ending && <RichText source={ending.text} className={css['told']} />}
      </section>
      <Clocks seconds={state.seconds} repeatCalls={state.repeatCalls} targetSeconds={state.targetSeconds} />
      <Facts facts={state.facts} said={state.said} />
      <QuestionMix mix={state.mix} />
      {step.coach === 'end' && <Coaching said={state.said} />}
      {step.tryNext && (
        <section className={css['part']}>
          <h3>{t('debrief.try')}</h3>
          <p className={css['try']}>{step.tryNext}</p>
        </section>
      )}
      <Actions main={next} second={again} />
    </div>
  );
}

function Facts({ facts, said }: { facts: DialogueView['facts']; said: Choice[] }) {
  const { t } = usePlayer();
  const found = facts.filter((fact) => fact.found);
  const never = facts.filter((fact) => !fact.found);
  return (
    <div className={`${css['facts']} wide`}>
      <section className={css['part']}>
        <h3>{t('debrief.found')}</h3>
        {found.length === 0 && <p>{t('debrief.found-none')}</p>}
        <ul className={notes['notes']}>
          {found.map((fact) => (
            <FactNote
              key={fact.id}
              fact={fact}
              by={said.find((choice) => choice.effects.reveals.includes(fact.id))?.text}
            />
          ))}
        </ul>
      </section>
      {never.length > 0 && (
        <section className={css['part']}>
          <h3>{t('debrief.never')}</h3>
          <ul className={notes['notes']}>
            {never.map((fact) => (
              <li key={fact.id} className={css['missed']}>
                {fact.text}
                <p>
                  <small>{t('debrief.earned-by')}</small>
                  {fact.earnedBy}
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

/** Where the coach kept still during the talk, it speaks now, line by line. */
function Coaching({ said }: { said: Choice[] }) {
  const { t } = usePlayer();
  return (
    <section className={css['part']}>
      <h3>{t('debrief.coach')}</h3>
      <ol className={css['lines']}>
        {withKeys(said).map(({ key, item: choice }) => (
          <li key={key}>
            <p>{choice.text}</p>
            <RichText source={choice.coaching} />
          </li>
        ))}
      </ol>
    </section>
  );
}
