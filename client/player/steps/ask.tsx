import { useState } from 'react';
import { UNREAD } from '#client/player/dialogue/composer.tsx';
import { Actions } from '#client/player/parts/actions.tsx';
import { Bubble } from '#client/player/parts/bubble.tsx';
import { FocusHeading } from '#client/player/parts/focus-heading.tsx';
import { MeantPicker } from '#client/player/parts/meant-picker.tsx';
import { OwnWordsField } from '#client/player/parts/own-words-field.tsx';
import { ReadingNote } from '#client/player/parts/reading-note.tsx';
import { RichText } from '#client/player/parts/rich-text.tsx';
import { usePlayer } from '#client/player/player-context.ts';
import { useCoach } from '#client/player/use-coach.ts';
import type { Reading, Scene } from '#courses/coach/reading.ts';
import { ownReading } from '#courses/engine/own-reading.ts';
import type { Ask } from '#courses/format/step.ts';
import css from './ask.module.css';
import type { StepProps } from './step-props.ts';
import { useNext, useRetry } from './use-next.ts';

/** An ask is a scene of its own: what is wanted is the fact, and its words are the scenario's. */
const sceneOf = (step: Ask): Scene => ({
  facts: step.wanted.slice(0, 1).map((focus) => ({ id: 'wanted', focus, words: step.words ?? [] })),
  heard: [step.customerSays],
});

/** The learner's own words, or a prepared line: the customer answers first, then the coach. */
export function AskStep({ step, state, canRetry, turned }: StepProps<'ask'>) {
  return (
    <>
      {step.situation && <RichText source={step.situation} />}
      <Bubble who="customer">{step.customerSays}</Bubble>
      {state.answered ? (
        <Asked step={step} state={state} canRetry={canRetry} turned={turned} />
      ) : (
        <Asking step={step} state={state} />
      )}
    </>
  );
}

function Asked({ step, state, canRetry, turned }: StepProps<'ask'>) {
  const { t } = usePlayer();
  const coach = useCoach();
  const next = useNext();
  const again = useRetry(canRetry, t('ask.again'));
  const { read, text, picked, wanted } = state;
  const line = step.lines?.find(({ id }) => id === picked);
  return (
    <>
      <FocusHeading focus={turned} className="visually-hidden">
        {t('ask.answer')}
      </FocusHeading>
      <Bubble who="agent">{line?.text ?? (text || t('own-words.gone'))}</Bubble>
      {state.customerAnswers && <Bubble who="customer">{state.customerAnswers}</Bubble>}
      <div className="coach">
        <b>{t('coach')}</b>
        {read && (
          <ReadingNote
            own={{ ...read, ...(text && { text }) }}
            reading={text ? coach(text, sceneOf(step)) : undefined}
          />
        )}
        {read && !wanted && step.wanted.length > 0 && (
          <p>{t('ask.wanted', { wanted: step.wanted.map((focus) => t(`focus.${focus}`)).join(', ') })}</p>
        )}
        {read && !wanted && step.wanted.length === 0 && <p>{t('ask.wanted-moves')}</p>}
        {line && <RichText source={line.coaching} />}
        <RichText source={step.coaching} />
      </div>
      <Actions main={next} second={again} />
    </>
  );
}

function Asking({ step, state }: Pick<StepProps<'ask'>, 'step' | 'state'>) {
  const { session, t } = usePlayer();
  const coach = useCoach();
  const [text, setText] = useState(state.stem ? `${state.stem} ` : '');
  const [unclear, setUnclear] = useState<Reading>();
  const [missing, setMissing] = useState(false);
  const words = text.trim();
  const send = (): void => {
    const reading = coach(words, sceneOf(step));
    if (words === '' || words === state.stem?.trim()) setMissing(true);
    else if (reading?.sure) session.send({ type: 'ask', text: words, read: ownReading(reading) });
    else setUnclear(reading ?? UNREAD);
  };
  if (unclear)
    return (
      <>
        <MeantPicker
          text={words}
          title={t('meant.title')}
          hint={t('meant.hint')}
          send={t('ask.send')}
          onMeant={(focus) => session.send({ type: 'ask', text: words, read: ownReading(unclear, focus) })}
          onBack={() => setUnclear(undefined)}
        />
        <Actions />
      </>
    );
  return (
    <>
      {state.model && (
        <p className={css['model']}>
          <b>{t('ask.model')}</b> <q>{state.model}</q>
        </p>
      )}
      <OwnWordsField
        label={step.prompt}
        value={text}
        onWrite={(typed) => {
          setMissing(false);
          setText(typed);
        }}
        onSend={send}
      />
      <PreparedLines lines={state.lines} />
      <Actions
        main={{ label: t('ask.send'), onPress: send }}
        note={
          <p className="missing" role="alert">
            {missing && t('own.missing')}
          </p>
        }
      />
    </>
  );
}

/** For who would rather choose than type. */
function PreparedLines({ lines }: { lines: StepProps<'ask'>['state']['lines'] }) {
  const { session, t } = usePlayer();
  const [choosing, setChoosing] = useState(false);
  if (lines.length === 0) return null;
  return (
    <>
      <button
        type="button"
        className={`button ${css['choose']}`}
        aria-expanded={choosing}
        onClick={() => setChoosing(!choosing)}
      >
        {t(choosing ? 'own.hide' : 'own.choose')}
      </button>
      {choosing && (
        <ul className={css['lines']}>
          {lines.map(({ id, text }) => (
            <li key={id}>
              <button type="button" onClick={() => session.send({ type: 'ask-line', line: id })}>
                {text}
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
