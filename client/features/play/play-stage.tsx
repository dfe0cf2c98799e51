import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Launch } from '#server/contract/learning.ts';
import { LessonFrame } from './lesson-frame.tsx';
import { LessonWindow } from './lesson-window.tsx';
import styles from './play.module.css';
import { useRenewal } from './use-renewal.ts';
import type { Hint } from './use-shell-hints.ts';

type Props = {
  /** One stage plays one launch: give it the launch's id as its key. */
  launch: Launch;
  onSaved: () => void;
  onFinished: () => void;
  onStopped: (why: 'superseded' | 'expired') => void;
};

/** Plays a launch, in a frame or in a window of its own as the course wants it, and tells what becomes of it. */
export function PlayStage({ launch, onSaved, onFinished, onStopped }: Props) {
  const { t } = useTranslation();
  const heard = useRef(false);
  const renew = useRenewal(launch.id, () => onStopped('expired'));
  const handleHint = (hint: Hint) => {
    if (hint === 'saved') onSaved();
    if (hint === 'finished') onFinished();
    if (hint === 'superseded') onStopped(hint);
    // A lesson under way keeps trying to save, so a renewed token is enough; one that never got going must be reopened.
    if (hint === 'expired' && heard.current) void renew();
    if (hint === 'expired' && !heard.current) onStopped(hint);
    heard.current = true;
  };
  const View = launch.window === 'popup' ? LessonWindow : LessonFrame;
  return (
    <div className={styles.play}>
      {launch.mode === 'review' && <p className={styles.review}>{t('play.review')}</p>}
      <View launch={launch} onHint={handleHint} />
    </div>
  );
}
