import { Actions } from '#client/player/parts/actions.tsx';
import { Bubble } from '#client/player/parts/bubble.tsx';
import { FocusHeading } from '#client/player/parts/focus-heading.tsx';
import { MeantPicker } from '#client/player/parts/meant-picker.tsx';
import { OwnWordsField } from '#client/player/parts/own-words-field.tsx';
import { PreparedLines } from '#client/player/parts/prepared-lines.tsx';
import { ReadingNote } from '#client/player/parts/reading-note.tsx';
import { RichText } from '#client/player/parts/rich-text.tsx';
import { usePlayer } from '#client/player/player-context.ts';
import { useOwnWords } from '#client/player/use-own-words.ts';
import { sceneOfAsk } from '#courses/coach/scene-of.ts';
import type { AskView } from '#courses/engine/types.ts';
import type { Ask } from '#courses/format/step.ts';
import css from './ask.module.css';
import type { StepProps } from './step-props.ts';
import { useNext, useRetry } from './use-next.ts';

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
  const next = useNext();
  const again = useRetry(canRetry, t('ask.again'));
  const { read, text, picked } = state;
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
        {read && <ReadingNote own={{ ...read, ...(text && { text }) }} scene={sceneOfAsk(step)} />}
        {state.by === 'labelled' && <p>{t('ask.labelled')}</p>}
        {read && !state.wanted && <Wanted step={step} read={read} />}
        {line && <RichText source={line.coaching} />}
        <RichText source={step.coaching} />
      </div>
      <Actions main={next} second={again} />
    </>
  );
}

/** What would have helped here: another question, or what is not in the words yet. */
function Wanted({ step, read }: { step: Ask; read: NonNullable<AskView['read']> }) {
  const { t } = usePlayer();
  const made = read.specific ? read.moves : [];
  const missing = (step.moves ?? []).filter((move) => !made.includes(move));
  const asked = read.focus !== undefined && step.wanted.includes(read.focus);
  return (
    <>
      {!asked && step.wanted.length > 0 && (
        <p>{t('ask.wanted', { wanted: step.wanted.map((focus) => t(`focus.${focus}`)).join(', ') })}</p>
      )}
      {missing.length > 0 && (
        <p>{t('ask.wanted-moves', { moves: missing.map((move) => t(`move.${move}`)).join(', ') })}</p>
      )}
    </>
  );
}

function Asking({ step, state }: Pick<StepProps<'ask'>, 'step' | 'state'>) {
  const { session, t } = usePlayer();
  const draft = useOwnWords(sceneOfAsk(step), state.stem, (text, read) =>
    session.send({ type: 'ask', text, read }),
  );
  if (draft.unclear)
    return (
      <>
        <MeantPicker {...draft.unclear} title={t('meant.title')} hint={t('meant.hint')} />
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
      <OwnWordsField label={step.prompt} draft={draft} />
      {state.lines.length > 0 && (
        <PreparedLines lines={state.lines} onSay={(line) => session.send({ type: 'ask-line', line })} />
      )}
      <Actions main={{ label: t('ask.send'), onPress: draft.send }} />
    </>
  );
}
