import type { KeyboardEvent } from 'react';
import { useId, useState } from 'react';
import { usePlayer } from '#client/player/player-context.ts';
import { MAX_TEXT_BYTES } from '#courses/engine/typed-text.ts';
import css from './own-words-field.module.css';
import { useListening } from './use-listening.ts';

type Props = {
  label: string;
  value: string;
  onWrite: (words: string) => void;
  onSend: () => void;
};

const bytesOf = (text: string): number => new TextEncoder().encode(text.trim()).length;
/** From here on the learner is told how much room is left. */
const NEARLY_FULL = 40;

/** A line in the learner's own words: typed, or spoken where the browser can listen. Enter sends it. */
export function OwnWordsField({ label, value, onWrite, onSend }: Props) {
  const { data, t } = usePlayer();
  const field = useId();
  const left = MAX_TEXT_BYTES - bytesOf(value);
  const sendByEnter = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    onSend();
  };
  return (
    <div className={css['field']}>
      <label htmlFor={field} className="prompt small">
        {label}
      </label>
      <textarea
        id={field}
        rows={2}
        value={value}
        enterKeyHint="send"
        aria-describedby={`${field}-note`}
        onKeyDown={sendByEnter}
        onChange={(event) => onWrite(event.target.value)}
      />
      <div className={css['below']}>
        <p id={`${field}-note`} className="hint">
          {left < NEARLY_FULL
            ? t(left < 0 ? 'own.full' : 'own.left', { count: Math.max(0, left) })
            : t(`own-words.${data.course.ownWords}`)}
        </p>
        <Microphone value={value} onWrite={onWrite} />
      </div>
    </div>
  );
}

/** Spoken words are added to what stands there already, to be looked over before they are sent. */
function Microphone({ value, onWrite }: Pick<Props, 'value' | 'onWrite'>) {
  const { data, t } = usePlayer();
  const [before, setBefore] = useState('');
  const [told, setTold] = useState(false);
  const listening = useListening(data.course.language, (words) => onWrite(`${before} ${words}`.trim()));
  if (!listening.possible) return null;
  const ready = told ? 'own.speak-now' : 'own.speak';
  const start = (): void => {
    // The browser's maker may hear it: said before the first time, not after.
    setTold(true);
    if (!told) return;
    setBefore(value.trim());
    listening.start();
  };
  return (
    <div className={css['speak']}>
      {told && !listening.on && <p className="hint">{t('own.speak-note')}</p>}
      <button
        type="button"
        className="button"
        aria-pressed={listening.on}
        onClick={listening.on ? listening.stop : start}
      >
        {t(listening.on ? 'own.stop' : ready)}
      </button>
      <p className="missing" role="alert">
        {listening.trouble && t(`own.${listening.trouble}`)}
      </p>
    </div>
  );
}
