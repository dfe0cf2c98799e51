import { useState } from 'react';
import { usePlayer } from '#client/player/player-context.ts';
import css from './own-words-field.module.css';
import type { Listening } from './use-listening.ts';

/** Starts and stops listening. Who may get to hear the voice is said before the first time, not after. */
export function Microphone({ listening, onDone }: { listening: Listening; onDone: () => void }) {
  const { wishes, wish, t } = usePlayer();
  const [asking, setAsking] = useState(false);
  const { on, start, stop, trouble } = listening;
  const press = (): void => {
    if (on) {
      stop();
      onDone();
    } else if (wishes.speak || asking) {
      wish({ speak: true });
      setAsking(false);
      start();
    } else setAsking(true);
  };
  const label = asking ? 'own.speak-now' : 'own.speak';
  return (
    <>
      <output>
        {asking && t('own.speak-note')}
        {on && t('own.listening')}
        {trouble && t(trouble)}
      </output>
      <button type="button" className={css['speak']} aria-pressed={on} onClick={press}>
        <svg viewBox="0 0 16 16" aria-hidden="true">
          {on ? (
            <path d="M4 4h8v8H4z" fill="currentColor" />
          ) : (
            <path
              d="M8 2a2 2 0 0 0-2 2v3.5a2 2 0 0 0 4 0V4a2 2 0 0 0-2-2ZM3.5 7.5a4.5 4.5 0 0 0 9 0M8 12v2.5"
              fill="none"
              stroke="currentColor"
              strokeWidth="1.4"
            />
          )}
        </svg>
        {t(on ? 'own.stop' : label)}
      </button>
    </>
  );
}
