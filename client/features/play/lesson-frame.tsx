import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Launch } from '#server/contract/learning.ts';
import styles from './play.module.css';
import { useRenewal } from './use-renewal.ts';
import { type Hint, useShellHints } from './use-shell-hints.ts';

/** What a package may do. It lives on an origin of its own, so `allow-same-origin` never means ours. */
const SANDBOX =
  'allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-modals allow-downloads';

type Props = {
  launch: Launch;
  onSaved: () => void;
  onFinished: () => void;
  onStopped: (why: 'superseded' | 'expired') => void;
};

export function LessonFrame({ launch, onSaved, onFinished, onStopped }: Props) {
  const { t } = useTranslation();
  const frame = useRef<HTMLIFrameElement>(null);
  const handleHint = (hint: Hint) => {
    if (hint === 'saved') onSaved();
    if (hint === 'finished') onFinished();
    if (hint === 'superseded' || hint === 'expired') onStopped(hint);
  };
  useShellHints(frame, launch.contentOrigin, handleHint);
  useRenewal(launch.id, () => onStopped('expired'));
  return (
    <iframe
      ref={frame}
      className={styles.frame}
      title={t('play.frame', { title: launch.title })}
      src={launch.url}
      sandbox={SANDBOX}
      allow="autoplay; fullscreen; clipboard-write"
      referrerPolicy="no-referrer"
    />
  );
}
