import { useState } from 'react';
import { usePlayer } from '#client/player/player-context.ts';
import { canSpeak, findVoice } from './voice.ts';
import css from './voice-toggle.module.css';

/** Whether the customer's lines are spoken as well as written: off until the learner wants it. */
export function VoiceToggle() {
  const { data, voice, setVoice, t } = usePlayer();
  const [none, setNone] = useState(false);
  if (!canSpeak()) return null;
  const toggle = async (): Promise<void> => {
    if (voice !== undefined) return setVoice(undefined);
    const found = await findVoice(data.course.language);
    setVoice(found);
    setNone(found === undefined);
  };
  return (
    <>
      <button
        type="button"
        className={css['toggle']}
        aria-pressed={voice !== undefined}
        onClick={() => void toggle()}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="M2 6h2.5L8 3v10L4.5 10H2z" fill="currentColor" />
          <path
            d={
              voice === undefined
                ? 'M10.5 6l4 4m0-4l-4 4'
                : 'M10.5 5.5a3.5 3.5 0 0 1 0 5M12.5 3.5a6.3 6.3 0 0 1 0 9'
            }
            fill="none"
            stroke="currentColor"
            strokeWidth="1.4"
          />
        </svg>
        {t('voice')}
      </button>
      <output className={css['none']}>{none && t('voice.none')}</output>
    </>
  );
}
