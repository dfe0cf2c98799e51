import { usePlayer } from '#client/player/player-context.ts';
import css from './who-sees.module.css';

/** On the first screen: who gets to see what, before anything is said or typed. */
export function WhoSees() {
  const { data, t } = usePlayer();
  return (
    <details className={css['who']}>
      <summary>{t('who-sees')}</summary>
      <p>{t('who-sees.choices')}</p>
      <p>{t(`own-words.${data.course.ownWords}`)}</p>
    </details>
  );
}
