import { useId, useState } from 'react';
import { Actions } from '#client/player/parts/actions.tsx';
import { Bubble } from '#client/player/parts/bubble.tsx';
import { FocusHeading } from '#client/player/parts/focus-heading.tsx';
import { FocusPicker } from '#client/player/parts/focus-picker.tsx';
import { RichText } from '#client/player/parts/rich-text.tsx';
import { usePlayer } from '#client/player/player-context.ts';
import type { Reading } from '#courses/coach/reading.ts';
import { ownReading } from '#courses/engine/own-reading.ts';
import type { Focus } from '#courses/format/words.ts';
import css from './ask.module.css';
import type { StepProps } from './step-props.ts';
import { useNext, useRetry } from './use-next.ts';

/** Nobody has read it: the learner says what it is about. */
const UNREAD: Reading = { form: 'open', focus: null, flags: [], moves: {}, fired: [], sure: false };

/** The learner's own question. Nothing that is typed is judged: the customer answers it. */
export function AskStep({ step, state, canRetry, turned }: StepProps<'ask'>) {
  return (
    <>
      {step.situation && <RichText source={step.situation} />}
      <Bubble who="customer">{step.customerSays}</Bubble>
      {state.answered ? (
        <Asked step={step} state={state} canRetry={canRetry} turned={turned} />
      ) : (
        <Asking step={step} />
      )}
    </>
  );
}

function Asked({ step, state, canRetry, turned }: StepProps<'ask'>) {
  const { t } = usePlayer();
  const next = useNext();
  const again = useRetry(canRetry, t('ask.again'));
  return (
    <>
      <FocusHeading focus={turned} className="visually-hidden">
        {t('ask.answer')}
      </FocusHeading>
      <Bubble who="agent">{state.text || t('own-words.gone')}</Bubble>
      {state.customerAnswers && <Bubble who="customer">{state.customerAnswers}</Bubble>}
      <div className="coach">
        <b>{t('coach')}</b>
        {state.read?.focus && !state.wanted && (
          <p>
            {t('ask.not-wanted', {
              focus: t(`focus.${state.read.focus}`),
              wanted: step.wanted.map((focus) => t(`focus.${focus}`)).join(', '),
            })}
          </p>
        )}
        <RichText source={step.coaching} />
      </div>
      <Actions main={next} second={again} />
    </>
  );
}

function Asking({ step }: Pick<StepProps<'ask'>, 'step'>) {
  const { data, session, t } = usePlayer();
  const [text, setText] = useState('');
  const [focus, setFocus] = useState<Focus>();
  const [missing, setMissing] = useState<'missing.text' | 'missing.focus'>();
  const field = useId();
  const write = (words: string): void => {
    setMissing(undefined);
    setText(words);
  };
  const label = (about: Focus): void => {
    setMissing(undefined);
    setFocus(about);
  };
  const send = (): void => {
    if (text.trim() === '') setMissing('missing.text');
    else if (focus === undefined) setMissing('missing.focus');
    else session.send({ type: 'ask', text: text.trim(), read: ownReading(UNREAD, focus) });
  };
  return (
    <>
      <div className={css['field']}>
        <label htmlFor={field} className="prompt">
          {step.prompt}
        </label>
        <textarea
          id={field}
          rows={3}
          maxLength={200}
          value={text}
          aria-describedby={`${field}-who`}
          onChange={(event) => write(event.target.value)}
        />
        <p id={`${field}-who`} className="hint">
          {t(`own-words.${data.course.ownWords}`)}
        </p>
      </div>
      <FocusPicker value={focus} onPick={label} />
      <Actions
        main={{ label: t('ask.send'), onPress: send }}
        note={
          <p className="missing" role="alert">
            {missing && t(missing)}
          </p>
        }
      />
    </>
  );
}
