import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { usePlayer } from '#client/player/player-context.ts';
import { Portrait } from '#client/player/portrait.tsx';
import type { DialogueView, Spoken } from '#courses/engine/types.ts';
import css from './hear.module.css';
import { saidWords } from './said-words.ts';
import { thoughtAt } from './thoughts.ts';
import { useSpoken } from './use-spoken.ts';

type Props = { state: DialogueView; trust: number; onClose: () => void };

/**
 * The talk once more, from the customer's seat: one line of the learner's at a time, and what it did. A native dialog
 * holds the focus, closes with Escape and gives the focus back. What it shows first is its description; what comes
 * after is told by the live region, so that nothing is read twice. `trust` is what the customer came with.
 */
export function Hear({ state, trust, onClose }: Props) {
  const { aside, t } = usePlayer();
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useRef<HTMLHeadingElement>(null);
  const [at, setAt] = useState(0);
  const id = useId();
  const { customer, said } = state;
  const last = at >= said.length - 1;
  const covered = aside !== undefined;
  useEffect(() => {
    if (covered) return dialog.current?.close();
    dialog.current?.showModal();
    // Else the first button would take it, and large text would open at its end.
    title.current?.focus();
  }, [covered]);
  const close = (): void => dialog.current?.close();
  const back = (): void => setAt(Math.max(0, at - 1));
  const next = (): void => setAt(Math.min(said.length - 1, at + 1));
  const onKey = (event: KeyboardEvent): void => {
    const rtl = getComputedStyle(event.currentTarget).direction === 'rtl';
    if (event.key === (rtl ? 'ArrowLeft' : 'ArrowRight')) next();
    if (event.key === (rtl ? 'ArrowRight' : 'ArrowLeft')) back();
  };
  const line = said[at];
  return (
    // The keys are a short way to its buttons.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <dialog
      ref={dialog}
      className={css['hear']}
      aria-labelledby={`${id}title`}
      aria-describedby={`${id}line`}
      onClose={onClose}
      onKeyDown={onKey}
    >
      <header>
        <h2 ref={title} tabIndex={-1} id={`${id}title`}>
          {t('hear', { name: customer.name })}
        </h2>
        <p aria-hidden="true">{t('steps.place', { at: at + 1, total: said.length })}</p>
      </header>
      <div id={`${id}line`} className={css['line']} aria-live="polite" aria-atomic="true">
        {line && <Heard state={state} line={line} at={at} before={said[at - 1]?.after.trust ?? trust} />}
      </div>
      <footer>
        <button type="button" className="button" aria-disabled={at === 0} onClick={back}>
          {t('hear.back')}
        </button>
        <button type="button" className="button main" onClick={last ? close : next}>
          {t(last ? 'hear.close' : 'hear.next')}
        </button>
        {!last && (
          <button type="button" className={css['close']} onClick={close}>
            {t('hear.close')}
          </button>
        )}
      </footer>
    </dialog>
  );
}

type HeardProps = { state: DialogueView; line: Spoken; at: number; before: number };

/** One line of the learner's as the customer heard it, and what it left behind. */
function Heard({ state, line, at, before }: HeardProps) {
  const { t } = usePlayer();
  const { customer, lines } = state;
  const { name } = customer;
  const { mood, trust } = line.after;
  const words = saidWords(line, t);
  const answers = lines.filter(({ who, decision }) => who === 'customer' && decision === at);
  const thought = line.own ? t(thoughtAt(line.own)) : line.thought;
  const towards = trust > before ? 'warmer' : 'cooler';
  useSpoken([{ text: words }, ...answers.map(({ text }) => ({ text, ...customer.voice }))], at);
  return (
    <>
      <p className={css['words']} key={at}>
        <small>{t('hear.you')}</small>
        {words}
      </p>
      <div className={css['inside']}>
        <Portrait
          className={css['face']}
          face={customer.face}
          mood={mood}
          name={name}
          beat={at}
          label={t('portrait', { name, mood: t(`mood.${mood}`) })}
        />
        <div>
          {thought && (
            <p className={css['thought']}>
              <small>{t('hear.thinks', { name })}</small>
              {thought}
            </p>
          )}
          <p className={css['trust']} data-towards={trust === before ? 'same' : towards}>
            {t(trust === before ? 'hear.same' : `hear.${towards}`)}
          </p>
        </div>
      </div>
      {answers.length > 0 && (
        <p className={css['answers']}>
          <small>{t('hear.answers', { name })}</small>
          {answers.map(({ text }) => text).join(' ')}
        </p>
      )}
    </>
  );
}
