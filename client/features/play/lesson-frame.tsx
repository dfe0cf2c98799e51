import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Launch } from '#server/contract/learning.ts';
import styles from './play.module.css';
import { type Hint, useShellHints } from './use-shell-hints.ts';

/** What a package may do. It lives on an origin of its own, so `allow-same-origin` never means ours. */
const SANDBOX =
  'allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-modals allow-downloads';

/** `unload`: old packages report their end there, and browsers are about to stop it where no page asks for it. */
const ALLOW = 'autoplay; fullscreen; clipboard-write; unload';

/** A lesson inside this page. */
export function LessonFrame({ launch, onHint }: { launch: Launch; onHint: (hint: Hint) => void }) {
  const { t } = useTranslation();
  const frame = useRef<HTMLIFrameElement>(null);
  useShellHints(() => frame.current?.contentWindow, launch.contentOrigin, onHint);
  return (
    <iframe
      ref={frame}
      className={styles.frame}
      title={t('play.frame', { title: launch.title })}
      src={launch.url}
      sandbox={SANDBOX}
      allow={ALLOW}
      referrerPolicy="no-referrer"
    />
  );
}
