import { usePlayer } from '#client/player/player-context.ts';
import type { DialogueView } from '#courses/engine/types.ts';
import css from './debrief.module.css';
import notes from './notebook.module.css';
import { FactNote } from './notebook.tsx';
import { saidWords } from './said-words.ts';

type Fact = DialogueView['facts'][number];

/** What came to light, with the words that brought it. */
export function Found({ state }: { state: DialogueView }) {
  const { t } = usePlayer();
  const found = state.facts.filter((fact) => fact.found);
  const by = ({ id }: Fact): string | undefined => {
    const line = state.said.find(({ effects }) => effects.reveals.includes(id));
    return line && saidWords(line, t);
  };
  return (
    <section className={css['part']}>
      <h3>{t('debrief.found')}</h3>
      {found.length === 0 && <p>{t('debrief.found-none')}</p>}
      <ul className={notes['notes']}>
        {found.map((fact) => (
          <FactNote key={fact.id} fact={fact} by={by(fact)} />
        ))}
      </ul>
    </section>
  );
}

/** What stayed unsaid, and a question that would have earned it; `why`: told in full, for somebody who did not expect it. */
export function NeverFound({ facts, why }: { facts: Fact[]; why?: string | undefined }) {
  const { t } = usePlayer();
  return (
    <section className={css['part']}>
      <h3>{t('debrief.never')}</h3>
      {why && <p>{why}</p>}
      <ul className={notes['notes']}>
        {facts.map((fact) => (
          <li key={fact.id} className={css['missed']} data-focus={fact.focus}>
            <small>{t(`focus.${fact.focus}`)}</small>
            {fact.text}
            <p>
              <small>{t('debrief.earned-by')}</small>
              {fact.earnedBy}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
