import { RichText } from '#client/player/parts/rich-text.tsx';
import { withKeys } from '#client/player/parts/with-keys.ts';
import { usePlayer } from '#client/player/player-context.ts';
import type { DialogueView, Spoken } from '#courses/engine/types.ts';
import css from './debrief.module.css';
import { saidWords } from './said-words.ts';

/**
 * Every line of the learner's once more. Where the coach kept still during the talk, it speaks now; own words are shown
 * with how they were read. Coaching that was heard before is folded away.
 */
export function Lines({ state }: { state: DialogueView }) {
  const { t } = usePlayer();
  const told = state.coach === 'end';
  const lines = (
    <ol className={css['lines']}>
      {withKeys(state.said).map(({ key, item: line }) => (
        <li key={key}>
          <p>{saidWords(line, t)}</p>
          {line.own ? (
            line.focus && <p className="hint">{t('debrief.about', { focus: t(`focus.${line.focus}`) })}</p>
          ) : (
            <Coached line={line} />
          )}
        </li>
      ))}
    </ol>
  );
  if (told)
    return (
      <section className={css['part']}>
        <h3>{t('debrief.coach')}</h3>
        {lines}
      </section>
    );
  return (
    <details className={css['fold']}>
      <summary>{t('debrief.lines')}</summary>
      {lines}
    </details>
  );
}

const Coached = ({ line }: { line: Spoken }) => line.coaching && <RichText source={line.coaching} />;
