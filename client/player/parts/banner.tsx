import { usePlayer, useSnapshot } from '#client/player/player-context.ts';
import css from './banner.module.css';

/** Says before anything else that this session leaves no trace, when it leaves none. */
export function Banner() {
  const { lost, t } = usePlayer();
  const { save, finishedBefore } = useSnapshot();
  if (finishedBefore) return <p className={`${css['banner']} ${css['calm']}`}>{t('banner.finished')}</p>;
  if (save.kind === 'review') return <p className={css['banner']}>{t('banner.review')}</p>;
  if (save.kind !== 'preview') return null;
  return (
    <p className={css['banner']}>
      <b>{t('banner.preview')}</b> {lost && t('banner.lost')}
    </p>
  );
}
