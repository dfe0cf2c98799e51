import type { ReactNode } from 'react';
import { useState } from 'react';
import { FocusHeading } from '#client/player/parts/focus-heading.tsx';
import { MeantPicker } from '#client/player/parts/meant-picker.tsx';
import { OwnWordsField } from '#client/player/parts/own-words-field.tsx';
import { usePlayer } from '#client/player/player-context.ts';
import { type Coach, useCoach } from '#client/player/use-coach.ts';
import type { Reading, Scene } from '#courses/coach/reading.ts';
import { ownReading } from '#courses/engine/own-reading.ts';
import type { DialogueView } from '#courses/engine/types.ts';
import type { Focus } from '#courses/format/words.ts';
import css from './composer.module.css';

/** Nobody has read it: the learner says what it is about. */
export const UNREAD: Reading = { form: 'open', focus: null, flags: [], moves: {}, fired: [], sure: false };

/** What is known in a conversation when the next words are said. */
export const sceneOf = (
  { facts, lines }: Pick<DialogueView, 'facts' | 'lines'>,
  until = Infinity,
): Scene => ({
  facts,
  heard: lines.filter(({ who, decision }) => who === 'customer' && decision < until).map(({ text }) => text),
});

type Props = {
  view: DialogueView;
  focus: boolean;
  /** Prepared lines are shown; kept by whoever keeps the conversation. */
  choosing: boolean;
  onChoosing: (choosing: boolean) => void;
  /** The prepared lines. */
  children: ReactNode;
};

/** A turn in own words, with the prepared lines one tap away. */
export function Composer({ view, focus, choosing, onChoosing, children }: Props) {
  const { session, t } = usePlayer();
  const coach: Coach = useCoach();
  const [text, setText] = useState(view.ask?.stem ? `${view.ask.stem} ` : '');
  const [unclear, setUnclear] = useState<Reading>();
  const [missing, setMissing] = useState(false);
  const words = text.trim();
  const say = (reading: Reading, meant?: Focus): void =>
    session.send({ type: 'say-own', text: words, read: ownReading(reading, meant) });
  const send = (): void => {
    const reading = coach(words, sceneOf(view));
    if (words === '' || words === view.ask?.stem?.trim()) setMissing(true);
    else if (reading?.sure) say(reading);
    else setUnclear(reading ?? UNREAD);
  };
  if (unclear)
    return (
      <MeantPicker
        text={words}
        title={t('meant.title')}
        hint={t('meant.hint')}
        send={t('own.send')}
        onMeant={(about) => say(unclear, about)}
        onBack={() => setUnclear(undefined)}
      />
    );
  return (
    <section className={css['composer']}>
      <FocusHeading focus={focus}>{t('say.ask')}</FocusHeading>
      <OwnWordsField
        label={view.ask?.prompt ?? t('own.label')}
        value={text}
        onWrite={(typed) => {
          setMissing(false);
          setText(typed);
        }}
        onSend={send}
      />
      <p className="missing" role="alert">
        {missing && t('own.missing')}
      </p>
      <div className={css['buttons']}>
        <button
          type="button"
          className="button"
          aria-expanded={choosing}
          onClick={() => onChoosing(!choosing)}
        >
          {t(choosing ? 'own.hide' : 'own.choose')}
        </button>
        <button type="button" className="button main" onClick={send}>
          {t('own.send')}
        </button>
      </div>
      {choosing && children}
    </section>
  );
}
