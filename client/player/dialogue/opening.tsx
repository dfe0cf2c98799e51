import { Actions } from '#client/player/parts/actions.tsx';
import { RichText } from '#client/player/parts/rich-text.tsx';
import { usePlayer } from '#client/player/player-context.ts';
import { Portrait } from '#client/player/portrait.tsx';
import type { DialogueView } from '#courses/engine/types.ts';
import type { Dialogue } from '#courses/format/dialogue.ts';
import css from './opening.module.css';

/** What the agent sees before the first word. */
export function Opening({ step, state }: { step: Dialogue; state: DialogueView }) {
  const { session, t } = usePlayer();
  const { customer } = state;
  return (
    <>
      <div className={css['card']}>
        <Portrait
          className={css['face']}
          face={customer.face}
          mood={state.mood}
          name={customer.name}
          label={t('portrait', { name: customer.name, mood: t(`mood.${state.mood}`) })}
        />
        <p className={css['name']}>{customer.name}</p>
        <p className={css['situation']}>{customer.situation}</p>
      </div>
      <RichText source={step.opening} />
      <p className="hint">{t('opening.facts', { count: state.facts.length })}</p>
      <p className="hint">{t('opening.clocks')}</p>
      <Actions main={{ label: t(`begin.${step.channel}`), onPress: () => session.send({ type: 'begin' }) }} />
    </>
  );
}
