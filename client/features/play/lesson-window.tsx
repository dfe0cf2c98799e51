import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#client/ui/button.tsx';
import { Notice } from '#client/ui/notice.tsx';
import type { Launch } from '#server/contract/learning.ts';
import styles from './play.module.css';
import { type Hint, useShellHints } from './use-shell-hints.ts';

/** Nobody tells a page that a window it opened is gone. */
const LOOK_MS = 500;

/** Large enough for what packages are made for; a phone makes it a tab. */
const FEATURES = 'popup,width=1280,height=800';

type State = 'ready' | 'blocked' | 'open' | 'closed';

/** A lesson in a window of its own, for packages that insist on the top window; this page waits and tells how it goes. */
export function LessonWindow({ launch, onHint }: { launch: Launch; onHint: (hint: Hint) => void }) {
  const { t } = useTranslation();
  const lesson = useRef<Window | null>(null);
  const [state, setState] = useState<State>('ready');
  const [isSaved, setIsSaved] = useState<boolean | null>(null);
  useShellHints(
    () => lesson.current,
    launch.contentOrigin,
    (hint) => {
      if (hint === 'saved') setIsSaved(true);
      if (hint === 'unsaved') setIsSaved(false);
      if (hint === 'finished') lesson.current?.close();
      onHint(hint);
    },
  );
  const handleClosed = useEffectEvent(() => {
    setState('closed');
    // What it saved at its very end came too late to be heard.
    onHint('saved');
  });
  useEffect(() => {
    if (state !== 'open') return;
    const timer = setInterval(() => {
      if (lesson.current?.closed === true) handleClosed();
    }, LOOK_MS);
    return () => clearInterval(timer);
  }, [state]);
  const open = () => {
    // Not `noopener`: without its opener the lesson could not say that it is finished. The shell lets go of it at once.
    lesson.current = window.open(launch.url, '_blank', FEATURES);
    setIsSaved(null);
    setState(lesson.current === null ? 'blocked' : 'open');
  };
  return (
    <div className={styles.window}>
      <div className={styles.text}>
        <h2>{t(`play.window.${state}Title`)}</h2>
        <p>{t(`play.window.${state}`)}</p>
      </div>
      {state === 'open' ? (
        <Button onPress={() => lesson.current?.focus()}>{t('play.window.show')}</Button>
      ) : (
        <Button look="primary" big onPress={open}>
          {t(state === 'closed' ? 'play.openAgain' : 'play.window.openIt')}
        </Button>
      )}
      {state === 'open' && isSaved !== null && (
        <Notice
          tone={isSaved ? 'good' : 'warn'}
          text={t(isSaved ? 'play.window.saved' : 'play.window.unsaved')}
        />
      )}
    </div>
  );
}
