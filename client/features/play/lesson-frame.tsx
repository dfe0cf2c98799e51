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
  useShellHints(frame, launch.contentOrigin, handleHint);
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
