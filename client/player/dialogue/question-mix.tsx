import { ABOUT } from '#client/player/parts/focus-picker.tsx';
import { usePlayer } from '#client/player/player-context.ts';
import type { DialogueView } from '#courses/engine/types.ts';
import css from './question-mix.module.css';

/** How many questions were about the thing and how many about the person, as words and as a bar. */
export function QuestionMix({ mix }: { mix: DialogueView['mix'] }) {
  const { t } = usePlayer();
  const sides = ABOUT.map(({ group, focuses }) => {
    const asked = focuses.filter((focus) => mix[focus]);
    return {
      group,
      count: asked.reduce((sum, focus) => sum + (mix[focus] ?? 0), 0),
      names: asked.map((focus) => t('mix.part', { focus: t(`focus.${focus}`), times: mix[focus] ?? 0 })),
    };
  });
  const total = sides.reduce((sum, { count }) => sum + count, 0);
  return (
    <section className={css['mix']}>
      <h3>{t('mix.title')}</h3>
      {total === 0 && <p>{t('mix.none')}</p>}
      {total > 0 && (
        <div className={css['bar']} aria-hidden="true">
          {sides.map(
            ({ group, count }) =>
              count > 0 && <i key={group} data-group={group} style={{ flexGrow: count }} />,
          )}
        </div>
      )}
      {total > 0 && (
        <ul>
          {sides.map(({ group, count, names }) => (
            <li key={group} data-group={group}>
              <b>{t(`mix.${group}`, { count })}</b>
              {names.length > 0 && <small>{names.join(', ')}</small>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
