import type { KeyboardEvent, ReactNode } from 'react';
import { useEffect, useId, useRef } from 'react';
import { usePlayer } from '#client/player/player-context.ts';
import type { Draft } from '#client/player/use-own-words.ts';
import { Microphone } from './microphone.tsx';
import css from './own-words-field.module.css';
import { useListening } from './use-listening.ts';

/** From here on the learner is told how much room is left. */
const NEARLY_FULL = 40;

type Props = {
  label: string;
  draft: Draft;
  /** Says who gets to read what is typed. */
  hint?: boolean;
  /** What sends it, in a conversation; elsewhere that is at the foot of the screen, and the label is the screen's prompt. */
  children?: ReactNode;
};

/** A line in the learner's own words: typed, or spoken where the browser can listen. Enter sends it. */
export function OwnWordsField({ label, draft, hint = true, children }: Props) {
  const { data, t } = usePlayer();
  const { text, write, left, missing, send, begun, rephrasing } = draft;
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const listening = useListening(text, write);
  useEffect(() => {
    if (rephrasing) field.current?.focus();
  }, [rephrasing]);
  const sendByEnter = (event: KeyboardEvent): void => {
    // While a letter is still being put together (Japanese, Chinese), Enter takes that letter.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  const full = left < 0;
  return (
    <div className={css['field']}>
      <label htmlFor={id} className={children ? 'prompt small' : 'prompt'}>
        {label}
      </label>
      <textarea
        ref={field}
        id={id}
        rows={2}
        dir="auto"
        value={text}
        enterKeyHint="send"
        aria-describedby={`${id}-note`}
        aria-invalid={missing || full}
        onKeyDown={sendByEnter}
        // A sentence that is begun goes on at its end.
        onFocus={({ target }) => begun > 0 && target.setSelectionRange(begun, begun)}
        onChange={(event) => {
          listening?.leave();
          write(event.target.value);
        }}
      />
      <p className={`missing ${css['problem']}`} role="alert">
        {missing && t('own.missing')}
        {full && t('own.full', { count: -left })}
      </p>
      <p id={`${id}-note`} className="hint">
        {left < NEARLY_FULL && !full && t('own.left', { count: left })}
      </p>
      <div className={css['tools']}>
        {listening && <Microphone listening={listening} onDone={() => field.current?.focus()} />}
        {children}
      </div>
      {hint && <p className="hint">{t(`own-words.${data.course.ownWords}`)}</p>}
    </div>
  );
}
