import { ReadingNote } from '#client/player/parts/reading-note.tsx';
import { RichText } from '#client/player/parts/rich-text.tsx';
import { withKeys } from '#client/player/parts/with-keys.ts';
import { usePlayer } from '#client/player/player-context.ts';
import type { DialogueView } from '#courses/engine/types.ts';
import css from './debrief.module.css';
import { sceneAt } from './scene-at.ts';

/**
 * Every line of the learner's once more. Where the coach kept still during the talk, it speaks now; own words are shown
 * with how they were read. Coaching that was heard before is folded away.
 */
export function Lines({ state }: { state: DialogueView }) {
  const { t } = usePlayer();
  const told = state.coach === 'end';
  const lines = (
    <ol className={css['lines']}>
      {withKeys(state.said).map(({ key, item: line, at }) => (
        <li key={key}>
          {line.own ? (
            <ReadingNote full own={line.own} scene={sceneAt(state, at)} />
          ) : (
            <>
              <p>{line.text}</p>
              {line.coaching && <RichText source={line.coaching} />}
            </>
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
