import { usePlayer } from '#client/player/player-context.ts';
import { Portrait } from '#client/player/portrait.tsx';
import type { DialogueView } from '#courses/engine/types.ts';
import { Clocks } from './clocks.tsx';
import css from './customer-bar.module.css';
import { Notebook } from './notebook.tsx';
import { VoiceToggle } from './voice-toggle.tsx';

/** Who is on the line, how they feel, the two clocks and the notebook: a strip on a phone, a column beside the talk on a desktop. */
export function CustomerBar({ view }: { view: DialogueView }) {
  const { t } = usePlayer();
  const { customer, facts } = view;
  const found = facts.filter((fact) => fact.found).length;
  const mood = t(`mood.${view.mood}`);
  return (
    <aside className={css['bar']} aria-label={t('customer.label')}>
      <div className={css['who']}>
        <Portrait
          className={css['face']}
          face={customer.face}
          mood={view.mood}
          name={customer.name}
          label={t('portrait', { name: customer.name, mood })}
          beat={view.said.length}
        />
        <p className={css['name']}>
          <b>{customer.name}</b>
          <small>{mood}</small>
        </p>
      </div>
      <div className={css['clocks']}>
        <Clocks seconds={view.seconds} repeatCalls={view.repeatCalls} targetSeconds={view.targetSeconds} />
      </div>
      <div className={css['voice']}>
        <VoiceToggle />
      </div>
      <details className={css['notebook']}>
        <summary>{t('notebook.count', { found, total: facts.length })}</summary>
        <Notebook facts={facts} />
      </details>
      <section className={css['page']} aria-label={t('notebook')}>
        <h2>{t('notebook.count', { found, total: facts.length })}</h2>
        <Notebook facts={facts} />
      </section>
    </aside>
  );
}
