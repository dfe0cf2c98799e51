import { useState } from 'react';
import { MeantPicker } from '#client/player/parts/meant-picker.tsx';
import { ReadingNote } from '#client/player/parts/reading-note.tsx';
import { usePlayer } from '#client/player/player-context.ts';
import { useCoach } from '#client/player/use-coach.ts';
import type { DialogueView } from '#courses/engine/types.ts';
import { sceneOf } from './composer.tsx';
import css from './understood.module.css';

type Props = { state: DialogueView; moving: boolean };

/** How the coach took the words just said, after the customer has answered; the learner may say that they meant something else. */
export function Understood({ state, moving }: Props) {
  const { session, t } = usePlayer();
  const coach = useCoach();
  const [correcting, setCorrecting] = useState(false);
  const own = state.said.at(-1)?.own;
  if (!own || state.coach === 'end') return null;
  if (correcting && state.phase === 'talking')
    return (
      <MeantPicker
        text={own.text}
        title={t('meant.correct-title')}
        hint={t('meant.correct-hint')}
        send={t('meant.send')}
        onMeant={(focus) => session.send({ type: 'meant', focus })}
        onBack={() => setCorrecting(false)}
      />
    );
  const scene = sceneOf(state, state.said.length - 1);
  return (
    <div className={`coach ${css['coach']}`} data-moving={moving}>
      <b>{t('coach')}</b>
      <ReadingNote own={own} reading={own.text === undefined ? undefined : coach(own.text, scene)} />
      {state.phase === 'talking' && !own.labelled && (
        <button type="button" className="link" onClick={() => setCorrecting(true)}>
          {t('meant.correct')}
        </button>
      )}
    </div>
  );
}
