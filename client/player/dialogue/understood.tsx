import { useEffect, useRef, useState } from 'react';
import { MeantPicker } from '#client/player/parts/meant-picker.tsx';
import { ReadingNote } from '#client/player/parts/reading-note.tsx';
import { usePlayer } from '#client/player/player-context.ts';
import talk from '#client/player/steps/dialogue.module.css';
import type { DialogueView, OwnWords } from '#courses/engine/types.ts';
import { sceneAt } from './scene-at.ts';

type Props = { view: DialogueView; own: OwnWords; moving: boolean };

/**
 * After the customer has answered own words: how the coach took them, where it speaks now. As long as the talk goes on,
 * the learner may say that they meant something else.
 */
export function Understood({ view, own, moving }: Props) {
  const { t } = usePlayer();
  const coaches = view.coach === 'each-turn';
  return (
    <div className={`${coaches ? 'coach' : ''} ${talk['coach']}`} data-moving={moving}>
      {coaches && (
        <>
          <b>{t('coach')}</b>
          <ReadingNote own={own} scene={sceneAt(view, view.said.length - 1)} />
        </>
      )}
      {view.phase === 'talking' && <Correction own={own} />}
    </div>
  );
}

function Correction({ own }: { own: OwnWords }) {
  const { session, t } = usePlayer();
  const [open, setOpen] = useState<boolean>();
  const opener = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (open === false) opener.current?.focus();
  }, [open]);
  if (open)
    return (
      <MeantPicker
        title={t('meant.correct-title')}
        hint={t('meant.correct-hint')}
        except={own.focus}
        onMeant={(focus) => session.send({ type: 'meant', focus })}
        onBack={() => setOpen(false)}
      />
    );
  return (
    <button ref={opener} type="button" className={`link ${talk['correct']}`} onClick={() => setOpen(true)}>
      {t('meant.correct')}
    </button>
  );
}
